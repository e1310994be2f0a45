//! Which orders a list shows, in which order: read along indexes, however many orders there are.
//!
//! By number, each condition is a set of rows in the order of numbers, and `rows` finds what they have in
//! common. By another key: see `by_key`.

mod by_key;
#[cfg(test)]
mod tests;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};

use self::by_key::{ByKey, Key, TOTAL, UPDATED};
use super::list::{check_sort, limit_value};
use super::rows::{self, RowSet, Span};
use super::{ReadTx, terms};
use crate::domain::{Cursor, OrderCounts, OrderFilter, OrderSort, OrderStatus, Timestamp};
use crate::error::Result;

/// What a search finds, alone and with the orders themselves.
const FOUND: &str = "orders_search";
const FOUND_ORDERS: &str = "orders_search CROSS JOIN orders ON orders.number = orders_search.rowid";
const FINDS: &str = "orders_search MATCH ?";
const FOUND_ROW: &str = "orders_search.rowid";

/// The order of a list.
struct Order {
    /// As the contract names it.
    sort: &'static str,
    /// By this key; `None`: by number.
    key: Option<Key>,
    descending: bool,
}

impl Order {
    fn of(sort: OrderSort) -> Self {
        let (sort, key) = match sort {
            OrderSort::NumberDescending => ("-number", None),
            OrderSort::NumberAscending => ("number", None),
            OrderSort::UpdatedDescending => ("-updated_at", Some(UPDATED)),
            OrderSort::UpdatedAscending => ("updated_at", Some(UPDATED)),
            OrderSort::TotalDescending => ("-total", Some(TOTAL)),
            OrderSort::TotalAscending => ("total", Some(TOTAL)),
        };
        Self {
            sort,
            key,
            descending: sort.starts_with('-'),
        }
    }
}

/// The sort of a list, as the contract names it.
pub(super) fn sort(filter: &OrderFilter) -> &'static str {
    Order::of(filter.sort).sort
}

/// The numbers of the orders that the filter lets through and their sort keys, from behind the cursor, at
/// most so many.
pub(super) fn rows(
    tx: &ReadTx<'_>,
    filter: &OrderFilter,
    cursor: Option<&Cursor>,
    limit: usize,
) -> Result<Vec<(i64, Value)>> {
    let order = Order::of(filter.sort);
    if let Some(cursor) = cursor {
        check_sort(cursor, order.sort)?;
    }
    let Some(query) = query(tx, filter)? else {
        return Ok(Vec::new());
    };
    let mut span = span(tx, filter, order.descending)?;
    if let Some(key) = order.key {
        let list = ByKey {
            filter,
            key,
            descending: order.descending,
            cursor,
            span,
        };
        return list.rows(tx, query.as_deref(), limit);
    }
    if let Some(cursor) = cursor {
        span.begin_behind(cursor.row);
    }
    let sets = sets(filter, query.as_deref(), &filter.statuses);
    let numbers = rows::common(tx, sets, span, limit)?;
    Ok(numbers.into_iter().map(|row| (row, row.into())).collect())
}

/// How many of the orders that the filter lets through each status has. Ends at `limit` orders; those
/// are the newest. The filter's statuses and its sort have no say.
pub(super) fn count(tx: &ReadTx<'_>, filter: &OrderFilter, limit: usize) -> Result<OrderCounts> {
    let mut counts = OrderCounts::none();
    let mut statuses = statuses(tx, filter, limit + 1)?;
    counts.is_exact = statuses.len() <= limit;
    statuses.truncate(limit);
    for status in statuses {
        counts.add(status, 1);
    }
    Ok(counts)
}

fn statuses(tx: &ReadTx<'_>, filter: &OrderFilter, limit: usize) -> Result<Vec<OrderStatus>> {
    let Some(query) = query(tx, filter)? else {
        return Ok(Vec::new());
    };
    if filter.user_id.is_none() && query.is_none() {
        return statuses_of_days(tx, filter, limit);
    }
    let span = span(tx, filter, true)?;
    let mut sets = sets(filter, query.as_deref(), &[]);
    if let [set] = &mut sets[..] {
        if query.is_some() {
            set.along(FOUND_ORDERS);
        }
        return set.column(tx, "orders.status", span, limit);
    }
    let numbers = rows::common(tx, sets, span, limit)?;
    let mut status = tx
        .connection
        .prepare_cached("SELECT status FROM orders WHERE number = ?1")?;
    let statuses = numbers
        .into_iter()
        .map(|number| status.query_row(params![number], |row| row.get(0)));
    Ok(statuses.collect::<rusqlite::Result<_>>()?)
}

