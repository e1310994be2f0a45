//! Filtered and sorted lists of orders, page by page, and their counts.

use std::cmp::Reverse;

use serde_json::{Value, json};

use super::book::{Book, Order, STATUSES, at, name_key};
use super::op::{Filter, SEARCHES, Who};
use crate::support::Client;

const SORTS: [&str; 6] = [
    "-number",
    "number",
    "-updated_at",
    "updated_at",
    "-total",
    "total",
];

/// A look at a list.
pub struct Look {
    filter: Filter,
    customer: Option<String>,
    /// What both the list and the counts are asked.
    common: String,
    /// What the list alone is asked.
    own: String,
}

impl Look {
    /// The look of a filter, by what the book knows.
    pub fn of(filter: &Filter, book: &Book) -> Self {
        let customer = filter.customer.map(|pick| {
            let nobody = "01900000-0000-7000-8000-000000000000".to_owned();
            let customers = book.customers();
            match (pick.0, customers.len()) {
                (255, _) | (_, 0) => nobody,
                (pick, len) => customers[usize::from(pick) % len].id.clone(),
            }
        });
        let statuses: Vec<_> = filter.statuses.iter().map(|it| STATUSES[*it]).collect();
        let common = [
            customer.as_ref().map(|id| format!("user_id={id}")),
            filter
                .q
                .map(|q| format!("q={}", SEARCHES[q].replace(' ', "%20"))),
            filter
                .from
                .map(|ago| format!("from={}", at(book.now - ago))),
            filter.until.map(|ago| format!("to={}", at(book.now - ago))),
        ];
        let own = [
            (!statuses.is_empty()).then(|| format!("status={}", statuses.join(","))),
            Some(format!("sort={}", SORTS[filter.sort])),
            Some(format!("limit={}", filter.limit)),
        ];
        let query = |parts: &[Option<String>]| -> String {
            parts
                .iter()
                .flatten()
                .map(|part| format!("&{part}"))
                .collect()
        };
        Self {
            filter: filter.clone(),
            customer,
            common: query(&common),
            own: query(&own),
        }
    }

    /// Looks, and compares with the book.
    pub fn compare(&self, client: &Client, who: Who, book: &Book) {
        let list = format!("/api/orders?{}{}", &self.own[1..], self.common);
        let counted = format!("/api/orders/counts?{}", self.common.trim_start_matches('&'));
        if who == Who::Stranger || (who == Who::Cora && !book.cora_is_in) {
            client.get(&list).refused(401, "unauthenticated");
            return;
        }
        let mut orders: Vec<_> = book.orders.iter().collect();
        orders.retain(|order| who != Who::Cora || order.customer.as_ref() == Some(&book.cora));
        orders.retain(|order| self.lets_through(order, book));
        assert_eq!(
            client.get(&counted).expect(200),
            counts(&orders),
            "{counted}"
        );
        let statuses: Vec<_> = self
            .filter
            .statuses
            .iter()
            .map(|it| STATUSES[*it])
            .collect();
        orders.retain(|order| statuses.is_empty() || statuses.contains(&order.status));
        let key = |order: &&Order| match self.filter.sort / 2 {
            0 => (order.number, 0),
            1 => (order.times.updated, order.number),
            _ => (order.total(), order.number),
        };
        match self.filter.sort % 2 {
            0 => orders.sort_by_key(|order| Reverse(key(order))),
            _ => orders.sort_by_key(key),
        }
        let orders: Vec<_> = orders.into_iter().map(|it| book.order_json(it)).collect();
        assert_eq!(client.walk(&list), orders, "{list}");
    }

    /// Whether an order is in the list, but for its status.
    fn lets_through(&self, order: &Order, book: &Book) -> bool {
        let made = order.times.created;
        let is_after = self.filter.from.is_none_or(|ago| made >= book.now - ago);
        let is_before = self.filter.until.is_none_or(|ago| made < book.now - ago);
        let is_theirs = self.customer.is_none() || self.customer == order.customer;
        let is_found = self
            .filter
            .q
            .is_none_or(|q| finds(SEARCHES[q], &text(order, book)));
        is_after && is_before && is_theirs && is_found
    }
}

/// How many orders each status has.
pub fn counts(orders: &[&Order]) -> Value {
    let count = |status: &&str| {
        let orders = orders.iter().filter(|order| order.status == *status);
        json!({"status": status, "orders": orders.count()})
    };
    let counts: Vec<_> = STATUSES.iter().map(count).collect();
    json!({"counts": counts, "is_exact": true})
}

/// What an order is found by: its number, customer, products and note.
fn text(order: &Order, book: &Book) -> String {
    let mut text = order.number.to_string();
    let customer = book
        .people
        .iter()
        .find(|it| Some(&it.id) == order.customer.as_ref());
    let customer = customer.map(|it| [Some(&it.name), it.email.as_ref()]);
    let items = order
        .items
        .iter()
        .map(|it| [Some(&it.name), it.sku.as_ref()]);
    let parts = customer.into_iter().chain(items).flatten().flatten();
    for part in parts.chain(order.note.as_ref()) {
        text += " ";
        text += part;
    }
    text
}

/// Whether each word of a search is there: letters and digits that follow one another, the last as a beginning.
fn finds(search: &str, text: &str) -> bool {
    let text = tokens(text);
    search.split(' ').all(|word| {
        let word = tokens(word);
        let (last, before) = word.split_last().unwrap();
        text.windows(word.len()).any(|window| {
            let (end, begin) = window.split_last().unwrap();
            begin == before && end.starts_with(last.as_str())
        })
    })
}

fn tokens(text: &str) -> Vec<String> {
    let text = name_key(text);
    let tokens = text.split(|c: char| !c.is_alphanumeric());
    tokens
        .filter(|token| !token.is_empty())
        .map(str::to_owned)
        .collect()
}
