//! Webhooks: where deliveries go, with what they are signed, and how far the event log was taken.

pub mod deliveries;

use rusqlite::{OptionalExtension, Row, params};

use super::list::Keyset;
use super::{ReadTx, WriteTx};
use crate::domain::{EventName, ListRequest, Page, PauseReason, Timestamp, Webhook, WebhookId};
use crate::error::{Error, Result};

/// What a delivery needs to know of its webhook. It has no `Debug`, so that no log can show the secrets.
pub struct Receiver {
    /// Where it goes.
    pub url: String,
    /// Which events are delivered; `None`: all.
    pub events: Option<Vec<EventName>>,
    /// What it is signed with.
    pub secret: String,
    /// What it is signed with as well, and until when.
    pub old: Option<(String, Timestamp)>,
    /// Up to here the events were taken.
    pub seq: i64,
    /// Whether nothing goes out by itself.
    pub is_paused: bool,
}

/// A webhook that is paused.
pub struct Paused {
    /// Where its deliveries would go.
    pub url: String,
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub reason: PauseReason,
}

/// How many webhooks there are.
pub fn count(tx: &ReadTx<'_>) -> Result<usize> {
    let count: i64 = tx
        .connection
        .prepare_cached("SELECT count(*) FROM webhooks")?
        .query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// All of them.
pub fn ids(tx: &ReadTx<'_>) -> Result<Vec<WebhookId>> {
    let mut statement = tx.connection.prepare_cached("SELECT id FROM webhooks")?;
    let ids = statement.query_map([], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// A page of the webhooks, newest first.
pub fn list(tx: &ReadTx<'_>, request: &ListRequest) -> Result<Page<Webhook>> {
    let keyset = Keyset::new("webhooks", "row_id", "row_id", "-created_at");
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

/// The webhook with this id.
pub fn find(tx: &ReadTx<'_>, id: WebhookId) -> Result<Option<Webhook>> {
    let row: Option<i64> = tx
        .connection
        .prepare_cached("SELECT row_id FROM webhooks WHERE id = ?1")?
        .query_row(params![id], |row| row.get(0))
        .optional()?;
    row.map(|row| load(tx, row)).transpose()
}

fn load(tx: &ReadTx<'_>, row: i64) -> Result<Webhook> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT id, url, events, created_at, seq, paused_at, pause_reason
         FROM webhooks WHERE row_id = ?1",
    )?;
    let mut webhook = statement.query_row(params![row], |row| {
        Ok(Webhook {
            id: row.get(0)?,
            url: row.get(1)?,
            events: events(row, 2)?,
            created_at: row.get(3)?,
            seq: row.get(4)?,
            failures: 0,
            next_attempt_at: None,
            paused_at: row.get(5)?,
            pause_reason: row.get(6)?,
        })
    })?;
    if let Some(next) = deliveries::first_waiting(tx, webhook.id)? {
        webhook.failures = next.failures;
        webhook.next_attempt_at = next.at.filter(|_| webhook.paused_at.is_none());
    }
    Ok(webhook)
}

/// What deliveries to this webhook need to know of it; `None`: there is no such webhook.
pub fn receiver(tx: &ReadTx<'_>, id: WebhookId) -> Result<Option<Receiver>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT url, events, secret, old_secret, old_until, seq, paused_at IS NOT NULL
         FROM webhooks WHERE id = ?1",
    )?;
    let receiver = statement.query_row(params![id], |row| {
        Ok(Receiver {
            url: row.get(0)?,
            events: events(row, 1)?,
            secret: row.get(2)?,
            old: Option::zip(row.get(3)?, row.get(4)?),
            seq: row.get(5)?,
            is_paused: row.get(6)?,
        })
    });
    Ok(receiver.optional()?)
}

/// Those that nobody has paused by hand.
pub fn stopped(tx: &ReadTx<'_>) -> Result<Vec<Paused>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT url, paused_at, pause_reason FROM webhooks WHERE pause_reason <> 'by_hand'",
    )?;
    let stopped = statement.query_map([], |row| {
        Ok(Paused {
            url: row.get(0)?,
            at: row.get(1)?,
            reason: row.get(2)?,
        })
    })?;
    Ok(stopped.collect::<rusqlite::Result<_>>()?)
}

/// Keeps a new webhook, and what signs its deliveries.
pub fn insert(tx: &WriteTx<'_>, webhook: &Webhook, secret: &str) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO webhooks (id, url, events, secret, created_at, seq)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            webhook.id,
            webhook.url,
            names(webhook.events.as_deref())?,
            secret,
            webhook.created_at,
            webhook.seq,
        ])?;
    Ok(())
}

/// Has it go elsewhere, with other events, or pauses it.
pub fn update(tx: &WriteTx<'_>, webhook: &Webhook) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE webhooks SET url = ?2, events = ?3, paused_at = ?4, pause_reason = ?5
             WHERE id = ?1",
        )?
        .execute(params![
            webhook.id,
            webhook.url,
            names(webhook.events.as_deref())?,
            webhook.paused_at,
            webhook.pause_reason,
        ])?;
    Ok(())
}

/// Pauses it from now on, if it is at work.
pub fn pause(tx: &WriteTx<'_>, id: WebhookId, reason: PauseReason) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE webhooks SET paused_at = ?2, pause_reason = ?3
             WHERE id = ?1 AND paused_at IS NULL",
        )?
        .execute(params![id, tx.now(), reason])?;
    Ok(())
}

/// Signs with another secret from now on, and until then with the one before as well. Whether there is such a
/// webhook.
pub fn replace_secret(
    tx: &WriteTx<'_>,
    id: WebhookId,
    secret: &str,
    until: Timestamp,
) -> Result<bool> {
    let changed = tx
        .connection
        .prepare_cached(
            "UPDATE webhooks SET old_secret = secret, old_until = ?3, secret = ?2 WHERE id = ?1",
        )?
        .execute(params![id, secret, until])?;
    Ok(changed > 0)
}

/// Notes that the events from `before` up to `seq` were taken. Whether nobody else did, and it is at work.
pub fn advance(tx: &WriteTx<'_>, id: WebhookId, before: i64, seq: i64) -> Result<bool> {
    let changed = tx
        .connection
        .prepare_cached(
            "UPDATE webhooks SET seq = ?3 WHERE id = ?1 AND seq = ?2 AND paused_at IS NULL",
        )?
        .execute(params![id, before, seq])?;
    Ok(changed > 0)
}

/// Deletes it with its deliveries. Whether there was one.
pub fn delete(tx: &WriteTx<'_>, id: WebhookId) -> Result<bool> {
    let deleted = tx
        .connection
        .prepare_cached("DELETE FROM webhooks WHERE id = ?1")?
        .execute(params![id])?;
    Ok(deleted > 0)
}

fn names(events: Option<&[EventName]>) -> Result<Option<String>> {
    let names = events.map(serde_json::to_string).transpose();
    names.map_err(|error| Error::Internal(format!("events are no JSON: {error}")))
}

fn events(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Vec<EventName>>> {
    let text: Option<String> = row.get(column)?;
    let events = text.map(|text| serde_json::from_str(&text)).transpose();
    events.map_err(|error| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
    })
}
