//! What the database itself remembers.

use rusqlite::{Connection, OptionalExtension, params};

use super::{ReadTx, WriteTx, shop};
use crate::domain::{Currency, Rate, TaxTerms};
use crate::error::{Error, Result};

/// The currency of all amounts.
pub(super) const CURRENCY: &str = "currency";

/// The key that signs all sessions, when the settings file has none.
pub const JWT_SECRET: &str = "jwt_secret";

/// Whether prices have tax in them: `true` or `false`.
pub const PRICES_INCLUDE_TAX: &str = "prices_include_tax";
/// The tax rate of what says none, in basis points.
pub const TAX_RATE: &str = "tax_rate";

/// How the numbers of orders are written.
pub const ORDER_NUMBER_PATTERN: &str = "order_number_pattern";

/// The row of document_sellers that the present settings make; gone once they change.
pub(super) const DOCUMENT_SELLER: &str = "document_seller";

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

/// Sets a setting.
pub fn set(tx: &WriteTx<'_>, key: &str, value: &str) -> Result<()> {
    put(tx.connection, key, value)
}

/// Removes a setting, if it is there.
pub fn remove(tx: &WriteTx<'_>, key: &str) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM settings WHERE key = ?1")?
        .execute(params![key])?;
    Ok(())
}

/// The currency that the database is held to: from now on the first one, where it is held to none yet.
///
/// # Errors
/// [`crate::error::Error::Storage`]: it is held to what is no currency.
pub(super) fn hold_currency(connection: &Connection, first: Currency) -> Result<Currency> {
    if let Some(code) = find(connection, CURRENCY)? {
        return shop::currency(&code);
    }
    put(connection, CURRENCY, first.code())?;
    Ok(first)
}

/// Whether there are amounts: in another currency they would be read as what they are not.
pub(super) fn has_amounts(connection: &Connection) -> Result<bool> {
    Ok(connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM products) OR EXISTS (SELECT 1 FROM orders)
                 OR EXISTS (SELECT 1 FROM documents) OR EXISTS (SELECT 1 FROM payments)",
        )?
        .query_row([], |row| row.get(0))?)
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
