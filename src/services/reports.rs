//! Reports: how the day and the week go, what waits, what sells, what runs out, what a customer orders.

use jiff::civil::Date;

use crate::domain::{
    BestSeller, Calendar, Closing, CustomerReport, DocumentKind, Limit, ListRequest, LowStock,
    Order, OrderFilter, OrderSort, OrderStatus, Period, Product, Sales, SalesByProduct,
    SalesByTime, ShopDays, Summary, Till, Timestamp, User, UserId, Waiting,
};
use crate::error::{Error, Result};
use crate::store::{self, ReadTx, Store};

/// How many of the orders that wait a summary shows.
const OLDEST: usize = 6;
/// How many best sellers it shows.
const BEST_SELLERS: usize = 6;
/// Of how many days they are.
const BEST_SELLERS_DAYS: usize = 7;
/// How many of the products that run out it shows.
const LEAST_STOCK: usize = 8;

/// The reports of the shop.
#[derive(Clone)]
pub struct Reports {
    store: Store,
}

impl Reports {
    /// The reports on this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// How the shop stands now: all of it true of one instant. Days and weeks are those of `days`, whose zone
    /// is called `timezone`; `threshold` is at how many left a product counts as running out.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Internal`] when the clock shows the end of all time.
    pub async fn summary(
        &self,
        days: &ShopDays,
        timezone: String,
        threshold: i64,
    ) -> Result<Summary> {
        let now = self.store.clock().now();
        let calendar = Calendar::at(now, days)
            .ok_or_else(|| Error::Internal(format!("{now} has no calendar")))?;
        self.store
            .read(move |tx| summary(tx, now, calendar, timezone, threshold))
            .await
    }

    /// The closing of a day, by the date on which it began; without one, of the day that it is.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Invalid`] for a day beyond all time.
    pub async fn closing(&self, date: Option<Date>, days: ShopDays) -> Result<Closing> {
        let now = self.store.clock().now();
        self.store
            .read(move |tx| closing(tx, date.or_else(|| days.day_of(now)), &days))
            .await
    }

    /// What a customer has ordered.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn customer(&self, id: UserId) -> Result<CustomerReport> {
        self.store.read(move |tx| customer(tx, id)).await
    }
}

fn summary(
    tx: &ReadTx<'_>,
    now: Timestamp,
    calendar: Calendar,
    timezone: String,
    threshold: i64,
) -> Result<Summary> {
    let counts = store::orders::counts(tx)?;
    let best_sellers = best_sellers(tx, calendar.last_days(BEST_SELLERS_DAYS))?;
    let all_days = calendar.last_days(calendar.days.len());
    let mut sales = SalesByTime::none(calendar, tx.currency());
    store::reports::orders_of_period(tx, all_days, |order| sales.add(order))?;
    let least = store::products::least_in_stock(tx, threshold, limit(LEAST_STOCK))?;
    Ok(Summary {
        at: now,
        timezone,
        today: sales.today,
        today_before: sales.today_before,
        week: sales.week,
        week_before: sales.week_before,
        days: sales.days(),
        waiting: Waiting {
            orders: counts.open(),
            oldest: oldest_open(tx)?,
        },
        counts: counts.counts,
        best_sellers,
        low_stock: LowStock {
            threshold,
            products: least,
        },
    })
}

fn closing(tx: &ReadTx<'_>, date: Option<Date>, days: &ShopDays) -> Result<Closing> {
    let (date, period) = date
        .and_then(|date| Some((date, Period::of_day(date, days)?)))
        .ok_or_else(|| Error::invalid("date", "is beyond all time"))?;
    let mut till = Till::new(tx.currency());
    store::payments::of_period(tx, period, |kind, method, amount| {
        till.pay(kind, method, amount);
    })?;
    store::documents::taxes_of_period(tx, period, |kind, rate, net, tax| {
        till.tax(kind == DocumentKind::CreditNote, rate, net, tax);
    })?;
    store::reports::orders_of_period(tx, period, |order| till.order(order.status, order.total))?;
    Ok(till.close(date, period))
}

fn oldest_open(tx: &ReadTx<'_>) -> Result<Vec<Order>> {
    let open = OrderStatus::ALL
        .into_iter()
        .filter(|status| status.is_open());
    let filter = OrderFilter {
        statuses: open.collect(),
        sort: OrderSort::NumberAscending,
        ..OrderFilter::default()
    };
    let first = ListRequest {
        limit: limit(OLDEST),
        cursor: None,
    };
    Ok(store::orders::list(tx, &filter, &first)?.items)
}

fn best_sellers(tx: &ReadTx<'_>, period: Period) -> Result<Vec<BestSeller>> {
    let mut sales = SalesByProduct::default();
    store::reports::items_of_period(tx, period, |item| sales.add(item))?;
    let best = sales.best(BEST_SELLERS).into_iter();
    best.map(|sales| {
        let product = store::get::<Product>(tx, sales.product_id)?;
        Ok(BestSeller {
            product_id: product.id,
            product_name: product.name,
            quantity: sales.quantity,
            amount: sales.amount,
        })
    })
    .collect()
}

fn customer(tx: &ReadTx<'_>, id: UserId) -> Result<CustomerReport> {
    store::get::<User>(tx, id)?;
    let mut sales = Sales::none(tx.currency());
    let mut open_orders = 0;
    let mut taken = Vec::new();
    store::reports::orders_of_customer(tx, id, |order| {
        sales.add(order);
        open_orders += i64::from(order.status.is_open());
        taken.extend(order.status.is_sale().then_some(order.created_at));
    })?;
    Ok(CustomerReport {
        orders: sales.orders,
        open_orders,
        revenue: sales.revenue,
        first_order_at: taken.iter().min().copied(),
        last_order_at: taken.iter().max().copied(),
    })
}

fn limit(count: usize) -> Limit {
    Limit::new(count).unwrap_or_default()
}
