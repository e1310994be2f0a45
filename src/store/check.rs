//! What `oms check` looks at: SQLite's own integrity, foreign keys, and what must hold in the domain.

use rusqlite::Connection;

use super::ReadTx;
use crate::error::Result;

/// A rule of the domain as the query for what breaks it.
struct Invariant {
    /// The rule, as a sentence.
    rule: &'static str,
    /// Yields one text a breach.
    breaches: &'static str,
}

const INVARIANTS: &[Invariant] = &[
    Invariant {
        rule: "an order has items",
        breaches: "SELECT 'order ' || number FROM orders
            WHERE NOT EXISTS (SELECT 1 FROM order_items WHERE order_id = orders.id)",
    },
    Invariant {
        rule: "an order's total is the sum of its items, with the tax that is not in their prices",
        breaches: "SELECT 'order ' || number FROM orders WHERE total IS NOT (
            SELECT sum(quantity * unit_price - discount - discount_share
                + iif(orders.prices_include_tax, 0, tax))
            FROM order_items WHERE order_id = orders.id)",
    },
    Invariant {
        rule: "what is taken off an order is spread over its items",
        breaches: "SELECT 'order ' || number FROM orders WHERE discount IS NOT (
            SELECT sum(discount_share) FROM order_items WHERE order_id = orders.id)",
    },
    Invariant {
        rule: "what was paid for an order is the sum of its payments",
        breaches: "SELECT 'order ' || number FROM orders WHERE paid IS NOT (
            SELECT coalesce(sum(iif(kind = 'payment', amount, -amount)), 0)
            FROM payments WHERE order_id = orders.id)",
    },
    Invariant {
        rule: "documents are numbered without a gap",
        breaches: "SELECT 'document ' || number FROM documents
            WHERE number > 1 AND number - 1 NOT IN (SELECT number FROM documents)",
    },
    Invariant {
        rule: "an order's timeline ends with its status",
        breaches: "SELECT 'order ' || number FROM orders WHERE status IS NOT (
            SELECT to_status FROM order_events
            WHERE order_id = orders.id AND to_status IS NOT NULL ORDER BY seq DESC LIMIT 1)",
    },
    Invariant {
        rule: "the counts are those of the orders",
        breaches: "SELECT status FROM order_counts WHERE orders IS NOT (
            SELECT count(*) FROM orders WHERE orders.status = order_counts.status)",
    },
    Invariant {
        rule: "no order is older than one before it by more than the clock was set back",
        breaches: "SELECT 'order ' || number FROM (
                SELECT number, max(created_at) OVER (ORDER BY number) - created_at AS behind FROM orders)
            WHERE behind > (SELECT set_back_ms FROM order_clock)",
    },
    Invariant {
        rule: "a product's stock is the sum of its ledger",
        breaches: "SELECT 'product ' || name FROM products WHERE coalesce(stock, 0) IS NOT (
            SELECT coalesce(sum(delta), 0) FROM stock_ledger WHERE product_id = products.id)",
    },
    Invariant {
        rule: "a cancelled order holds no stock",
        breaches: "SELECT 'order ' || number FROM orders WHERE status = 'CANCELLED' AND EXISTS (
            SELECT 1 FROM order_items WHERE order_id = orders.id AND stock_taken > 0)",
    },
    Invariant {
        rule: "no event is newer than the log",
        breaches: "SELECT 'event ' || seq FROM order_events
            WHERE seq > (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events')",
    },
    Invariant {
        rule: "what is indexed for search is there",
        breaches: "SELECT 'order ' || number FROM orders
            WHERE number NOT IN (SELECT rowid FROM orders_search)",
    },
    Invariant {
        rule: "what is indexed for search is there",
        breaches: "SELECT 'product ' || name FROM products
            WHERE row_id NOT IN (SELECT rowid FROM products_search)",
    },
    Invariant {
        rule: "what is indexed for search is there",
        breaches: "SELECT 'user ' || name FROM users
            WHERE row_id NOT IN (SELECT rowid FROM users_search)",
    },
];

/// How far a check is, in steps that take unequally long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Steps that are done.
    pub done: u64,
    /// Steps that there are.
    pub all: u64,
}

/// Everything that is wrong, a sentence each; empty: all is well. `progress` hears of each step.
pub fn problems(tx: &ReadTx<'_>, progress: &mut dyn FnMut(Progress)) -> Result<Vec<String>> {
    problems_of(tx.connection, progress)
}

/// [`problems`], of a connection of any kind to a database of the present schema.
pub(super) fn problems_of(
    connection: &Connection,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<String>> {
    let all = SQLITE_STEPS.len() + INVARIANTS.len();
    let mut step = steps_of(all, progress);
    let mut problems = sqlite_problems(connection, &mut step)?;
    for invariant in INVARIANTS {
        let breaches = texts(connection, invariant.breaches)?;
        problems.extend(
            breaches
                .iter()
                .map(|what| format!("{what}: {}", invariant.rule)),
        );
        step();
    }
    Ok(problems)
}

/// What SQLite itself finds wrong, in a database of any schema.
pub(super) fn problems_of_sqlite(
    connection: &Connection,
    progress: &mut dyn FnMut(Progress),
) -> Result<Vec<String>> {
    sqlite_problems(connection, &mut steps_of(SQLITE_STEPS.len(), progress))
}

/// What SQLite is asked, each a step.
const SQLITE_STEPS: [&str; 2] = [
    "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'",
    "SELECT 'foreign key: a row of ' || \"table\" || ' names a row of ' || parent || ' that is not there'
     FROM pragma_foreign_key_check",
];

fn sqlite_problems(connection: &Connection, step: &mut dyn FnMut()) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for sql in SQLITE_STEPS {
        problems.extend(texts(connection, sql)?);
        step();
    }
    Ok(problems)
}

/// Tells the progress: none now, and one step more at each call.
fn steps_of(all: usize, progress: &mut dyn FnMut(Progress)) -> impl FnMut() {
    let all = u64::try_from(all).unwrap_or(u64::MAX);
    let mut done = 0;
    progress(Progress { done, all });
    move || {
        done += 1;
        progress(Progress { done, all });
    }
}

fn texts(connection: &Connection, sql: &str) -> Result<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?;
    Ok(texts.collect::<rusqlite::Result<_>>()?)
}
