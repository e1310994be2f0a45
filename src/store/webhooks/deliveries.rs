//! Deliveries to webhooks: what was, what waits, and how the last try of each went.

use rusqlite::{OptionalExtension, Row, params};

use super::super::list::Keyset;
use super::super::{ReadTx, WriteTx};
use crate::domain::{ListRequest, Page, Timestamp, WebhookDelivery, WebhookDeliveryId, WebhookId};
use crate::error::Result;

/// How many of the newest are kept of each webhook, besides those that wait.
pub const KEPT: i64 = 1_000;

/// A delivery to be made.
pub struct NewDelivery {
    /// The `seq` of the event; `None`: it is no event of the log.
    pub seq: Option<i64>,
    /// What it tells of.
    pub event: String,
    /// How many events are gone, if it tells of that.
    pub skipped: Option<i64>,
    /// What is sent.
    pub body: String,
}

/// When a delivery is tried.
#[derive(Clone, Copy)]
pub enum When {
    /// In its turn, until it succeeds.
    InTurn,
    /// Once, at once.
    Once,
}

/// A delivery that waits.
pub struct Waiting {
    /// Names it, for the receiver too.
    pub id: WebhookDeliveryId,
    /// What is sent.
    pub body: String,
    /// How often it has failed since it was last begun with.
    pub failures: i64,
    /// When it is tried by itself; `None`: not so.
    pub at: Option<Timestamp>,
}

/// How a try went.
pub struct Attempt {
    /// The HTTP status of the answer.
    pub status: Option<u16>,
    /// How the answer begins.
    pub answer: Option<String>,
    /// Why there was none.
    pub error: Option<String>,
}

/// What becomes of a delivery after a try.
pub enum Outcome {
    /// The receiver has it.
    Delivered,
    /// It failed in its turn. When it is tried again; `None`: when the webhook goes on.
    Failed(Option<Timestamp>),
    /// It failed when someone asked for it: its turn stays as it was.
    FailedOnce,
}

/// The delivery whose turn it is.
pub fn first_waiting(tx: &ReadTx<'_>, webhook: WebhookId) -> Result<Option<Waiting>> {
    first(tx, webhook, "next_at IS NOT NULL")
}

/// The delivery that someone asked for.
pub fn first_asked_for(tx: &ReadTx<'_>, webhook: WebhookId) -> Result<Option<Waiting>> {
    first(tx, webhook, "again_at IS NOT NULL")
}

fn first(tx: &ReadTx<'_>, webhook: WebhookId, waits: &'static str) -> Result<Option<Waiting>> {
    let mut statement = tx.connection.prepare_cached(&format!(
        "SELECT id, body, failures, next_at FROM webhook_deliveries
         WHERE webhook_id = ?1 AND {waits} ORDER BY row_id LIMIT 1"
    ))?;
    let first = statement.query_row(params![webhook], |row| {
        Ok(Waiting {
            id: row.get(0)?,
            body: row.get(1)?,
            failures: row.get(2)?,
            at: row.get(3)?,
        })
    });
    Ok(first.optional()?)
}

