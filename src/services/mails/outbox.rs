//! What gets into the queue of mails: in the transaction that issues a document, or when someone asks for it.

use crate::domain::{
    Actor, DocumentKind, MAILS_BY_HAND_PER_HOUR, MailId, MailKind, MailServer, Order, OrderRef,
    User,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::{self, ReadTx, WriteTx, mail_server, mails};

const HOUR_MS: i64 = 60 * 60 * 1000;
/// How long who has asked for too many is told to wait.
const WAIT_S: u64 = 600;

/// Has the document that `order` has just got sent to its buyer, if the shop wants that and the buyer has an address.
pub(in super::super) fn issued(
    tx: &WriteTx<'_>,
    order: &Order,
    kind: DocumentKind,
    number: i64,
) -> Result<()> {
    let server = mail_server::read(tx)?;
    if !(server.is_set() && server.send_invoices) {
        return Ok(());
    }
    if let Some(to) = address_of_buyer(tx, order)? {
        let entry = entry(kind.into(), Some(number), (order.id, order.number), &to);
        mails::insert(tx, &entry)?;
    }
    Ok(())
}

/// Has a document sent because someone asks for it.
pub(super) fn document(
    tx: &WriteTx<'_>,
    number: i64,
    to: Option<String>,
    actor: &Actor,
) -> Result<MailId> {
    let found = store::documents::find(tx, number)?;
    let document = found.ok_or(Error::NotFound(Entity::Document))?;
    let order = match store::orders::get(tx, OrderRef::Id(document.order_id)) {
        Err(Error::NotFound(_)) => None,
        order => Some(order?),
    };
    let to = match (to, order) {
        (None, Some(order)) => address_of_buyer(tx, &order)?,
        // It has the address that the buyer had.
        (None, None) => store::documents::paper(tx, number)?
            .buyer
            .and_then(|buyer| buyer.email),
        (to, _) => to,
    };
    let to = to.ok_or_else(no_address)?;
    let of = (document.order_id, document.order_number);
    ask(
        tx,
        &entry(document.kind.into(), Some(number), of, &to),
        actor,
    )
}

/// Has the receipt of an order sent because someone asks for it.
pub(super) fn receipt(
    tx: &WriteTx<'_>,
    order: OrderRef,
    to: Option<String>,
    actor: &Actor,
) -> Result<MailId> {
    let order = store::orders::get(tx, order)?;
    if order.paid.minor() == 0 && store::payments::of_order(tx, order.id)?.is_empty() {
        return Err(Conflict::NothingPaid.into());
    }
    let to = match to {
        None => address_of_buyer(tx, &order)?,
        to => to,
    };
    let to = to.ok_or_else(no_address)?;
    let of = (order.id, order.number);
    ask(tx, &entry(MailKind::Receipt, None, of, &to), actor)
}

/// The mail server, if mail can be sent by it.
pub(super) fn server_that_is_set(tx: &ReadTx<'_>) -> Result<MailServer> {
    let server = mail_server::read(tx)?;
    match server.is_set() {
        true => Ok(server),
        false => Err(Conflict::NoMailServer.into()),
    }
}

fn ask(tx: &WriteTx<'_>, entry: &mails::Entry<'_>, actor: &Actor) -> Result<MailId> {
    server_that_is_set(tx)?;
    // Who can sign in here must not be able to flood others by the shop's server.
    let asked_for = mails::count_by_hand(tx, tx.now().plus_ms(-HOUR_MS))?;
    if asked_for >= MAILS_BY_HAND_PER_HOUR {
        return Err(Error::TooMany {
            retry_after_s: WAIT_S,
        });
    }
    mails::insert(
        tx,
        &mails::Entry {
            actor: Some(actor),
            ..*entry
        },
    )
}

fn entry<'a>(
    kind: MailKind,
    document: Option<i64>,
    (order_id, order_number): (crate::domain::OrderId, i64),
    to: &'a str,
) -> mails::Entry<'a> {
    mails::Entry {
        kind,
        document,
        order_id,
        order_number,
        to,
        actor: None,
    }
}

fn no_address() -> Error {
    Error::invalid("to", "is needed: the buyer has no email address")
}

fn address_of_buyer(tx: &ReadTx<'_>, order: &Order) -> Result<Option<String>> {
    let Some(customer) = &order.customer else {
        return Ok(None);
    };
    Ok(store::find::<User>(tx, customer.id)?.and_then(|user| user.email))
}
