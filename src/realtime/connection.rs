//! One socket from hello to close: replay, live events, heartbeat, limits, close codes.

use std::sync::Arc;
use std::time::Duration;

use rocket::Shutdown;
use rocket::futures::stream::{SplitSink, SplitStream};
use rocket::futures::{SinkExt, StreamExt};
use rocket_ws::frame::{CloseCode, CloseFrame};
use rocket_ws::result::Error as SocketError;
use rocket_ws::stream::DuplexStream;
use rocket_ws::{Config, Message};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, interval_at, sleep, timeout};

use super::frame;
use super::hub::{Hub, Signal};
use crate::auth::{Caller, Sight};
use crate::domain::Event;
use crate::ops::connections::Listening;
use crate::services::accounts::{self, Accounts};
use crate::store::{self, Store};

/// The client says nothing: a larger frame closes the socket (code 1009).
pub const MAX_CLIENT_FRAME: usize = 4 * 1024;
/// Past this the protocol itself gives up on a message.
const MAX_MESSAGE: usize = 16 * MAX_CLIENT_FRAME;
/// How often the peer is pinged in the time that it may be silent.
const PINGS: u32 = 3;
/// Events read from the log at a time. Few, since a thousand sockets may be behind at once.
const REPLAY_CHUNK: usize = 64;
/// The most signals that are heard before the socket is looked after again.
const TOGETHER: usize = 64;

/// The limits of a socket.
pub fn socket_config() -> Config {
    Config {
        max_message_size: Some(MAX_MESSAGE),
        max_frame_size: Some(MAX_MESSAGE),
        write_buffer_size: MAX_CLIENT_FRAME,
        ..Config::default()
    }
}

/// Who listens, and since when.
pub struct Connection {
    /// Whose eyes it is for.
    pub caller: Caller,
    /// The last event that the client has seen; none: it has just fetched everything.
    pub since: Option<i64>,
    /// Where the log is.
    pub store: Store,
    /// Where live events come from.
    pub hub: Arc<Hub>,
    /// That it is open, for those who count connections; how long its peer may be silent, or take nothing.
    pub listening: Listening,
    /// Who knows whether the caller still counts.
    pub accounts: Accounts,
    /// Tells when the server stops.
    pub shutdown: Shutdown,
}

/// Why a socket ends.
enum End {
    /// The peer has gone, or takes nothing.
    Lost,
    /// Said goodbye with this code and reason.
    Close(CloseCode, &'static str),
}

impl From<crate::error::Error> for End {
    fn from(error: crate::error::Error) -> Self {
        log::warn!("a socket cannot be served: {error}");
        Self::Close(CloseCode::Error, "the event log cannot be read")
    }
}

impl Connection {
    /// Serves the socket until either side ends it.
    pub fn serve(self, socket: DuplexStream) -> impl Future<Output = ()> + Send + 'static {
        // No async fn: that would keep room for what it got beside what it made of it, in every socket.
        let feed = self.hub.listen();
        let (sink, stream) = socket.split();
        Box::new(Live {
            sink,
            last: 0,
            heard: Instant::now(),
            connection: self,
        })
        .run_to_the_end(feed, stream)
    }
}

/// A socket at work.
struct Live {
    connection: Connection,
    sink: SplitSink<DuplexStream, Message>,
    /// The last event that was sent, or that the client may not see.
    last: i64,
    /// When the peer last said anything.
    heard: Instant,
}

/// A result without a good end: a socket runs until something ends it.
type Never = std::convert::Infallible;

impl Live {
    async fn run_to_the_end(
        mut self: Box<Self>,
        feed: Receiver<Signal>,
        mut stream: SplitStream<DuplexStream>,
    ) {
        let Err(end) = self.run(feed, &mut stream).await;
        if let End::Close(code, reason) = end {
            let frame = CloseFrame {
                code,
                reason: reason.into(),
            };
            // The peer may have gone already; there is nothing to tell then.
            let _ = timeout(self.silence(), self.sink.send(Message::Close(Some(frame)))).await;
        }
    }

