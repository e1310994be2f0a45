//! A database of an older OMS is brought up to date when it is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

use rusqlite::Connection;
use rusqlite::types::Value;
use serde_json::json;

use crate::support::{Place, second_process};

/// The schema of version 1, and what a small shop held in it.
const VERSION_1: [&str; 2] = [
    include_str!("../../data/schema-1.sql"),
    include_str!("../../data/shop-1.sql"),
];

/// A database as the OMS of version 1 left it.
fn version_1(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    for sql in VERSION_1 {
        connection.execute_batch(sql).unwrap();
    }
    connection
        .execute_batch(
            "PRAGMA application_id = 0x4f4d5331; PRAGMA user_version = 1; PRAGMA journal_mode = WAL;",
        )
        .unwrap();
    connection
}

/// Everything that the schema has, by name: without comments, with single spaces, and with none where a column that
/// came later was added.
fn schema(file: &Path) -> BTreeMap<String, String> {
    let connection = Connection::open(file).unwrap();
    let mut statement = connection
        .prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema")
        .unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let rows = rows.unwrap().map(|row| row.unwrap());
    rows.map(|(name, sql): (String, String)| {
        let lines = sql.lines().filter_map(|line| line.split("--").next());
        let words: Vec<_> = lines.flat_map(str::split_whitespace).collect();
        (name, words.join(" ").replace(" ,", ",").replace(" )", ")"))
    })
    .collect()
}

fn version(file: &Path) -> i64 {
    let connection = Connection::open(file).unwrap();
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    version.unwrap()
}

/// The columns of every table.
fn columns(file: &Path) -> BTreeMap<String, Vec<String>> {
    let connection = Connection::open(file).unwrap();
    let mut columns = connection
        .prepare(
            "SELECT tables.name, columns.name
             FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
             WHERE tables.type = 'table'",
        )
        .unwrap();
    let rows = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut columns = BTreeMap::<String, Vec<String>>::new();
    for row in rows.unwrap() {
        let (table, column) = row.unwrap();
        columns.entry(table).or_default().push(column);
    }
    columns
}

/// Every row of every table.
fn contents(file: &Path) -> BTreeMap<String, Vec<Vec<Value>>> {
    contents_of(file, columns(file))
}

/// Every row of these tables, by these of their columns, in any order.
fn contents_of(
    file: &Path,
    columns: BTreeMap<String, Vec<String>>,
) -> BTreeMap<String, Vec<Vec<Value>>> {
    let connection = Connection::open(file).unwrap();
    let rows = |columns: &[String], table: &str| {
        let list = columns.join("\", \"");
        let select = format!("SELECT \"{list}\" FROM \"{table}\"");
        let mut rows = connection.prepare(&select).unwrap();
        let row = |row: &rusqlite::Row<'_>| (0..columns.len()).map(|at| row.get(at)).collect();
        let rows = rows.query_map([], row).unwrap();
        let mut rows: Vec<Vec<Value>> = rows.collect::<rusqlite::Result<_>>().unwrap();
        rows.sort_by_key(|row| format!("{row:?}"));
        rows
    };
    let tables = columns.into_iter();
    tables
        .map(|(table, columns)| (table.clone(), rows(&columns, &table)))
        .collect()
}

#[test]
fn a_database_of_the_first_version_becomes_what_a_new_one_is_and_keeps_all_it_holds() {
    let place = Place::new();
    let (old, new) = (place.database(), place.path("new.db"));
    drop(version_1(&old));
    let (before, kept) = (contents(&old), columns(&old));
    assert!(before["orders"].len() > 2, "there is something to keep");
    drop(second_process(&old));
    drop(second_process(&new));
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(version(&old), version(&new));
    let mut after = contents(&old);
    let clock = after.remove("order_clock").unwrap();
    assert_eq!(clock, [[Value::Integer(1), Value::Integer(0)]]);
    for added in [
        "orders_search_backlog",
        "api_tokens",
        "order_labels",
        "order_sequences",
        "documents",
        "order_links",
        "displays",
        "webhooks",
        "webhook_deliveries",
        "mails",
    ] {
        assert_eq!(after.remove(added), Some(Vec::new()), "{added}");
    }
    let mut kept = contents_of(&old, kept);
    // A counter for the payments, of which none was written down before.
    let counters = kept.get_mut("sqlite_sequence").unwrap();
    counters.retain(|counter| counter[0] != Value::Text("payments".to_owned()));
    assert_eq!(kept, before);
}

