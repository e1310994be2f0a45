//! What the shop's reports say: how its orders stand, how the day and the week go, what runs out.

use serde::Serialize;
use utoipa::ToSchema;

use super::id::ProductId;
use super::money::Money;
use super::order::Order;
use super::product::Product;
use super::sales::{DaySales, Sales};
use super::status::OrderStatus;
use super::time::Timestamp;

/// How many orders have a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct StatusCount {
    /// The status.
    pub status: OrderStatus,
    /// How many orders have it.
    pub orders: i64,
}

/// How many orders each status has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrderCounts {
    /// Every status, in the order of the pipeline.
    pub counts: Vec<StatusCount>,
    /// `false`: there are more. Counting ended at 10,000 orders, and each number is "at least".
    pub is_exact: bool,
}

impl OrderCounts {
    /// No orders at all.
    pub fn none() -> Self {
        let none = |status| StatusCount { status, orders: 0 };
        Self {
            counts: OrderStatus::ALL.map(none).to_vec(),
            is_exact: true,
        }
    }

    /// Counts so many more orders of a status.
    pub fn add(&mut self, status: OrderStatus, orders: i64) {
        for count in &mut self.counts {
            if count.status == status {
                count.orders += orders;
            }
        }
    }

    /// How many orders wait for someone to do something.
    pub fn open(&self) -> i64 {
        let open = self.counts.iter().filter(|count| count.status.is_open());
        open.map(|count| count.orders).sum()
    }
}

/// How the shop stands now.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Summary {
    /// The instant that it is true of.
    pub at: Timestamp,
    /// The time zone of its days and weeks, as IANA names it.
    pub timezone: String,
    /// All orders by status, in the order of the pipeline.
    pub counts: Vec<StatusCount>,
    /// Since the shop's midnight.
    pub today: Sales,
    /// The same weekday a week ago, up to the same time of day.
    pub today_before: Sales,
    /// Since Monday.
    pub week: Sales,
    /// The week before, up to the same weekday and time of day.
    pub week_before: Sales,
    /// The last 14 days, oldest first, today last.
    pub days: Vec<DaySales>,
    /// What is to be done.
    pub waiting: Waiting,
    /// Of which products most were sold in the last 7 days, today included; at most 6, best first.
    pub best_sellers: Vec<BestSeller>,
    /// What runs out.
    pub low_stock: LowStock,
}

/// The orders that wait for someone to do something: those that are PENDING or PAID.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// How many they are.
    pub orders: i64,
    /// The oldest of them, at most 6, oldest first.
    pub oldest: Vec<Order>,
}

/// A product that sells.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BestSeller {
    /// The product.
    pub product_id: ProductId,
    /// Its present name.
    pub product_name: String,
    /// How many were ordered; cancelled orders left out.
    pub quantity: i64,
    /// What they were ordered for, paid or not yet: the sum of these items; at most the largest
    /// amount there is.
    pub amount: Money,
}

/// The products of which few are left.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct LowStock {
    /// At how many left a product counts as running out: the setting `low_stock`.
    pub threshold: i64,
    /// Those in use whose tracked stock is at or below it, at most 8, least stock first.
    pub products: Vec<Product>,
}

/// What a customer has ordered. Cancelled orders are left out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CustomerReport {
    /// How many orders.
    pub orders: i64,
    /// How many of them wait: PENDING or PAID.
    pub open_orders: i64,
    /// The sum of those that are PAID or FULFILLED; at most the largest amount there is.
    pub revenue: Money,
    /// When the first of them was taken; null: none was.
    pub first_order_at: Option<Timestamp>,
    /// When the last of them was taken; null: none was.
    pub last_order_at: Option<Timestamp>,
}
