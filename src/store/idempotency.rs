//! Answers kept for requests that bore an Idempotency-Key. Written in the transaction of the work
//! itself, so that no crash comes between the two.

use rusqlite::{OptionalExtension, params};

use super::{ReadTx, WriteTx};
use crate::domain::UserId;
use crate::error::Result;

/// How long an answer is kept, in milliseconds.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;
/// How many old answers are cleared away with each new one: few, so that none waits for it after a quiet day.
const CLEARED_AT_ONCE: i64 = 20;

/// An answer that was given.
pub struct Given {
    /// SHA-256 of the request it was given to.
    pub request_hash: [u8; 32],
    /// Its body.
    pub answer: String,
}

/// The answer that this user's request with this key got within the last 24 hours.
pub fn find(tx: &WriteTx<'_>, user: UserId, key: &str) -> Result<Option<Given>> {
    let oldest = tx.now().plus_ms(-KEPT_MS);
    let read: &ReadTx<'_> = tx;
    Ok(read
        .connection
        .prepare_cached(
            "SELECT request_hash, answer FROM idempotency_keys
             WHERE user_id = ?1 AND key = ?2 AND created_at > ?3",
        )?
        .query_row(params![user, key, oldest], |row| {
            Ok(Given {
                request_hash: row.get(0)?,
                answer: row.get(1)?,
            })
        })
        .optional()?)
}

/// Keeps an answer. Some of those of anyone that are over 24 hours old are cleared away.
pub fn insert(tx: &WriteTx<'_>, user: UserId, key: &str, given: &Given) -> Result<()> {
    tx.connection
        .prepare_cached(
            "DELETE FROM idempotency_keys WHERE (user_id, key) IN (
                 SELECT user_id, key FROM idempotency_keys
                 WHERE created_at <= ?1 ORDER BY created_at LIMIT ?2)",
        )?
        .execute(params![tx.now().plus_ms(-KEPT_MS), CLEARED_AT_ONCE])?;
    tx.connection
        .prepare_cached(
            "INSERT INTO idempotency_keys (user_id, key, request_hash, answer, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (user_id, key) DO UPDATE SET request_hash = excluded.request_hash,
                 answer = excluded.answer, created_at = excluded.created_at",
        )?
        .execute(params![
            user,
            key,
            given.request_hash,
            given.answer,
            tx.now()
        ])?;
    Ok(())
}
