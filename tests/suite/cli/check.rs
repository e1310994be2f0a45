//! `oms check` finds what is wrong and names it.

use rusqlite::Connection;

use crate::support::{Place, bytes_of};

/// A shop with orders, closed, and its bytes.
fn made() -> (Place, Vec<u8>) {
    let place = Place::new();
    place.oms(&["demo", "--orders", "60"]).ok();
    let connection = Connection::open(place.database()).unwrap();
    connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(connection);
    let bytes = bytes_of(&place.database());
    (place, bytes)
}

/// Breaks a database as nobody can who keeps its triggers and foreign keys.
fn spoil(place: &Place, sql: &str) {
    let connection = Connection::open(place.database()).unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        connection
            .execute_batch(&format!("DROP TRIGGER {trigger}"))
            .unwrap();
    }
    connection
        .execute_batch(&format!(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {sql};"
        ))
        .unwrap();
    assert!(connection.total_changes() > 0, "{sql} changed nothing");
}

#[test]
fn a_sound_database_is_called_sound_and_stays_as_it_is() {
    let (place, bytes) = made();
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
    assert!(bytes_of(&place.database()) == bytes, "a check wrote");
}

#[test]
fn it_is_sound_while_a_server_runs_and_writes() {
    let place = Place::new();
    let server = place.serve();
    server.claim();
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
}

#[test]
fn every_broken_rule_is_named_with_what_breaks_it() {
    let (place, bytes) = made();
    let mut missed = Vec::new();
    for (sql, mentions) in [
        (
            "UPDATE orders SET total = total + 1 WHERE number = 1003",
            &["order 1003", "total"][..],
        ),
        (
            "DELETE FROM order_items WHERE order_id = (SELECT id FROM orders WHERE number = 1004)",
            &["order 1004", "items"],
        ),
        (
            "UPDATE orders SET status = 'PENDING' WHERE number = 1001",
            &["order 1001", "status"],
        ),
        (
            "UPDATE order_counts SET orders = orders + 1 WHERE status = 'PAID'",
            &["PAID", "count"],
        ),
        (
            "UPDATE products SET stock = stock + 1 WHERE sku = 'BR-RYE'",
            &["Rye bread", "ledger"],
        ),
        (
            "UPDATE stock_ledger SET delta = delta + 1 WHERE id = (SELECT max(id) FROM stock_ledger)",
            &["stock", "ledger"],
        ),
        (
            "UPDATE order_items SET stock_taken = quantity WHERE order_id = (
                SELECT id FROM orders WHERE status = 'CANCELLED' LIMIT 1)",
            &["order", "cancelled"],
        ),
        (
            "UPDATE orders SET user_id = zeroblob(16) WHERE number = 1002",
            &["foreign key", "orders", "users"],
        ),
        (
            "UPDATE orders SET created_at = 1 WHERE number = 1006",
            &["order 1006", "clock"],
        ),
        (
            "DELETE FROM orders_search WHERE rowid = 1005",
            &["order 1005", "search"],
        ),
        (
            "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'events'",
            &["event", "log"],
        ),
        (
            "UPDATE order_items SET quantity = -1, unit_price = -unit_price",
            &["order_items"],
        ),
        ("DELETE FROM products_search", &["product", "search"]),
        ("DELETE FROM users_search", &["search"]),
    ] {
        std::fs::write(place.database(), &bytes).unwrap();
        spoil(&place, sql);
        let ran = place.oms(&["check"]);
        let mut lines = ran.stderr.lines();
        let named = lines.any(|line| mentions.iter().all(|mention| line.contains(mention)));
        let prefixed = ran.stderr.lines().all(|line| line.starts_with("oms: "));
        if ran.status != Some(1) || !named || !prefixed {
            missed.push(format!("{sql}: {mentions:?} not named in {ran:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_damaged_page_is_found() {
    let (place, mut bytes) = made();
    // A page that holds something, wherever it lies.
    let root = "SELECT (rootpage - 1) * 4096 FROM sqlite_schema WHERE name = 'orders'";
    let connection = Connection::open(place.database()).unwrap();
    let root: i64 = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    let root = usize::try_from(root).unwrap();
    bytes[root + 100..root + 4096].fill(0xa5);
    std::fs::write(place.database(), &bytes).unwrap();
    let ran = place.oms(&["check"]);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(bytes_of(&place.database()) == bytes, "the file was changed");
}
