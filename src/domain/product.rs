//! What the shop sells, and how many of it are left.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::event::Actor;
use super::id::ProductId;
use super::money::{Amount, Money};
use super::page::NameSort;
use super::rate::Rate;
use super::text::{multi_line, single_line};
use super::time::Timestamp;

/// The most of one product that can be in stock.
pub const MAX_STOCK: i64 = 999_999_999_999;

/// A thing that the shop sells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Product {
    /// UUID version 7.
    pub id: ProductId,
    /// The stock keeping unit: what is printed as a bar code. Unique, case ignored.
    pub sku: Option<String>,
    /// What people call it.
    pub name: String,
    /// The price of one.
    pub price: Money,
    /// The tax on it, in basis points: 1,900 is 19 %.
    pub tax_rate: Rate,
    /// How many are left; null: not tracked.
    pub stock: Option<i64>,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was archived; null: in use.
    pub archived_at: Option<Timestamp>,
}

/// A product to be added.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
pub struct NewProduct {
    /// The stock keeping unit. Unique, case ignored.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 100), inner(custom(single_line)))]
    #[schema(max_length = 100)]
    pub sku: Option<String>,
    /// What people call it.
    #[serde(deserialize_with = "de::trimmed")]
    #[garde(length(chars, min = 1, max = 200), custom(single_line))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// The price of one.
    #[garde(skip)]
    pub price: Amount,
    /// The tax on it, in basis points; the shop's if absent.
    #[serde(default)]
    #[garde(skip)]
    pub tax_rate: Option<Rate>,
    /// How many there are; null: not tracked.
    #[serde(default)]
    #[garde(range(min = 0, max = MAX_STOCK))]
    #[schema(minimum = 0)]
    pub stock: Option<i64>,
}

/// What to change of a product; fields that are absent stay.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct ProductPatch {
    /// The stock keeping unit, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 100), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub sku: Option<Option<String>>,
    /// What people call it.
    #[serde(default, deserialize_with = "de::present_trimmed")]
    #[garde(length(chars, min = 1, max = 200), inner(custom(single_line)))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// The price of one, from now on; orders keep theirs.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Amount, required = false)]
    pub price: Option<Amount>,
    /// The tax on it, in basis points, from now on; orders keep theirs.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Rate, required = false)]
    pub tax_rate: Option<Rate>,
    /// How many were counted; the ledger gets the difference. Null: not tracked any more.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(range(min = 0, max = MAX_STOCK))]
    #[schema(value_type = Option<i64>, minimum = 0)]
    pub stock: Option<Option<i64>>,
    /// `false` brings an archived product back, `true` archives it.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub archived: Option<bool>,
}

/// Which products a list shows.
#[derive(Clone, Debug, Default)]
pub struct ProductFilter {
    /// Words of name or SKU.
    pub q: Option<String>,
    /// Archived ones instead of those in use.
    pub archived: bool,
    /// Those in use of which at most so many are left.
    pub low_stock: Option<i64>,
    /// In which order.
    pub sort: NameSort,
}

/// A change of stock by difference: goods came in, goods went bad.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct StockChange {
    /// How many more (or less, if negative). Not 0.
    #[garde(range(min = -MAX_STOCK, max = MAX_STOCK), custom(not_zero))]
    pub delta: i64,
    /// Why, for the ledger.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 500), inner(custom(multi_line)))]
    #[schema(max_length = 500)]
    pub reason: Option<String>,
}

fn not_zero(delta: &i64, (): &()) -> garde::Result {
    if *delta == 0 {
        return Err(garde::Error::new("must not be 0"));
    }
    Ok(())
}

/// Why a row of the stock ledger is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum StockKind {
    /// Tracking began.
    Initial,
    /// Someone counted.
    Count,
    /// Someone added or took away.
    Adjustment,
    /// An order took it.
    Order,
    /// An order that was changed took it or gave it back.
    Edit,
    /// An order that was cancelled or deleted gave it back.
    Restock,
    /// Tracking ended.
    Untracked,
}

impl StockKind {
    /// Every kind there is.
    pub const ALL: [Self; 7] = [
        Self::Initial,
        Self::Count,
        Self::Adjustment,
        Self::Order,
        Self::Edit,
        Self::Restock,
        Self::Untracked,
    ];

    /// The kind as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::Count => "count",
            Self::Adjustment => "adjustment",
            Self::Order => "order",
            Self::Edit => "edit",
            Self::Restock => "restock",
            Self::Untracked => "untracked",
        }
    }
}

/// A row of the append-only stock ledger.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StockEntry {
    /// Rises with each row.
    pub id: i64,
    /// When it happened.
    pub at: Timestamp,
    /// How many more, or less if negative.
    pub delta: i64,
    /// How many were left after it.
    pub stock: i64,
    /// Why it is there.
    pub kind: StockKind,
    /// What the person said.
    pub reason: Option<String>,
    /// The order that moved the goods.
    pub order_number: Option<i64>,
    /// Who did it; null: the command line.
    pub actor: Option<Actor>,
}

/// A product of which there is less than was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Shortage {
    /// The product.
    pub product_id: ProductId,
    /// Its name.
    pub name: String,
    /// How many were asked for.
    pub requested: i64,
    /// How many are left for it.
    pub available: i64,
}