/// A page of the deliveries to a webhook, newest first.
pub fn list(
    tx: &ReadTx<'_>,
    webhook: WebhookId,
    request: &ListRequest,
) -> Result<Page<WebhookDelivery>> {
    let mut keyset = Keyset::new("webhook_deliveries", "row_id", "row_id", "-row_id");
    keyset.filter_by("webhook_id = ?", webhook.uuid().into_bytes().to_vec());
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

/// A delivery to this webhook.
pub fn find(
    tx: &ReadTx<'_>,
    webhook: WebhookId,
    id: WebhookDeliveryId,
) -> Result<Option<WebhookDelivery>> {
    let row: Option<i64> = tx
        .connection
        .prepare_cached("SELECT row_id FROM webhook_deliveries WHERE id = ?1 AND webhook_id = ?2")?
        .query_row(params![id, webhook], |row| row.get(0))
        .optional()?;
    row.map(|row| load(tx, row)).transpose()
}

fn load(tx: &ReadTx<'_>, row: i64) -> Result<WebhookDelivery> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT deliveries.id, deliveries.seq, event, skipped, deliveries.created_at, attempts,
                attempted_at, coalesce(again_at, iif(paused_at IS NULL, next_at, NULL)), status,
                answer, error, delivered_at
         FROM webhook_deliveries AS deliveries
         JOIN webhooks ON webhooks.id = deliveries.webhook_id
         WHERE deliveries.row_id = ?1",
    )?;
    Ok(statement.query_row(params![row], delivery)?)
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<WebhookDelivery> {
    Ok(WebhookDelivery {
        id: row.get(0)?,
        seq: row.get(1)?,
        event: row.get(2)?,
        skipped: row.get(3)?,
        created_at: row.get(4)?,
        attempts: row.get(5)?,
        attempted_at: row.get(6)?,
        next_attempt_at: row.get(7)?,
        status: row.get(8)?,
        answer: row.get(9)?,
        error: row.get(10)?,
        delivered_at: row.get(11)?,
    })
}

/// Keeps a delivery to be made.
pub fn insert(
    tx: &WriteTx<'_>,
    webhook: WebhookId,
    new: &NewDelivery,
    when: When,
) -> Result<WebhookDeliveryId> {
    let id = tx.new_id();
    let (next_at, again_at) = match when {
        When::InTurn => (Some(tx.now()), None),
        When::Once => (None, Some(tx.now())),
    };
    tx.connection
        .prepare_cached(
            "INSERT INTO webhook_deliveries
                 (id, webhook_id, seq, event, skipped, body, created_at, attempts, failures,
                  next_at, again_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, ?8, ?9)",
        )?
        .execute(params![
            id,
            webhook,
            new.seq,
            new.event,
            new.skipped,
            new.body,
            tx.now(),
            next_at,
            again_at,
        ])?;
    Ok(id)
}

/// Drops those that are done and not among the newest.
pub fn trim(tx: &WriteTx<'_>, webhook: WebhookId) -> Result<()> {
    tx.connection
        .prepare_cached(
            "DELETE FROM webhook_deliveries
             WHERE webhook_id = ?1 AND next_at IS NULL AND again_at IS NULL AND row_id <= (
                 SELECT row_id FROM webhook_deliveries WHERE webhook_id = ?1
                 ORDER BY row_id DESC LIMIT 1 OFFSET ?2)",
        )?
        .execute(params![webhook, KEPT])?;
    Ok(())
}

/// Notes how a try went, and what becomes of the delivery.
pub fn record(
    tx: &WriteTx<'_>,
    id: WebhookDeliveryId,
    attempt: &Attempt,
    outcome: &Outcome,
) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE webhook_deliveries
             SET attempts = attempts + 1, attempted_at = ?2, status = ?3, answer = ?4, error = ?5,
                 again_at = NULL
             WHERE id = ?1",
        )?
        .execute(params![
            id,
            tx.now(),
            attempt.status,
            attempt.answer,
            attempt.error,
        ])?;
    match outcome {
        Outcome::Delivered => tx
            .connection
            .prepare_cached(
                "UPDATE webhook_deliveries
                 SET delivered_at = coalesce(delivered_at, ?2), next_at = NULL, failures = 0
                 WHERE id = ?1",
            )?
            .execute(params![id, tx.now()])?,
        Outcome::Failed(next_at) => tx
            .connection
            .prepare_cached(
                "UPDATE webhook_deliveries
                 SET failures = failures + 1, next_at = coalesce(?2, next_at) WHERE id = ?1",
            )?
            .execute(params![id, next_at])?,
        Outcome::FailedOnce => 0,
    };
    Ok(())
}

/// Has what waits be tried now, as if it had not failed yet.
pub fn begin_anew(tx: &WriteTx<'_>, webhook: WebhookId) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE webhook_deliveries SET failures = 0, next_at = ?2
             WHERE webhook_id = ?1 AND next_at IS NOT NULL",
        )?
        .execute(params![webhook, tx.now()])?;
    Ok(())
}

/// Has a delivery be tried once more, now. Whether there is such a one.
pub fn ask_for(tx: &WriteTx<'_>, webhook: WebhookId, id: WebhookDeliveryId) -> Result<bool> {
    let changed = tx
        .connection
        .prepare_cached(
            "UPDATE webhook_deliveries SET again_at = ?3 WHERE id = ?2 AND webhook_id = ?1",
        )?
        .execute(params![webhook, id, tx.now()])?;
    Ok(changed > 0)
}
