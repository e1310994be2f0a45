//! What the store does for links and displays.

use super::requests;
use crate::domain::{Display, LinkToken, Order, OrderStatus, SortKey};
use crate::store::{WriteTx, displays, links};

/// By links, without a sign-in.
pub(super) fn show_to_others(tx: &mut WriteTx<'_>, order: &Order) {
    let now = tx.now();
    let token = LinkToken::parse(&"a".repeat(40)).unwrap();
    let link = links::OrderLink {
        token: token.clone(),
        created_at: now,
    };
    links::insert(tx, order.id, &link).unwrap();
    links::of_order(tx, order.id).unwrap();
    links::find(tx, &token).unwrap();
    links::ended_at(tx, order.id).unwrap();
    links::revoke(tx, order.id).unwrap();
    let display = Display {
        id: tx.new_id(),
        name: "Counter".to_owned(),
        token,
        created_at: now,
    };
    displays::insert(tx, &display).unwrap();
    displays::exists(tx, &display.token).unwrap();
    displays::set_show_names(tx, true).unwrap();
    displays::show_names(tx).unwrap();
    for request in requests("-created_at", SortKey::Integer(500)) {
        displays::list(tx, &request).unwrap();
    }
    displays::with_status(tx, OrderStatus::Paid, true, 10).unwrap();
    displays::handed_over(tx, now, true, 10).unwrap();
    displays::revoke(tx, display.id).unwrap();
}
