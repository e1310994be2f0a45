//! What is printed beside the shop's own words, in the languages that documents have.

mod de;
mod en;

use crate::domain::{DocumentLanguage, PaymentMethod};

/// The words of a language.
pub(super) struct Words {
    /// Its code (ISO 639-1).
    pub language: &'static str,
    pub invoice: &'static str,
    pub credit_note: &'static str,
    pub receipt: &'static str,
    pub date: &'static str,
    pub order: &'static str,
    pub tax_number: &'static str,
    /// That a credit note takes back this invoice.
    pub takes_back: fn(invoice: i64) -> String,
    pub quantity: &'static str,
    pub product: &'static str,
    pub unit_price: &'static str,
    pub tax: &'static str,
    pub amount: &'static str,
    pub sku: &'static str,
    pub discount: &'static str,
    pub subtotal: &'static str,
    pub total: &'static str,
    pub credited: &'static str,
    /// Tax of a rate that is added to the prices.
    pub plus_tax: fn(rate: &str) -> String,
    /// Tax of a rate that is in the prices, on so much without it.
    pub included_tax: fn(rate: &str, net: &str) -> String,
    pub paid: fn(method: PaymentMethod) -> &'static str,
    pub given_back: fn(method: PaymentMethod) -> &'static str,
    pub open: &'static str,
    pub page: fn(page: usize, of: usize) -> String,
    pub logo: &'static str,
}

/// The words of this language.
pub(super) fn of(language: DocumentLanguage) -> &'static Words {
    match language {
        DocumentLanguage::En => &en::WORDS,
        DocumentLanguage::De => &de::WORDS,
    }
}
