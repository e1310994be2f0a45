//! Lists against what looking at every order gives.

use std::cmp::Reverse;

use rusqlite::{Connection, params};
use uuid::Uuid;

use super::super::terms;
use super::*;
use crate::domain::{Currency, SortKey, UserId};

/// More orders than a search looks at one by one, and a few chunks of each set.
const ORDERS: i64 = 6_000;
const SORTS: [OrderSort; 6] = [
    OrderSort::NumberDescending,
    OrderSort::NumberAscending,
    OrderSort::UpdatedDescending,
    OrderSort::UpdatedAscending,
    OrderSort::TotalDescending,
    OrderSort::TotalAscending,
];

/// An order by what lists look at.
#[derive(Clone)]
struct Sample {
    number: i64,
    status: OrderStatus,
    user: Option<UserId>,
    total: i64,
    created_at: i64,
    updated_at: i64,
    text: String,
}

fn user(index: u128) -> UserId {
    UserId::new(Uuid::from_u128(index))
}

/// Orders whose totals are often equal, which are old and pending or new and done as it comes, and of which
/// some were taken while the clock was set back.
fn samples() -> Vec<Sample> {
    let mut dice: u64 = 7;
    let mut below = |limit: i64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        i64::try_from(dice >> 33).unwrap() % limit
    };
    (0..ORDERS)
        .map(|index| {
            let set_back = if (2_000..2_100).contains(&index) {
                500
            } else {
                0
            };
            let created_at = index * 10 - set_back;
            let status = match below(100) {
                0 => OrderStatus::Pending,
                1..5 => OrderStatus::Cancelled,
                5..20 => OrderStatus::Paid,
                _ if index > 5_000 => OrderStatus::Paid,
                _ => OrderStatus::Fulfilled,
            };
            let user = match below(50) {
                0..20 => None,
                20 => Some(user(1)),
                _ => Some(user(2)),
            };
            let mut text = format!("{} bread", index + 1);
            if below(2) == 0 {
                text += " rolls";
            }
            if below(300) == 0 {
                text += " éclair";
            }
            Sample {
                number: index + 1,
                status,
                user,
                total: below(40),
                created_at,
                updated_at: created_at + below(3) * 7_000,
                text,
            }
        })
        .collect()
}

fn database(samples: &[Sample]) -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(include_str!("../../../schema.sql"))
        .unwrap();
    terms::attach(&connection).unwrap();
    connection
        .execute_batch("BEGIN; DROP TRIGGER orders_start_pending; PRAGMA defer_foreign_keys = ON;")
        .unwrap();
    for index in [1, 2] {
        let insert = "INSERT INTO users (id, role, name, name_key, created_at, updated_at)
            VALUES (?1, 'CUSTOMER', 'a', 'a', 0, 0)";
        connection.execute(insert, params![user(index)]).unwrap();
    }
    for sample in samples {
        let insert = "INSERT INTO orders (number, id, status, user_id, total, version, created_at, updated_at)
            VALUES (?1, randomblob(16), ?2, ?3, ?4, 1, ?5, ?6)";
        let values = params![
            sample.number,
            sample.status,
            sample.user,
            sample.total,
            sample.created_at,
            sample.updated_at
        ];
        connection.execute(insert, values).unwrap();
        let insert = "INSERT INTO orders_search (rowid, text) VALUES (?1, ?2)";
        connection
            .execute(insert, params![sample.number, sample.text])
            .unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    connection
}

/// Every filter that is made of these parts.
fn filters() -> Vec<OrderFilter> {
    use OrderStatus::{Cancelled, Fulfilled, Paid, Pending};
    let statuses = [
        vec![],
        vec![Pending],
        vec![Cancelled, Pending],
        vec![Pending, Paid, Fulfilled, Cancelled],
    ];
    let users = [None, Some(user(1)), Some(user(2)), Some(user(3))];
    let days = [
        (None, None),
        (Some(20_100), Some(20_600)),
        (Some(30_000), None),
        (Some(100), Some(59_000)),
        (Some(900_000), None),
    ];
    let searches = [None, Some("bread"), Some("rolls b"), Some("ecl"), Some("-")];
    let mut filters = Vec::new();
    for statuses in &statuses {
        for user_id in users {
            for (from, until) in days {
                for q in searches {
                    filters.push(OrderFilter {
                        statuses: statuses.clone(),
                        user_id,
                        from: from.map(Timestamp::from_millisecond),
                        until: until.map(Timestamp::from_millisecond),
                        q: q.map(str::to_owned),
                        sort: OrderSort::default(),
                    });
                }
            }
        }
    }
    filters
}

/// Whether the filter lets an order through, whatever its status.
fn lets_through(filter: &OrderFilter, order: &Sample) -> bool {
    let has = |word: &str| order.text.split(' ').any(|known| known.starts_with(word));
    let found = match filter.q.as_deref() {
        None => true,
        Some("-") => false,
        Some(q) => q.replace("ecl", "écl").split(' ').all(has),
    };
    found
        && filter.user_id.is_none_or(|user| order.user == Some(user))
        && filter
            .from
            .is_none_or(|from| order.created_at >= from.as_millisecond())
        && filter
            .until
            .is_none_or(|until| order.created_at < until.as_millisecond())
}

