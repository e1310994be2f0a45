//! Mails with documents: those that wait, were sent or have failed.

use rusqlite::{OptionalExtension, Row, params};

use super::list::Keyset;
use super::{ReadTx, WriteTx, row};
use crate::domain::{
    Actor, ListRequest, Mail, MailFailure, MailFilter, MailId, MailKind, MailState, OrderId, Page,
    Timestamp,
};
use crate::error::Result;

/// How many of the newest are kept, besides those that wait.
pub const KEPT: i64 = 10_000;

/// A mail to be sent.
pub struct Entry<'a> {
    /// What is attached.
    pub kind: MailKind,
    /// The number of the document, if it has one.
    pub document: Option<i64>,
    /// The order that it is about.
    pub order_id: OrderId,
    /// The order's number.
    pub order_number: i64,
    /// Where it goes.
    pub to: &'a str,
    /// Who asked for it; none: it goes out by itself.
    pub actor: Option<&'a Actor>,
}

/// What becomes of a mail after a try that failed.
pub struct Failed {
    /// Why.
    pub failure: MailFailure,
    /// What the mail server said.
    pub answer: Option<String>,
    /// When it is tried again; none: no more.
    pub next_at: Option<Timestamp>,
}

/// What is wrong with mails.
pub struct Stuck {
    /// How many have failed, or wait for long.
    pub count: i64,
    /// Since when the first of them.
    pub since: Timestamp,
    /// Why the last of them.
    pub failure: Option<MailFailure>,
}

/// A page of the mails, newest first.
pub fn list(tx: &ReadTx<'_>, filter: MailFilter, request: &ListRequest) -> Result<Page<Mail>> {
    let mut keyset = Keyset::new("mails", "row_id", "row_id", "-created_at");
    if let Some(order) = filter.order {
        keyset.filter_by("order_number = ?", order);
    } else if let Some(state) = filter.state {
        keyset.filter_by("state = ?", state.as_str().to_owned());
    }
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

/// The mail with this id.
pub fn find(tx: &ReadTx<'_>, id: MailId) -> Result<Option<Mail>> {
    let row: Option<i64> = tx
        .connection
        .prepare_cached("SELECT row_id FROM mails WHERE id = ?1")?
        .query_row(params![id], |row| row.get(0))
        .optional()?;
    row.map(|row| load(tx, row)).transpose()
}

/// The mail that is tried next, and how often it has failed.
pub fn first_waiting(tx: &ReadTx<'_>) -> Result<Option<(Mail, i64)>> {
    let first: Option<(i64, i64)> = tx
        .connection
        .prepare_cached(
            "SELECT row_id, failures FROM mails WHERE next_at IS NOT NULL ORDER BY next_at LIMIT 1",
        )?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((row, failures)) = first else {
        return Ok(None);
    };
    Ok(Some((load(tx, row)?, failures)))
}

fn load(tx: &ReadTx<'_>, row: i64) -> Result<Mail> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT id, kind, document, order_id, order_number, recipient, created_at, actor_id,
                actor_name, state, attempts, attempted_at, next_at, failure, answer, sent_at
         FROM mails WHERE row_id = ?1",
    )?;
    Ok(statement.query_row(params![row], mail)?)
}

fn mail(row: &Row<'_>) -> rusqlite::Result<Mail> {
    Ok(Mail {
        id: row.get(0)?,
        kind: row.get(1)?,
        document: row.get(2)?,
        order_id: row.get(3)?,
        order_number: row.get(4)?,
        to: row.get(5)?,
        created_at: row.get(6)?,
        actor: row::actor(row.get(7)?, row.get(8)?),
        state: row.get(9)?,
        attempts: row.get(10)?,
        attempted_at: row.get(11)?,
        next_attempt_at: row.get(12)?,
        failure: row.get(13)?,
        answer: row.get(14)?,
        sent_at: row.get(15)?,
    })
}

/// How many were asked for by hand since then.
pub fn count_by_hand(tx: &ReadTx<'_>, since: Timestamp) -> Result<i64> {
    Ok(tx
        .connection
        .prepare_cached(
            "SELECT count(*) FROM mails WHERE actor_id IS NOT NULL AND created_at > ?1",
        )?
        .query_row(params![since], |row| row.get(0))?)
}

