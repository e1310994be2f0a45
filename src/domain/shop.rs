//! What the shop says of itself and decides for itself: its name and address, its money, its day, its copies.

use garde::Validate;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::de;
use super::document::DocumentLanguage;
use super::money::Currency;
use super::number_pattern::NumberPattern;
use super::rate::Rate;
use super::text::{multi_line, single_line};
use super::time::DayStart;

/// The most that can be called low stock.
pub(super) const MAX_LOW_STOCK: i64 = 1_000_000;
/// The longest time between two backups, in hours: a year.
pub(super) const MAX_BACKUP_EVERY_HOURS: u32 = 8760;
/// The most backups that are kept.
pub(super) const MAX_BACKUP_KEEP: usize = 10_000;

/// The shop's own settings. What its machine decides (address, port, certificates, time zone) is none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShopSettings {
    /// Its name as people read it.
    pub name: String,
    /// Where it is, in several lines, as receipts show it.
    pub address: Option<String>,
    /// Where it is called.
    pub phone: Option<String>,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its web site, as people type it.
    pub website: Option<String>,
    /// Under which number it pays tax.
    pub tax_number: Option<String>,
    /// The path of its logo, another one with each logo; null: it has none.
    pub logo: Option<String>,
    /// The currency of all amounts (ISO 4217), fixed once there are products or orders.
    #[schema(value_type = String)]
    pub currency: Currency,
    /// Whether prices are those that people pay: with tax.
    pub prices_include_tax: bool,
    /// The tax rate of new products, and of lines that say none, in basis points: 1900 is 19 %.
    pub tax_rate: Rate,
    /// How the numbers of new orders are written, such as `{number}` or `{year}-{seq:4}`.
    #[schema(value_type = String)]
    pub order_number_pattern: NumberPattern,
    /// When its day begins, as `HH:MM` on the clocks of its time zone.
    pub day_starts_at: DayStart,
    /// At how many left a product counts as running out.
    pub low_stock: i64,
    /// How often a backup is made, in hours; 0: never by itself.
    pub backup_every_hours: u32,
    /// How many backups are kept.
    pub backup_keep: usize,
    /// The language of invoices, credit notes and receipts.
    pub document_language: DocumentLanguage,
}

impl ShopSettings {
    /// The settings of a shop of which only this is known.
    pub fn named(name: String, currency: Currency) -> Self {
        Self {
            name,
            address: None,
            phone: None,
            email: None,
            website: None,
            tax_number: None,
            logo: None,
            currency,
            prices_include_tax: true,
            tax_rate: Rate::default(),
            order_number_pattern: NumberPattern::default(),
            day_starts_at: DayStart::MIDNIGHT,
            low_stock: 5,
            backup_every_hours: 24,
            backup_keep: 14,
            document_language: DocumentLanguage::default(),
        }
    }

    /// These settings as a patch leaves them; the currency, too, whether or not it may change.
    pub fn with(&self, patch: ShopSettingsPatch) -> Self {
        let before = self.clone();
        Self {
            name: patch.name.unwrap_or(before.name),
            address: patch.address.unwrap_or(before.address),
            phone: patch.phone.unwrap_or(before.phone),
            email: patch.email.unwrap_or(before.email),
            website: patch.website.unwrap_or(before.website),
            tax_number: patch.tax_number.unwrap_or(before.tax_number),
            logo: before.logo,
            currency: patch.currency.unwrap_or(before.currency),
            prices_include_tax: patch
                .prices_include_tax
                .unwrap_or(before.prices_include_tax),
            tax_rate: patch.tax_rate.unwrap_or(before.tax_rate),
            order_number_pattern: patch
                .order_number_pattern
                .unwrap_or(before.order_number_pattern),
            day_starts_at: patch.day_starts_at.unwrap_or(before.day_starts_at),
            low_stock: patch.low_stock.unwrap_or(before.low_stock),
            backup_every_hours: patch
                .backup_every_hours
                .unwrap_or(before.backup_every_hours),
            backup_keep: patch.backup_keep.unwrap_or(before.backup_keep),
            document_language: patch.document_language.unwrap_or(before.document_language),
        }
    }
}

