//! What whoever has a link hears: how what it shows stands now, and each time that it is another.

use std::time::Duration;

use rocket_ws::Message;
use rocket_ws::frame::CloseCode;
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;

use super::feed::{End, Feed, Outgoing};
use super::frame;
use super::hub::{Committed, Signal};
use crate::domain::{EventName, Timestamp};
use crate::error::Error;
use crate::services::links::{Link, Links};

/// What a link shows. It is read anew when it may have changed, so nothing has to be caught up with, and no
/// event with more in it than the link shows is ever in hand.
pub struct Shown {
    link: Link,
    links: Links,
    /// What was sent last.
    sent: String,
    /// When the link's time is over, if that is known.
    expires_at: Option<Timestamp>,
    /// Whether what was sent last may be old.
    is_due: bool,
}

impl Shown {
    /// What this link shows, for as long as it counts.
    pub fn new(link: Link, links: Links) -> Self {
        Self {
            link,
            links,
            sent: String::new(),
            expires_at: None,
            is_due: true,
        }
    }

    /// Whether the link may show something else after this.
    fn is_of(&self, committed: &Committed) -> bool {
        match &self.link {
            Link::Order(order, _) => committed.order() == Some(*order),
            Link::Display(_) => match committed.event.name {
                EventName::OrderStatusUpdated
                | EventName::OrderUpdated
                | EventName::OrderDeleted
                // Its name, or the shop's, may be on the board.
                | EventName::CustomerUpdated
                | EventName::ShopUpdated => true,
                EventName::ProductUpdated
                | EventName::ProductDeleted
                | EventName::CustomerDeleted
                | EventName::SettingsUpdated => false,
            },
        }
    }

    /// The name and the data of what is to be sent now.
    async fn read(&mut self) -> Result<(&'static str, String), End> {
        match &self.link {
            Link::Order(_, token) => {
                let state = self.links.state_of(token).await.map_err(refusal)?;
                self.expires_at = state.expires_at;
                Ok(("statusUpdated", json(&state)?))
            }
            Link::Display(token) => {
                let board = self.links.board_of(token).await.map_err(refusal)?;
                Ok(("displayUpdated", json(&board)?))
            }
        }
    }
}

impl Feed for Shown {
    fn over() -> End {
        End::Close(CloseCode::Policy, "the link has ended")
    }

    fn left(&self) -> Duration {
        self.expires_at
            .map_or(Duration::MAX, |at| self.links.clock().until(at))
    }

    async fn greet(&mut self, out: &mut Outgoing) -> Result<(), End> {
        self.settle(out).await
    }

    async fn hear(
        &mut self,
        signal: Result<Signal, RecvError>,
        _out: &mut Outgoing,
    ) -> Result<(), End> {
        self.is_due |= match signal {
            Ok(Signal::Committed(it)) => self.is_of(&it),
            Ok(Signal::SessionsChanged(_)) => false,
            Ok(Signal::LinksChanged) | Err(_) => true,
        };
        Ok(())
    }

    async fn settle(&mut self, out: &mut Outgoing) -> Result<(), End> {
        if !std::mem::take(&mut self.is_due) {
            return Ok(());
        }
        let (name, data) = self.read().await?;
        if data != self.sent {
            let frame = frame::of_link(name, self.links.clock().now(), &data);
            out.queue(Message::Text(frame)).await?;
            self.sent = data;
        }
        Ok(())
    }

    /// Orders leave a board as time goes by.
    fn look_again(&mut self) {
        self.is_due = true;
    }
}

fn refusal(error: Error) -> End {
    match error {
        Error::NotFound(_) => Shown::over(),
        error => error.into(),
    }
}

fn json(shown: &impl Serialize) -> Result<String, End> {
    serde_json::to_string(shown).map_err(|error| Error::Internal(error.to_string()).into())
}
