//! The shop's own settings, a row each under the name that JSON has for it. What has no row yet is as the
//! caller says that it was at first.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{ReadTx, WriteTx, backup, settings};
use crate::domain::{Currency, DayStart, Logo, LogoKind, NumberPattern, Rate, ShopSettings};
use crate::error::{Conflict, Error, Result};

const NAME: &str = "name";
/// The media type and the version of the logo, which lies in [`LOGO_BYTES`]: who reads all settings does not
/// read that.
const LOGO: &str = "logo";
/// The logo's bytes in Base64.
const LOGO_BYTES: &str = "logo_bytes";
/// Where the logo is; its version follows.
const LOGO_PATH: &str = "/api/settings/logo?v=";

/// The rows of these settings: all but the logo's, which are written by [`set_logo`]. Nothing is an empty text.
fn rows(settings: &ShopSettings) -> [(&'static str, String); 14] {
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    [
        (NAME, settings.name.clone()),
        ("address", text(&settings.address)),
        ("phone", text(&settings.phone)),
        ("email", text(&settings.email)),
        ("website", text(&settings.website)),
        ("tax_number", text(&settings.tax_number)),
        (settings::CURRENCY, settings.currency.code().to_owned()),
        (
            settings::PRICES_INCLUDE_TAX,
            settings.prices_include_tax.to_string(),
        ),
        (
            settings::TAX_RATE,
            settings.tax_rate.basis_points().to_string(),
        ),
        (
            settings::ORDER_NUMBER_PATTERN,
            settings.order_number_pattern.to_string(),
        ),
        ("day_starts_at", settings.day_starts_at.to_string()),
        ("low_stock", settings.low_stock.to_string()),
        (
            "backup_every_hours",
            settings.backup_every_hours.to_string(),
        ),
        ("backup_keep", settings.backup_keep.to_string()),
    ]
}

/// The settings; one that has no row is as in `first`.
///
/// # Errors
/// [`Error::Storage`] names a row that holds what it can't.
pub fn read(tx: &ReadTx<'_>, first: &ShopSettings) -> Result<ShopSettings> {
    let row = |key: &str| settings::get(tx, key);
    let text = |key: &str, first: &Option<String>| {
        Ok::<_, Error>(match row(key)? {
            Some(text) => Some(text).filter(|text| !text.is_empty()),
            None => first.clone(),
        })
    };
    let logo = row(LOGO)?.and_then(|logo| Some(format!("{LOGO_PATH}{}", version_of(&logo)?)));
    Ok(ShopSettings {
        name: row(NAME)?.unwrap_or_else(|| first.name.clone()),
        address: text("address", &first.address)?,
        phone: text("phone", &first.phone)?,
        email: text("email", &first.email)?,
        website: text("website", &first.website)?,
        tax_number: text("tax_number", &first.tax_number)?,
        logo,
        currency: tx.currency(),
        prices_include_tax: value(tx, settings::PRICES_INCLUDE_TAX, first.prices_include_tax)?,
        tax_rate: match row(settings::TAX_RATE)? {
            Some(text) => rate(&text).ok_or_else(|| bad(settings::TAX_RATE, &text))?,
            None => first.tax_rate,
        },
        order_number_pattern: match row(settings::ORDER_NUMBER_PATTERN)? {
            Some(text) => NumberPattern::parse(&text)
                .map_err(|_| bad(settings::ORDER_NUMBER_PATTERN, &text))?,
            None => first.order_number_pattern.clone(),
        },
        day_starts_at: match row("day_starts_at")? {
            Some(text) => DayStart::parse(&text).ok_or_else(|| bad("day_starts_at", &text))?,
            None => first.day_starts_at,
        },
        low_stock: value(tx, "low_stock", first.low_stock)?,
        backup_every_hours: value(tx, "backup_every_hours", first.backup_every_hours)?,
        backup_keep: value(tx, "backup_keep", first.backup_keep)?,
    })
}

fn value<T: FromStr>(tx: &ReadTx<'_>, key: &str, first: T) -> Result<T> {
    match settings::get(tx, key)? {
        Some(text) => text.parse().map_err(|_| bad(key, &text)),
        None => Ok(first),
    }
}

fn rate(text: &str) -> Option<Rate> {
    Rate::new(text.parse().ok()?)
}

fn bad(key: &str, text: impl Display) -> Error {
    Error::Storage(format!(
        "its setting {key} is \"{text}\", which it can't be"
    ))
}

/// The shop's name; empty where it was never written.
pub fn name(tx: &ReadTx<'_>) -> Result<String> {
    Ok(settings::get(tx, NAME)?.unwrap_or_default())
}

/// Whether the settings were ever written.
pub fn has_rows(tx: &ReadTx<'_>) -> Result<bool> {
    Ok(settings::get(tx, NAME)?.is_some())
}

/// Whether there are amounts, so that their currency is fixed.
pub fn has_amounts(tx: &ReadTx<'_>) -> Result<bool> {
    settings::has_amounts(tx.connection)
}

/// Writes the settings, but not the logo. From here on amounts are in their currency.
///
/// # Errors
/// [`Conflict::CurrencyFixed`]: it would be another one, and there are amounts.
pub fn write(tx: &mut WriteTx<'_>, new: &ShopSettings) -> Result<()> {
    if new.currency != tx.currency() {
        if settings::has_amounts(tx.connection)? {
            return Err(Conflict::CurrencyFixed(tx.currency()).into());
        }
        tx.read.currency = new.currency;
        tx.new_currency = Some(new.currency);
    }
    for (key, value) in rows(new) {
        settings::set(tx, key, &value)?;
    }
    Ok(())
}

/// The logo.
pub fn logo(tx: &ReadTx<'_>) -> Result<Option<Logo>> {
    let (Some(what), Some(bytes)) = (settings::get(tx, LOGO)?, settings::get(tx, LOGO_BYTES)?)
    else {
        return Ok(None);
    };
    let kind = what.split(' ').next().and_then(LogoKind::of);
    let kind = kind.ok_or_else(|| bad(LOGO, &what))?;
    let bytes = STANDARD.decode(bytes);
    let bytes = bytes.map_err(|error| bad(LOGO_BYTES, error))?;
    Ok(Some(Logo { kind, bytes }))
}

/// The version of the logo, as its path has it.
pub fn logo_version(tx: &ReadTx<'_>) -> Result<Option<String>> {
    let logo = settings::get(tx, LOGO)?;
    Ok(logo.as_deref().and_then(version_of).map(str::to_owned))
}

/// Sets the logo, whose bytes have this version, or removes it.
pub fn set_logo(tx: &WriteTx<'_>, logo: Option<(&Logo, &str)>) -> Result<()> {
    let Some((logo, version)) = logo else {
        settings::remove(tx, LOGO)?;
        return settings::remove(tx, LOGO_BYTES);
    };
    let what = format!("{} {version}", logo.kind.media_type());
    settings::set(tx, LOGO, &what)?;
    settings::set(tx, LOGO_BYTES, &STANDARD.encode(&logo.bytes))
}

fn version_of(logo: &str) -> Option<&str> {
    logo.split_once(' ').map(|(_, version)| version)
}

/// The rows of a database that need not be open, by key: those that are there of the asked ones. None: there is
/// no such file.
///
/// # Errors
/// [`Error::Storage`]: it can't be read, or is no database of a shop.
pub fn peek(file: &Path, keys: &[&'static str]) -> Result<Vec<(&'static str, String)>> {
    if !file.exists() {
        return Ok(Vec::new());
    }
    let connection = backup::open(file)?;
    let mut found = Vec::new();
    for key in keys {
        if let Some(value) = settings::find(&connection, key)? {
            found.push((*key, value));
        }
    }
    Ok(found)
}

/// The currency that a text of the database names.
pub(super) fn currency(code: &str) -> Result<Currency> {
    Currency::from_code(code).ok_or_else(|| bad(settings::CURRENCY, code))
}
