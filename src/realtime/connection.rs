//! One socket from its first word to its close: live events, heartbeat, limits, close codes.

use std::sync::Arc;

use rocket::Shutdown;
use rocket::futures::StreamExt;
use rocket::futures::stream::SplitStream;
use rocket_ws::frame::CloseCode;
use rocket_ws::result::Error as SocketError;
use rocket_ws::stream::DuplexStream;
use rocket_ws::{Config, Message};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::time::{Instant, interval_at, sleep};

use super::feed::{End, Feed, Outgoing};
use super::hub::{Hub, Signal};
use crate::ops::connections::Listening;

/// The client says nothing: a larger frame closes the socket (code 1009).
pub const MAX_CLIENT_FRAME: usize = 4 * 1024;
/// Past this the protocol itself gives up on a message.
const MAX_MESSAGE: usize = 16 * MAX_CLIENT_FRAME;
/// How often the peer is pinged in the time that it may be silent.
pub(super) const PINGS: u32 = 3;
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

/// What is sent, and to whom.
pub struct Connection<F> {
    /// What of all that is committed, and until when.
    pub feed: F,
    /// Where live events come from.
    pub hub: Arc<Hub>,
    /// That it is open, for those who count connections; how long its peer may be silent, or take nothing.
    pub listening: Listening,
    /// Tells when the server stops.
    pub shutdown: Shutdown,
}

impl<F: Feed> Connection<F> {
    /// Serves the socket until either side ends it.
    pub fn serve(self, socket: DuplexStream) -> impl Future<Output = ()> + Send + 'static {
        // No async fn: that would keep room for what it got beside what it made of it, in every socket.
        let signals = self.hub.listen();
        let (sink, stream) = socket.split();
        let live = Box::new(Live {
            feed: self.feed,
            out: Outgoing {
                sink,
                shutdown: self.shutdown,
                silence: self.listening.silence(),
                heard: Instant::now(),
            },
            listening: self.listening,
        });
        live.run_to_the_end(signals, stream)
    }
}

/// A socket at work.
struct Live<F> {
    feed: F,
    /// Before the way out: whoever sees the end of the connection is counted no more.
    #[expect(dead_code, reason = "it counts as long as it is there")]
    listening: Listening,
    out: Outgoing,
}

/// A result without a good end: a socket runs until something ends it.
type Never = std::convert::Infallible;

impl<F: Feed> Live<F> {
    async fn run_to_the_end(
        mut self: Box<Self>,
        signals: Receiver<Signal>,
        mut stream: SplitStream<DuplexStream>,
    ) {
        let Err(end) = self.run(signals, &mut stream).await;
        if let End::Close(code, reason) = end {
            self.out.close(code, reason).await;
        }
    }

    async fn run(
        &mut self,
        mut signals: Receiver<Signal>,
        stream: &mut SplitStream<DuplexStream>,
    ) -> Result<Never, End> {
        self.feed.greet(&mut self.out).await?;
        self.out.flush().await?;
        let expiry = sleep(self.feed.left());
        tokio::pin!(expiry);
        let silence = self.out.silence;
        let pause = silence / PINGS;
        let mut ping = interval_at(Instant::now() + pause, pause);
        let mut shutdown = self.out.shutdown.clone();
        loop {
            tokio::select! {
                () = &mut shutdown => return Err(End::away()),
                () = &mut expiry => {
                    self.check_time()?;
                    // The clock was set back.
                    expiry.as_mut().reset(Instant::now() + self.feed.left());
                }
                signal = signals.recv() => {
                    self.hear(signal).await?;
                    self.hear_what_waits(&mut signals).await?;
                    self.feed.settle(&mut self.out).await?;
                    self.out.flush().await?;
                }
                message = stream.next() => {
                    check_message(message)?;
                    self.out.heard = Instant::now();
                }
                _ = ping.tick() => {
                    if self.out.heard.elapsed() >= silence {
                        return Err(End::Lost);
                    }
                    // The clock may have been set forward.
                    self.check_time()?;
                    self.feed.look_again();
                    self.feed.settle(&mut self.out).await?;
                    self.out.queue(Message::Ping(Vec::new())).await?;
                    self.out.flush().await?;
                }
            }
        }
    }

    /// Hears what has come meanwhile, so that it goes out together: under load most of what an event costs
    /// is the call that sends it.
    async fn hear_what_waits(&mut self, signals: &mut Receiver<Signal>) -> Result<(), End> {
        for _ in 0..TOGETHER {
            let signal = match signals.try_recv() {
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Lagged(count)) => Err(RecvError::Lagged(count)),
                Err(TryRecvError::Closed) => Err(RecvError::Closed),
                Ok(signal) => Ok(signal),
            };
            self.hear(signal).await?;
        }
        Ok(())
    }

    async fn hear(&mut self, signal: Result<Signal, RecvError>) -> Result<(), End> {
        self.check_time()?;
        match signal {
            Err(RecvError::Closed) => Err(End::away()),
            signal => self.feed.hear(signal, &mut self.out).await,
        }
    }

    /// Its time may be over by the clock before the timer is, or the other way round.
    fn check_time(&self) -> Result<(), End> {
        match self.feed.left().is_zero() {
            true => Err(F::over()),
            false => Ok(()),
        }
    }
}

/// Whatever the client says is ignored, unless it says too much or goodbye.
fn check_message(message: Option<Result<Message, SocketError>>) -> Result<(), End> {
    let too_large = || End::Close(CloseCode::Size, "a client's frame has at most 4 KiB");
    match message {
        None | Some(Ok(Message::Close(_))) => Err(End::Lost),
        Some(Ok(message)) if message.len() > MAX_CLIENT_FRAME => Err(too_large()),
        Some(Ok(_)) => Ok(()),
        Some(Err(SocketError::Capacity(_))) => Err(too_large()),
        Some(Err(_)) => Err(End::Lost),
    }
}
