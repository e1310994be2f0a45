//! Lists that are sorted by a key other than the number.
//!
//! The index of the key is walked, and beside it, in turns, the orders of the customer, of the days (and of
//! the statuses in these days) and of the search, if the filter is about these: `race` takes whichever is done
//! first. The orders of a search
//! are looked at alone while they are few.

use rusqlite::types::Value;

use super::super::list::direction;
use super::super::race::{Race, Walk};
use super::super::rows::{RowSet, Span};
use super::{FINDS, FOUND, FOUND_ORDERS, FOUND_ROW, days};
use crate::domain::{Cursor, OrderFilter, SortKey};
use crate::error::Result;
use crate::store::ReadTx;

/// How many orders a search may find for them to be looked at one by one.
const FEW: usize = 4_096;

/// A key that orders are sorted by, with the indexes that hold it.
#[derive(Clone, Copy)]
pub(super) struct Key {
    column: &'static str,
    all: &'static str,
    by_status: &'static str,
}

pub(super) const UPDATED: Key = Key {
    column: "orders.updated_at",
    all: "orders INDEXED BY orders_by_updated",
    by_status: "orders INDEXED BY orders_by_status_updated",
};
pub(super) const TOTAL: Key = Key {
    column: "orders.total",
    all: "orders INDEXED BY orders_by_total",
    by_status: "orders INDEXED BY orders_by_status_total",
};

/// Conditions that all must hold, and the values of their `?`.
#[derive(Clone, Default)]
struct Conditions {
    texts: Vec<String>,
    bound: Vec<Value>,
}

impl Conditions {
    fn add(&mut self, text: impl Into<String>, bound: impl IntoIterator<Item = Value>) {
        self.texts.push(text.into());
        self.bound.extend(bound);
    }

    /// All of them as one.
    fn text(&self) -> String {
        match self.texts.is_empty() {
            true => "TRUE".to_owned(),
            false => self.texts.join(" AND "),
        }
    }
}

/// A list that is sorted by a key.
pub(super) struct ByKey<'l> {
    pub(super) filter: &'l OrderFilter,
    pub(super) key: Key,
    pub(super) descending: bool,
    pub(super) cursor: Option<&'l Cursor>,
    /// The numbers between which all rows of the list lie.
    pub(super) span: Span,
}

