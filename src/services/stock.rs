//! Goods leave the stock with an order and come back, once, with the ledger as witness.

use super::journal;
use crate::domain::{Actor, OrderItem, Product, Shortage, StockKind};
use crate::error::{Error, Result};
use crate::store::stock::Movement;
use crate::store::{self, WriteTx};

/// What one item does to the stock of its product.
pub(super) struct Shift<'a> {
    /// The item.
    pub item: &'a OrderItem,
    /// How many the item holds from stock already.
    pub held: i64,
    /// How many it is to hold; more than `held` takes, less gives back.
    pub wanted: i64,
}

/// On whose behalf goods move.
pub(super) struct Movements<'a> {
    pub kind: StockKind,
    pub order_number: i64,
    pub actor: Option<&'a Actor>,
}

/// Who counted, and why.
#[derive(Clone, Copy)]
pub(super) struct Cause<'a> {
    pub actor: Option<&'a Actor>,
    pub reason: Option<&'a str>,
}

impl<'a> Cause<'a> {
    /// Someone who gave no reason; `None`: the command line.
    pub(super) fn by(actor: Option<&'a Actor>) -> Self {
        Self {
            actor,
            reason: None,
        }
    }
}

/// Names every product of which less is left than the shifts take.
///
/// # Errors
/// [`Error::InsufficientStock`] with what each item asked for and could have.
pub(super) fn check(tx: &WriteTx<'_>, shifts: &[Shift<'_>]) -> Result<()> {
    let mut shortages = Vec::new();
    let takes = |shift: &&Shift<'_>| shift.wanted > shift.held;
    for shift in shifts.iter().filter(takes) {
        let Some(product_id) = shift.item.product_id else {
            continue;
        };
        let product = store::get::<Product>(tx, product_id)?;
        if let Some(stock) = product.stock
            && shift.wanted - shift.held > stock
        {
            shortages.push(Shortage {
                product_id: product.id,
                name: product.name,
                requested: shift.item.quantity,
                available: stock + shift.held,
            });
        }
    }
    if shortages.is_empty() {
        Ok(())
    } else {
        Err(Error::InsufficientStock(shortages))
    }
}

/// Moves goods of tracked products, and tells of each product that changed.
pub(super) fn shift(
    tx: &mut WriteTx<'_>,
    shifts: &[Shift<'_>],
    movements: &Movements<'_>,
) -> Result<()> {
    for shift in shifts {
        let delta = shift.held - shift.wanted;
        let Some(product_id) = shift.item.product_id.filter(|_| delta != 0) else {
            continue;
        };
        let product = store::get::<Product>(tx, product_id)?;
        let Some(stock) = product.stock else { continue };
        let movement = Movement {
            product_id: product.id,
            delta,
            stock: stock + delta,
            kind: movements.kind,
            reason: None,
            order_number: Some(movements.order_number),
            actor: movements.actor,
        };
        store::stock::append(tx, &movement)?;
        tell(tx, &product)?;
    }
    Ok(())
}

/// What gives back all that the items hold.
pub(super) fn give_back(items: &[OrderItem]) -> Vec<Shift<'_>> {
    items
        .iter()
        .map(|item| Shift {
            item,
            held: item.stock_taken,
            wanted: 0,
        })
        .collect()
}

/// Sets a product's stock to what someone counted; `None`: it is not tracked any more.
pub(super) fn count(
    tx: &WriteTx<'_>,
    product: &Product,
    counted: Option<i64>,
    cause: Cause<'_>,
) -> Result<()> {
    let (delta, kind) = match (product.stock, counted) {
        (None, None) => return Ok(()),
        (Some(before), Some(counted)) if before == counted => return Ok(()),
        (Some(before), Some(counted)) => (counted - before, StockKind::Count),
        (None, Some(counted)) => (counted, StockKind::Initial),
        (Some(before), None) => (-before, StockKind::Untracked),
    };
    let movement = Movement {
        product_id: product.id,
        delta,
        stock: counted.unwrap_or(0),
        kind,
        reason: cause.reason,
        order_number: None,
        actor: cause.actor,
    };
    store::stock::append(tx, &movement)
}

fn tell(tx: &mut WriteTx<'_>, before: &Product) -> Result<()> {
    let product = store::get::<Product>(tx, before.id)?;
    journal::product_changed(tx, &product, before.archived_at.is_some())
}
