//! What the shop calls its orders, by its pattern.

use rusqlite::params;

use super::{ReadTx, WriteTx, settings};
use crate::domain::{Counters, NumberPattern};
use crate::error::{Error, Result};

/// The pattern in force.
///
/// # Errors
/// [`Error::Internal`] when what is kept is none.
pub(super) fn pattern(tx: &ReadTx<'_>) -> Result<NumberPattern> {
    let kept = settings::get(tx, settings::ORDER_NUMBER_PATTERN)?;
    kept.map_or_else(
        || Ok(NumberPattern::default()),
        |text| {
            NumberPattern::parse(&text)
                .map_err(|why| Error::Internal(format!("the pattern of numbers {why}")))
        },
    )
}

/// Gives a new order the next label that no order has or ever had.
pub(super) fn give(tx: &WriteTx<'_>, number: i64) -> Result<String> {
    let pattern = pattern(tx)?;
    if pattern.is_plain() {
        // As every order can be called; nothing has to be kept for it.
        return Ok(number.to_string());
    }
    let year = tx.year();
    loop {
        let sequence = match pattern.has_sequence() {
            true => next(tx, pattern.sequence_of(year))?,
            false => 0,
        };
        let label = pattern.label(Counters {
            number,
            sequence,
            year,
        });
        if keep(tx, &label, number)? {
            return Ok(label);
        }
        if !pattern.has_sequence() {
            // Another pattern made the same of another number, long ago. The running number makes it one of its own.
            let label = format!("{label}-{number}");
            keep(tx, &label, number)?;
            return Ok(label);
        }
    }
}

/// The next number of a counter, which starts at 1 and never goes back.
fn next(tx: &WriteTx<'_>, counter: i16) -> Result<i64> {
    Ok(tx
        .connection
        .prepare_cached(
            "INSERT INTO order_sequences (year, last) VALUES (?1, 1)
             ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
        )?
        .query_row(params![counter], |row| row.get(0))?)
}

/// Keeps a label, also beyond its order; `false`: there was one like it.
fn keep(tx: &WriteTx<'_>, label: &str, number: i64) -> Result<bool> {
    let kept = tx
        .connection
        .prepare_cached(
            "INSERT INTO order_labels (label, number) VALUES (?1, ?2) ON CONFLICT (label) DO NOTHING",
        )?
        .execute(params![label, number])?;
    if kept == 1 {
        tx.connection
            .prepare_cached("UPDATE orders SET label = ?2 WHERE number = ?1")?
            .execute(params![number, label])?;
    }
    Ok(kept == 1)
}
