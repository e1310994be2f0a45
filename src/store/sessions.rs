//! Who is signed in, and links that work once.

use rusqlite::{OptionalExtension, params};

use super::named::Named;
use super::{ReadTx, WriteTx};
use crate::domain::{SessionId, Timestamp, User, UserId};
use crate::error::Result;

/// Begins a session. Those of anyone that have run out are cleared away.
pub fn insert(tx: &WriteTx<'_>, id: SessionId, user: UserId, expires_at: Timestamp) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?
        .execute(params![tx.now()])?;
    tx.connection
        .prepare_cached(
            "INSERT INTO sessions (id, user_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![id, user, tx.now(), expires_at])?;
    Ok(())
}

/// Whose session it is, and until when; `None` when it has ended or its user is archived.
pub fn find(tx: &ReadTx<'_>, id: SessionId) -> Result<Option<(User, Timestamp)>> {
    Ok(tx
        .connection
        .prepare_cached(
            "SELECT users.id, name, email, phone, address, note, role, users.created_at,
                    updated_at, archived_at, expires_at
             FROM sessions JOIN users ON users.id = sessions.user_id
             WHERE sessions.id = ?1 AND users.archived_at IS NULL",
        )?
        .query_row(params![id], |row| {
            Ok((User::from_row(row, tx.currency())?, row.get(10)?))
        })
        .optional()?)
}

/// Ends one session, and after the commit its sockets.
pub fn end(tx: &mut WriteTx<'_>, id: SessionId, user: UserId) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM sessions WHERE id = ?1")?
        .execute(params![id])?;
    tx.ended.push(user);
    Ok(())
}

/// Ends a user's sessions but for `spared`, with their links and API tokens, and after the commit their
/// sockets.
pub fn end_all(tx: &mut WriteTx<'_>, user: UserId, spared: Option<SessionId>) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM api_tokens WHERE user_id = ?1")?
        .execute(params![user])?;
    sign_out(tx, user, spared)
}

/// Ends a user's sessions but for `spared`, with their links, and after the commit their sockets. API tokens
/// stay.
pub fn sign_out(tx: &mut WriteTx<'_>, user: UserId, spared: Option<SessionId>) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND id IS NOT ?2")?
        .execute(params![user, spared])?;
    clear_links(tx, user)?;
    tx.ended.push(user);
    Ok(())
}

/// Keeps the hash of the setup link's token, in place of any before it.
pub fn set_setup_token(tx: &WriteTx<'_>, hash: [u8; 32], expires_at: Timestamp) -> Result<()> {
    clear_setup_token(tx)?;
    insert_token(tx, hash, "SETUP", None, expires_at)
}

/// No setup link works any more.
pub fn clear_setup_token(tx: &WriteTx<'_>) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM one_time_tokens WHERE purpose = 'SETUP'")?
        .execute([])?;
    Ok(())
}

/// Whether this is the setup link's token, and still in time.
pub fn is_setup_token(tx: &ReadTx<'_>, hash: [u8; 32], now: Timestamp) -> Result<bool> {
    Ok(tx
        .connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM one_time_tokens
             WHERE token_hash = ?1 AND purpose = 'SETUP' AND expires_at > ?2)",
        )?
        .query_row(params![hash, now], |row| row.get(0))?)
}

/// Keeps the hash of the token of a user's sign-in link, in place of any before it.
pub fn set_link(
    tx: &WriteTx<'_>,
    hash: [u8; 32],
    user: UserId,
    expires_at: Timestamp,
) -> Result<()> {
    clear_links(tx, user)?;
    insert_token(tx, hash, "SIGN_IN", Some(user), expires_at)
}

fn clear_links(tx: &WriteTx<'_>, user: UserId) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM one_time_tokens WHERE user_id = ?1")?
        .execute(params![user])?;
    Ok(())
}

/// Uses a sign-in link up. Whose it was, if it was one and in time.
pub fn take_link(tx: &WriteTx<'_>, hash: [u8; 32]) -> Result<Option<UserId>> {
    let found: Option<(UserId, Timestamp)> = tx
        .connection
        .prepare_cached(
            "DELETE FROM one_time_tokens WHERE token_hash = ?1 AND purpose = 'SIGN_IN'
             RETURNING user_id, expires_at",
        )?
        .query_row(params![hash], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.and_then(|(user, expires_at)| (expires_at > tx.now()).then_some(user)))
}

fn insert_token(
    tx: &WriteTx<'_>,
    hash: [u8; 32],
    purpose: &str,
    user: Option<UserId>,
    expires_at: Timestamp,
) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO one_time_tokens (token_hash, purpose, user_id, expires_at)
             VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![hash, purpose, user, expires_at])?;
    Ok(())
}
