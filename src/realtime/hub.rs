//! The fan-out: one ring that the writer fills and every socket reads at its own pace.

use std::sync::Arc;

use tokio::sync::broadcast;
use tokio_util::task::TaskTracker;

use super::frame;
use crate::domain::{Event, UserId};
use crate::store::Publisher;

/// How many signals a socket may be behind before it is caught up from the event log.
const RING: usize = 1024;

/// Where sockets hear what was committed.
pub struct Hub {
    ring: broadcast::Sender<Signal>,
    /// The tasks of open sockets.
    sockets: TaskTracker,
}

/// What a socket hears. Public for the measurement of the fan-out alone, as [`Hub::listen`] is.
#[derive(Clone)]
pub enum Signal {
    /// An event is on disk.
    Committed(Arc<Committed>),
    /// Sessions of this user may have ended (`None`: of anyone).
    SessionsChanged(Option<UserId>),
}

/// An event, and its frame that was serialised once for all.
pub struct Committed {
    /// The event.
    pub event: Event,
    /// What goes over the wire.
    pub frame: String,
}

impl Hub {
    /// A hub that nobody listens to yet.
    pub fn new() -> Self {
        Self {
            ring: broadcast::Sender::new(RING),
            sockets: TaskTracker::new(),
        }
    }

    /// Hears everything from now on. For [`super::Connection`]; public so that benches/inside can
    /// measure the fan-out without HTTP.
    pub fn listen(&self) -> broadcast::Receiver<Signal> {
        self.ring.subscribe()
    }

    /// Runs a socket until it ends.
    pub fn keep(&self, socket: impl Future<Output = ()> + Send + 'static) {
        self.sockets.spawn(socket);
    }

    /// How many sockets are open.
    pub fn open(&self) -> usize {
        self.sockets.len()
    }

    /// Waits until no socket is open. When the server stops each says goodbye first.
    pub async fn all_closed(&self) {
        self.sockets.close();
        self.sockets.wait().await;
    }

    fn say(&self, signal: Signal) {
        // Nobody may be listening.
        let _ = self.ring.send(signal);
    }
}

impl Default for Hub {
    fn default() -> Self {
        Self::new()
    }
}

impl Publisher for Hub {
    fn committed(&self, events: Vec<Event>) {
        if self.ring.receiver_count() == 0 {
            return;
        }
        for event in events {
            let frame = frame::of_event(&event);
            self.say(Signal::Committed(Arc::new(Committed { event, frame })));
        }
    }

    fn sessions_changed(&self, user: Option<UserId>) {
        self.say(Signal::SessionsChanged(user));
    }
}
