//! Orders and their items.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::discount::{Discount, NewDiscount};
use super::id::{OrderId, OrderItemId, ProductId, UserId};
use super::money::{Amount, Currency, Money};
use super::payment::NewPayment;
use super::rate::Rate;
use super::reckoning::TaxOfRate;
use super::status::OrderStatus;
use super::text::{multi_line, single_line};
use super::time::Timestamp;

/// The most of one product in one order.
pub const MAX_QUANTITY: i64 = 1_000_000;
/// The most items in one order.
pub const MAX_ITEMS: usize = 1_000;

/// An order, with its items.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Order {
    /// UUID version 7.
    pub id: OrderId,
    /// What people say on the phone: 1001, 1002, … Rising, never reused.
    pub number: i64,
    /// The number as the shop writes it, such as `2026-0042`; unique, never reused. The running number itself unless
    /// the shop has a pattern of its own.
    pub label: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// The customer; null: a walk-in.
    pub user_id: Option<UserId>,
    /// The customer by name; null: a walk-in.
    pub customer: Option<CustomerRef>,
    /// What was ordered.
    pub items: Vec<OrderItem>,
    /// The sum of the items, before what is taken off the order and, where prices are without it, before tax.
    pub subtotal: Money,
    /// What is taken off the order as a whole.
    pub discount: Option<Discount>,
    /// Whether its prices have tax in them; else it is added to them. As the shop had it when the order was taken.
    pub prices_include_tax: bool,
    /// The tax of each rate, lowest first.
    pub taxes: Vec<TaxOfRate>,
    /// What is to be paid: the sum of the items and the tax that is not in their prices, less the discount.
    pub total: Money,
    /// What was paid, less what was given back.
    pub paid: Money,
    /// The number of its invoice, given when it was paid; null: it has none.
    pub invoice: Option<i64>,
    /// The number of the credit note that took the invoice back; null: none did.
    pub credit_note: Option<i64>,
    /// ISO 4217.
    #[schema(value_type = String)]
    pub currency: Currency,
    /// What the shop should know about it.
    pub note: Option<String>,
    /// Rises with every change; also the `ETag`.
    pub version: i64,
    /// Where it can move to from here.
    #[schema(value_type = Vec<OrderStatus>)]
    pub allowed_statuses: &'static [OrderStatus],
    /// When it was taken.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

impl Order {
    /// This order after a change, at this instant. It never changed before it last changed, though the clock
    /// may have been set back.
    pub fn changed(self, at: Timestamp) -> Self {
        Self {
            version: self.version + 1,
            updated_at: at.max(self.updated_at),
            ..self
        }
    }

    /// This order after a move, at this instant. A cancelled one holds no stock.
    pub fn moved(self, to: OrderStatus, at: Timestamp) -> Self {
        let mut moved = Self {
            status: to,
            allowed_statuses: to.allowed(),
            ..self.changed(at)
        };
        if to == OrderStatus::Cancelled {
            moved.items.iter_mut().for_each(|item| item.stock_taken = 0);
        }
        moved
    }
}

/// A customer by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CustomerRef {
    /// The customer.
    pub id: UserId,
    /// Their present name.
    pub name: String,
}

/// One line of an order, as it was sold: a product, or what is none (delivery, a deposit, a repair).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct OrderItem {
    /// UUID version 7.
    pub id: OrderItemId,
    /// The product; null: a line without one.
    pub product_id: Option<ProductId>,
    /// Its name when it was added, or what the line is for.
    pub product_name: String,
    /// Its SKU when it was added.
    pub sku: Option<String>,
    /// How many.
    pub quantity: i64,
    /// The price of one when it was added.
    pub unit_price: Money,
    /// What is taken off the line.
    pub discount: Option<Discount>,
    /// Quantity × unit price, less the line's discount.
    pub line_total: Money,
    /// Its part of what is taken off the order.
    pub discount_share: Money,
    /// The tax rate when it was added.
    pub tax_rate: Rate,
    /// The tax on the line total less its part of the order's discount, or in it: rounded half up, once.
    pub tax: Money,
    /// How many of them were taken from tracked stock: what goes back when the goods do.
    #[serde(skip)]
    pub stock_taken: i64,
}

/// An order to be made.
#[derive(Clone, Debug, Serialize, Deserialize, Validate, ToSchema)]
pub struct NewOrder {
    /// What is ordered; the same product twice becomes one item, quantities added.
    #[serde(deserialize_with = "de::objects")]
    #[garde(length(min = 1, max = MAX_ITEMS), dive)]
    #[schema(min_items = 1, max_items = 1000)]
    pub items: Vec<NewOrderItem>,
    /// What is taken off the order as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub discount: Option<NewDiscount>,
    /// The customer; null or absent: a walk-in.
    #[serde(default)]
    #[garde(skip)]
    pub user_id: Option<UserId>,
    /// What the shop should know about it.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 4000), inner(custom(multi_line)))]
    #[schema(max_length = 4000)]
    pub note: Option<String>,
}