/// Those that have failed, and those that wait though they failed so often; none: there are none.
pub fn stuck(tx: &ReadTx<'_>, failures: i64) -> Result<Option<Stuck>> {
    let (count, since): (i64, Option<Timestamp>) = tx
        .connection
        .prepare_cached(
            "SELECT count(*), min(created_at) FROM mails
             WHERE state <> 'sent' AND failures > 0 AND (state = 'failed' OR failures >= ?1)",
        )?
        .query_row(params![failures], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some(since) = since else {
        return Ok(None);
    };
    let failure = tx
        .connection
        .prepare_cached(
            "SELECT failure, max(created_at) FROM mails
             WHERE state <> 'sent' AND failures > 0 AND (state = 'failed' OR failures >= ?1)",
        )?
        .query_row(params![failures], |row| row.get(0))?;
    Ok(Some(Stuck {
        count,
        since,
        failure,
    }))
}

/// Keeps a mail to be sent now.
pub fn insert(tx: &WriteTx<'_>, new: &Entry<'_>) -> Result<MailId> {
    let id = tx.new_id();
    tx.connection
        .prepare_cached(
            "INSERT INTO mails (id, kind, document, order_id, order_number, recipient, created_at,
                                actor_id, actor_name, state, attempts, failures, next_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'waiting', 0, 0, ?7)",
        )?
        .execute(params![
            id,
            new.kind,
            new.document,
            new.order_id,
            new.order_number,
            new.to,
            tx.now(),
            new.actor.map(|actor| actor.id),
            new.actor.map(|actor| &actor.name),
        ])?;
    Ok(id)
}

/// Notes that the mail server has it. What waits because of the server is tried now: it is there again.
pub fn sent(tx: &WriteTx<'_>, id: MailId, answer: Option<&str>) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE mails
             SET state = 'sent', attempts = attempts + 1, failures = 0, attempted_at = ?2, sent_at = ?2,
                 next_at = NULL, failure = NULL, answer = ?3
             WHERE id = ?1",
        )?
        .execute(params![id, tx.now(), answer])?;
    let of_server = MailFailure::ALL.iter().filter(|it| it.is_of_server());
    let names: Vec<_> = of_server.map(|it| it.as_str()).collect();
    tx.connection
        .prepare_cached(
            "UPDATE mails SET next_at = ?1
             WHERE next_at > ?1 AND failure IN (SELECT value FROM json_each(?2))",
        )?
        .execute(params![tx.now(), json(&names)])?;
    Ok(())
}

fn json(names: &[&str]) -> String {
    format!("[\"{}\"]", names.join("\",\""))
}

/// Notes that a try failed, and what becomes of the mail.
pub fn failed(tx: &WriteTx<'_>, id: MailId, failed: &Failed) -> Result<()> {
    let state = match failed.next_at {
        Some(_) => MailState::Waiting,
        None => MailState::Failed,
    };
    tx.connection
        .prepare_cached(
            "UPDATE mails
             SET state = ?2, attempts = attempts + 1, failures = failures + 1, attempted_at = ?3,
                 next_at = ?4, failure = ?5, answer = ?6
             WHERE id = ?1 AND next_at IS NOT NULL",
        )?
        .execute(params![
            id,
            state,
            tx.now(),
            failed.next_at,
            failed.failure,
            failed.answer,
        ])?;
    Ok(())
}

/// Drops those that are done and not among the newest.
pub fn trim(tx: &WriteTx<'_>) -> Result<()> {
    tx.connection
        .prepare_cached(
            "DELETE FROM mails WHERE next_at IS NULL AND row_id <= (SELECT max(row_id) FROM mails) - ?1",
        )?
        .execute(params![KEPT])?;
    Ok(())
}

/// Has a mail that was not sent be tried now, as if it had not failed yet.
pub fn begin_anew(tx: &WriteTx<'_>, id: MailId) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE mails SET state = 'waiting', failures = 0, next_at = ?2
             WHERE id = ?1 AND state <> 'sent'",
        )?
        .execute(params![id, tx.now()])?;
    Ok(())
}

/// Has all that wait be tried now, as if they had not failed yet.
pub fn all_begin_anew(tx: &WriteTx<'_>) -> Result<()> {
    tx.connection
        .prepare_cached("UPDATE mails SET failures = 0, next_at = ?1 WHERE next_at IS NOT NULL")?
        .execute(params![tx.now()])?;
    Ok(())
}

/// Deletes a mail.
pub fn delete(tx: &WriteTx<'_>, id: MailId) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM mails WHERE id = ?1")?
        .execute(params![id])?;
    Ok(())
}