/// The numbers of the list and their keys, found by looking at every order.
fn expected(filter: &OrderFilter, samples: &[Sample]) -> Vec<(i64, i64)> {
    let (sort, key): (_, fn(&Sample) -> i64) = match filter.sort {
        OrderSort::NumberDescending => (true, |order| order.number),
        OrderSort::NumberAscending => (false, |order| order.number),
        OrderSort::UpdatedDescending => (true, |order| order.updated_at),
        OrderSort::UpdatedAscending => (false, |order| order.updated_at),
        OrderSort::TotalDescending => (true, |order| order.total),
        OrderSort::TotalAscending => (false, |order| order.total),
    };
    let statuses = &filter.statuses;
    let mut rows: Vec<_> = samples
        .iter()
        .filter(|order| statuses.is_empty() || statuses.contains(&order.status))
        .filter(|order| lets_through(filter, order))
        .map(|order| (order.number, key(order)))
        .collect();
    match sort {
        true => rows.sort_by_key(|(number, key)| Reverse((*key, *number))),
        false => rows.sort_by_key(|(number, key)| (*key, *number)),
    }
    rows
}

fn integers(rows: Vec<(i64, Value)>) -> Vec<(i64, i64)> {
    rows.into_iter()
        .map(|(number, key)| match key {
            Value::Integer(key) => (number, key),
            other => panic!("{other:?}"),
        })
        .collect()
}

fn cursor(sort: OrderSort, (row, key): (i64, i64)) -> Cursor {
    Cursor {
        sort: Order::of(sort).sort.to_owned(),
        key: SortKey::Integer(key),
        row,
    }
}

fn tx(connection: &Connection) -> ReadTx<'_> {
    ReadTx {
        connection,
        currency: Currency::from_code("EUR").unwrap(),
    }
}

#[test]
fn every_list_shows_the_orders_that_its_filter_lets_through_in_its_order() {
    let samples = samples();
    let connection = database(&samples);
    let mut shown = 0;
    for filter in filters() {
        for sort in SORTS {
            let filter = OrderFilter {
                sort,
                ..filter.clone()
            };
            let expected = expected(&filter, &samples);
            let rows = |cursor: Option<&Cursor>, limit| {
                integers(rows(&tx(&connection), &filter, cursor, limit).unwrap())
            };
            let first: Vec<_> = expected.iter().take(21).copied().collect();
            assert_eq!(rows(None, 21), first, "{filter:?}");
            // From the middle, which is among equal keys as a rule.
            let middle = expected.len() / 2;
            if let Some(last) = expected.get(middle) {
                let later: Vec<_> = expected[middle + 1..].iter().take(21).copied().collect();
                let cursor = cursor(sort, *last);
                assert_eq!(rows(Some(&cursor), 21), later, "{filter:?}");
            }
            shown += first.len();
        }
    }
    assert!(shown > 10_000, "{shown}");
}

#[test]
fn a_list_is_whole_when_it_is_read_page_by_page() {
    let samples = samples();
    let connection = database(&samples);
    for sort in SORTS {
        let filter = OrderFilter {
            statuses: vec![OrderStatus::Paid, OrderStatus::Pending],
            q: Some("rolls".to_owned()),
            sort,
            ..OrderFilter::default()
        };
        let expected = expected(&filter, &samples);
        let mut read: Vec<(i64, i64)> = Vec::new();
        loop {
            let after = read.last().map(|last| cursor(sort, *last));
            let page = rows(&tx(&connection), &filter, after.as_ref(), 100).unwrap();
            if page.is_empty() {
                break;
            }
            read.extend(integers(page));
        }
        assert_eq!(read, expected, "{sort:?}");
    }
}

#[test]
fn counts_are_those_of_the_newest_orders_that_the_filter_lets_through() {
    let samples = samples();
    let connection = database(&samples);
    for filter in filters().iter().filter(|filter| !filter.is_everything()) {
        let by_number = expected(
            &OrderFilter {
                statuses: Vec::new(),
                ..filter.clone()
            },
            &samples,
        );
        let counts = count(&tx(&connection), filter, 10_000).unwrap();
        let counted: i64 = counts.counts.iter().map(|count| count.orders).sum();
        assert_eq!(
            usize::try_from(counted).unwrap(),
            by_number.len(),
            "{filter:?}"
        );
        assert!(counts.is_exact);
        let few = count(&tx(&connection), filter, 3).unwrap();
        assert_eq!(few.is_exact, by_number.len() <= 3, "{filter:?}");
    }
}

#[test]
fn days_are_found_though_the_clock_was_set_back_or_orders_were_put_in_between() {
    let all = samples();
    // The newest first: each has a smaller number than all before it.
    let turned: Vec<_> = all.iter().rev().cloned().collect();
    let connection = database(&turned);
    let set_back: i64 = connection
        .query_row("SELECT set_back_ms FROM order_clock", [], |row| row.get(0))
        .unwrap();
    assert!(set_back >= 500, "{set_back}");
    let filter = OrderFilter {
        from: Some(Timestamp::from_millisecond(20_100)),
        until: Some(Timestamp::from_millisecond(20_600)),
        ..OrderFilter::default()
    };
    let shown = rows(&tx(&connection), &filter, None, 1_000).unwrap();
    assert_eq!(integers(shown), expected(&filter, &all));
    connection
        .execute(
            "UPDATE orders SET created_at = 20300 WHERE number = 5900",
            [],
        )
        .unwrap();
    let shown = rows(&tx(&connection), &filter, None, 1).unwrap();
    assert_eq!(integers(shown), [(5_900, 5_900)]);
}
