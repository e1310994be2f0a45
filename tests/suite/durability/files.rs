//! Files that are deleted, replaced, locked or damaged: nothing that was answered is lost with them or
//! written over, and nothing is answered that would be.

use std::fs;
use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::json;

use super::{make, names, names_after_start, refuse, refused_start};
use crate::support::{Client, Place, Server, bytes_of};

/// A shop with one product.
fn open() -> (Place, Server, Client) {
    let place = Place::new();
    let server = place.serve();
    let admin = server.claim();
    make(&admin, "Rye bread");
    (place, server, admin)
}

#[cfg(unix)]
#[test]
fn nothing_is_saved_into_a_file_that_is_not_in_its_place() {
    for name in ["oms.db", "oms.db-wal", "oms.db-shm"] {
        let (place, mut server, admin) = open();
        let (file, aside) = (place.path(name), place.path("aside"));
        fs::rename(&file, &aside).unwrap();
        refuse(&admin);
        refuse(&admin);
        assert_eq!(names(&admin), ["Rye bread"], "{name}");
        assert_eq!(server.anyone().get("/healthz").status, 503);
        // Put back, it goes on.
        fs::rename(&aside, &file).unwrap();
        make(&admin, "Spelt");
        assert_eq!(server.anyone().get("/healthz").status, 200);
        server.kill();
        assert_eq!(names_after_start(&place, &admin), ["Rye bread", "Spelt"]);
    }
}

#[cfg(unix)]
#[test]
fn a_log_that_is_deleted_takes_nothing_with_it() {
    let (place, mut server, admin) = open();
    fs::remove_file(place.path("oms.db-wal")).unwrap();
    refuse(&admin);
    server.kill();
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
}

#[cfg(unix)]
#[test]
fn a_file_in_the_place_of_the_database_stays_as_it_is() {
    let (place, mut server, admin) = open();
    place.oms(&["backup", "other.db"]).ok();
    make(&admin, "Spelt");
    let (database, aside) = (place.database(), place.path("aside.db"));
    fs::rename(&database, &aside).unwrap();
    fs::rename(place.path("other.db"), &database).unwrap();
    let other = bytes_of(&database);
    refuse(&admin);
    assert_eq!(names(&admin), ["Rye bread", "Spelt"]);
    server.kill();
    assert!(bytes_of(&database) == other);
    // Neither has anything of the other.
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
    for ending in ["-wal", "-shm"] {
        fs::remove_file(place.path(&format!("oms.db{ending}"))).unwrap();
    }
    fs::rename(&aside, &database).unwrap();
    assert_eq!(names_after_start(&place, &admin), ["Rye bread", "Spelt"]);
}

#[test]
fn a_database_that_another_program_has_for_itself_is_refused_at_the_start() {
    let (place, server, admin) = open();
    drop(server);
    let other = Connection::open(place.database()).unwrap();
    other
        .execute_batch("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE")
        .unwrap();
    let why = refused_start(&place);
    assert!(why.contains("oms.db") && why.contains("locked"), "{why}");
    drop(other);
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
}

/// Spoils some bytes of a file, and gives what it held before.
fn spoil(file: &PathBuf, at: usize) -> Vec<u8> {
    let whole = bytes_of(file);
    let mut spoilt = whole.clone();
    spoilt[at..at + 8].iter_mut().for_each(|byte| *byte ^= 0xa5);
    fs::write(file, spoilt).unwrap();
    whole
}

#[test]
fn a_damaged_page_is_a_503_where_it_is_needed_and_nowhere_else() {
    let (place, mut server, admin) = open();
    server.signal("TERM");
    server.ended();
    let root = "SELECT (rootpage - 1) * 4096 FROM sqlite_schema WHERE name = 'products'";
    let connection = Connection::open(place.database()).unwrap();
    let root: i64 = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    let whole = spoil(&place.database(), usize::try_from(root).unwrap());
    let mut server = place.serve();
    let there = Client::new(server.port, admin.token.clone());
    there.get("/api/products").refused(503, "storage");
    there.get("/api/orders").expect(200);
    refuse(&there);
    let ada = json!({"name": "Ada"});
    there.post("/api/customers", &ada).expect(201);
    assert!(place.oms(&["check"]).status != Some(0));
    server.kill();
    fs::write(place.database(), whole).unwrap();
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
}

/// Where a log's header and its frames begin and end: 32 bytes, then frames of a page and 24 bytes.
const FRAME: usize = 24 + 4096;

#[test]
fn a_log_that_is_damaged_in_the_middle_is_refused_and_kept() {
    let (place, mut server, admin) = open();
    make(&admin, "Spelt");
    make(&admin, "White loaf");
    server.kill();
    let (log, database) = (place.path("oms.db-wal"), bytes_of(&place.database()));
    let frames = (bytes_of(&log).len() - 32) / FRAME;
    for (what, at) in [
        ("header", 4),
        ("checksum of the header", 24),
        ("first page", 32 + 1000),
        ("page in the middle", 32 + frames / 2 * FRAME + 1000),
        ("head of a frame", 32 + frames / 2 * FRAME + 8),
    ] {
        let whole = spoil(&log, at);
        let spoilt = bytes_of(&log);
        let mut refusals = vec![refused_start(&place)];
        for command in [&["check"][..], &["backup", "copy.db"]] {
            refusals.push(place.oms(command).failed());
        }
        for why in refusals {
            assert!(why.contains("oms.db-wal is damaged"), "{what}: {why}");
        }
        assert!(bytes_of(&log) == spoilt, "{what}: the log was changed");
        assert!(bytes_of(&place.database()) == database, "{what}");
        fs::write(&log, whole).unwrap();
    }
    let there = names_after_start(&place, &admin);
    assert_eq!(there, ["Rye bread", "Spelt", "White loaf"]);
}

#[test]
fn a_log_whose_last_transaction_is_torn_is_what_a_loss_of_power_leaves() {
    let (place, mut server, admin) = open();
    make(&admin, "Spelt");
    server.kill();
    let log = place.path("oms.db-wal");
    spoil(&log, bytes_of(&log).len() - 100);
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
}

#[test]
fn a_backup_takes_the_place_of_a_database_whose_log_is_damaged_and_both_are_kept() {
    let (place, mut server, admin) = open();
    place.oms(&["backup", "good.db"]).ok();
    make(&admin, "Spelt");
    make(&admin, "White loaf");
    server.kill();
    let log = place.path("oms.db-wal");
    let database = bytes_of(&place.database());
    spoil(&log, 32 + 1000);
    let spoilt = bytes_of(&log);
    let said = place.oms(&["restore", "good.db"]).ok();
    let kept = said
        .split_whitespace()
        .find(|word| word.contains("oms.db.before-"));
    let kept = kept.unwrap().trim_end_matches(['.', ',']).to_owned();
    assert!(bytes_of(&place.path(&kept)) == database);
    assert!(bytes_of(&place.path(&format!("{kept}-wal"))) == spoilt);
    place.oms(&["check"]).ok();
}
