//! Sets of rows, each read along an index in the order of rows, and the rows that all of them have.
//!
//! The sets leap over one another: whichever lags behind goes straight to where the furthest is. So what
//! they have in common is found in few steps even where each of them is large.

use std::collections::VecDeque;

use rusqlite::params_from_iter;
use rusqlite::types::{FromSql, Value};

use super::ReadTx;
use super::list::{direction, limit_value};
use crate::error::Result;

/// How many rows are read at once, at first and at most.
const FIRST_CHUNK: usize = 64;
const LARGEST_CHUNK: usize = 2048;

/// Rows from `low` to `high`, in either direction.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) descending: bool,
}

impl Span {
    /// All rows.
    pub(super) fn all(descending: bool) -> Self {
        Self {
            low: i64::MIN,
            high: i64::MAX,
            descending,
        }
    }

    /// Begins behind this row.
    pub(super) fn begin_behind(&mut self, row: i64) {
        match (self.descending, row.checked_sub(1), row.checked_add(1)) {
            (true, Some(next), _) => self.high = self.high.min(next),
            (false, _, Some(next)) => self.low = self.low.max(next),
            // Behind the last of all rows there is none.
            _ => (self.low, self.high) = (1, 0),
        }
    }

    fn is_empty(&self) -> bool {
        self.low > self.high
    }

    fn begin_at(&mut self, row: i64) {
        match self.descending {
            true => self.high = row,
            false => self.low = row,
        }
    }

    fn begins_at(&self, row: i64) -> bool {
        row == if self.descending { self.high } else { self.low }
    }

    fn is_before(&self, row: i64) -> bool {
        match self.descending {
            true => row > self.high,
            false => row < self.low,
        }
    }
}

/// Rows by what they must be. All text is the program's own; what comes from outside is bound.
#[derive(Clone)]
pub(super) struct RowSet {
    /// Tables, joins and the index that is walked.
    from: &'static str,
    /// The column that names a row, an integer.
    row: &'static str,
    filters: Vec<&'static str>,
    bound: Vec<Value>,
    /// Conditions of which one must hold. Each walks its own range of the index; the walks are merged.
    alternatives: Vec<(&'static str, Value)>,
}

impl RowSet {
    pub(super) fn new(from: &'static str, row: &'static str) -> Self {
        Self {
            from,
            row,
            filters: Vec::new(),
            bound: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    /// Reads the rows from there instead: the same rows, with more to select.
    pub(super) fn along(&mut self, from: &'static str) {
        self.from = from;
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

    /// One column of the rows of a span in order, of at most so many.
    pub(super) fn column<T: FromSql>(
        &self,
        tx: &ReadTx<'_>,
        column: &'static str,
        span: Span,
        limit: usize,
    ) -> Result<Vec<T>> {
        let (sql, bound) = self.statement(column, span, limit);
        let mut statement = tx.connection.prepare_cached(&sql)?;
        let values = statement.query_map(params_from_iter(bound), |row| row.get(0))?;
        Ok(values.collect::<rusqlite::Result<_>>()?)
    }

    fn statement(&self, column: &str, span: Span, limit: usize) -> (String, Vec<Value>) {
        let between = format!("{} BETWEEN ? AND ?", self.row);
        let ranges: Vec<_> = match self.alternatives.is_empty() {
            true => vec![None],
            false => self.alternatives.iter().map(Some).collect(),
        };
        let (mut walks, mut bound) = (Vec::new(), Vec::new());
        for range in ranges {
            let mut conditions: Vec<&str> = range.iter().map(|(condition, _)| *condition).collect();
            conditions.extend(&self.filters);
            conditions.push(&between);
            let (row, from, conditions) = (self.row, self.from, conditions.join(" AND "));
            walks.push(format!(
                "SELECT {column}, {row} FROM {from} WHERE {conditions}"
            ));
            bound.extend(range.iter().map(|(_, value)| value.clone()));
            bound.extend(self.bound.iter().cloned());
            bound.extend([span.low.into(), span.high.into()]);
        }
        bound.push(limit_value(limit));
        let walks = walks.join(" UNION ALL ");
        let direction = direction(span.descending);
        (format!("{walks} ORDER BY 2 {direction} LIMIT ?"), bound)
    }
}

/// The rows of a span that are in all of the sets, in order, at most so many.
pub(super) fn common(
    tx: &ReadTx<'_>,
    sets: Vec<RowSet>,
    mut span: Span,
    limit: usize,
) -> Result<Vec<i64>> {
    let chunk = match sets.len() {
        1 => limit,
        _ => FIRST_CHUNK,
    };
    let mut readers: Vec<_> = sets
        .into_iter()
        .map(|set| Reader::new(set, chunk))
        .collect();
    let mut rows = Vec::new();
    while rows.len() < limit && !span.is_empty() {
        let Some(row) = agree(tx, &mut readers, &mut span)? else {
            break;
        };
        rows.push(row);
        span.begin_behind(row);
    }
    Ok(rows)
}

/// The first row of the span that all have; the span then begins there.
fn agree(tx: &ReadTx<'_>, readers: &mut [Reader], span: &mut Span) -> Result<Option<i64>> {
    loop {
        let mut agreed = None;
        let mut moved = false;
        for reader in &mut *readers {
            let Some(row) = reader.first(tx, *span)? else {
                return Ok(None);
            };
            moved |= !span.begins_at(row);
            span.begin_at(row);
            agreed = Some(row);
        }
        if !moved {
            return Ok(agreed);
        }
    }
}

/// A set that is read ahead in chunks.
struct Reader {
    set: RowSet,
    ahead: VecDeque<i64>,
    chunk: usize,
    /// Behind what was read ahead there is nothing more.
    ended: bool,
}

impl Reader {
    fn new(set: RowSet, chunk: usize) -> Self {
        Self {
            set,
            ahead: VecDeque::new(),
            chunk,
            ended: false,
        }
    }

    /// The first row of the span, which never begins before where it began the last time.
    fn first(&mut self, tx: &ReadTx<'_>, span: Span) -> Result<Option<i64>> {
        while self.ahead.front().is_some_and(|row| span.is_before(*row)) {
            self.ahead.pop_front();
        }
        if self.ahead.is_empty() && !self.ended {
            let row = self.set.row;
            let rows: Vec<i64> = self.set.column(tx, row, span, self.chunk)?;
            self.ended = rows.len() < self.chunk;
            self.chunk = (2 * self.chunk).min(LARGEST_CHUNK.max(self.chunk));
            self.ahead = rows.into();
        }
        Ok(self.ahead.front().copied())
    }
}
