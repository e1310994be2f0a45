//! The one writer: what it does with commands that come together.
//!
//! It begins with the first that it sees, so not all of them share one commit.

use divan::Bencher;
use divan::counter::ItemsCount;
use oms::error::Result;
use rocket::futures::future::join_all;

use super::shop::Shop;
use super::{RUNTIME, SIZES};

/// How many commands are handed in at once.
const WAITING: [usize; 4] = [1, 8, 64, 256];

/// Commands that do nothing: the way to the writer and back, and a commit that writes nothing.
#[divan::bench(args = WAITING)]
fn empty(bencher: Bencher, waiting: usize) {
    let shop = Shop::copy(SIZES[0]);
    together(bencher, waiting, || shop.store.write(|_| Ok(())));
}

/// Commands that take an order each, and a commit that is on disk.
#[divan::bench(args = WAITING)]
fn create_orders(bencher: Bencher, waiting: usize) {
    let shop = Shop::copy(SIZES[0]);
    together(bencher, waiting, || {
        shop.orders
            .create(&shop.caller, shop.new_order.clone(), None)
    });
}

/// Hands in so many commands at once, and waits for all of their answers.
fn together<T, F>(bencher: Bencher, waiting: usize, command: impl Fn() -> F + Sync)
where
    F: Future<Output = Result<T>>,
{
    bencher.counter(ItemsCount::new(waiting)).bench(|| {
        let answers = RUNTIME.block_on(join_all((0..waiting).map(|_| command())));
        assert!(answers.iter().all(Result::is_ok));
    });
}
