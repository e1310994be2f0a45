//! Several walks to the first rows of a sorted list, in turns: one in the list's order, which may meet few of
//! its rows, and others that meet its rows in no order, of which all must be read. Whichever is done first
//! is the answer. So it costs a few times what the best one costs at most, and none has to be guessed.

use rusqlite::types::Value;
use rusqlite::{Rows, params_from_iter};

use super::ReadTx;
use crate::error::Result;

/// How many rows are read of the walk in order before it is the others' turn.
const ORDERED_TURN: usize = 64;
/// The same for each other. It reads what lies together, and the one in order jumps about the table: so it is
/// read faster.
const OTHER_TURN: usize = 2 * ORDERED_TURN;

/// A statement and its values. It selects row, key, and whether the row is in the list.
pub(super) type Walk = (String, Vec<Value>);

/// The list whose first rows are wanted: sorted by key and row.
pub(super) struct Race<'r, 'c> {
    pub(super) tx: &'r ReadTx<'c>,
    pub(super) descending: bool,
    pub(super) limit: usize,
}

impl Race<'_, '_> {
    /// The first rows of the list, by a walk in no order that is the only one.
    pub(super) fn alone(&self, (sql, bound): Walk) -> Result<Vec<(i64, Value)>> {
        let mut statement = self.tx.connection.prepare_cached(&sql)?;
        let mut walk = statement.query(params_from_iter(bound))?;
        let mut best = Best::new(self.descending, self.limit);
        while !best.read(&mut walk, None)? {}
        Ok(best.rows())
    }

    /// The first rows of the list, by a walk in its order and others in none. Only rows of `among` are in the
    /// list, which is sorted.
    pub(super) fn run(
        &self,
        (sql, bound): Walk,
        others: Vec<Walk>,
        among: Option<&[i64]>,
    ) -> Result<Vec<(i64, Value)>> {
        let mut ordered = self.tx.connection.prepare_cached(&sql)?;
        let mut ordered = ordered.query(params_from_iter(bound))?;
        let mut first = First::new(self.limit);
        let mut statements = Vec::new();
        for (sql, bound) in others {
            statements.push((self.tx.connection.prepare_cached(&sql)?, bound));
        }
        let mut others = Vec::new();
        for (statement, bound) in &mut statements {
            let best = Best::new(self.descending, self.limit);
            others.push((statement.query(params_from_iter(bound.iter()))?, best));
        }
        loop {
            if first.read(&mut ordered, among)? {
                return Ok(first.rows);
            }
            for (walk, best) in &mut others {
                if best.read(walk, among)? {
                    return Ok(std::mem::take(best).rows());
                }
            }
        }
    }
}

/// The next row of a walk.
struct Step {
    row: i64,
    key: i64,
    /// Whether it is in the list.
    counts: bool,
}

fn step(rows: &mut Rows<'_>, among: Option<&[i64]>) -> Result<Option<Step>> {
    let Some(columns) = rows.next()? else {
        return Ok(None);
    };
    let row = columns.get(0)?;
    let is_among = among.is_none_or(|among| among.binary_search(&row).is_ok());
    Ok(Some(Step {
        row,
        key: columns.get(1)?,
        counts: is_among && columns.get(2)?,
    }))
}

/// The first rows of a walk that is in order.
struct First {
    rows: Vec<(i64, Value)>,
    limit: usize,
}

impl First {
    fn new(limit: usize) -> Self {
        Self {
            rows: Vec::new(),
            limit,
        }
    }

    /// Reads on for one turn. `true`: these are all.
    fn read(&mut self, walk: &mut Rows<'_>, among: Option<&[i64]>) -> Result<bool> {
        for _ in 0..ORDERED_TURN {
            if self.rows.len() == self.limit {
                return Ok(true);
            }
            match step(walk, among)? {
                Some(step) if step.counts => self.rows.push((step.row, step.key.into())),
                Some(_) => {}
                None => return Ok(true),
            }
        }
        Ok(false)
    }
}

/// The rows of a walk in no order that come first in the list's.
#[derive(Default)]
struct Best {
    /// Key and row, turned round where the list is descending, so that the least come first.
    rows: Vec<(i64, i64)>,
    descending: bool,
    limit: usize,
}

impl Best {
    fn new(descending: bool, limit: usize) -> Self {
        Self {
            rows: Vec::new(),
            descending,
            limit,
        }
    }

    /// Reads on for one turn. `true`: these are all.
    fn read(&mut self, walk: &mut Rows<'_>, among: Option<&[i64]>) -> Result<bool> {
        for _ in 0..OTHER_TURN {
            match step(walk, among)? {
                Some(step) if step.counts => self.rows.push(self.turned(step.key, step.row)),
                Some(_) => {}
                None => return Ok(true),
            }
        }
        if self.rows.len() > 4 * self.limit {
            self.keep_first();
        }
        Ok(false)
    }

    fn turned(&self, key: i64, row: i64) -> (i64, i64) {
        match self.descending {
            // Not: the order of all integers the other way round, without an overflow.
            true => (!key, !row),
            false => (key, row),
        }
    }

    fn keep_first(&mut self) {
        self.rows.sort_unstable();
        self.rows.truncate(self.limit);
    }

    fn rows(mut self) -> Vec<(i64, Value)> {
        self.keep_first();
        let rows = self.rows.iter().map(|(key, row)| self.turned(*key, *row));
        rows.map(|(key, row)| (row, key.into())).collect()
    }
}
