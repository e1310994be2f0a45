//! What reports read: many rows, a few columns each, along an index. What counts is not decided here.

use rusqlite::params;

use super::orders::line_total;
use super::{ReadTx, row};
use crate::domain::{ItemBrief, OrderBrief, Period, UserId};
use crate::error::Result;

/// Hands over each order that was taken in a period, out of the index alone.
pub fn orders_of_period(
    tx: &ReadTx<'_>,
    period: Period,
    take: impl FnMut(&OrderBrief),
) -> Result<()> {
    briefs(
        tx,
        "SELECT created_at, status, total FROM orders WHERE created_at >= ?1 AND created_at < ?2",
        params![period.from, period.until],
        take,
    )
}

/// Hands over each order of a customer.
pub fn orders_of_customer(
    tx: &ReadTx<'_>,
    customer: UserId,
    take: impl FnMut(&OrderBrief),
) -> Result<()> {
    briefs(
        tx,
        "SELECT created_at, status, total FROM orders WHERE user_id = ?1",
        params![customer],
        take,
    )
}

/// Hands over each item that is a product, of the orders that were taken in a period.
pub fn items_of_period(
    tx: &ReadTx<'_>,
    period: Period,
    mut take: impl FnMut(&ItemBrief),
) -> Result<()> {
    // CROSS: first the period's orders, then the items of each.
    let mut statement = tx.connection.prepare_cached(
        "SELECT order_items.product_id, orders.status, order_items.quantity, order_items.unit_price,
                order_items.discount
         FROM orders CROSS JOIN order_items ON order_items.order_id = orders.id
         WHERE orders.created_at >= ?1 AND orders.created_at < ?2 AND order_items.product_id IS NOT NULL",
    )?;
    let mut rows = statement.query(params![period.from, period.until])?;
    while let Some(row) = rows.next()? {
        let (quantity, unit_price) = (row.get(2)?, row.get(3)?);
        take(&ItemBrief {
            product_id: row.get(0)?,
            status: row.get(1)?,
            quantity,
            line_total: line_total(unit_price, quantity, row.get(4)?, tx.currency())?,
        });
    }
    Ok(())
}

fn briefs(
    tx: &ReadTx<'_>,
    sql: &'static str,
    bound: impl rusqlite::Params,
    mut take: impl FnMut(&OrderBrief),
) -> Result<()> {
    let mut statement = tx.connection.prepare_cached(sql)?;
    let mut rows = statement.query(bound)?;
    while let Some(row) = rows.next()? {
        take(&OrderBrief {
            created_at: row.get(0)?,
            status: row.get(1)?,
            total: row::money(row.get(2)?, tx.currency())?,
        });
    }
    Ok(())
}