impl ByKey<'_> {
    /// The rows of the list and their keys, at most so many.
    pub(super) fn rows(
        &self,
        tx: &ReadTx<'_>,
        query: Option<&str>,
        limit: usize,
    ) -> Result<Vec<(i64, Value)>> {
        let race = Race {
            tx,
            descending: self.descending,
            limit,
        };
        let Some(query) = query else {
            return race.run(self.along_key(), self.beside(), None);
        };
        let mut found = RowSet::new(FOUND, FOUND_ROW);
        found.filter_by(FINDS, query.to_owned());
        // In order, so that a number is soon looked up.
        let span = Span {
            descending: false,
            ..self.span
        };
        let few: Vec<i64> = found.column(tx, FOUND_ROW, span, FEW + 1)?;
        if few.len() <= FEW {
            return race.alone(self.look_up(query, span));
        }
        let all: Vec<i64> = found.column(tx, FOUND_ROW, span, usize::MAX)?;
        let mut others = self.beside();
        others.push(self.look_up(query, span));
        race.run(self.along_key(), others, Some(&all))
    }

    /// The orders along the index of the key, from behind the cursor.
    fn along_key(&self) -> Walk {
        let (key, direction) = (self.key.column, direction(self.descending));
        let asked = self.within_span(self.asked(false));
        let (from, statuses): (_, Vec<_>) = match &self.filter.statuses[..] {
            [] => (self.key.all, vec![None]),
            some => (self.key.by_status, some.iter().map(Some).collect()),
        };
        let (mut walks, mut bound) = (Vec::new(), Vec::new());
        for status in statuses {
            for after in self.after() {
                let mut range = Conditions::default();
                if let Some(status) = status {
                    range.add("orders.status = ?", [status.as_str().to_owned().into()]);
                }
                range.add(after.text(), after.bound);
                let (asked_text, range_text) = (asked.text(), range.text());
                walks.push(format!(
                    "SELECT orders.number, {key}, {asked_text} FROM {from} WHERE {range_text}"
                ));
                bound.extend(asked.bound.iter().cloned());
                bound.extend(range.bound);
            }
        }
        let walks = walks.join(" UNION ALL ");
        let sql = format!("{walks} ORDER BY 2 {direction}, 1 {direction}");
        (sql, bound)
    }

    /// The orders of the customer, those of the days, and of these those of the statuses, in no order, if the
    /// filter is about these.
    fn beside(&self) -> Vec<Walk> {
        let mut walks = Vec::new();
        if let Some(user) = self.filter.user_id {
            let mut own = Conditions::default();
            let user = user.uuid().into_bytes().to_vec();
            own.add("orders.user_id = ?", [user.into()]);
            self.add_span(&mut own);
            walks.push(self.all_of("orders INDEXED BY orders_by_user", own));
        }
        let mut of_days = Conditions::default();
        for (condition, at) in days(self.filter) {
            of_days.add(condition, [at.into()]);
        }
        if !of_days.texts.is_empty() {
            walks.push(self.all_of("orders INDEXED BY orders_by_created", of_days));
            walks.extend(self.of_statuses());
        }
        walks
    }

    /// The orders of the statuses between the numbers of the span, if the filter is about statuses.
    fn of_statuses(&self) -> Option<Walk> {
        let walks = self.filter.statuses.iter().map(|status| {
            let mut range = Conditions::default();
            range.add("orders.status = ?", [status.as_str().to_owned().into()]);
            self.add_span(&mut range);
            self.all_of("orders INDEXED BY orders_by_status", range)
        });
        walks.reduce(|(one, mut bound), (other, more)| {
            bound.extend(more);
            (format!("{one} UNION ALL {other}"), bound)
        })
    }

    fn add_span(&self, range: &mut Conditions) {
        let between = "orders.number BETWEEN ? AND ?";
        range.add(between, [self.span.low.into(), self.span.high.into()]);
    }

    /// The orders that a search finds between these numbers, in no order.
    fn look_up(&self, query: &str, span: Span) -> Walk {
        let mut range = Conditions::default();
        range.add(FINDS, [query.to_owned().into()]);
        let between = format!("{FOUND_ROW} BETWEEN ? AND ?");
        range.add(between, [span.low.into(), span.high.into()]);
        self.all_of(FOUND_ORDERS, range)
    }

    fn all_of(&self, from: &str, range: Conditions) -> Walk {
        let mut asked = self.asked(true);
        let after: Vec<_> = self.after().iter().map(Conditions::text).collect();
        asked.add(format!("({})", after.join(" OR ")), Vec::new());
        asked
            .bound
            .extend(self.after().into_iter().flat_map(|after| after.bound));
        let (key, asked_text, range_text) = (self.key.column, asked.text(), range.text());
        let mut bound = asked.bound;
        bound.extend(range.bound);
        let sql =
            format!("SELECT orders.number, {key}, {asked_text} FROM {from} WHERE {range_text}");
        (sql, bound)
    }

    /// The same, asked only of orders of about these days. Every index has their numbers, so that the others
    /// are passed by without a look into the table.
    fn within_span(&self, asked: Conditions) -> Conditions {
        if days(self.filter).is_empty() {
            return asked;
        }
        let mut within = Conditions::default();
        let text = asked.text();
        within.add(
            format!("CASE WHEN orders.number BETWEEN ? AND ? THEN {text} ELSE FALSE END"),
            [self.span.low.into(), self.span.high.into()],
        );
        within.bound.extend(asked.bound);
        within
    }

    /// What the filter asks of an order, but for the search.
    fn asked(&self, with_status: bool) -> Conditions {
        let mut asked = Conditions::default();
        let statuses = &self.filter.statuses;
        if with_status && !statuses.is_empty() {
            let marks = vec!["?"; statuses.len()].join(", ");
            let names = statuses
                .iter()
                .map(|status| status.as_str().to_owned().into());
            asked.add(format!("orders.status IN ({marks})"), names);
        }
        if let Some(user) = self.filter.user_id {
            // IS: of an order of nobody it is false and not unknown.
            let user = user.uuid().into_bytes().to_vec();
            asked.add("orders.user_id IS ?", [user.into()]);
        }
        for (condition, at) in days(self.filter) {
            asked.add(condition, [at.into()]);
        }
        asked
    }

    /// The ranges behind the cursor: first the rest of those with its key, then the others. As two ranges,
    /// because SQLite would read all of those with its key for one.
    fn after(&self) -> Vec<Conditions> {
        let Some(cursor) = self.cursor else {
            return vec![Conditions::default()];
        };
        let key = match &cursor.key {
            SortKey::Integer(key) => Value::Integer(*key),
            SortKey::Text(key) => Value::Text(key.clone()),
        };
        let column = self.key.column;
        let comparison = if self.descending { "<" } else { ">" };
        let (mut same, mut others) = (Conditions::default(), Conditions::default());
        same.add(
            format!("{column} = ? AND orders.number {comparison} ?"),
            [key.clone(), cursor.row.into()],
        );
        others.add(format!("{column} {comparison} ?"), [key]);
        vec![same, others]
    }
}
