//! What someone who is signed in hears: the events that they may see, in commit order, none missed.

use std::time::Duration;

use rocket_ws::Message;
use rocket_ws::frame::CloseCode;
use tokio::sync::broadcast::error::RecvError;

use super::feed::{End, Feed, Outgoing};
use super::frame;
use super::hub::Signal;
use crate::auth::{Caller, Sight};
use crate::domain::Event;
use crate::services::accounts::{self, Accounts};
use crate::store::{self, Store};

/// Events read from the log at a time. Few, since a thousand sockets may be behind at once.
const REPLAY_CHUNK: usize = 64;

/// The events that a caller may see, from the hub, or from the log after having fallen behind.
pub struct Events {
    caller: Caller,
    /// The last event that the client has seen before; none: it has just fetched everything.
    since: Option<i64>,
    store: Store,
    accounts: Accounts,
    /// The last event that was sent, or that the client may not see.
    last: i64,
}

impl Events {
    /// The events after `since`, for as long as the caller counts for `accounts`.
    pub fn new(caller: Caller, since: Option<i64>, store: Store, accounts: Accounts) -> Self {
        Self {
            caller,
            since,
            store,
            accounts,
            last: 0,
        }
    }

    /// Sends what the log has after the last event.
    async fn catch_up(&mut self, out: &mut Outgoing) -> Result<(), End> {
        loop {
            let last = self.last;
            let credential = self.caller.credential;
            let (counts, events, present) = self
                .store
                .read(move |tx| {
                    Ok((
                        // In the same snapshot: nothing is sent that came after the session's end.
                        accounts::counts(tx, credential)?,
                        store::events::after(tx, last, REPLAY_CHUNK)?,
                        store::events::last_seq(tx)?,
                    ))
                })
                .await?;
            if !counts {
                return Err(Self::over());
            }
            match events.first() {
                None => return Ok(()),
                // The log was trimmed past what this client has seen.
                Some(first) if first.seq != last + 1 => return self.resync(present, out).await,
                Some(_) => {}
            }
            for event in events {
                self.deliver(&event, || frame::of_event(&event), out)
                    .await?;
            }
        }
    }

    async fn resync(&mut self, present: i64, out: &mut Outgoing) -> Result<(), End> {
        let now = self.store.clock().now();
        out.queue(Message::Text(frame::resync(present, now)))
            .await?;
        self.last = present;
        Ok(())
    }

    /// Sends an event as far as the client may see it.
    async fn deliver(
        &mut self,
        event: &Event,
        frame: impl FnOnce() -> String,
        out: &mut Outgoing,
    ) -> Result<(), End> {
        match self.caller.sight_of(event) {
            Sight::Whole => out.queue(Message::Text(frame())).await?,
            Sight::Gone => out.queue(Message::Text(frame::gone(event))).await?,
            Sight::Nothing => {}
        }
        self.last = event.seq;
        Ok(())
    }

    fn check_session(&self) -> Result<(), End> {
        match self.accounts.still_counts(self.caller.credential)? {
            true => Ok(()),
            false => Err(Self::over()),
        }
    }
}

impl Feed for Events {
    fn over() -> End {
        End::Close(CloseCode::Policy, "the session has ended")
    }

    /// How long the caller may be served, as far as is known now.
    fn left(&self) -> Duration {
        let Some(expires_at) = self.caller.expires_at() else {
            return Duration::MAX;
        };
        self.store.clock().until(expires_at)
    }

    /// Says hello and sends what the client has missed.
    async fn greet(&mut self, out: &mut Outgoing) -> Result<(), End> {
        // The session may have ended after the handshake and before this socket listened.
        self.check_session()?;
        let since = self.since;
        let (present, is_kept) = match since {
            None => (self.store.glance(store::events::last_seq)?, false),
            Some(since) => {
                self.store
                    .read(move |tx| {
                        let present = store::events::last_seq(tx)?;
                        Ok((present, store::events::reaches_back_to(tx, since)?))
                    })
                    .await?
            }
        };
        let now = self.store.clock().now();
        out.queue(Message::Text(frame::hello(present, now))).await?;
        match (since, is_kept) {
            (Some(since), true) => {
                self.last = since;
                self.catch_up(out).await
            }
            (Some(_), _) => self.resync(present, out).await,
            (None, _) => {
                self.last = present;
                Ok(())
            }
        }
    }

    async fn hear(
        &mut self,
        signal: Result<Signal, RecvError>,
        out: &mut Outgoing,
    ) -> Result<(), End> {
        match signal {
            // Seen already, from the log.
            Ok(Signal::Committed(it)) if it.event.seq <= self.last => Ok(()),
            Ok(Signal::Committed(it)) if it.event.seq == self.last + 1 => {
                self.deliver(&it.event, || it.frame.clone(), out).await
            }
            Ok(Signal::Committed(_)) | Err(_) => self.catch_up(out).await,
            Ok(Signal::SessionsChanged(user)) => {
                if user.is_none_or(|user| user == self.caller.user.id) {
                    self.check_session()?;
                }
                Ok(())
            }
            Ok(Signal::LinksChanged) => Ok(()),
        }
    }
}
