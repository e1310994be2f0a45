//! The shop's own settings, a row each under the name that JSON has for it. What has no row yet is as the
//! caller says that it was at first.

use std::fmt::Display;
use std::path::Path;
use std::str::FromStr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{OptionalExtension, params};

use super::{ReadTx, WriteTx, backup, settings};
use crate::domain::{
    Currency, DayStart, DocumentLanguage, Logo, LogoKind, NumberPattern, Rate, Seller, ShopSettings,
};
use crate::error::{Conflict, Error, Result};

const NAME: &str = "name";
const DOCUMENT_LANGUAGE: &str = "document_language";
/// The media type and the version of the logo, which lies in [`LOGO_BYTES`]: who reads all settings does not
/// read that.
const LOGO: &str = "logo";
/// The logo's bytes in Base64.
const LOGO_BYTES: &str = "logo_bytes";
/// Where the logo is; its version follows.
const LOGO_PATH: &str = "/api/settings/logo?v=";

/// The rows of these settings: all but the logo's, which are written by [`set_logo`]. Nothing is an empty text.
fn rows(settings: &ShopSettings) -> [(&'static str, String); 15] {
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
        (
            DOCUMENT_LANGUAGE,
            settings.document_language.as_str().to_owned(),
        ),
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
        document_language: language(tx, first.document_language)?,
    })
}

fn language(tx: &ReadTx<'_>, first: DocumentLanguage) -> Result<DocumentLanguage> {
    match settings::get(tx, DOCUMENT_LANGUAGE)? {
        Some(code) => DocumentLanguage::of(&code).ok_or_else(|| bad(DOCUMENT_LANGUAGE, &code)),
        None => Ok(first),
    }
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
    settings::remove(tx, settings::DOCUMENT_SELLER)
}

/// Who sells now, as documents say it.
pub fn seller(tx: &ReadTx<'_>) -> Result<Seller> {
    let text = |key| Ok::<_, Error>(settings::get(tx, key)?.filter(|text| !text.is_empty()));
    Ok(Seller {
        name: name(tx)?,
        address: text("address")?,
        phone: text("phone")?,
        email: text("email")?,
        website: text("website")?,
        tax_number: text("tax_number")?,
        language: language(tx, DocumentLanguage::default())?,
        logo: logo_version(tx)?,
    })
}

/// The logo.
pub fn logo(tx: &ReadTx<'_>) -> Result<Option<Logo>> {
    let (Some(what), Some(bytes)) = (settings::get(tx, LOGO)?, settings::get(tx, LOGO_BYTES)?)
    else {
        return Ok(None);
    };
    let kind = what.split(' ').next().unwrap_or_default();
    picture(kind, &bytes).map(Some)
}

/// Keeps the present logo, which has this version, for the documents that show it.
pub fn keep_logo(tx: &WriteTx<'_>, version: &str) -> Result<()> {
    if let Some(logo) = logo(tx)? {
        tx.connection
            .prepare_cached(
                "INSERT INTO document_logos (version, media_type, bytes) VALUES (?1, ?2, ?3)
                 ON CONFLICT (version) DO NOTHING",
            )?
            .execute(params![
                version,
                logo.kind.media_type(),
                STANDARD.encode(&logo.bytes)
            ])?;
    }
    Ok(())
}

/// The logo of this version, as documents show it.
pub fn kept_logo(tx: &ReadTx<'_>, version: &str) -> Result<Option<Logo>> {
    let found: Option<(String, String)> = tx
        .connection
        .prepare_cached("SELECT media_type, bytes FROM document_logos WHERE version = ?1")?
        .query_row(params![version], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    found
        .map(|(media_type, bytes)| picture(&media_type, &bytes))
        .transpose()
}

/// A picture out of its media type and its bytes in Base64.
fn picture(media_type: &str, bytes: &str) -> Result<Logo> {
    let kind = LogoKind::of(media_type).ok_or_else(|| bad(LOGO, media_type))?;
    let bytes = STANDARD.decode(bytes);
    let bytes = bytes.map_err(|error| bad(LOGO_BYTES, error))?;
    Ok(Logo { kind, bytes })
}

/// The version of the logo, as its path has it.
pub fn logo_version(tx: &ReadTx<'_>) -> Result<Option<String>> {
    let logo = settings::get(tx, LOGO)?;
    Ok(logo.as_deref().and_then(version_of).map(str::to_owned))
}

/// Sets the logo, whose bytes have this version, or removes it.
pub fn set_logo(tx: &WriteTx<'_>, logo: Option<(&Logo, &str)>) -> Result<()> {
    settings::remove(tx, settings::DOCUMENT_SELLER)?;
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
