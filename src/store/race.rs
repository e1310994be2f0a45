//! Two walks to the first rows of a sorted list, in turns: one in the list's order, which may meet few of
//! its rows, and one that meets its rows in no order, of which all must be read. Whichever is done first
//! is the answer. So it costs about twice what the better one costs at most, and none has to be guessed.

use rusqlite::types::Value;
use rusqlite::{Rows, params_from_iter};

use super::ReadTx;
use crate::error::Result;

/// How many rows are read of a walk that looks each of them up in its table, before it is the other's turn.
pub(super) const TURN: usize = 64;
/// The same for a walk that has all it needs in its index: so much as takes the same time.
pub(super) const LONG_TURN: usize = 4 * TURN;

/// A statement, its values, and how many rows are read before it is the other's turn. It selects row,
/// key, and whether the row is in the list.
pub(super) type Walk = (String, Vec<Value>, usize);

/// The list whose first rows are wanted: sorted by key and row.
pub(super) struct Race<'r, 'c> {
    pub(super) tx: &'r ReadTx<'c>,
    pub(super) descending: bool,
    pub(super) limit: usize,
}

impl Race<'_, '_> {
    /// The first rows of the list, by a walk in no order that is the only one.
    pub(super) fn alone(&self, (sql, bound, turn): Walk) -> Result<Vec<(i64, Value)>> {
        let mut statement = self.tx.connection.prepare_cached(&sql)?;
        let mut walk = statement.query(params_from_iter(bound))?;
        let mut best = Best::new(self.descending, self.limit, turn);
        while !best.read(&mut walk, None)? {}
        Ok(best.rows())
    }

    /// The first rows of the list, by a walk in its order and perhaps another in none. Only rows of `among`
    /// are in the list, which is sorted.
    pub(super) fn run(
        &self,
        (sql, bound, turn): Walk,
        other: Option<Walk>,
        among: Option<&[i64]>,
    ) -> Result<Vec<(i64, Value)>> {
        let mut ordered = self.tx.connection.prepare_cached(&sql)?;
        let mut ordered = ordered.query(params_from_iter(bound))?;
        let mut first = First::new(self.limit, turn);
        let Some((sql, bound, turn)) = other else {
            while !first.read(&mut ordered, among)? {}
            return Ok(first.rows);
        };
        let mut other = self.tx.connection.prepare_cached(&sql)?;
        let mut other = other.query(params_from_iter(bound))?;
        let mut best = Best::new(self.descending, self.limit, turn);
        loop {
            if first.read(&mut ordered, among)? {
                return Ok(first.rows);
            }
            if best.read(&mut other, among)? {
                return Ok(best.rows());
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
    turn: usize,
}

impl First {
    fn new(limit: usize, turn: usize) -> Self {
        Self {
            rows: Vec::new(),
            limit,
            turn,
        }
    }

    /// Reads on for one turn. `true`: these are all.
    fn read(&mut self, walk: &mut Rows<'_>, among: Option<&[i64]>) -> Result<bool> {
        for _ in 0..self.turn {
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
struct Best {
    /// Key and row, turned round where the list is descending, so that the least come first.
    rows: Vec<(i64, i64)>,
    descending: bool,
    limit: usize,
    turn: usize,
}

impl Best {
    fn new(descending: bool, limit: usize, turn: usize) -> Self {
        Self {
            rows: Vec::new(),
            descending,
            limit,
            turn,
        }
    }

    /// Reads on for one turn. `true`: these are all.
    fn read(&mut self, walk: &mut Rows<'_>, among: Option<&[i64]>) -> Result<bool> {
        for _ in 0..self.turn {
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
