//! Moves an order along the pipeline: the check, the change, the money, the documents, the stock, the timeline and the
//! event stand together here, inside one write.

use super::stock::{self, Movements};
use super::{journal, mails, payments};
use crate::domain::{
    Actor, Change, DocumentKind, NewPayment, Order, OrderStatus, PaymentKind, StockKind,
};
use crate::error::{Error, Result};
use crate::store::{self, WriteTx, documents};

/// A move that someone asks for.
pub(super) struct Move<'a> {
    pub to: OrderStatus,
    pub reason: Option<&'a str>,
    /// Whether the goods of a cancelled order came back.
    pub restock: bool,
    /// How it was paid, or what was given back; `None`: all of it, in whatever way.
    pub money: Option<&'a NewPayment>,
}

/// Moves `order`, as it is in this transaction.
///
/// # Errors
/// [`Error::InvalidStatus`] when the pipeline does not have this move; [`Error::Invalid`] when the money is not what is
/// open.
pub(super) fn change_status(
    tx: &mut WriteTx<'_>,
    order: &Order,
    movement: &Move<'_>,
    actor: Option<&Actor>,
) -> Result<Order> {
    let (from, to) = (order.status, movement.to);
    if !from.can_move_to(to) {
        return Err(Error::InvalidStatus { from, to });
    }
    let (settled, change) = settled(tx, order, movement, actor)?;
    let moved = documented(tx, settled, to)?.moved(to, tx.now());
    store::orders::set_status(tx, &moved)?;
    if to == OrderStatus::Cancelled {
        store::orders::clear_stock_taken(tx, order.id)?;
    }
    let changes = change.as_slice();
    journal::order_moved(tx, &moved, Some(from), actor, movement.reason, changes)?;
    if to == OrderStatus::Cancelled && movement.restock {
        return_goods(tx, order, actor)?;
    }
    Ok(moved)
}

/// The order after the money that comes in or goes back with a move.
fn settled(
    tx: &WriteTx<'_>,
    order: &Order,
    movement: &Move<'_>,
    actor: Option<&Actor>,
) -> Result<(Order, Option<Change>)> {
    let in_whatever_way = NewPayment::default();
    let money = movement.money.unwrap_or(&in_whatever_way);
    let (kind, amount) = match movement.to {
        OrderStatus::Paid => (PaymentKind::Payment, payments::on_paid(order, money)?),
        OrderStatus::Cancelled => (PaymentKind::Refund, payments::on_cancelled(order, money)?),
        OrderStatus::Pending | OrderStatus::Fulfilled => return Ok((order.clone(), None)),
    };
    let Some(amount) = amount else {
        return Ok((order.clone(), None));
    };
    let change = payments::record(tx, order, kind, money, amount, actor)?;
    Ok((payments::with(order.clone(), kind, amount)?, Some(change)))
}

/// The order with the document that the move brings: an invoice once it is paid, a credit note once what was invoiced
/// is called off.
fn documented(tx: &WriteTx<'_>, order: Order, to: OrderStatus) -> Result<Order> {
    match (to, order.invoice) {
        (OrderStatus::Paid, _) => Ok(Order {
            invoice: Some(issue(tx, DocumentKind::Invoice, &order)?),
            ..order
        }),
        (OrderStatus::Cancelled, Some(_)) => Ok(Order {
            credit_note: Some(issue(tx, DocumentKind::CreditNote, &order)?),
            ..order
        }),
        _ => Ok(order),
    }
}

/// Gives out the next document, and has it sent if the shop wants that.
fn issue(tx: &WriteTx<'_>, kind: DocumentKind, order: &Order) -> Result<i64> {
    let number = documents::issue(tx, kind, order)?;
    mails::issued(tx, order, kind, number)?;
    Ok(number)
}

/// Gives back what the items of an order hold of tracked stock.
pub(super) fn return_goods(
    tx: &mut WriteTx<'_>,
    order: &Order,
    actor: Option<&Actor>,
) -> Result<()> {
    let movements = Movements {
        kind: StockKind::Restock,
        order_number: order.number,
        actor,
    };
    stock::shift(tx, &stock::give_back(&order.items), &movements)
}
