//! The REST interface; a file here for a file in src/routes or for what runs through all of them.

mod access;
mod auth;
mod backups;
mod clock;
mod conditional;
mod cookies;
mod counts;
mod customers;
mod deliveries;
mod displays;
mod documents;
mod edits;
mod exports;
mod filters;
mod framing;
mod health;
mod idempotency;
mod imports;
mod labels;
mod links;
mod low_stock;
mod mail_server;
mod mails;
mod metrics;
mod openapi;
mod orders;
mod paging;
mod payments;
mod pipeline;
mod problems;
mod products;
mod refusals;
mod reports;
mod sessions;
mod settings;
mod setup;
mod stock;
mod taxes;
mod tokens;
mod walks;
mod web;
mod webhooks;

use std::sync::Barrier;
use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::Value;
use uuid::Uuid;

use crate::support::Shop;

/// Runs `act` in so many threads, all let go together, and gathers what each of them came to.
fn at_once<T: Send>(count: usize, act: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let gate = Barrier::new(count);
    let (gate, act) = (&gate, &act);
    thread::scope(|scope| {
        let start = |index| {
            scope.spawn(move || {
                gate.wait();
                act(index)
            })
        };
        let threads: Vec<_> = (0..count).map(start).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    })
}

/// What `look` finds, once it does: of what the server does by itself nothing tells but what it shows.
#[track_caller]
fn found<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed().as_secs() < 20, "it never comes");
        thread::yield_now();
    }
}

/// A connection of one's own to the shop's file, as a `sqlite3` shell has.
fn sql(shop: &Shop) -> Connection {
    Connection::open(shop.database()).unwrap()
}

/// The seq of the newest event: it stays when nothing happened that anyone could hear of.
fn last_seq(shop: &Shop) -> i64 {
    let newest = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
    sql(shop).query_row(newest, [], |row| row.get(0)).unwrap()
}

/// The id of a thing as the database has it.
fn id_of(thing: &Value) -> Vec<u8> {
    let id: Uuid = thing["id"].as_str().unwrap().parse().unwrap();
    id.into_bytes().to_vec()
}

/// Brings a new order along the pipeline.
fn bring_to(shop: &Shop, order: &Value, status: &str) {
    let moves = match status {
        "PENDING" => &[][..],
        "FULFILLED" => &["PAID", "FULFILLED"],
        _ => &[status],
    };
    for status in moves {
        shop.move_to(order, status);
    }
}

/// The path of an order, a product or a customer.
fn path_of(kind: &str, thing: &Value) -> String {
    format!("/api/{kind}/{}", thing["id"].as_str().unwrap())
}

/// The names of an object's members, sorted.
fn members(object: &Value) -> Vec<&str> {
    let mut members: Vec<_> = object.as_object().unwrap().keys().collect();
    members.sort_unstable();
    members.into_iter().map(String::as_str).collect()
}

/// The fields that a problem says are at fault, sorted, each once.
fn fields(problem: &Value) -> Vec<&str> {
    let errors = problem["errors"].as_array().expect("errors");
    let mut fields: Vec<_> = errors
        .iter()
        .map(|error| error["field"].as_str().unwrap())
        .collect();
    fields.sort_unstable();
    // A field may be wrong in two ways.
    fields.dedup();
    fields
}

/// The values of one member, in the order of the list.
fn pluck(list: &Value, member: &str) -> Vec<Value> {
    let items = list.as_array().expect("a list").iter();
    items.map(|item| item[member].clone()).collect()
}