    async fn run(
        &mut self,
        mut feed: Receiver<Signal>,
        stream: &mut SplitStream<DuplexStream>,
    ) -> std::result::Result<Never, End> {
        self.greet().await?;
        let expiry = sleep(self.left());
        tokio::pin!(expiry);
        let pause = self.silence() / PINGS;
        let mut ping = interval_at(Instant::now() + pause, pause);
        let mut shutdown = self.connection.shutdown.clone();
        loop {
            tokio::select! {
                () = &mut shutdown => return Err(End::Close(CloseCode::Away, "the server stops")),
                () = &mut expiry => {
                    self.check_time()?;
                    // The clock was set back.
                    expiry.as_mut().reset(Instant::now() + self.left());
                }
                signal = feed.recv() => {
                    self.hear(signal).await?;
                    self.hear_what_waits(&mut feed).await?;
                    self.flush().await?;
                }
                message = stream.next() => {
                    check_message(message)?;
                    self.heard = Instant::now();
                }
                _ = ping.tick() => {
                    if self.heard.elapsed() >= self.silence() {
                        return Err(End::Lost);
                    }
                    // The clock may have been set forward.
                    self.check_time()?;
                    self.queue(Message::Ping(Vec::new())).await?;
                    self.flush().await?;
                }
            }
        }
    }

    fn silence(&self) -> Duration {
        self.connection.listening.silence()
    }

    /// How long is waited for the peer to take what is sent: while it does not, nothing that it says is heard. So no
    /// longer than it may still be silent, and always as long as between two pings.
    fn patience(&self) -> Duration {
        let silence = self.silence();
        let left = silence.saturating_sub(self.heard.elapsed());
        left.max(silence / PINGS)
    }

    /// How long the caller may be served, as far as is known now.
    fn left(&self) -> Duration {
        let Connection { caller, store, .. } = &self.connection;
        let Some(expires_at) = caller.expires_at() else {
            return Duration::MAX;
        };
        let left_ms = expires_at.as_millisecond() - store.clock().now().as_millisecond();
        Duration::from_millis(u64::try_from(left_ms).unwrap_or(0))
    }

    /// Says hello and sends what the client has missed.
    async fn greet(&mut self) -> std::result::Result<(), End> {
        // The session may have ended after the handshake and before this socket listened.
        self.check_session()?;
        let Connection { store, since, .. } = &self.connection;
        let since = *since;
        let (present, is_kept) = match since {
            None => (store.glance(store::events::last_seq)?, false),
            Some(since) => {
                store
                    .read(move |tx| {
                        let present = store::events::last_seq(tx)?;
                        Ok((present, store::events::reaches_back_to(tx, since)?))
                    })
                    .await?
            }
        };
        let now = store.clock().now();
        self.queue(Message::Text(frame::hello(present, now)))
            .await?;
        match (since, is_kept) {
            (Some(since), true) => {
                self.last = since;
                self.catch_up().await?;
            }
            (Some(_), _) => self.resync(present).await?,
            (None, _) => self.last = present,
        }
        self.flush().await
    }

    /// Hears what has come meanwhile, so that it goes out together: under load most of what an event costs
    /// is the call that sends it.
    async fn hear_what_waits(
        &mut self,
        feed: &mut Receiver<Signal>,
    ) -> std::result::Result<(), End> {
        for _ in 0..TOGETHER {
            let signal = match feed.try_recv() {
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
                Err(TryRecvError::Closed) => Err(RecvError::Closed),
                Ok(signal) => Ok(signal),
            };
            self.hear(signal).await?;
        }
        Ok(())
    }

    async fn hear(
        &mut self,
        signal: std::result::Result<Signal, RecvError>,
    ) -> std::result::Result<(), End> {
        self.check_time()?;
        match signal {
            // Seen already, from the log.
            Ok(Signal::Committed(it)) if it.event.seq <= self.last => Ok(()),
            Ok(Signal::Committed(it)) if it.event.seq == self.last + 1 => {
                self.deliver(&it.event, || it.frame.clone()).await
            }
            Ok(Signal::Committed(_)) | Err(RecvError::Lagged(_)) => self.catch_up().await,
            Ok(Signal::SessionsChanged(user)) => {
                if user.is_none_or(|user| user == self.connection.caller.user.id) {
                    self.check_session()?;
                }
                Ok(())
            }
            Err(RecvError::Closed) => Err(End::Close(CloseCode::Away, "the server stops")),
        }
    }

