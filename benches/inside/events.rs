//! What a socket reads that was away: the event log.

use divan::Bencher;
use divan::counter::ItemsCount;
use oms::store::{ReadTx, events};

use super::SIZES;
use super::shop::Shop;

/// Events read at a time, as sockets do it.
const CHUNK: usize = 256;
/// How far back, in the middle of what is kept at least.
const BACK: i64 = events::KEPT / 2;

#[divan::bench(args = SIZES, counters = [ItemsCount::new(CHUNK)])]
fn after(bencher: Bencher, orders: u32) {
    read(bencher, orders, |tx, since| {
        let events = events::after(tx, since, CHUNK).unwrap();
        assert_eq!(events.len(), CHUNK, "the log is long enough");
        events
    });
}

#[divan::bench(args = SIZES)]
fn reaches_back_to(bencher: Bencher, orders: u32) {
    read(bencher, orders, |tx, since| {
        assert!(events::reaches_back_to(tx, since).unwrap());
    });
}

/// Reads in a snapshot of its own what came after an event in the middle of the log.
fn read<T>(bencher: Bencher, orders: u32, work: impl Fn(&ReadTx<'_>, i64) -> T + Sync) {
    let store = Shop::sample(orders).store;
    let since = store.read_blocking(events::last_seq).unwrap() - BACK;
    bencher.bench(|| store.read_blocking(|tx| Ok(work(tx, since))).unwrap());
}
