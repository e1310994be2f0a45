//! A database of an older OMS is brought up to date when it is opened.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Barrier;
use std::thread;

use rusqlite::Connection;
use rusqlite::types::Value;

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

/// Everything that the schema has, by name: without comments, and with single spaces.
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
        (name, words.join(" "))
    })
    .collect()
}

fn version(file: &Path) -> i64 {
    let connection = Connection::open(file).unwrap();
    let version = connection.pragma_query_value(None, "user_version", |row| row.get(0));
    version.unwrap()
}

/// Every row of every table.
fn contents(file: &Path) -> BTreeMap<String, Vec<Vec<Value>>> {
    let connection = Connection::open(file).unwrap();
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    let tables = tables.query_map([], |row| row.get(0)).unwrap();
    let tables = tables.map(|name: rusqlite::Result<String>| name.unwrap());
    tables
        .map(|table| {
            let mut rows = connection
                .prepare(&format!("SELECT * FROM \"{table}\""))
                .unwrap();
            let columns = rows.column_count();
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|index| row.get(index)).collect();
            let rows = rows.query_map([], row).unwrap();
            let rows = rows.collect::<rusqlite::Result<_>>().unwrap();
            (table, rows)
        })
        .collect()
}

#[test]
fn a_database_of_the_first_version_becomes_what_a_new_one_is_and_keeps_all_it_holds() {
    let place = Place::new();
    let (old, new) = (place.database(), place.path("new.db"));
    drop(version_1(&old));
    let before = contents(&old);
    assert!(before["orders"].len() > 2, "there is something to keep");
    drop(second_process(&old));
    drop(second_process(&new));
    assert_eq!(schema(&old), schema(&new));
    assert_eq!(version(&old), version(&new));
    let mut after = contents(&old);
    let clock = after.remove("order_clock").unwrap();
    assert_eq!(clock, [[Value::Integer(1), Value::Integer(0)]]);
    assert_eq!(after.remove("orders_search_backlog"), Some(Vec::new()));
    assert_eq!(after, before);
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