    /// Sends what the log has after the last event.
    async fn catch_up(&mut self) -> std::result::Result<(), End> {
        loop {
            let last = self.last;
            let credential = self.connection.caller.credential;
            let (counts, events, present) = self
                .connection
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
                return Err(session_ended());
            }
            match events.first() {
                None => return Ok(()),
                // The log was trimmed past what this client has seen.
                Some(first) if first.seq != last + 1 => return self.resync(present).await,
                Some(_) => {}
            }
            for event in events {
                self.deliver(&event, || frame::of_event(&event)).await?;
            }
        }
    }

    async fn resync(&mut self, present: i64) -> std::result::Result<(), End> {
        let now = self.connection.store.clock().now();
        self.queue(Message::Text(frame::resync(present, now)))
            .await?;
        self.last = present;
        Ok(())
    }

    /// Sends an event as far as the client may see it.
    async fn deliver(
        &mut self,
        event: &Event,
        frame: impl FnOnce() -> String,
    ) -> std::result::Result<(), End> {
        match self.connection.caller.sight_of(event) {
            Sight::Whole => self.queue(Message::Text(frame())).await?,
            Sight::Gone => self.queue(Message::Text(frame::gone(event))).await?,
            Sight::Nothing => {}
        }
        self.last = event.seq;
        Ok(())
    }

    /// Puts a message into the buffer that [`Live::flush`] sends; a full one is sent.
    async fn queue(&mut self, message: Message) -> std::result::Result<(), End> {
        let shutdown = self.connection.shutdown.clone();
        let patience = self.patience();
        in_time(self.sink.feed(message), patience, shutdown).await
    }

    /// Sends what is in the buffer.
    async fn flush(&mut self) -> std::result::Result<(), End> {
        let shutdown = self.connection.shutdown.clone();
        let patience = self.patience();
        in_time(self.sink.flush(), patience, shutdown).await
    }

    /// The caller's time may be over by the clock before the timer is, or the other way round.
    fn check_time(&self) -> std::result::Result<(), End> {
        match self.left().is_zero() {
            true => Err(session_ended()),
            false => Ok(()),
        }
    }

    fn check_session(&self) -> std::result::Result<(), End> {
        let Connection {
            accounts, caller, ..
        } = &self.connection;
        match accounts.still_counts(caller.credential)? {
            true => Ok(()),
            false => Err(session_ended()),
        }
    }
}

/// Waits until the peer has taken what is sent. One that takes nothing for too long is lost; it never holds
/// the server up.
async fn in_time<E>(
    sending: impl Future<Output = std::result::Result<(), E>>,
    patience: Duration,
    mut shutdown: Shutdown,
) -> std::result::Result<(), End> {
    tokio::select! {
        sent = timeout(patience, sending) => match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(End::Lost),
        },
        () = &mut shutdown => Err(End::Close(CloseCode::Away, "the server stops")),
    }
}

fn session_ended() -> End {
    End::Close(CloseCode::Policy, "the session has ended")
}

/// Whatever the client says is ignored, unless it says too much or goodbye.
fn check_message(
    message: Option<std::result::Result<Message, SocketError>>,
) -> std::result::Result<(), End> {
    let too_large = || End::Close(CloseCode::Size, "a client's frame has at most 4 KiB");
    match message {
        None | Some(Ok(Message::Close(_))) => Err(End::Lost),
        Some(Ok(message)) if message.len() > MAX_CLIENT_FRAME => Err(too_large()),
        Some(Ok(_)) => Ok(()),
        Some(Err(SocketError::Capacity(_))) => Err(too_large()),
        Some(Err(_)) => Err(End::Lost),
    }
}
