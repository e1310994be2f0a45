//! What was sold: which orders count, and their sums by day, by week and by product.

use std::cmp::Reverse;
use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use super::calendar::Calendar;
use super::id::ProductId;
use super::money::{Currency, Money};
use super::status::OrderStatus;
use super::time::Timestamp;

/// What a report needs to know of an order.
#[derive(Clone, Copy, Debug)]
pub struct OrderBrief {
    /// When it was taken.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// The sum of its items.
    pub total: Money,
}

/// What was sold in a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Sales {
    /// How many orders were taken and are not CANCELLED.
    pub orders: i64,
    /// The sum of those of them that are PAID or FULFILLED; at most the largest amount there is.
    pub revenue: Money,
}

impl Sales {
    /// Nothing sold.
    pub fn none(currency: Currency) -> Self {
        Self {
            orders: 0,
            revenue: Money::zero(currency),
        }
    }

    /// Adds an order, as far as it counts.
    pub fn add(&mut self, order: &OrderBrief) {
        if order.status.is_sale() {
            self.orders += 1;
        }
        if order.status.is_paid() {
            self.revenue = self.revenue.saturating_add(order.total);
        }
    }
}

/// What was sold on one day of the shop.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DaySales {
    /// The day, such as `2026-01-31`.
    #[serde(serialize_with = "written")]
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// How many orders were taken and are not CANCELLED.
    pub orders: i64,
    /// The sum of those of them that are PAID or FULFILLED; at most the largest amount there is.
    pub revenue: Money,
}

pub(super) fn written<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}

/// Adds orders up in the stretches of a calendar.
#[derive(Clone, Debug)]
pub struct SalesByTime {
    calendar: Calendar,
    /// Of today.
    pub today: Sales,
    /// Of the same weekday a week ago, up to the same time of day.
    pub today_before: Sales,
    /// Of this week.
    pub week: Sales,
    /// Of the week before, up to the same weekday and time of day.
    pub week_before: Sales,
    days: Vec<Sales>,
}

impl SalesByTime {
    /// Nothing sold.
    pub fn none(calendar: Calendar, currency: Currency) -> Self {
        let none = Sales::none(currency);
        Self {
            days: vec![none; calendar.days.len()],
            calendar,
            today: none,
            today_before: none,
            week: none,
            week_before: none,
        }
    }

    /// Adds an order wherever it belongs.
    pub fn add(&mut self, order: &OrderBrief) {
        let calendar = &self.calendar;
        for (period, sales) in [
            (calendar.today, &mut self.today),
            (calendar.today_before, &mut self.today_before),
            (calendar.week, &mut self.week),
            (calendar.week_before, &mut self.week_before),
        ] {
            if period.contains(order.created_at) {
                sales.add(order);
            }
        }
        for ((_, day), sales) in calendar.days.iter().zip(&mut self.days) {
            if day.contains(order.created_at) {
                sales.add(order);
            }
        }
    }

    /// Day by day, oldest first.
    pub fn days(&self) -> Vec<DaySales> {
        let days = self.calendar.days.iter().zip(&self.days);
        days.map(|((date, _), sales)| DaySales {
            date: *date,
            orders: sales.orders,
            revenue: sales.revenue,
        })
        .collect()
    }
}

/// An item of an order, as far as a report needs it.
#[derive(Clone, Copy, Debug)]
pub struct ItemBrief {
    /// The product.
    pub product_id: ProductId,
    /// Where its order stands.
    pub status: OrderStatus,
    /// How many.
    pub quantity: i64,
    /// Quantity × unit price, less the line's discount.
    pub line_total: Money,
}

/// How many of a product were sold, and for how much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProductSales {
    /// The product.
    pub product_id: ProductId,
    /// How many.
    pub quantity: i64,
    /// The sum of the items; at most the largest amount there is.
    pub amount: Money,
}

/// Adds items up by product.
#[derive(Clone, Debug, Default)]
pub struct SalesByProduct(HashMap<ProductId, ProductSales>);

impl SalesByProduct {
    /// Adds an item, unless its order was cancelled.
    pub fn add(&mut self, item: &ItemBrief) {
        if !item.status.is_sale() {
            return;
        }
        self.0
            .entry(item.product_id)
            .and_modify(|sales| {
                sales.quantity = sales.quantity.saturating_add(item.quantity);
                sales.amount = sales.amount.saturating_add(item.line_total);
            })
            .or_insert(ProductSales {
                product_id: item.product_id,
                quantity: item.quantity,
                amount: item.line_total,
            });
    }

