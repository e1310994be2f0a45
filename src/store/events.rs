//! The event log that sockets replay, and the timelines of orders.

use rusqlite::{OptionalExtension, Row, params};

use super::{ReadTx, WriteTx, row};
use crate::domain::{
    Actor, Audience, Change, Event, EventName, OrderId, OrderStatus, TimelineEntry, Timestamp,
    UserId,
};
use crate::error::{Error, Result};

/// How many of the newest events are kept at least.
pub const KEPT: i64 = 10_000;
/// The log is trimmed each time so many events have come: few, so that no command waits for it.
const TRIM_EVERY: i64 = 50;

/// An event to be logged.
pub struct NewEvent {
    /// What happened.
    pub name: EventName,
    /// Who may see it.
    pub audience: Audience,
    /// Whose order it was until now, if it became another's.
    pub former_owner: Option<UserId>,
    /// The JSON of what it happened to.
    pub data: String,
}

/// A row for an order's timeline.
pub struct NewTimelineEntry<'a> {
    /// The order.
    pub order_id: OrderId,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it; `None`: the command line.
    pub actor: Option<&'a Actor>,
    /// The status before.
    pub from: Option<OrderStatus>,
    /// The status after.
    pub to: Option<OrderStatus>,
    /// Why.
    pub reason: Option<&'a str>,
    /// What was edited.
    pub changes: Option<&'a [Change]>,
}

/// Appends to the log; the writer publishes it after the commit. Returns the event's `seq`.
pub fn append(tx: &mut WriteTx<'_>, event: NewEvent) -> Result<i64> {
    let (audience, owner) = match event.audience {
        Audience::Everyone => ("EVERYONE", None),
        Audience::Admins => ("ADMINS", None),
        Audience::Owner(user) => ("OWNER", Some(user)),
    };
    let at = tx.now();
    tx.connection
        .prepare_cached(
            "INSERT INTO events (at, event, audience, user_id, former_user_id, data)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            at,
            event.name,
            audience,
            owner,
            event.former_owner,
            event.data
        ])?;
    let seq = tx.connection.last_insert_rowid();
    if seq % TRIM_EVERY == 0 {
        tx.connection
            .prepare_cached("DELETE FROM events WHERE seq <= ?1")?
            .execute(params![seq - KEPT])?;
    }
    tx.outbox.push(Event {
        seq,
        at,
        name: event.name,
        audience: event.audience,
        former_owner: event.former_owner,
        data: event.data,
    });
    Ok(seq)
}

/// The seq of the newest event ever; 0 before the first.
pub fn last_seq(tx: &ReadTx<'_>) -> Result<i64> {
    Ok(tx
        .connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'")?
        .query_row([], |row| row.get(0))?)
}

/// The seq of the oldest event that is still there.
pub fn oldest_seq(tx: &ReadTx<'_>) -> Result<Option<i64>> {
    Ok(tx
        .connection
        .prepare_cached("SELECT min(seq) FROM events")?
        .query_row([], |row| row.get(0))?)
}

/// When the newest row was written, by the newest event and the latest change of an order; `None`: there
/// is nothing yet.
pub fn newest_at(tx: &ReadTx<'_>) -> Result<Option<Timestamp>> {
    let instant = |sql: &str| -> Result<Option<Timestamp>> {
        let mut statement = tx.connection.prepare_cached(sql)?;
        Ok(statement
            .query_row([], |row| row.get(0))
            .optional()?
            .flatten())
    };
    let event = instant("SELECT at FROM events WHERE seq = (SELECT max(seq) FROM events)")?;
    let order = instant("SELECT max(updated_at) FROM orders")?;
    Ok(event.max(order))
}

/// Whether every event after `seq` is still there.
pub fn reaches_back_to(tx: &ReadTx<'_>, seq: i64) -> Result<bool> {
    let oldest = oldest_seq(tx)?;
    let last = last_seq(tx)?;
    Ok(seq == last || (seq < last && oldest.is_some_and(|oldest| oldest <= seq + 1)))
}

/// The events after `seq`, in order, at most `limit`.
pub fn after(tx: &ReadTx<'_>, seq: i64, limit: usize) -> Result<Vec<Event>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT seq, at, event, audience, user_id, former_user_id, data
         FROM events WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let events = statement.query_map(params![seq, limit], event)?;
    Ok(events.collect::<rusqlite::Result<_>>()?)
}

fn event(row: &Row<'_>) -> rusqlite::Result<Event> {
    let audience: String = row.get(3)?;
    let owner: Option<UserId> = row.get(4)?;
    Ok(Event {
        seq: row.get(0)?,
        at: row.get(1)?,
        name: row.get(2)?,
        audience: match (audience.as_str(), owner) {
            ("EVERYONE", _) => Audience::Everyone,
            ("OWNER", Some(owner)) => Audience::Owner(owner),
            _ => Audience::Admins,
        },
        former_owner: row.get(5)?,
        data: row.get(6)?,
    })
}

/// Adds the event `seq` to an order's timeline.
pub fn append_to_timeline(
    tx: &WriteTx<'_>,
    seq: i64,
    name: EventName,
    entry: &NewTimelineEntry<'_>,
) -> Result<()> {
    let changes = entry
        .changes
        .map(serde_json::to_string)
        .transpose()
        .map_err(unwritable)?;
    tx.connection
        .prepare_cached(
            "INSERT INTO order_events
                 (seq, order_id, at, event, actor_id, actor_name, from_status, to_status, reason,
                  changes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            seq,
            entry.order_id,
            entry.at,
            name,
            entry.actor.map(|actor| actor.id),
            entry.actor.map(|actor| &actor.name),
            entry.from,
            entry.to,
            entry.reason,
            changes,
        ])?;
    Ok(())
}

/// The timeline of an order, oldest first.
pub fn timeline(tx: &ReadTx<'_>, order: OrderId) -> Result<Vec<TimelineEntry>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT seq, at, event, actor_id, actor_name, from_status, to_status, reason, changes
         FROM order_events WHERE order_id = ?1 ORDER BY seq",
    )?;
    let mut rows = statement.query(params![order])?;
    let mut timeline = Vec::new();
    while let Some(row) = rows.next()? {
        let changes: Option<String> = row.get(8)?;
        timeline.push(TimelineEntry {
            seq: row.get(0)?,
            at: row.get(1)?,
            event: row.get(2)?,
            actor: row::actor(row.get(3)?, row.get(4)?),
            from: row.get(5)?,
            to: row.get(6)?,
            reason: row.get(7)?,
            changes: changes
                .map(|changes| serde_json::from_str(&changes))
                .transpose()
                .map_err(unwritable)?,
        });
    }
    Ok(timeline)
}

fn unwritable(error: serde_json::Error) -> Error {
    Error::Internal(format!("a timeline's changes are no JSON: {error}"))
}
