//! What the database itself remembers.

use rusqlite::{Connection, OptionalExtension, params};

use super::{ReadTx, WriteTx};
use crate::domain::Currency;
use crate::error::{Error, Result};

/// The key that signs all sessions, when the settings file has none.
pub const JWT_SECRET: &str = "jwt_secret";

/// A setting by its key.
pub fn get(tx: &ReadTx<'_>, key: &str) -> Result<Option<String>> {
    find(tx.connection, key)
}

/// Sets a setting.
pub fn set(tx: &WriteTx<'_>, key: &str, value: &str) -> Result<()> {
    put(tx.connection, key, value)
}

/// Holds the database to one currency: the configured one, as long as there are no amounts yet.
///
/// # Errors
/// [`Error::Storage`] when there are amounts in another currency: they would be read as what they are not.
pub(super) fn hold_currency(connection: &mut Connection, currency: Currency) -> Result<()> {
    if check_currency(connection, currency)? {
        return Ok(());
    }
    put(connection, "currency", currency.code())
}

/// Whether a database is held to a currency. `false`: to none yet, or to one that it has no amounts in.
///
/// # Errors
/// Those of [`hold_currency`].
pub(super) fn check_currency(connection: &Connection, currency: Currency) -> Result<bool> {
    let held = find(connection, "currency")?;
    if held.as_deref() == Some(currency.code()) {
        return Ok(true);
    }
    let has_amounts: bool =
        connection.query_row("SELECT EXISTS (SELECT 1 FROM products)", [], |row| {
            row.get(0)
        })?;
    match held {
        Some(held) if has_amounts => Err(Error::Storage(format!(
            "its amounts are in {held}, and the setting currency is {}: set currency = \"{held}\"",
            currency.code()
        ))),
        _ => Ok(false),
    }
}

pub(super) fn find(connection: &Connection, key: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row(params![key], |row| row.get(0))
        .optional()?)
}

pub(super) fn put(connection: &Connection, key: &str, value: &str) -> Result<()> {
    connection
        .prepare_cached(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        )?
        .execute(params![key, value])?;
    Ok(())
}