    /// The products of which most were sold, at most so many; among equals the larger amount first.
    pub fn best(self, count: usize) -> Vec<ProductSales> {
        let mut best: Vec<_> = self.0.into_values().collect();
        best.sort_by_key(|sales| {
            let id = sales.product_id.uuid();
            (Reverse(sales.quantity), Reverse(sales.amount.minor()), id)
        });
        best.truncate(count);
        best
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;
    use uuid::Uuid;

    use super::*;
    use crate::domain::{DayStart, ShopDays};

    fn euros(minor: i64) -> Money {
        Money::from_minor(minor, Currency::from_code("EUR").unwrap()).unwrap()
    }

    fn order(status: OrderStatus, minor: i64) -> OrderBrief {
        OrderBrief {
            created_at: Timestamp::from_millisecond(0),
            status,
            total: euros(minor),
        }
    }

    #[test]
    fn cancelled_orders_are_no_sales_and_pending_ones_no_revenue() {
        let mut sales = Sales::none(Currency::from_code("EUR").unwrap());
        for (status, orders, revenue) in [
            (OrderStatus::Pending, 1, 0),
            (OrderStatus::Paid, 2, 5),
            (OrderStatus::Fulfilled, 3, 10),
            (OrderStatus::Cancelled, 3, 10),
        ] {
            sales.add(&order(status, 5));
            assert_eq!((sales.orders, sales.revenue), (orders, euros(revenue)));
        }
    }

    #[test]
    fn a_sum_ends_at_the_largest_amount_there_is() {
        let mut sales = Sales::none(Currency::from_code("EUR").unwrap());
        let most = 999_999_999_999_999;
        sales.add(&order(OrderStatus::Paid, most - 1));
        sales.add(&order(OrderStatus::Paid, 5));
        sales.add(&order(OrderStatus::Fulfilled, most));
        assert_eq!((sales.orders, sales.revenue), (3, euros(most)));
    }

    #[test]
    fn an_order_counts_in_every_stretch_that_it_lies_in_and_in_no_other() {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        // A Tuesday.
        let days = ShopDays {
            zone: TimeZone::UTC,
            starts_at: DayStart::MIDNIGHT,
        };
        let calendar = Calendar::at(at("2026-02-03T12:00:00Z"), &days).unwrap();
        let none = SalesByTime::none(calendar, Currency::from_code("EUR").unwrap());
        for (created_at, found, date) in [
            ("2026-02-03T00:00:00Z", [1, 0, 1, 0], "2026-02-03"),
            ("2026-02-02T23:59:59.999Z", [0, 0, 1, 0], "2026-02-02"),
            ("2026-02-02T00:00:00Z", [0, 0, 1, 0], "2026-02-02"),
            ("2026-02-01T23:59:59.999Z", [0, 0, 0, 0], "2026-02-01"),
            ("2026-01-27T12:00:00Z", [0, 0, 0, 0], "2026-01-27"),
            ("2026-01-27T11:59:59.999Z", [0, 1, 0, 1], "2026-01-27"),
            ("2026-01-26T00:00:00Z", [0, 0, 0, 1], "2026-01-26"),
            ("2026-01-25T23:59:59.999Z", [0, 0, 0, 0], "2026-01-25"),
            ("2026-01-20T23:59:59.999Z", [0, 0, 0, 0], ""),
            ("2026-02-04T00:00:00Z", [0, 0, 0, 0], ""),
        ] {
            let mut sales = none.clone();
            sales.add(&OrderBrief {
                created_at: at(created_at),
                ..order(OrderStatus::Paid, 5)
            });
            let stretches = [
                sales.today,
                sales.today_before,
                sales.week,
                sales.week_before,
            ];
            assert_eq!(stretches.map(|sales| sales.orders), found, "{created_at}");
            let days = sales.days();
            let days = days.iter().filter(|day| day.orders > 0);
            let dates: Vec<_> = days.map(|day| day.date.to_string()).collect();
            assert_eq!(dates.join(" "), date, "{created_at}");
        }
    }

    #[test]
    fn the_best_seller_is_the_one_of_which_most_were_sold() {
        let product = |number| ProductId::new(Uuid::from_u128(number));
        let mut sales = SalesByProduct::default();
        for (number, status, quantity, minor) in [
            (1, OrderStatus::Pending, 3, 300),
            (2, OrderStatus::Paid, 2, 9000),
            (3, OrderStatus::Cancelled, 50, 100),
            (1, OrderStatus::Fulfilled, 1, 100),
            (4, OrderStatus::Paid, 4, 500),
            (5, OrderStatus::Paid, 4, 400),
        ] {
            sales.add(&ItemBrief {
                product_id: product(number),
                status,
                quantity,
                line_total: euros(minor),
            });
        }
        let best = sales.best(3);
        let found: Vec<_> = best
            .iter()
            .map(|sales| (sales.product_id, sales.quantity, sales.amount.minor()))
            .collect();
        assert_eq!(
            found,
            [
                (product(4), 4, 500),
                (product(1), 4, 400),
                (product(5), 4, 400)
            ]
        );
    }
}
