//! A machine that loses its power at any moment has lost nothing that was answered.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use rusqlite::Connection;

use super::make;
use super::traffic::Traffic;
use crate::support::{Disk, Place, chance, rounds};

/// Changes of a disk among which the power goes: the log is brought into the database several times.
const CHANGES: u64 = 6_000;

#[test]
fn what_was_answered_survives_a_loss_of_power_at_any_moment() {
    let mut chance = chance();
    let mut disk = Disk::new();
    let place = Place::on(disk.path());
    let server = place.serve();
    let mut traffic = Traffic::new(server.claim().token.unwrap(), chance.fork());
    drop(server);
    for round in 0..rounds() {
        println!("round {round}");
        if chance.bool() {
            // At the start: the log is read, the search tables are looked at.
            disk.cut_power_at(chance.u64(1..40));
            drop(place.try_serve());
            disk.restart(&mut chance);
        }
        let mut server = place.serve();
        let shift = traffic.begin(&server);
        disk.cut_power_at(chance.u64(1..CHANGES));
        let refused = traffic.work(shift, |answers| {
            answers.iter().for_each(drop);
            server.kill();
        });
        assert!(!disk.has_power(), "the clients stopped: {refused:?}");
        for reply in refused.into_iter().flatten() {
            reply.refused(503, "storage");
        }
        disk.restart(&mut chance);
        let mut server = place.serve();
        traffic.compare(&server);
        place.oms(&["check"]).ok();
        if chance.bool() {
            // At the end: the log is brought into the database, and goes.
            disk.cut_power_at(chance.u64(1..200));
            server.signal("TERM");
            server.ended();
        }
        drop(server);
        disk.restart(&mut chance);
    }
    traffic.compare_all(&place.serve());
}

/// A shop on a disk with one product, a backup of that, and another product since.
fn with_a_backup(disk: &Disk) -> Place {
    let place = Place::on(disk.path());
    let mut server = place.serve();
    let admin = server.claim();
    make(&admin, "Rye bread");
    place.oms(&["backup", "good.db"]).ok();
    make(&admin, "Spelt");
    server.signal("TERM");
    assert_eq!(server.ended(), Some(0));
    place
}

fn products_of(place: &Place) -> Vec<String> {
    place.oms(&["check"]).ok();
    let csv = place.oms(&["export", "products"]).ok();
    let name = |line: &str| line.split(',').nth(2).unwrap().to_owned();
    csv.lines().skip(1).map(name).collect()
}

#[test]
fn a_backup_that_is_done_is_there_after_a_cut_and_restores() {
    let mut chance = chance();
    for _ in 0..rounds() {
        let mut disk = Disk::new();
        let place = with_a_backup(&disk);
        disk.restart(&mut chance);
        assert_eq!(products_of(&place), ["Rye bread", "Spelt"]);
        place.oms(&["restore", "good.db"]).ok();
        disk.restart(&mut chance);
        assert_eq!(products_of(&place), ["Rye bread"]);
    }
}

#[test]
fn a_cut_in_the_middle_of_a_restore_leaves_the_one_database_or_the_other() {
    let mut chance = chance();
    for _ in 0..rounds() {
        let mut disk = Disk::new();
        let place = with_a_backup(&disk);
        disk.cut_power_at(chance.u64(1..400));
        let done = place.oms(&["restore", "good.db"]).status == Some(0);
        disk.restart(&mut chance);
        let there = products_of(&place);
        let (before, after) = (&["Rye bread", "Spelt"][..], &["Rye bread"][..]);
        assert!(there == after || (there == before && !done), "{there:?}");
    }
}

/// Commits one row in SQLite with this `synchronous`, and loses the power after that.
fn commit_and_lose_power(disk: &mut Disk, synchronous: &str, chance: &mut fastrand::Rng) -> bool {
    let open = |disk: &Disk| {
        let rows = Connection::open(disk.path().join("rows.db")).unwrap();
        // So that it shares no memory: see `Disk`.
        rows.execute_batch("PRAGMA locking_mode = EXCLUSIVE")
            .unwrap();
        rows
    };
    let count = |rows: &Connection| -> i64 {
        rows.query_row("SELECT count(*) FROM rows", [], |row| row.get(0))
            .unwrap()
    };
    let rows = open(disk);
    rows.execute_batch(&format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE IF NOT EXISTS rows (text TEXT); PRAGMA synchronous = {synchronous};"
    ))
    .unwrap();
    let before = count(&rows);
    rows.execute("INSERT INTO rows VALUES ('rye')", []).unwrap();
    disk.cut_power();
    drop(rows);
    disk.restart(chance);
    count(&open(disk)) == before + 1
}

#[test]
fn the_disk_loses_what_sqlite_does_not_sync_and_keeps_what_it_syncs() {
    let mut chance = chance();
    for (synchronous, keeps) in [("OFF", false), ("NORMAL", false), ("FULL", true)] {
        let mut disk = Disk::new();
        let kept = (0..40)
            .filter(|_| commit_and_lose_power(&mut disk, synchronous, &mut chance))
            .count();
        assert_eq!(kept == 40, keeps, "{synchronous}: {kept} of 40 kept");
    }
}

/// Writes a file, syncs it and its folder as said, and loses the power: what is there then.
fn after_a_cut(sync: bool, sync_folder: bool, chance: &mut fastrand::Rng) -> Option<Vec<u8>> {
    let mut disk = Disk::new();
    let path = disk.path().join("note");
    let mut file = File::create(&path).unwrap();
    file.write_all(&[b'x'; 3000]).unwrap();
    if sync {
        file.sync_data().unwrap();
    }
    if sync_folder {
        sync_names(disk.path());
    }
    drop(file);
    disk.restart(chance);
    fs::read(path).ok()
}

fn sync_names(folder: &Path) {
    File::open(folder).unwrap().sync_all().unwrap();
}

#[test]
fn bytes_last_once_the_file_is_synced_and_names_once_the_folder_is() {
    let mut chance = chance();
    let whole = vec![b'x'; 3000];
    let mut seen = |sync, sync_folder| -> Vec<_> {
        let cuts = (0..40).map(|_| after_a_cut(sync, sync_folder, &mut chance));
        cuts.collect()
    };
    assert!(
        seen(true, true)
            .iter()
            .all(|it| it.as_ref() == Some(&whole))
    );
    let unnamed = seen(true, false);
    assert!(unnamed.contains(&None) && unnamed.contains(&Some(whole.clone())));
    let unwritten = seen(false, true);
    assert!(unwritten.contains(&Some(Vec::new())));
    let torn = |it: &Option<Vec<u8>>| it.as_ref().is_some_and(|it| *it != whole && !it.is_empty());
    assert!(unwritten.iter().any(torn));
}

#[test]
fn a_file_that_is_renamed_is_under_one_of_its_names_after_a_cut() {
    let mut chance = chance();
    let mut found = Vec::new();
    for _ in 0..40 {
        let mut disk = Disk::new();
        let (from, to) = (disk.path().join("a.part"), disk.path().join("a"));
        fs::write(&from, "whole").unwrap();
        File::open(&from).unwrap().sync_all().unwrap();
        sync_names(disk.path());
        fs::rename(&from, &to).unwrap();
        disk.restart(&mut chance);
        let text = |path| fs::read_to_string(path).ok();
        found.push((text(from), text(to)));
    }
    let whole = || Some("whole".to_owned());
    assert!(found.contains(&(whole(), None)) && found.contains(&(None, whole())));
    assert!(
        found
            .iter()
            .all(|(from, to)| from.is_some() != to.is_some())
    );
}
