//! The orders of a customer are found by the customer's name, email and phone. When these change, they are
//! indexed anew in small steps, between which others can write. What is left to do is on disk, so that it is
//! done even if the program ends in between.

use rusqlite::{OptionalExtension, params};

use super::list::limit_value;
use super::{ReadTx, WriteTx, orders};
use crate::domain::{OrderRef, UserId};
use crate::error::Result;

/// How many orders one step indexes.
const STEP: usize = 100;

/// Begins to make the orders of a customer found by what the customer is called at present. `true`: there
/// are more than one step's.
pub fn begin(tx: &mut WriteTx<'_>, customer: UserId) -> Result<bool> {
    step(tx, customer, i64::MAX)
}

/// Does one more step for any customer. `true`: there may be more.
pub fn go_on(tx: &mut WriteTx<'_>) -> Result<bool> {
    match next(tx)? {
        Some((customer, below)) => step(tx, customer, below).map(|_| true),
        None => Ok(false),
    }
}

fn next(tx: &ReadTx<'_>) -> Result<Option<(UserId, i64)>> {
    Ok(tx
        .connection
        .prepare_cached("SELECT user_id, below FROM orders_search_backlog LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

/// Indexes the newest of a customer's orders below this number, and notes what is left.
fn step(tx: &mut WriteTx<'_>, customer: UserId, below: i64) -> Result<bool> {
    let numbers = tx
        .connection
        .prepare_cached(
            "SELECT number FROM orders WHERE user_id = ?1 AND number < ?2
             ORDER BY number DESC LIMIT ?3",
        )?
        .query_map(params![customer, below, limit_value(STEP)], |row| {
            row.get(0)
        })?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    for number in &numbers {
        let order = orders::get(tx, OrderRef::Number(*number))?;
        orders::index(tx, &order)?;
    }
    match numbers.last() {
        Some(lowest) if numbers.len() == STEP => {
            tx.connection
                .prepare_cached(
                    "INSERT INTO orders_search_backlog (user_id, below) VALUES (?1, ?2)
                     ON CONFLICT (user_id) DO UPDATE SET below = excluded.below",
                )?
                .execute(params![customer, lowest])?;
            Ok(true)
        }
        _ => {
            tx.connection
                .prepare_cached("DELETE FROM orders_search_backlog WHERE user_id = ?1")?
                .execute(params![customer])?;
            Ok(false)
        }
    }
}
