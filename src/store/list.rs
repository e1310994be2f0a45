//! Lists by keyset: rows in the order of an index, from where the last page ended.

use rusqlite::params_from_iter;
use rusqlite::types::{FromSql, Value};

use super::ReadTx;
use crate::domain::{Cursor, ListRequest, Page, SortKey};
use crate::error::{Error, Result};

/// A query for the rows of a list. All text is the program's own; what comes from outside is bound.
pub(super) struct Keyset {
    /// Tables and joins.
    from: &'static str,
    /// The column that names a row, an integer; decides among equal keys.
    row: &'static str,
    /// The column that is sorted by; may be `row` itself.
    key: &'static str,
    /// The sort as the contract names it, with `-` for descending.
    sort: &'static str,
    /// Conditions that all must hold.
    filters: Vec<&'static str>,
    bound: Vec<Value>,
    /// Conditions of which one must hold. Each walks its own index; the walks are merged.
    alternatives: Vec<(&'static str, Value)>,
}

impl Keyset {
    pub(super) fn new(
        from: &'static str,
        row: &'static str,
        key: &'static str,
        sort: &'static str,
    ) -> Self {
        Self {
            from,
            row,
            key,
            sort,
            filters: Vec::new(),
            bound: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    /// Reads the rows from there instead: the same table, along an index that it is held to.
    pub(super) fn along(&mut self, from: &'static str) {
        self.from = from;
    }

    /// Adds a condition without a value.
    pub(super) fn filter(&mut self, condition: &'static str) {
        self.filters.push(condition);
    }

    /// Adds a condition with the one value that its `?` stands for.
    pub(super) fn filter_by(&mut self, condition: &'static str, value: impl Into<Value>) {
        self.filters.push(condition);
        self.bound.push(value.into());
    }

    /// Adds a condition of which one must hold.
    pub(super) fn alternative(&mut self, condition: &'static str, value: impl Into<Value>) {
        self.alternatives.push((condition, value.into()));
    }

    /// The page that is asked for, its rows loaded by `load`, which keeps their order.
    pub(super) fn page<T>(
        &self,
        tx: &ReadTx<'_>,
        request: &ListRequest,
        load: impl FnOnce(&[i64]) -> Result<Vec<T>>,
    ) -> Result<Page<T>> {
        let limit = request.limit.get();
        let (sql, bound) = self.statement(request.cursor.as_ref(), limit + 1)?;
        let mut statement = tx.connection.prepare_cached(&sql)?;
        let mut rows = statement
            .query_map(params_from_iter(bound), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<Vec<(i64, Value)>>>()?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = match rows.last() {
            Some((row, key)) if more => Some(self.cursor(*row, key)?),
            _ => None,
        };
        let rows: Vec<i64> = rows.into_iter().map(|(row, _)| row).collect();
        let items = load(&rows)?;
        Ok(Page { items, next })
    }

    /// One column of the rows in order, of at most so many. Alternatives have no say.
    pub(super) fn column<T: FromSql>(
        &self,
        tx: &ReadTx<'_>,
        column: &'static str,
        limit: usize,
    ) -> Result<Vec<T>> {
        let mut bound = self.bound.clone();
        bound.push(limit_value(limit));
        let order = format!("{} {}", self.key, self.direction());
        let sql = self.select(column, &self.filters, &order);
        let mut statement = tx.connection.prepare_cached(&sql)?;
        let values = statement.query_map(params_from_iter(bound), |row| row.get(0))?;
        Ok(values.collect::<rusqlite::Result<_>>()?)
    }

    fn cursor(&self, row: i64, key: &Value) -> Result<Cursor> {
        let key = match key {
            Value::Integer(key) => SortKey::Integer(*key),
            Value::Text(key) => SortKey::Text(key.clone()),
            other => return Err(Error::Internal(format!("a sort key is {other:?}"))),
        };
        Ok(Cursor {
            sort: self.sort.to_owned(),
            key,
            row,
        })
    }

    /// The statement that yields rows and their keys, and its values in order.
    pub(super) fn statement(
        &self,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<(String, Vec<Value>)> {
        let limit = limit_value(limit);
        let (after, after_values) = self.after(cursor)?;
        let mut conditions = self.filters.clone();
        conditions.extend(after.as_deref());
        let mut bound = self.bound.clone();
        bound.extend(after_values);

        if self.alternatives.len() < 2 {
            if let Some((condition, value)) = self.alternatives.first() {
                conditions.insert(0, condition);
                bound.insert(0, value.clone());
            }
            bound.push(limit);
            return Ok((self.walk(&conditions), bound));
        }
        let mut walks = Vec::new();
        let mut all_bound = Vec::new();
        for (condition, value) in &self.alternatives {
            let mut conditions = conditions.clone();
            conditions.insert(0, condition);
            walks.push(format!("SELECT * FROM ({})", self.walk(&conditions)));
            all_bound.push(value.clone());
            all_bound.extend(bound.iter().cloned());
            all_bound.push(limit.clone());
        }
        all_bound.push(limit);
        let direction = self.direction();
        let sql = format!(
            "{} ORDER BY 2 {direction}, 1 {direction} LIMIT ?",
            walks.join(" UNION ALL ")
        );
        Ok((sql, all_bound))
    }

    /// One walk along an index.
    fn walk(&self, conditions: &[&str]) -> String {
        let Self { row, key, .. } = self;
        let direction = self.direction();
        let order = if row == key {
            format!("{row} {direction}")
        } else {
            format!("{key} {direction}, {row} {direction}")
        };
        self.select(&format!("{row}, {key}"), conditions, &order)
    }

    fn select(&self, columns: &str, conditions: &[&str], order: &str) -> String {
        let conditions = match conditions {
            [] => String::new(),
            some => format!(" WHERE {}", some.join(" AND ")),
        };
        let from = self.from;
        format!("SELECT {columns} FROM {from}{conditions} ORDER BY {order} LIMIT ?")
    }

    /// The condition that begins behind the cursor.
    fn after(&self, cursor: Option<&Cursor>) -> Result<(Option<String>, Vec<Value>)> {
        let Some(cursor) = cursor else {
            return Ok((None, Vec::new()));
        };
        if cursor.sort != self.sort {
            return Err(Error::invalid(
                "cursor",
                "belongs to a list with another sort",
            ));
        }
        let Self { row, key, .. } = self;
        let comparison = if self.sort.starts_with('-') { "<" } else { ">" };
        if row == key {
            let condition = format!("{row} {comparison} ?");
            return Ok((Some(condition), vec![cursor.row.into()]));
        }
        let value = match &cursor.key {
            SortKey::Integer(key) => Value::Integer(*key),
            SortKey::Text(key) => Value::Text(key.clone()),
        };
        let condition = format!("({key}, {row}) {comparison} (?, ?)");
        Ok((Some(condition), vec![value, cursor.row.into()]))
    }

    fn direction(&self) -> &'static str {
        if self.sort.starts_with('-') {
            "DESC"
        } else {
            "ASC"
        }
    }
}

/// Keys as a JSON array, which `json_each` makes a table of.
pub(super) fn json(rows: &[i64]) -> String {
    let rows: Vec<_> = rows.iter().map(i64::to_string).collect();
    format!("[{}]", rows.join(","))
}

fn limit_value(limit: usize) -> Value {
    Value::Integer(i64::try_from(limit).unwrap_or(i64::MAX))
}
