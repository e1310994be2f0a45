//! What goes over the wire: text frames of JSON, one event each.

use serde_json::json;

use crate::domain::{Event, Timestamp};

/// A committed event as every socket sends it.
pub(super) fn of_event(event: &Event) -> String {
    frame(event.name.as_str(), event.seq, event.at, &event.data)
}

/// An event that takes an order out of its former owner's sight.
pub(super) fn gone(event: &Event) -> String {
    let order: serde_json::Value = serde_json::from_str(&event.data).unwrap_or_default();
    let data = json!({ "id": order["id"], "number": order["number"] }).to_string();
    frame("orderDeleted", event.seq, event.at, &data)
}

/// The first frame: where the server stands.
pub(super) fn hello(seq: i64, at: Timestamp) -> String {
    let data = json!({ "seq": seq, "version": env!("CARGO_PKG_VERSION") }).to_string();
    frame("hello", seq, at, &data)
}

/// What was asked for is gone: fetch anew, go on from `seq`.
pub(super) fn resync(seq: i64, at: Timestamp) -> String {
    frame("resync", seq, at, &json!({ "seq": seq }).to_string())
}

/// How what a link shows stands now. Without a `seq`, which would tell how much else goes on in the shop.
pub(super) fn of_link(name: &str, at: Timestamp, data: &str) -> String {
    format!(r#"{{"event":"{name}","at":"{at}","data":{data}}}"#)
}

fn frame(name: &str, seq: i64, at: Timestamp, data: &str) -> String {
    format!(r#"{{"event":"{name}","seq":{seq},"at":"{at}","data":{data}}}"#)
}
