//! The fan-out: one ring that the writer fills and every socket reads at its own pace.

use std::sync::{Arc, OnceLock};

use serde::Deserialize;
use tokio::sync::broadcast;
use tokio_util::task::TaskTracker;

use super::frame;
use crate::domain::{Event, EventName, OrderId, UserId};
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
    /// Sessions or API tokens of this user may have ended (`None`: of anyone).
    SessionsChanged(Option<UserId>),
    /// Links, or what they may show, may have changed.
    LinksChanged,
}

/// An event, and its frame that was serialised once for all.
pub struct Committed {
    /// The event.
    pub event: Event,
    /// What goes over the wire.
    pub frame: String,
    /// Which order it is of, once anyone has asked.
    order: OnceLock<Option<OrderId>>,
}

/// What the events of an order have in common.
#[derive(Deserialize)]
struct OfOrder {
    id: OrderId,
}

impl Committed {
    fn new(event: Event) -> Self {
        Self {
            frame: frame::of_event(&event),
            order: OnceLock::new(),
            event,
        }
    }

    /// The order that it is of; none: it is of something else. Read once, however many ask.
    pub(super) fn order(&self) -> Option<OrderId> {
        *self.order.get_or_init(|| match self.event.name {
            EventName::OrderStatusUpdated | EventName::OrderUpdated | EventName::OrderDeleted => {
                let of: Option<OfOrder> = serde_json::from_str(&self.event.data).ok();
                of.map(|of| of.id)
            }
            _ => None,
        })
    }
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
            self.say(Signal::Committed(Arc::new(Committed::new(event))));
        }
    }

    fn sessions_changed(&self, user: Option<UserId>) {
        self.say(Signal::SessionsChanged(user));
    }

    fn links_changed(&self) {
        self.say(Signal::LinksChanged);
    }
}