#[test]
fn what_was_paid_before_payments_were_written_down_is_paid_in_a_way_nobody_told() {
    let place = Place::new();
    drop(version_1(&place.database()));
    let server = place.serve();
    let admin = server.claim();
    let orders = admin.get("/api/orders").expect(200);
    let mut paid = 0;
    for order in orders.as_array().unwrap() {
        let path = format!("/api/orders/{}", order["number"]);
        let is_paid = ["PAID", "FULFILLED"]
            .iter()
            .any(|it| order["status"] == *it);
        let total = if is_paid {
            &order["total"]
        } else {
            &json!(0.0)
        };
        assert_eq!(order["paid"], *total, "{order}");
        let payments = admin.get(&format!("{path}/payments")).expect(200);
        for payment in payments.as_array().unwrap() {
            assert_eq!(payment["method"], "other");
            assert_eq!(payment["amount"], order["total"]);
            paid += 1;
        }
    }
    assert!(paid > 0, "something was paid");
}

#[test]
fn an_upgraded_shop_knows_how_far_its_clock_was_set_back() {
    let place = Place::new();
    let old = version_1(&place.database());
    // Order 1002 was taken at 1769000200000.
    let set_back = "UPDATE orders SET created_at = 1769000195000 WHERE number = 1003";
    assert_eq!(old.execute(set_back, []).unwrap(), 1);
    drop(old);
    drop(second_process(&place.database()));
    assert_eq!(
        contents(&place.database())["order_clock"],
        [[Value::Integer(1), Value::Integer(5000)]]
    );
}

#[test]
fn an_upgraded_shop_is_sound_kept_as_it_was_and_goes_on_from_where_it_was() {
    let place = Place::new();
    drop(version_1(&place.database()));
    let before = contents(&place.database());
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
    let kept = std::fs::read_dir(place.path("backups")).unwrap();
    let kept: Vec<_> = kept
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "db"))
        .collect();
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert_eq!((contents(&kept[0]), version(&kept[0])), (before, 1));
    let server = place.serve();
    let admin = server.claim();
    let counts = admin.get("/api/orders/counts").expect(200);
    let counts = counts["counts"].as_array().unwrap().iter();
    let counts: Vec<_> = counts.map(|count| count["orders"].clone()).collect();
    assert_eq!(counts, [1, 1, 0, 1]);
    admin.get("/api/reports/summary").expect(200);
    let found = admin.get("/api/orders?q=harbour+rye").expect(200);
    assert_eq!(found[0]["number"], 1001);
}

#[test]
fn an_upgraded_shop_goes_on_with_the_settings_that_its_file_had_until_now() {
    let place = Place::new();
    drop(version_1(&place.database()));
    place.write(
        "config.toml",
        "shop_name = \"Rye & Co\"\nlow_stock = 3\nbackup_keep = 9\n",
    );
    let server = place.serve();
    let admin = server.claim();
    let settings = admin.get("/api/settings").expect(200);
    for (key, value) in [
        ("name", json!("Rye & Co")),
        ("currency", json!("EUR")),
        ("low_stock", json!(3)),
        ("backup_every_hours", json!(24)),
        ("backup_keep", json!(9)),
        ("prices_include_tax", json!(true)),
        ("tax_rate", json!(0)),
    ] {
        assert_eq!(settings[key], value, "{key}");
    }
    drop(server);
    let rows = contents(&place.database()).remove("settings").unwrap();
    for (key, value) in [("prices_include_tax", "true"), ("tax_rate", "0")] {
        let row = vec![Value::Text(key.to_owned()), Value::Text(value.to_owned())];
        assert!(rows.contains(&row), "{key}");
    }
}

#[test]
fn a_step_that_fails_leaves_the_database_as_it_was() {
    let place = Place::new();
    let file = place.database();
    let connection = version_1(&file);
    // The step would drop this index.
    connection
        .execute_batch("DROP INDEX orders_by_created")
        .unwrap();
    drop(connection);
    let before = schema(&file);
    let why = place.oms(&["check"]).failed();
    assert!(
        why.contains("oms.db cannot be brought to schema version 2"),
        "{why}"
    );
    assert_eq!((schema(&file), version(&file)), (before, 1));
}

#[test]
fn of_programs_that_open_an_old_database_at_once_one_upgrades_it_and_all_can_use_it() {
    let place = Place::new();
    let file = place.database();
    drop(version_1(&file));
    let gate = Barrier::new(4);
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                gate.wait();
                drop(second_process(&file));
            });
        }
    });
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
}
