//! What others on the same machine may do to the shop's files: the server does not start before it is nothing.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use crate::support::{Place, Ran};

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

fn try_to_serve(place: &Place, database: &str) -> Ran {
    let here = ["serve", "--address", "127.0.0.1", "--port", "0"];
    place.oms(&[&here[..], &["--database", database]].concat())
}

/// Does what a refusal says, as its reader would.
fn mend(why: &str) {
    let (_, rest) = why.split_once("run ").expect(why);
    let (command, _) = rest.split_once(" (").expect(why);
    let done = Command::new("/bin/sh").args(["-c", command]).status();
    assert!(done.unwrap().success(), "{command}");
}

#[test]
fn it_does_not_start_while_others_may_write_the_database_or_what_is_beside_it() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    fs::create_dir(place.path("backups")).unwrap();
    let folder = fs::canonicalize(place.path(".")).unwrap();
    let was = mode(&folder);
    for (name, open, private) in [
        ("oms.db", 0o602, 0o600),
        ("oms.db", 0o666, 0o664),
        ("oms.db-wal", 0o606, 0o604),
        ("oms.db-journal", 0o602, 0o600),
        ("backups", 0o703, 0o701),
        (".", 0o702, 0o700),
        // Others could make what SQLite reads beside the database before it does.
        (".", 0o1777, 0o1775),
    ] {
        let file = place.path(name);
        if name.contains("oms.db-") {
            fs::write(&file, "").unwrap();
        }
        set_mode(&file, open);
        let why = try_to_serve(&place, "oms.db").failed();
        // The folder is named as it is called from the root.
        let named = match name {
            "backups" => folder.join(name),
            "." => folder.clone(),
            name => Path::new(name).to_owned(),
        };
        assert!(why.contains(&format!("\"{}\"", named.display())), "{why}");
        // What the owner does meanwhile goes on.
        place.oms(&["check"]).ok();
        if !file.exists() {
            // The check has put an end to a log of nothing.
            continue;
        }
        Command::new("/bin/true")
            .current_dir(&folder)
            .status()
            .unwrap();
        let why = why.replace("\"oms.db", &format!("\"{}/oms.db", folder.display()));
        mend(&why);
        assert_eq!(mode(&file), private, "{name}");
        drop(place.serve());
    }
    set_mode(&folder, was);
}

#[test]
fn a_group_may_write_where_the_owner_lets_it() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    set_mode(&place.database(), 0o660);
    set_mode(&place.path("."), 0o770);
    drop(place.serve());
}

#[test]
fn a_folder_that_others_may_move_away_holds_no_shop() {
    let place = Place::new();
    let shop = place.path("open/shop");
    fs::create_dir_all(&shop).unwrap();
    set_mode(&shop, 0o700);
    let above = fs::canonicalize(place.path("open")).unwrap();
    set_mode(&above, 0o777);
    let why = try_to_serve(&place, "open/shop/oms.db").failed();
    assert!(why.contains(&format!("\"{}\"", above.display())), "{why}");
    assert!(!shop.join("oms.db").exists(), "nothing was made there");
    // As /tmp is: there nobody moves what is another's.
    set_mode(&above, 0o1777);
    fs::write(place.path("config.toml"), "database = \"open/shop/oms.db\"").unwrap();
    drop(place.serve());
}

#[test]
fn a_database_or_a_key_that_others_may_read_is_told_with_what_mends_it() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    let told = || {
        let server = place.serve();
        let log = server.stop();
        let mut told = log.iter().filter(|line| line.contains("chmod o-r"));
        told.next().cloned()
    };
    assert_eq!(told(), None);
    set_mode(&place.database(), 0o644);
    let line = told().expect("a warning");
    assert!(line.contains("chmod o-r \"oms.db\""), "{line}");
}

#[test]
fn what_it_makes_is_for_its_owner_alone_whatever_the_umask() {
    let place = Place::new();
    let line = format!(
        "umask 0 && {0} demo --orders 1 && {0} backup && {0} backup copy.db && {0} export customers all.csv && {0} restore copy.db",
        env!("CARGO_BIN_EXE_oms")
    );
    let done = Command::new("/bin/sh")
        .args(["-c", &line])
        .current_dir(place.path("."))
        .env_clear()
        .output()
        .unwrap();
    assert!(done.status.success(), "{done:?}");
    let mut seen = 0;
    for folder in [place.path("."), place.path("backups")] {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            // The sum of a backup tells nothing of what is in it.
            if name.ends_with(".sha256") {
                continue;
            }
            let expected = if path.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode(&path), expected, "{name}");
            seen += 1;
        }
    }
    // The database, the one before, copy.db, all.csv, the folder and the backup in it.
    assert!(seen >= 6, "{seen} files");
}
