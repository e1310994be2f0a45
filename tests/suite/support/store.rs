//! A second program on a shop's database file, such as a command beside the running server.

use std::path::Path;
use std::sync::Arc;

use oms::config::Config;
use oms::domain::{Audience, Clock, Event, EventName, UserId};
use oms::store::events::{self, NewEvent};
use oms::store::{Publisher, Store, WriteTx};
use serde_json::json;

struct Nobody;

impl Publisher for Nobody {
    fn committed(&self, _: Vec<Event>) {}
    fn sessions_changed(&self, _: Option<UserId>) {}
    fn links_changed(&self) {}
}

/// Opens the file as another program does. It tells the server nothing.
pub fn second_process(file: &Path) -> Store {
    let currency = Config::default().currency.into();
    Store::open(file, currency, Clock::system(), Arc::new(Nobody)).unwrap()
}

/// Logs so many events of products in one transaction, numbered from 0 by `data.count`, each with so
/// many bytes of padding.
pub fn append_products(store: &Store, count: usize, padding: usize) {
    let padding = "x".repeat(padding);
    let append = move |tx: &mut WriteTx<'_>| {
        (0..count).try_for_each(|count| {
            let event = NewEvent {
                name: EventName::ProductUpdated,
                audience: Audience::Everyone,
                former_owner: None,
                data: json!({ "count": count, "padding": padding }).to_string(),
            };
            events::append(tx, event).map(|_| ())
        })
    };
    store.write_blocking(append).unwrap();
}
