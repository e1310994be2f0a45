//! What was paid for orders and given back. Append-only.

use rusqlite::{OptionalExtension, params};

use super::{ReadTx, WriteTx, row};
use crate::domain::{Actor, Money, Order, OrderId, Payment, PaymentKind, PaymentMethod, Period};
use crate::error::Result;

/// A row to be added.
pub struct Entry<'a> {
    /// Whose order.
    pub order: &'a Order,
    /// Which way the money went.
    pub kind: PaymentKind,
    /// How.
    pub method: PaymentMethod,
    /// How much, not nothing.
    pub amount: Money,
    /// What finds it elsewhere.
    pub reference: Option<&'a str>,
    /// Who.
    pub actor: Option<&'a Actor>,
}

/// Adds one. What the order's own row says of it is written by [`super::orders::set_paid`].
pub fn insert(tx: &WriteTx<'_>, entry: &Entry<'_>) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO payments (order_id, order_number, at, kind, method, amount, reference,
                                   actor_id, actor_name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            entry.order.id,
            entry.order.number,
            tx.now(),
            entry.kind,
            entry.method,
            entry.amount.minor(),
            entry.reference,
            entry.actor.map(|actor| actor.id),
            entry.actor.map(|actor| &actor.name),
        ])?;
    Ok(())
}

/// Those of an order, oldest first.
pub fn of_order(tx: &ReadTx<'_>, order: OrderId) -> Result<Vec<Payment>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT id, at, kind, method, amount, reference, actor_id, actor_name
         FROM payments WHERE order_id = ?1 ORDER BY id",
    )?;
    let payments = statement.query_map(params![order], |row| {
        Ok(Payment {
            id: row.get(0)?,
            at: row.get(1)?,
            kind: row.get(2)?,
            method: row.get(3)?,
            amount: row::money(row.get(4)?, tx.currency())?,
            reference: row.get(5)?,
            actor: row::actor(row.get(6)?, row.get(7)?),
        })
    })?;
    Ok(payments.collect::<rusqlite::Result<_>>()?)
}

/// In which way the last payment for an order came in.
pub fn last_method(tx: &ReadTx<'_>, order: OrderId) -> Result<PaymentMethod> {
    let method = tx
        .connection
        .prepare_cached(
            "SELECT method FROM payments WHERE order_id = ?1 AND kind = 'payment'
             ORDER BY id DESC LIMIT 1",
        )?
        .query_row(params![order], |row| row.get(0))
        .optional()?;
    Ok(method.unwrap_or_default())
}

/// Hands over how much came in and went back in a period, one by one.
pub fn of_period(
    tx: &ReadTx<'_>,
    period: Period,
    mut take: impl FnMut(PaymentKind, PaymentMethod, Money),
) -> Result<()> {
    let mut statement = tx
        .connection
        .prepare_cached("SELECT kind, method, amount FROM payments WHERE at >= ?1 AND at < ?2")?;
    let mut rows = statement.query(params![period.from, period.until])?;
    while let Some(row) = rows.next()? {
        let amount = row::money(row.get(2)?, tx.currency())?;
        take(row.get(0)?, row.get(1)?, amount);
    }
    Ok(())
}