/// One line of an order to be made: a `product_id`, or a `name` and a `unit_price`.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
pub struct NewOrderItem {
    /// The product.
    #[serde(default)]
    #[garde(skip)]
    pub product_id: Option<ProductId>,
    /// What a line without a product is for.
    #[serde(
        default,
        deserialize_with = "de::optional_text",
        skip_serializing_if = "Option::is_none"
    )]
    #[garde(length(chars, max = 200), inner(custom(single_line)))]
    #[schema(max_length = 200)]
    pub name: Option<String>,
    /// The price of one, of a line without a product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub unit_price: Option<Amount>,
    /// The tax rate of a line without a product; the shop's if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub tax_rate: Option<Rate>,
    /// How many.
    #[garde(range(min = 1, max = MAX_QUANTITY))]
    #[schema(minimum = 1, maximum = 1000000)]
    pub quantity: i64,
    /// What is taken off the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[garde(skip)]
    pub discount: Option<NewDiscount>,
}

impl NewOrderItem {
    /// So many of a product.
    pub fn of_product(product_id: ProductId, quantity: i64) -> Self {
        Self {
            product_id: Some(product_id),
            quantity,
            ..Self::default()
        }
    }
}

/// What to change of an order; fields that are absent stay.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct OrderPatch {
    /// Moves the order along the pipeline.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = OrderStatus, required = false)]
    pub status: Option<OrderStatus>,
    /// Why it moves, for the timeline. Only with `status`.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 1000), inner(custom(multi_line)))]
    #[schema(max_length = 1000)]
    pub reason: Option<String>,
    /// How it was paid; only with `status: PAID`. All that is open is paid then, in whatever way unless this says.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(dive)]
    #[schema(value_type = NewPayment, required = false)]
    pub payment: Option<NewPayment>,
    /// What was given back; only with `status: CANCELLED`. All that was paid unless this says less.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(dive)]
    #[schema(value_type = NewPayment, required = false)]
    pub refund: Option<NewPayment>,
    /// Whether the goods came back; only with `status: CANCELLED`, where `true` is the default.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub restock: Option<bool>,
    /// The whole new list; a product that stays keeps its price as sold. While PENDING.
    #[serde(default, deserialize_with = "de::present_objects")]
    #[garde(length(min = 1, max = MAX_ITEMS), dive)]
    #[schema(value_type = Vec<NewOrderItem>, required = false, min_items = 1, max_items = 1000)]
    pub items: Option<Vec<NewOrderItem>>,
    /// What is taken off the order as a whole, or null. While PENDING.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Option<NewDiscount>)]
    pub discount: Option<Option<NewDiscount>>,
    /// What the shop should know about it, or null. Always.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 4000), inner(inner(custom(multi_line))))]
    #[schema(value_type = Option<String>, max_length = 4000)]
    pub note: Option<Option<String>>,
    /// The customer; null: a walk-in. While PENDING.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = Option<uuid::Uuid>)]
    pub user_id: Option<Option<UserId>>,
}

/// Which orders a list shows, or a count counts.
#[derive(Clone, Debug, Default)]
pub struct OrderFilter {
    /// With one of these statuses; empty: any.
    pub statuses: Vec<OrderStatus>,
    /// Of this customer.
    pub user_id: Option<UserId>,
    /// Made at this instant or later.
    pub from: Option<Timestamp>,
    /// Made before this instant.
    pub until: Option<Timestamp>,
    /// Words of number, customer, products or note.
    pub q: Option<String>,
    /// In which order.
    pub sort: OrderSort,
}

impl OrderFilter {
    /// Whether it lets every order through, but for their statuses.
    pub fn is_everything(&self) -> bool {
        self.user_id.is_none() && self.from.is_none() && self.until.is_none() && self.q.is_none()
    }
}

/// The order of a list of orders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum OrderSort {
    /// Newest first.
    #[default]
    #[serde(rename = "-number")]
    NumberDescending,
    /// Oldest first.
    #[serde(rename = "number")]
    NumberAscending,
    /// Last changed first.
    #[serde(rename = "-updated_at")]
    UpdatedDescending,
    /// Longest unchanged first.
    #[serde(rename = "updated_at")]
    UpdatedAscending,
    /// Largest first.
    #[serde(rename = "-total")]
    TotalDescending,
    /// Smallest first.
    #[serde(rename = "total")]
    TotalAscending,
}