/// Days alone are read out of their index.
fn statuses_of_days(
    tx: &ReadTx<'_>,
    filter: &OrderFilter,
    limit: usize,
) -> Result<Vec<OrderStatus>> {
    let from = filter.from.map_or(i64::MIN, Timestamp::as_millisecond);
    let until = filter.until.map_or(i64::MAX, Timestamp::as_millisecond);
    let mut statement = tx.connection.prepare_cached(
        "SELECT status FROM orders WHERE created_at >= ?1 AND created_at < ?2
         ORDER BY created_at DESC LIMIT ?3",
    )?;
    let limit = limit_value(limit);
    let statuses = statement.query_map(params![from, until, limit], |row| row.get(0))?;
    Ok(statuses.collect::<rusqlite::Result<_>>()?)
}

/// The search of a filter in FTS5's language, if it has one; `None` when that can find nothing.
fn query(tx: &ReadTx<'_>, filter: &OrderFilter) -> Result<Option<Option<String>>> {
    match &filter.q {
        Some(q) => Ok(terms::query(tx, q)?.map(Some)),
        None => Ok(Some(None)),
    }
}

/// The numbers between which all orders of the filter's days lie. An order that was made later has the
/// greater number, but for times at which the clock was set back: by no more than `order_clock` holds.
fn span(tx: &ReadTx<'_>, filter: &OrderFilter, descending: bool) -> Result<Span> {
    let mut span = Span::all(descending);
    if filter.from.is_none() && filter.until.is_none() {
        return Ok(span);
    }
    let set_back: i64 = tx
        .connection
        .prepare_cached("SELECT set_back_ms FROM order_clock")?
        .query_row([], |row| row.get(0))?;
    let number = |sql: &'static str, at: i64| {
        let mut statement = tx.connection.prepare_cached(sql)?;
        let number = statement.query_row(params![at], |row| row.get(0));
        number.optional()
    };
    if let Some(from) = filter.from {
        let before: Option<i64> = number(
            "SELECT number FROM orders WHERE created_at < ?1 ORDER BY created_at DESC LIMIT 1",
            from.as_millisecond().saturating_sub(set_back),
        )?;
        span.low = before.map_or(span.low, |number| number.saturating_add(1));
    }
    if let Some(until) = filter.until {
        let behind: Option<i64> = number(
            "SELECT number FROM orders WHERE created_at >= ?1 ORDER BY created_at LIMIT 1",
            until.as_millisecond().saturating_add(set_back),
        )?;
        span.high = behind.map_or(span.high, |number| number.saturating_sub(1));
    }
    Ok(span)
}

/// Sets of rows; the orders that the filter lets through are in all of them.
fn sets(filter: &OrderFilter, query: Option<&str>, statuses: &[OrderStatus]) -> Vec<RowSet> {
    let days = days(filter);
    let mut sets = Vec::new();
    if let Some(query) = query {
        let from = if days.is_empty() { FOUND } else { FOUND_ORDERS };
        let mut found = RowSet::new(from, FOUND_ROW);
        found.filter_by(FINDS, query.to_owned());
        sets.push(found);
    }
    if let Some(user) = filter.user_id {
        let mut own = RowSet::new("orders INDEXED BY orders_by_user", "orders.number");
        own.filter_by("orders.user_id = ?", user.uuid().into_bytes().to_vec());
        sets.push(own);
    }
    if !statuses.is_empty() {
        let mut there = RowSet::new("orders INDEXED BY orders_by_status", "orders.number");
        for status in statuses {
            there.alternative("orders.status = ?", status.as_str().to_owned());
        }
        sets.push(there);
    }
    if sets.is_empty() {
        sets.push(RowSet::new("orders", "orders.number"));
    }
    for (condition, at) in days {
        sets.iter_mut().for_each(|set| set.filter_by(condition, at));
    }
    sets
}

/// The conditions on when an order was made.
fn days(filter: &OrderFilter) -> Vec<(&'static str, i64)> {
    let from = filter.from.map(|at| ("orders.created_at >= ?", at));
    let until = filter.until.map(|at| ("orders.created_at < ?", at));
    let both = [from, until].into_iter().flatten();
    both.map(|(condition, at)| (condition, at.as_millisecond()))
        .collect()
}