/// What to change of the shop's settings; fields that are absent stay.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct ShopSettingsPatch {
    /// Its name as people read it.
    #[serde(default, deserialize_with = "de::present_trimmed")]
    #[garde(length(chars, min = 1, max = 100), inner(custom(single_line)))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 100)]
    pub name: Option<String>,
    /// Where it is, in several lines, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 500), inner(inner(custom(multi_line))))]
    #[schema(value_type = Option<String>, max_length = 500)]
    pub address: Option<Option<String>>,
    /// Where it is called, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 50), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 50)]
    pub phone: Option<Option<String>>,
    /// Where it is written to, or null.
    #[serde(default, deserialize_with = "de::present_optional_email")]
    #[garde(length(chars, max = 254), email, inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub email: Option<Option<String>>,
    /// Its web site, as people type it, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 200), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 200)]
    pub website: Option<Option<String>>,
    /// Under which number it pays tax, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 50), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 50)]
    pub tax_number: Option<Option<String>>,
    /// The currency of all amounts (ISO 4217). Another one is a 409 `currency_fixed` once there are products or orders.
    #[serde(default, deserialize_with = "present_currency")]
    #[garde(skip)]
    #[schema(value_type = String, required = false)]
    pub currency: Option<Currency>,
    /// Whether prices are those that people pay: with tax.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub prices_include_tax: Option<bool>,
    /// The tax rate of new products, and of lines that say none, in basis points: 1900 is 19 %.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Rate, required = false)]
    pub tax_rate: Option<Rate>,
    /// How the numbers of new orders are written, such as `{number}` or `{year}-{seq:4}`.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = String, required = false)]
    pub order_number_pattern: Option<NumberPattern>,
    /// When its day begins, as `HH:MM` on the clocks of its time zone.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = DayStart, required = false)]
    pub day_starts_at: Option<DayStart>,
    /// At how many left a product counts as running out.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(range(min = 0, max = MAX_LOW_STOCK))]
    #[schema(value_type = i64, required = false, minimum = 0, maximum = 1_000_000)]
    pub low_stock: Option<i64>,
    /// How often a backup is made, in hours; 0: never by itself.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(range(min = 0, max = MAX_BACKUP_EVERY_HOURS))]
    #[schema(value_type = u32, required = false, minimum = 0, maximum = 8760)]
    pub backup_every_hours: Option<u32>,
    /// How many backups are kept.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(range(min = 1, max = MAX_BACKUP_KEEP))]
    #[schema(value_type = usize, required = false, minimum = 1, maximum = 10_000)]
    pub backup_keep: Option<usize>,
    /// The language of invoices, credit notes and receipts.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = DocumentLanguage, required = false)]
    pub document_language: Option<DocumentLanguage>,
}

fn present_currency<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Currency>, D::Error> {
    let code = String::deserialize(deserializer)?
        .trim()
        .to_ascii_uppercase();
    let currency = Currency::from_code(&code).filter(|currency| currency.has_minor_unit());
    let wrong = "must be the ISO 4217 code of a currency, such as EUR, USD or JPY";
    currency
        .map(Some)
        .ok_or_else(|| serde::de::Error::custom(wrong))
}

/// What the shop tells everyone who is signed in: what its pages and papers show of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Shop {
    /// Its name as people read it.
    pub name: String,
    /// Where it is, in several lines.
    pub address: Option<String>,
    /// Where it is called.
    pub phone: Option<String>,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its web site, as people type it.
    pub website: Option<String>,
    /// Under which number it pays tax.
    pub tax_number: Option<String>,
    /// The path of its logo; null: it has none.
    pub logo: Option<String>,
    /// The currency of all amounts (ISO 4217).
    #[schema(value_type = String)]
    pub currency: Currency,
    /// Whether prices are those that people pay: with tax.
    pub prices_include_tax: bool,
    /// The tax rate of new products, and of lines that say none, in basis points: 1900 is 19 %.
    pub tax_rate: Rate,
    /// When its day begins, as `HH:MM` on the clocks of its time zone.
    pub day_starts_at: DayStart,
    /// At how many left a product counts as running out.
    pub low_stock: i64,
}

impl From<&ShopSettings> for Shop {
    fn from(settings: &ShopSettings) -> Self {
        let all = settings.clone();
        Self {
            name: all.name,
            address: all.address,
            phone: all.phone,
            email: all.email,
            website: all.website,
            tax_number: all.tax_number,
            logo: all.logo,
            currency: all.currency,
            prices_include_tax: all.prices_include_tax,
            tax_rate: all.tax_rate,
            day_starts_at: all.day_starts_at,
            low_stock: all.low_stock,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(json: &str) -> Result<ShopSettingsPatch, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_currency_is_one_that_is_paid_in() {
        let currency = |code: &str| patch(&format!(r#"{{"currency":"{code}"}}"#));
        assert_eq!(currency("usd").unwrap().currency.unwrap().code(), "USD");
        for wrong in ["", "EURO", "XAU", "XXX", "€"] {
            let why = currency(wrong).unwrap_err();
            assert!(why.contains("ISO 4217"), "{wrong}: {why}");
        }
        assert!(patch(r#"{"currency":null}"#).is_err());
    }

    #[test]
    fn a_null_empties_what_can_be_empty_alone() {
        let emptied = patch(r#"{"address":null,"phone":"  "}"#).unwrap();
        assert_eq!((emptied.address, emptied.phone), (Some(None), Some(None)));
        assert_eq!(emptied.email, None, "what is absent stays");
        for field in [
            "name",
            "tax_rate",
            "prices_include_tax",
            "order_number_pattern",
            "day_starts_at",
            "document_language",
        ] {
            assert!(patch(&format!(r#"{{"{field}":null}}"#)).is_err(), "{field}");
        }
    }
}
