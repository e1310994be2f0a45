//! What the store does for payments and documents.

use crate::domain::{
    Cursor, DocumentFilter, DocumentKind, ListRequest, Logo, LogoKind, Order, OrderRef,
    PaymentKind, PaymentMethod, Period, SortKey, Timestamp,
};
use crate::store::{WriteTx, documents, payments, shop};

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
    let logo = Logo {
        kind: LogoKind::Png,
        bytes: Vec::new(),
    };
    shop::set_logo(tx, Some((&logo, "abcd"))).unwrap();
    let invoice = documents::issue(tx, DocumentKind::Invoice, order).unwrap();
    let order = Order {
        invoice: Some(invoice),
        ..order.clone()
    };
    documents::find(tx, 1).unwrap();
    documents::keep_content(tx, &order).unwrap();
    let always = Period {
        from: Timestamp::from_millisecond(0),
        until: Timestamp::from_millisecond(i64::from(i32::MAX)),
    };
    documents::paper(tx, invoice).unwrap();
    documents::receipt(tx, OrderRef::Number(order.number)).unwrap();
    let first = ListRequest::default();
    let further = ListRequest {
        cursor: Some(Cursor {
            sort: "-at".to_owned(),
            key: SortKey::Integer(1),
            row: 1,
        }),
        ..ListRequest::default()
    };
    for request in [&first, &further] {
        for kind in [None, Some(DocumentKind::Invoice)] {
            for at in [None, Some(Timestamp::from_millisecond(0))] {
                let filter = DocumentFilter {
                    kind,
                    from: at,
                    until: at.map(|at| at.plus_ms(1)),
                };
                documents::list(tx, &filter, request).unwrap();
            }
        }
    }
    payments::of_period(tx, always, |_, _, _| ()).unwrap();
    documents::taxes_of_period(tx, always, |_, _, _, _| ()).unwrap();
}
