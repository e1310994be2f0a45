//! One event to many: the ring that the writer fills and every socket reads.
//!
//! The listeners are tasks that do what a socket does up to the wire: hear the event, ask whether its
//! user may see it, copy its frame.

use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use divan::Bencher;
use divan::counter::ItemsCount;
use oms::auth::{Caller, Sight};
use oms::domain::{Event, EventName};
use oms::realtime::{Hub, Signal};
use oms::store::{Publisher, Store, events};
use tokio::sync::Notify;
use tokio::sync::broadcast::Receiver;

use super::shop::Shop;
use super::{RUNTIME, SIZES};

/// How many listen.
const LISTENERS: [usize; 3] = [10, 1_000, 5_000];

/// Until the writer can go on: what a commit pays for those who listen.
#[divan::bench(args = LISTENERS, sample_size = 1)]
fn hand_over(bencher: Bencher, listeners: usize) {
    let audience = Audience::new(listeners);
    bencher
        .with_inputs(|| {
            audience.wait();
            audience.expect_event();
            vec![audience.event.clone()]
        })
        .bench_values(|events| audience.hub.committed(events));
}

/// Until the last one has heard it.
#[divan::bench(args = LISTENERS, sample_size = 1)]
fn hear(bencher: Bencher, listeners: usize) {
    let audience = Audience::new(listeners);
    bencher
        .counter(ItemsCount::new(listeners))
        .with_inputs(|| {
            audience.expect_event();
            vec![audience.event.clone()]
        })
        .bench_values(|events| {
            audience.hub.committed(events);
            audience.wait();
        });
}

/// A hub and those who listen to it, until it goes.
struct Audience {
    hub: Hub,
    listeners: usize,
    /// An order that was moved.
    event: Event,
    waiting: Arc<Waiting>,
}

/// How many have not heard the present event yet.
#[derive(Default)]
struct Waiting {
    count: AtomicUsize,
    none: Notify,
}

impl Audience {
    fn new(listeners: usize) -> Self {
        let shop = Shop::sample(SIZES[0]);
        let caller = Arc::new(shop.caller);
        let hub = Hub::new();
        let waiting = Arc::new(Waiting::default());
        for _ in 0..listeners {
            RUNTIME.spawn(listen(hub.listen(), caller.clone(), waiting.clone()));
        }
        Self {
            hub,
            listeners,
            event: order_moved(&shop.store),
            waiting,
        }
    }

    /// From here on everyone has to hear one event.
    fn expect_event(&self) {
        self.waiting.count.store(self.listeners, Ordering::Release);
    }

    /// Waits until everyone has heard it.
    fn wait(&self) {
        RUNTIME.block_on(async {
            while self.waiting.count.load(Ordering::Acquire) > 0 {
                self.waiting.none.notified().await;
            }
        });
    }
}

async fn listen(mut feed: Receiver<Signal>, caller: Arc<Caller>, waiting: Arc<Waiting>) {
    while let Ok(signal) = feed.recv().await {
        let Signal::Committed(it) = signal else {
            continue;
        };
        if caller.sight_of(&it.event) == Sight::Whole {
            black_box(it.frame.clone());
        }
        if waiting.count.fetch_sub(1, Ordering::AcqRel) == 1 {
            waiting.none.notify_one();
        }
    }
}

fn order_moved(store: &Store) -> Event {
    let events = store.read_blocking(|tx| {
        let last = events::last_seq(tx)?;
        events::after(tx, last - events::KEPT, 256)
    });
    let is_move = |event: &Event| event.name == EventName::OrderStatusUpdated;
    events.unwrap().into_iter().find(is_move).unwrap()
}
