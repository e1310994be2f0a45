//! The documents that a shop must give out, under numbers without a gap, and what each of them says.
//!
//! A document stays as it was given out, whatever becomes of the shop's settings, the customer and the order. So it
//! brings along who sold and who bought, as they were then.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id::{OrderId, UserId};
use super::logo::Logo;
use super::mail::MailKind;
use super::money::{Amount, Currency, Money};
use super::payment::Payment;
use super::rate::Rate;
use super::status::OrderStatus;
use super::time::Timestamp;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What was sold.
    Invoice,
    /// That an invoice is taken back.
    CreditNote,
}

impl From<DocumentKind> for MailKind {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Invoice => Self::Invoice,
            DocumentKind::CreditNote => Self::CreditNote,
        }
    }
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Invoice, Self::CreditNote];

    /// The kind as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }
}

/// The language that a shop's documents are in: one for all of them, since a document is the same for everyone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentLanguage {
    /// English.
    #[default]
    En,
    /// German.
    De,
}

impl DocumentLanguage {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The language's code (ISO 639-1).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// The language with this code.
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|language| language.as_str() == code)
    }
}

/// Who sells, as a document says it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// The shop's name.
    pub name: String,
    /// Where it is, in several lines.
    pub address: Option<String>,
    /// Where it is called.
    pub phone: Option<String>,
    /// Where it is written to.
    pub email: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// Under which number it pays tax.
    pub tax_number: Option<String>,
    /// The language of its documents.
    pub language: DocumentLanguage,
    /// The version of its logo.
    pub logo: Option<String>,
}

/// Who buys, as a document says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Their name.
    pub name: String,
    /// Where they are, in several lines.
    pub address: Option<String>,
    /// Where they are written to.
    pub email: Option<String>,
}

/// What a paper says of an order, as the JSON of the order has it. All but what was paid and where it stands, of which
/// receipts alone tell, stays as it is once the order is PAID.
#[derive(Clone, Debug, Deserialize)]
pub struct Sold {
    /// The order.
    pub id: OrderId,
    /// Its number.
    pub number: i64,
    /// Its number as the shop writes it.
    pub label: String,
    /// Whose order it is; none: a walk-in's.
    pub user_id: Option<UserId>,
    /// Its lines.
    pub items: Vec<SoldItem>,
    /// The sum of the lines.
    pub subtotal: Amount,
    /// What is taken off the order.
    pub discount: Option<SoldDiscount>,
    /// Whether the prices have tax in them.
    pub prices_include_tax: bool,
    /// The tax of each rate.
    pub taxes: Vec<SoldTax>,
    /// What was to be paid.
    pub total: Amount,
    /// What was paid, less what was given back.
    pub paid: Amount,
    /// Where it stands.
    pub status: OrderStatus,
}

impl Sold {
    /// What is still to be paid; none: nothing.
    pub fn open(&self, currency: Currency) -> Option<Money> {
        let minor = |amount: &Amount| amount.in_currency(currency).ok().map(Money::minor);
        let open = minor(&self.total)? - minor(&self.paid)?;
        let is_open = self.status == OrderStatus::Pending && open > 0;
        is_open.then(|| Money::from_minor(open, currency)).flatten()
    }
}

/// A line of an order, on paper.
#[derive(Clone, Debug, Deserialize)]
pub struct SoldItem {
    /// What it is.
    pub product_name: String,
    /// Its SKU.
    pub sku: Option<String>,
    /// How many.
    pub quantity: i64,
    /// The price of one.
    pub unit_price: Amount,
    /// What is taken off the line.
    pub discount: Option<SoldDiscount>,
    /// What is left of the line.
    pub line_total: Amount,
    /// Its tax rate.
    pub tax_rate: Rate,
}

/// A discount, on paper.
#[derive(Clone, Debug, Deserialize)]
pub struct SoldDiscount {
    /// How much it took off.
    pub amount: Amount,
    /// The share that this is; none: it was given as an amount.
    pub rate: Option<Rate>,
}

/// The tax of a rate, on paper.
#[derive(Clone, Debug, Deserialize)]
pub struct SoldTax {
    /// The rate.
    pub rate: Rate,
    /// The amount without the tax.
    pub net: Amount,
    /// The tax.
    pub tax: Amount,
}

/// What is printed: a document that was given out, or the receipt of an order.
#[derive(Clone, Debug)]
pub struct Paper {
    /// What it is.
    pub kind: PaperKind,
    /// Of when it is.
    pub at: Timestamp,
    /// The time zone of its dates, as IANA names it or as a fixed offset; none: where the shop is now.
    pub timezone: Option<String>,
    /// Who sells.
    pub seller: Seller,
    /// Their logo.
    pub logo: Option<Logo>,
    /// Who buys; none: a walk-in.
    pub buyer: Option<Buyer>,
    /// What was sold.
    pub sold: Sold,
    /// What was paid for it, or given back, that this paper tells of; oldest first.
    pub payments: Vec<Payment>,
    /// The currency of all amounts.
    pub currency: Currency,
}

/// The kinds of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperKind {
    /// The invoice of this number.
    Invoice(i64),
    /// The credit note of this number, which takes back an invoice.
    CreditNote {
        /// Its own number.
        number: i64,
        /// The invoice's.
        invoice: i64,
    },
    /// What was paid for an order, on a narrow roll; with the number of its invoice, if there is one.
    Receipt(Option<i64>),
}

impl Paper {
    /// What its file is called.
    pub fn file_name(&self) -> String {
        match self.kind {
            PaperKind::Invoice(number) => format!("invoice-{number}.pdf"),
            PaperKind::CreditNote { number, .. } => format!("credit-note-{number}.pdf"),
            PaperKind::Receipt(_) => format!("receipt-{}.pdf", self.sold.number),
        }
    }
}

/// A document in the list of those that were given out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DocumentBrief {
    /// Its number: 1, 2, … without a gap, over all kinds.
    pub number: i64,
    /// What it is.
    pub kind: DocumentKind,
    /// When it was given out.
    pub at: Timestamp,
    /// The number of its order.
    pub order_number: i64,
    /// The number of its order as the shop writes it.
    pub order_label: String,
    /// Whether the order is still there: documents outlive it.
    pub order_exists: bool,
    /// Who bought; null: a walk-in.
    pub buyer: Option<String>,
    /// What the order came to.
    pub total: Money,
    /// ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
}

/// Which documents a list shows.
#[derive(Clone, Debug, Default)]
pub struct DocumentFilter {
    /// Of this kind alone.
    pub kind: Option<DocumentKind>,
    /// Given out at this instant or later.
    pub from: Option<Timestamp>,
    /// Given out before this instant.
    pub until: Option<Timestamp>,
}
