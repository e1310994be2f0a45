//! Links to the state of orders, and what of an order they show.

use rusqlite::{OptionalExtension, params};

use super::{ReadTx, WriteTx};
use crate::domain::{LinkToken, OrderId, OrderStatus, Timestamp};
use crate::error::Result;

/// What is kept of an order's link.
pub struct OrderLink {
    /// What it is known by.
    pub token: LinkToken,
    /// When it was made.
    pub created_at: Timestamp,
}

/// Where an order stands that a link leads to.
pub struct Shown {
    /// Which.
    pub order: OrderId,
    /// Its number.
    pub number: i64,
    /// What the shop calls it.
    pub label: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// Since when it stands there.
    pub since: Timestamp,
    /// When it first came to an end, if it did.
    pub ended_at: Option<Timestamp>,
}

/// The link of an order.
pub fn of_order(tx: &ReadTx<'_>, order: OrderId) -> Result<Option<OrderLink>> {
    let mut statement = tx
        .connection
        .prepare_cached("SELECT token, created_at FROM order_links WHERE order_id = ?1")?;
    let link = statement.query_row(params![order], |row| {
        Ok(OrderLink {
            token: row.get(0)?,
            created_at: row.get(1)?,
        })
    });
    Ok(link.optional()?)
}

/// Gives an order that has none a link.
pub fn insert(tx: &WriteTx<'_>, order: OrderId, link: &OrderLink) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO order_links (order_id, token, created_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![order, link.token, link.created_at])?;
    Ok(())
}

/// Takes an order's link away, and after the commit its sockets. Whether it had one.
pub fn revoke(tx: &mut WriteTx<'_>, order: OrderId) -> Result<bool> {
    let revoked = tx
        .connection
        .prepare_cached("DELETE FROM order_links WHERE order_id = ?1")?
        .execute(params![order])?;
    tx.links_changed |= revoked > 0;
    Ok(revoked > 0)
}

/// The order that the link of this token leads to. One statement, whatever comes of it: a token that never
/// was takes as long as one whose time is over.
pub fn find(tx: &ReadTx<'_>, token: &LinkToken) -> Result<Option<Shown>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT orders.id, number, status,
                (SELECT at FROM order_events
                 WHERE order_id = orders.id AND to_status IS NOT NULL
                 ORDER BY seq DESC LIMIT 1),
                (SELECT at FROM order_events
                 WHERE order_id = orders.id AND to_status IN ('FULFILLED', 'CANCELLED')
                 ORDER BY seq LIMIT 1),
                coalesce(label, CAST(number AS TEXT))
         FROM order_links JOIN orders ON orders.id = order_links.order_id
         WHERE token = ?1",
    )?;
    let shown = statement.query_row(params![token], |row| {
        Ok(Shown {
            order: row.get(0)?,
            number: row.get(1)?,
            status: row.get(2)?,
            since: row.get(3)?,
            ended_at: row.get(4)?,
            label: row.get(5)?,
        })
    });
    Ok(shown.optional()?)
}

/// When an order first came to an end, if it did.
pub fn ended_at(tx: &ReadTx<'_>, order: OrderId) -> Result<Option<Timestamp>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT at FROM order_events
         WHERE order_id = ?1 AND to_status IN ('FULFILLED', 'CANCELLED')
         ORDER BY seq LIMIT 1",
    )?;
    Ok(statement
        .query_row(params![order], |row| row.get(0))
        .optional()?)
}
