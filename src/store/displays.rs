//! Boards on the wall: their links, and the orders that they show.

use rusqlite::{Params, Row, params};

use super::list::Keyset;
use super::{ReadTx, WriteTx, settings};
use crate::domain::{Display, DisplayId, LinkToken, ListRequest, OrderStatus, Page, Timestamp};
use crate::error::Result;

/// An order that a board may show.
pub struct OnBoard {
    /// Its number.
    pub number: i64,
    /// What the shop calls it.
    pub label: String,
    /// The whole name of its customer, if names were asked for and it has one.
    pub customer: Option<String>,
    /// When it was handed over; if it was not, when it last changed.
    pub since: Timestamp,
}

/// A page of the displays, newest first.
pub fn list(tx: &ReadTx<'_>, request: &ListRequest) -> Result<Page<Display>> {
    let keyset = Keyset::new("displays", "row_id", "row_id", "-created_at");
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

fn load(tx: &ReadTx<'_>, row: i64) -> Result<Display> {
    let mut statement = tx
        .connection
        .prepare_cached("SELECT id, name, token, created_at FROM displays WHERE row_id = ?1")?;
    Ok(statement.query_row(params![row], |row| {
        Ok(Display {
            id: row.get(0)?,
            name: row.get(1)?,
            token: row.get(2)?,
            created_at: row.get(3)?,
        })
    })?)
}

/// Keeps a new display.
pub fn insert(tx: &WriteTx<'_>, display: &Display) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO displays (id, name, token, created_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            display.id,
            display.name,
            display.token,
            display.created_at
        ])?;
    Ok(())
}

/// Takes a display's link away, and after the commit its sockets. Whether there was one.
pub fn revoke(tx: &mut WriteTx<'_>, id: DisplayId) -> Result<bool> {
    let revoked = tx
        .connection
        .prepare_cached("DELETE FROM displays WHERE id = ?1")?
        .execute(params![id])?;
    tx.links_changed |= revoked > 0;
    Ok(revoked > 0)
}

/// Whether there is a display whose link has this token.
pub fn exists(tx: &ReadTx<'_>, token: &LinkToken) -> Result<bool> {
    Ok(tx
        .connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM displays WHERE token = ?1)")?
        .query_row(params![token], |row| row.get(0))?)
}

/// Whether boards show first names. Not unless the shop says so.
pub fn show_names(tx: &ReadTx<'_>) -> Result<bool> {
    let kept = settings::get(tx, settings::DISPLAY_NAMES)?;
    Ok(kept.as_deref() == Some("true"))
}

/// Lets boards show first names, or not. After the commit, those that hang show it.
pub fn set_show_names(tx: &mut WriteTx<'_>, show: bool) -> Result<()> {
    settings::set(
        tx,
        settings::DISPLAY_NAMES,
        if show { "true" } else { "false" },
    )?;
    tx.links_changed = true;
    Ok(())
}

/// The newest orders of this status, at most `limit`.
pub fn with_status(
    tx: &ReadTx<'_>,
    status: OrderStatus,
    with_names: bool,
    limit: i64,
) -> Result<Vec<OnBoard>> {
    orders(
        tx,
        "SELECT number, CASE WHEN ?2 THEN users.name END, orders.updated_at,
                coalesce(label, CAST(number AS TEXT))
         FROM orders LEFT JOIN users ON users.id = orders.user_id
         WHERE status = ?1 ORDER BY number DESC LIMIT ?3",
        params![status, with_names, limit],
    )
}

/// The orders that were handed over at `from` or later, at most `limit`, the latest change first.
pub fn handed_over(
    tx: &ReadTx<'_>,
    from: Timestamp,
    with_names: bool,
    limit: i64,
) -> Result<Vec<OnBoard>> {
    // A note that changes later is a change of the order, and no handing over: what is found along the index
    // is more than what is wanted.
    let mut found = orders(
        tx,
        "SELECT number, CASE WHEN ?2 THEN users.name END,
                (SELECT at FROM order_events
                 WHERE order_id = orders.id AND to_status = 'FULFILLED'
                 ORDER BY seq DESC LIMIT 1),
                coalesce(label, CAST(number AS TEXT))
         FROM orders LEFT JOIN users ON users.id = orders.user_id
         WHERE status = 'FULFILLED' AND orders.updated_at >= ?1
         ORDER BY orders.updated_at DESC LIMIT ?3",
        params![from, with_names, limit],
    )?;
    found.retain(|order| order.since >= from);
    Ok(found)
}

fn orders(tx: &ReadTx<'_>, sql: &str, params: impl Params) -> Result<Vec<OnBoard>> {
    let on_board = |row: &Row<'_>| {
        Ok(OnBoard {
            number: row.get(0)?,
            customer: row.get(1)?,
            since: row.get(2)?,
            label: row.get(3)?,
        })
    };
    let mut statement = tx.connection.prepare_cached(sql)?;
    let rows = statement.query_map(params, on_board)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
