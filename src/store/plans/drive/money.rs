//! What the store does for payments and documents.

use crate::domain::{DocumentKind, Order, PaymentKind, PaymentMethod, Period, Timestamp};
use crate::store::{WriteTx, documents, payments};

pub(super) fn pay(tx: &mut WriteTx<'_>, order: &Order) {
    let entry = payments::Entry {
        order,
        kind: PaymentKind::Payment,
        method: PaymentMethod::Cash,
        amount: order.total,
        reference: None,
        actor: None,
    };
    payments::insert(tx, &entry).unwrap();
    payments::of_order(tx, order.id).unwrap();
    payments::last_method(tx, order.id).unwrap();
    let invoice = documents::issue(tx, DocumentKind::Invoice, order).unwrap();
    let order = Order {
        invoice: Some(invoice),
        ..order.clone()
    };
    documents::keep_content(tx, &order).unwrap();
    let always = Period {
        from: Timestamp::from_millisecond(0),
        until: Timestamp::from_millisecond(i64::from(i32::MAX)),
    };
    payments::of_period(tx, always, |_, _, _| ()).unwrap();
    documents::taxes_of_period(tx, always, |_, _, _, _| ()).unwrap();
}
