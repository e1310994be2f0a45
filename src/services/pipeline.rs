//! Moves an order along the pipeline: the check, the change, the stock, the timeline and the event
//! stand together here, inside one write.

use super::journal;
use super::stock::{self, Movements};
use crate::domain::{Actor, Order, OrderStatus, StockKind};
use crate::error::{Error, Result};
use crate::store::{self, WriteTx};

/// A move that someone asks for.
pub(super) struct Move<'a> {
    pub to: OrderStatus,
    pub reason: Option<&'a str>,
    /// Whether the goods of a cancelled order came back.
    pub restock: bool,
}

/// Moves `order`, as it is in this transaction.
///
/// # Errors
/// [`Error::InvalidStatus`] when the pipeline does not have this move.
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
    store::orders::set_status(tx, order.number, to)?;
    if to == OrderStatus::Cancelled {
        store::orders::clear_stock_taken(tx, order.id)?;
    }
    let moved = order.clone().moved(to, tx.now());
    journal::order_moved(tx, &moved, Some(from), actor, movement.reason)?;
    if to == OrderStatus::Cancelled && movement.restock {
        return_goods(tx, order, actor)?;
    }
    Ok(moved)
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
