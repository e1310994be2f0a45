//! What the database itself remembers.

use jiff::civil::Time;
use rusqlite::{Connection, OptionalExtension, params};

use super::{ReadTx, WriteTx};
use crate::domain::{Currency, Rate, TaxTerms};
use crate::error::{Error, Result};

/// The key that signs all sessions, when the settings file has none.
pub const JWT_SECRET: &str = "jwt_secret";

/// Whether prices have tax in them: `true` or `false`.
pub const PRICES_INCLUDE_TAX: &str = "prices_include_tax";
/// The tax rate of what says none, in basis points.
pub const TAX_RATE: &str = "tax_rate";

/// When the shop's day begins: hours and minutes, such as `04:00`.
pub const DAY_STARTS_AT: &str = "day_starts_at";
/// How the numbers of orders are written.
pub const ORDER_NUMBER_PATTERN: &str = "order_number_pattern";

/// The local authority with its key, which devices were told to trust.
pub const TLS_AUTHORITY: &str = "tls_authority";
/// The certificate that the local authority has issued last, with its key.
pub const TLS_CERTIFICATE: &str = "tls_certificate";

/// Whether boards on the wall show first names: `true` or `false`.
pub const DISPLAY_NAMES: &str = "display_names";

/// A setting by its key.
pub fn get(tx: &ReadTx<'_>, key: &str) -> Result<Option<String>> {
    find(tx.connection, key)
}

/// How the shop states its prices.
///
/// # Errors
/// [`Error::Internal`] when what is kept is none of what [`set`] was given.
pub fn tax_terms(tx: &ReadTx<'_>) -> Result<TaxTerms> {
    let mut terms = TaxTerms::default();
    let unreadable = |key| Error::Internal(format!("the setting {key} is unreadable"));
    if let Some(text) = get(tx, PRICES_INCLUDE_TAX)? {
        terms.prices_include_tax = text.parse().map_err(|_| unreadable(PRICES_INCLUDE_TAX))?;
    }
    if let Some(text) = get(tx, TAX_RATE)? {
        let rate = text.parse().ok().and_then(Rate::new);
        terms.rate = rate.ok_or_else(|| unreadable(TAX_RATE))?;
    }
    Ok(terms)
}

/// When the shop's day begins; midnight unless it was set.
///
/// # Errors
/// [`Error::Internal`] when what is kept is no time of day.
pub fn day_starts_at(tx: &ReadTx<'_>) -> Result<Time> {
    let Some(text) = get(tx, DAY_STARTS_AT)? else {
        return Ok(Time::midnight());
    };
    text.parse()
        .map_err(|_| Error::Internal(format!("the setting {DAY_STARTS_AT} is unreadable")))
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
