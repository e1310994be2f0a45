//! Files that are no database of this shop are refused with a clear line, and stay as they are.

use std::path::Path;

use rusqlite::Connection;

use crate::support::{Place, bytes_of};

/// A database that OMS has made, closed, in one file.
fn made(place: &Place) -> std::path::PathBuf {
    place.oms(&["demo", "--orders", "30"]).ok();
    let file = place.database();
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    file
}

/// Every command that opens the database refuses it in one line that has this, and leaves it as it is.
#[track_caller]
fn assert_refused(place: &Place, file: &Path, mention: &str) {
    let before = bytes_of(file);
    let name = file.to_str().unwrap();
    for command in [
        &["serve", "--address", "127.0.0.1", "--port", "0"][..],
        &["check"],
        &["demo"],
        &["user", "list"],
    ] {
        let why = place.oms(&[command, &["--database", name]].concat());
        let why = why.failed();
        assert!(
            why.contains(name),
            "{command:?} does not name the file: {why}"
        );
        assert!(why.contains(mention), "{command:?}: {why}");
        assert!(!why.contains("internal error"), "{command:?}: {why}");
        assert!(bytes_of(file) == before, "{command:?} changed the file");
    }
}

#[test]
fn a_command_that_has_ended_leaves_one_file_however_short_it_was() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    for _ in 0..30 {
        let refused = place.oms_reading(
            "correct horse\n",
            &["user", "password", "x", "--password-stdin"],
        );
        refused.failed();
        place.oms(&["user", "list"]).ok();
        for ending in ["oms.db-wal", "oms.db-shm"] {
            assert!(!place.path(ending).exists(), "{ending}");
        }
    }
}

#[test]
fn a_folder_that_is_missing_is_named() {
    let place = Place::new();
    for command in [
        &["serve", "--port", "0"][..],
        &["demo"],
        &["user", "add", "--email", "a@shop.example", "--name", "A"],
    ] {
        let args = [command, &["--database", "nowhere/oms.db"]].concat();
        assert_eq!(
            place.oms(&args).failed(),
            "there is no folder nowhere for nowhere/oms.db: make the folder first, or name another file"
        );
        assert!(!place.path("nowhere").exists());
    }
}

#[test]
fn a_folder_in_the_place_of_the_file_is_refused() {
    let place = Place::new();
    std::fs::create_dir(place.path("oms.db")).unwrap();
    let why = place.oms(&["serve", "--port", "0"]).failed();
    assert!(why.contains("oms.db"), "{why}");
}

#[test]
fn a_file_that_is_no_database_is_refused_and_kept() {
    let place = Place::new();
    let text = "Shopping list: flour, yeast, salt. ".repeat(200);
    let file = place.write("list.txt", text);
    assert_refused(&place, &file, "not a database");
    let short = place.write("note.txt", "rye");
    assert_refused(&place, &short, "not a database");
}

#[test]
fn the_database_of_another_program_is_refused_and_kept() {
    let place = Place::new();
    let file = place.path("music.db");
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('Rye')")
        .unwrap();
    drop(connection);
    assert_refused(&place, &file, "not an OMS database");
    assert!(!place.path("music.db-wal").exists());
}

#[test]
fn a_database_of_a_newer_oms_is_refused_with_both_versions_and_kept() {
    let place = Place::new();
    let file = made(&place);
    let connection = Connection::open(&file).unwrap();
    connection
        .execute_batch("PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)")
        .unwrap();
    drop(connection);
    assert_refused(&place, &file, "version 99");
}

#[test]
fn a_database_that_was_cut_off_is_refused_and_kept() {
    let place = Place::new();
    let file = made(&place);
    let whole = bytes_of(&file);
    for length in [whole.len() / 2, whole.len() - 4096] {
        std::fs::write(&file, &whole[..length]).unwrap();
        assert_refused(&place, &file, "malformed");
    }
}

#[test]
fn a_database_whose_pages_are_garbage_is_refused_and_kept() {
    let place = Place::new();
    let file = made(&place);
    let whole = bytes_of(&file);
    // All but the first page, which holds the header and the schema's root.
    let mut garbage = whole.clone();
    garbage[4096..].fill(0xa5);
    std::fs::write(&file, &garbage).unwrap();
    assert_refused(&place, &file, "malformed");
    // The schema itself.
    let mut garbage = whole;
    garbage[100..4096].fill(0xa5);
    std::fs::write(&file, &garbage).unwrap();
    assert_refused(&place, &file, "malformed");
}

#[test]
fn a_commands_database_must_be_there_and_none_is_made_by_mistake() {
    let place = Place::new();
    for command in [
        &["check"][..],
        &["user", "list"],
        &["user", "password", "ada@shop.example", "--password-stdin"],
    ] {
        let why = place.oms_reading("correct horse\n", command).failed();
        assert!(
            why.contains("oms.db") && why.contains("--database"),
            "{why}"
        );
        assert!(!place.database().exists(), "{command:?} made a database");
    }
}

#[test]
fn the_currency_is_the_databases_once_it_has_one() {
    let place = Place::new();
    let dollars = [("OMS_CURRENCY", "USD")];
    place.oms_where(&dollars, &["demo", "--orders", "1"]).ok();
    let exported = place.oms(&["export", "orders"]).ok();
    assert!(
        exported.contains("USD") && !exported.contains("EUR"),
        "{exported}"
    );
}

#[cfg(unix)]
#[test]
fn nobody_but_its_owner_may_read_the_database() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let server = place.serve();
    server.claim();
    for name in ["oms.db", "oms.db-wal", "oms.db-shm"] {
        let mode = std::fs::metadata(place.path(name)).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "{name}");
    }
}
