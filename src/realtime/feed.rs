//! What one kind of socket sends, and by what it is sent.

use std::time::Duration;

use rocket::Shutdown;
use rocket::futures::SinkExt;
use rocket::futures::stream::SplitSink;
use rocket_ws::Message;
use rocket_ws::frame::{CloseCode, CloseFrame};
use rocket_ws::stream::DuplexStream;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, timeout};

use super::connection::PINGS;
use super::hub::Signal;
use crate::error::Error;

/// What a socket sends, of all that is committed, and until when.
pub trait Feed: Send + 'static {
    /// How a socket ends whose time is over.
    fn over() -> End;

    /// How long it may go on, as far as is known now.
    fn left(&self) -> Duration;

    /// Says the first words.
    fn greet(&mut self, out: &mut Outgoing) -> impl Future<Output = Result<(), End>> + Send;

    /// Takes note of a signal, or of having missed some.
    fn hear(
        &mut self,
        signal: Result<Signal, RecvError>,
        out: &mut Outgoing,
    ) -> impl Future<Output = Result<(), End>> + Send;

    /// Sends what is due, once all that came together was heard.
    fn settle(&mut self, _out: &mut Outgoing) -> impl Future<Output = Result<(), End>> + Send {
        std::future::ready(Ok(()))
    }

    /// From time to time: what changes without a signal is due.
    fn look_again(&mut self) {}
}

/// Why a socket ends.
pub enum End {
    /// The peer has gone, or takes nothing.
    Lost,
    /// Said goodbye with this code and reason.
    Close(CloseCode, &'static str),
}

impl End {
    /// The server stops.
    pub(super) fn away() -> Self {
        Self::Close(CloseCode::Away, "the server stops")
    }
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        log::warn!("a socket cannot be served: {error}");
        Self::Close(CloseCode::Error, "what it is to send cannot be read")
    }
}

/// The way to the peer.
pub struct Outgoing {
    pub(super) sink: SplitSink<DuplexStream, Message>,
    pub(super) shutdown: Shutdown,
    /// How long the peer may say nothing.
    pub(super) silence: Duration,
    /// When it last said anything.
    pub(super) heard: Instant,
}

impl Outgoing {
    /// Puts a message into the buffer that [`Outgoing::flush`] sends; a full one is sent.
    pub(super) async fn queue(&mut self, message: Message) -> Result<(), End> {
        let shutdown = self.shutdown.clone();
        let patience = self.patience();
        in_time(self.sink.feed(message), patience, shutdown).await
    }

    /// Sends what is in the buffer.
    pub(super) async fn flush(&mut self) -> Result<(), End> {
        let shutdown = self.shutdown.clone();
        let patience = self.patience();
        in_time(self.sink.flush(), patience, shutdown).await
    }

    /// How long is waited for the peer to take what is sent: while it does not, nothing that it says is heard. So no
    /// longer than it may still be silent, and always as long as between two pings.
    fn patience(&self) -> Duration {
        let left = self.silence.saturating_sub(self.heard.elapsed());
        left.max(self.silence / PINGS)
    }

    /// Says goodbye. The peer may have gone already; there is nothing to tell then.
    pub(super) async fn close(&mut self, code: CloseCode, reason: &'static str) {
        let frame = CloseFrame {
            code,
            reason: reason.into(),
        };
        let _ = timeout(self.silence, self.sink.send(Message::Close(Some(frame)))).await;
    }
}

/// Waits until the peer has taken what is sent. One that takes nothing for too long is lost; it never holds
/// the server up.
async fn in_time<E>(
    sending: impl Future<Output = Result<(), E>>,
    patience: Duration,
    mut shutdown: Shutdown,
) -> Result<(), End> {
    tokio::select! {
        sent = timeout(patience, sending) => match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(End::Lost),
        },
        () = &mut shutdown => Err(End::away()),
    }
}
