//! API tokens, by the hash of what scripts show.

use rusqlite::{OptionalExtension, params};

use super::list::Keyset;
use super::{ReadTx, WriteTx};
use crate::domain::{ApiToken, ApiTokenId, ListRequest, Maker, Page, Timestamp, User, UserId};
use crate::error::Result;

/// A token that counts, and as whom it acts.
pub struct Found {
    /// The token.
    pub id: ApiTokenId,
    /// Whether it reads alone.
    pub read_only: bool,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// The admin who made it.
    pub user: User,
}

/// The token of this hash; `None` when there is none, or its user no longer is an admin in use.
pub fn find(tx: &ReadTx<'_>, hash: [u8; 32]) -> Result<Option<Found>> {
    Ok(tx
        .connection
        .prepare_cached(
            "SELECT users.id, users.name, email, phone, address, note, role, users.created_at,
                    updated_at, archived_at, api_tokens.id, read_only, last_used_at
             FROM api_tokens JOIN users ON users.id = api_tokens.user_id
             WHERE token_hash = ?1 AND role = 'ADMIN' AND archived_at IS NULL",
        )?
        .query_row(params![hash], |row| {
            Ok(Found {
                user: super::named::Named::from_row(row, tx.currency())?,
                id: row.get(10)?,
                read_only: row.get(11)?,
                last_used_at: row.get(12)?,
            })
        })
        .optional()?)
}

/// Whether there is a token with this id.
pub fn exists(tx: &ReadTx<'_>, id: ApiTokenId) -> Result<bool> {
    Ok(tx
        .connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM api_tokens WHERE id = ?1)")?
        .query_row(params![id], |row| row.get(0))?)
}

/// A page of the tokens of all admins, newest first.
pub fn list(tx: &ReadTx<'_>, request: &ListRequest) -> Result<Page<ApiToken>> {
    let keyset = Keyset::new("api_tokens", "row_id", "row_id", "-created_at");
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

fn load(tx: &ReadTx<'_>, row: i64) -> Result<ApiToken> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT api_tokens.id, api_tokens.name, read_only, api_tokens.created_at, last_used_at,
                users.id, users.name
         FROM api_tokens JOIN users ON users.id = api_tokens.user_id
         WHERE api_tokens.row_id = ?1",
    )?;
    Ok(statement.query_row(params![row], |row| {
        Ok(ApiToken {
            id: row.get(0)?,
            name: row.get(1)?,
            read_only: row.get(2)?,
            created_at: row.get(3)?,
            last_used_at: row.get(4)?,
            user: Maker {
                id: row.get(5)?,
                name: row.get(6)?,
            },
        })
    })?)
}

/// Keeps a new token by the hash of its text.
pub fn insert(tx: &WriteTx<'_>, token: &ApiToken, hash: [u8; 32]) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO api_tokens (id, user_id, token_hash, name, read_only, created_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            token.id,
            token.user.id,
            hash,
            token.name,
            token.read_only,
            token.created_at,
        ])?;
    Ok(())
}

/// Notes that a token is used now.
pub fn touch(tx: &WriteTx<'_>, id: ApiTokenId) -> Result<()> {
    tx.connection
        .prepare_cached("UPDATE api_tokens SET last_used_at = ?2 WHERE id = ?1")?
        .execute(params![id, tx.now()])?;
    Ok(())
}

/// Ends a token, and after the commit its sockets. Whether there was one.
pub fn end(tx: &mut WriteTx<'_>, id: ApiTokenId) -> Result<bool> {
    let user: Option<UserId> = tx
        .connection
        .prepare_cached("DELETE FROM api_tokens WHERE id = ?1 RETURNING user_id")?
        .query_row(params![id], |row| row.get(0))
        .optional()?;
    tx.ended.extend(user);
    Ok(user.is_some())
}
