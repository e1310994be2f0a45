//! `oms backup` and `oms restore`: a copy that is known to be good, and its way back.

use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::thread;

use rusqlite::Connection;
use serde_json::json;

use crate::support::{Place, bytes_of};

/// A shop with orders.
fn made() -> Place {
    let place = Place::new();
    place.oms(&["demo", "--orders", "60"]).ok();
    place
}

fn count(file: &std::path::Path, sql: &str) -> i64 {
    let connection = Connection::open(file).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

const ORDERS: &str = "SELECT count(*) FROM orders";

fn backups(place: &Place) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(place.path("backups"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".db"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_is_one_file_that_any_sqlite_opens_and_a_server_may_run_meanwhile() {
    let place = made();
    let _server = place.serve();
    let said = place.oms(&["backup", "copy.db"]).ok();
    assert_eq!(said, "Copied and checked: copy.db\n");
    assert_eq!(count(&place.path("copy.db"), ORDERS), 60);
    assert!(!place.path("copy.db-wal").exists() && !place.path("copy.db.part").exists());
}

#[test]
fn without_a_name_it_goes_into_the_folder_and_only_so_many_are_kept() {
    let place = made();
    for _ in 0..4 {
        place
            .oms_where(&[("OMS_BACKUP_KEEP", "2")], &["backup"])
            .ok();
    }
    let names = backups(&place);
    assert_eq!(names.len(), 2, "{names:?}");
    for name in &names {
        assert_eq!(count(&place.path("backups").join(name), ORDERS), 60);
    }
}

#[test]
fn a_backup_overwrites_nothing_and_copies_nothing_that_is_damaged() {
    let place = made();
    let taken = place.write("notes.txt", "mine");
    let why = place.oms(&["backup", "notes.txt"]).failed();
    assert!(why.contains("notes.txt is there already"), "{why}");
    assert_eq!(bytes_of(&taken), b"mine");

    let mut bytes = bytes_of(&place.database());
    let middle = bytes.len() / 2;
    bytes[middle..middle + 20_000].fill(0x5a);
    fs::write(place.database(), bytes).unwrap();
    let why = place.oms(&["backup", "copy.db"]).failed();
    assert!(why.contains("oms.db"), "{why}");
    assert!(!place.path("copy.db").exists() && !place.path("copy.db.part").exists());
}

#[test]
fn a_restored_shop_is_that_of_the_backup_and_the_present_one_is_kept_beside_it() {
    let place = made();
    place.oms(&["backup", "copy.db"]).ok();
    let last = "SELECT max(seq) FROM sqlite_sequence WHERE name = 'orders'";
    let given_out = count(&place.database(), last);
    let connection = Connection::open(place.database()).unwrap();
    connection
        .execute_batch(
            "UPDATE sqlite_sequence SET seq = seq + 7 WHERE name = 'orders';
             UPDATE products SET name = 'Renamed since' WHERE sku = 'BR-RYE';",
        )
        .unwrap();
    drop(connection);

    let said = place.oms(&["restore", "copy.db"]).ok();
    let kept = said.lines().last().unwrap().rsplit(' ').next().unwrap();
    let renamed = "SELECT count(*) FROM products WHERE name = 'Renamed since'";
    assert_eq!(count(&place.database(), renamed), 0);
    assert_eq!(count(&place.path(kept), renamed), 1, "{said}");
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
    // No number that is on a slip somewhere comes a second time.
    assert!(count(&place.database(), last) >= given_out + 7);
    assert_eq!(count(&place.database(), "SELECT count(*) FROM sessions"), 0);
    assert_eq!(
        count(&place.database(), "SELECT count(*) FROM one_time_tokens"),
        0
    );
}

#[test]
fn a_damaged_database_can_be_replaced_and_is_kept() {
    let place = made();
    place.oms(&["backup", "copy.db"]).ok();
    fs::write(place.database(), b"no database at all").unwrap();
    place.oms(&["restore", "copy.db"]).ok();
    assert_eq!(place.oms(&["check"]).ok(), "oms.db is sound.\n");
    let kept = fs::read_dir(place.path("."))
        .unwrap()
        .filter_map(|entry| entry.unwrap().file_name().into_string().ok())
        .find(|name| name.starts_with("oms.db.before-"))
        .unwrap();
    assert_eq!(bytes_of(&place.path(&kept)), b"no database at all");
}

#[test]
fn what_is_no_good_backup_is_refused_and_the_database_stays_as_it_is() {
    let place = made();
    place.oms(&["backup", "newer.db"]).ok();
    Connection::open(place.path("newer.db"))
        .unwrap()
        .execute_batch("PRAGMA user_version = 99")
        .unwrap();
    place.oms(&["backup", "damaged.db"]).ok();
    Connection::open(place.path("damaged.db"))
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM order_items")
        .unwrap();
    place.write("text.db", "no database");
    let before = bytes_of(&place.database());
    for (file, mentions) in [
        ("newer.db", "version 99"),
        ("damaged.db", "damaged"),
        ("text.db", "text.db"),
        ("missing.db", "no file missing.db"),
    ] {
        let why = place.oms(&["restore", file]).failed();
        assert!(why.contains(mentions), "{file}: {why}");
        assert!(bytes_of(&place.database()) == before, "{file}");
    }
    assert!(!place.path("oms.db.restoring").exists());
}

#[test]
fn nothing_is_restored_under_a_running_server() {
    let place = made();
    place.oms(&["backup", "copy.db"]).ok();
    let _server = place.serve();
    let why = place.oms(&["restore", "copy.db"]).failed();
    assert!(why.contains("oms.db is open in another program"), "{why}");
    assert!(!place.path("oms.db.restoring").exists());
}

#[test]
fn what_a_backup_that_was_cut_short_has_left_is_cleared_away_and_nothing_else() {
    let place = made();
    fs::create_dir(place.path("backups")).unwrap();
    let left = "backups/oms-2026-01-02T03-04-05.678Z.db.part";
    let others = ["backups/notes.part", "backups/oms-mine.db"];
    for name in [left].into_iter().chain(others) {
        place.write(name, "");
    }
    place.oms(&["backup"]).ok();
    assert!(!place.path(left).exists());
    for name in others {
        assert!(place.path(name).exists(), "{name}");
    }
}

#[test]
fn a_backup_has_all_that_was_answered_before_it_began_while_eight_clients_write() {
    let place = Place::new();
    let server = place.serve();
    let admin = server.claim();
    let bread = json!({"name": "Rye bread", "price": 4.8, "stock": 1_000_000});
    let bread = admin.post("/api/products", &bread).expect(201);
    let order = json!({"items": [{"product_id": bread["id"], "quantity": 1}]});
    let (answered, done) = (AtomicI64::new(0), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    admin.post("/api/orders", &order).expect(201);
                    answered.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        let copies = panic::catch_unwind(AssertUnwindSafe(|| {
            for name in ["first.db", "second.db", "third.db"] {
                let before = answered.load(Ordering::SeqCst);
                place.oms(&["backup", name]).ok();
                let copied = count(&place.path(name), ORDERS);
                assert!(copied >= before, "{name}: {copied} of {before}");
            }
        }));
        // Whatever happened, the clients end, and with them the test.
        done.store(true, Ordering::SeqCst);
        copies.unwrap_or_else(|why| panic::resume_unwind(why));
    });
    let other = Place::new();
    fs::copy(place.path("third.db"), other.path("third.db")).unwrap();
    other.oms(&["restore", "third.db"]).ok();
    assert_eq!(other.oms(&["check"]).ok(), "oms.db is sound.\n");
    assert_eq!(
        count(&other.database(), ORDERS),
        count(&place.path("third.db"), ORDERS)
    );
}
