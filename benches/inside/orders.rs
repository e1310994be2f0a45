//! What people do with orders, by the services that the routes call.

use std::sync::atomic::{AtomicU32, Ordering};

use divan::Bencher;
use oms::domain::{Cursor, ListRequest, OrderFilter, OrderPatch, OrderRef, OrderStatus, SortKey};
use oms::services::orders::{Expected, Orders};

use super::shop::Shop;
use super::{RUNTIME, SIZES};

/// The number of a sample's first order.
const FIRST: i64 = 1001;
/// From one order that is looked at to the next: too far to be on the same page of the file.
const STRIDE: u32 = 7_919;

/// Searches: a number, a rare and a common word, the beginning of one, two of them, nothing at all.
const SEARCHES: [&str; 6] = ["4711", "biscui", "rye", "b", "harbour bread", "zzz"];

#[divan::bench(args = SIZES)]
fn create(bencher: Bencher, orders: u32) {
    let shop = Shop::copy(orders);
    bencher.bench(|| shop.create());
}

/// An order that was just made is paid.
#[divan::bench(args = SIZES)]
fn transition(bencher: Bencher, orders: u32) {
    let shop = Shop::copy(orders);
    bencher
        .with_inputs(|| shop.create())
        .bench_values(|number| {
            let paid = OrderPatch {
                status: Some(OrderStatus::Paid),
                ..OrderPatch::default()
            };
            let update =
                shop.orders
                    .update(&shop.caller, OrderRef::Number(number), Expected::Any, paid);
            RUNTIME.block_on(update).unwrap()
        });
}

/// The first page as it is after a commit: read from the database.
#[divan::bench(args = SIZES)]
fn list_first_page(bencher: Bencher, orders: u32) {
    list_afresh(bencher, orders, None, None);
}

/// The first page as it is until the next commit: kept.
#[divan::bench(args = SIZES)]
fn list_first_page_kept(bencher: Bencher, orders: u32) {
    let shop = Shop::sample(orders);
    bencher.bench(|| list(&shop, &shop.orders, &OrderFilter::default(), None));
}

/// A page in the middle of the list.
#[divan::bench(args = SIZES)]
fn list_behind_cursor(bencher: Bencher, orders: u32) {
    let middle = FIRST + i64::from(orders / 2);
    let cursor = Cursor {
        sort: "-number".to_owned(),
        key: SortKey::Integer(middle),
        row: middle,
    };
    list_afresh(bencher, orders, None, Some(&cursor));
}

#[divan::bench(consts = SIZES, args = SEARCHES)]
fn search<const ORDERS: u32>(bencher: Bencher, words: &str) {
    list_afresh(bencher, ORDERS, Some(words), None);
}

#[divan::bench(args = SIZES)]
fn one_order(bencher: Bencher, orders: u32) {
    let shop = Shop::sample(orders);
    let place = AtomicU32::new(0);
    bencher
        .with_inputs(|| {
            let place = place.fetch_add(STRIDE, Ordering::Relaxed) % orders;
            OrderRef::Number(FIRST + i64::from(place))
        })
        .bench_values(|order| {
            RUNTIME
                .block_on(shop.orders.get(&shop.caller, order))
                .unwrap()
        });
}

/// A page that is read from the database each time.
fn list_afresh(bencher: Bencher, orders: u32, words: Option<&str>, cursor: Option<&Cursor>) {
    let shop = Shop::sample(orders);
    let filter = OrderFilter {
        q: words.map(str::to_owned),
        ..OrderFilter::default()
    };
    bencher
        .with_inputs(|| shop.fresh_orders())
        .bench_refs(|fresh| list(&shop, fresh, &filter, cursor));
}

/// Lists orders; gives how long the page's JSON is.
fn list(shop: &Shop, orders: &Orders, filter: &OrderFilter, cursor: Option<&Cursor>) -> usize {
    let request = ListRequest {
        cursor: cursor.cloned(),
        ..ListRequest::default()
    };
    let page = RUNTIME.block_on(orders.list(&shop.caller, filter.clone(), request));
    page.unwrap().json.len()
}
