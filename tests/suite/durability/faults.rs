//! A disk that is full or fails: what is refused is not there, what was answered is, reads go on, and
//! the server works again by itself.
//!
//! Which fault is tried where:
//!
//! | fault | where |
//! | --- | --- |
//! | disk full, quota, read-only, log not writable or not synced | [`a_disk_that_takes_no_writes_is_a_503_until_it_does_again`] |
//! | full in the middle of a shared commit | `storage.rs` |
//! | database not writable or not synced at the checkpoint | [`writes_go_on_while_the_log_cannot_be_brought_into_the_database`] |
//! | database not readable at work | [`what_cannot_be_read_is_a_503_and_never_a_wrong_answer`] |
//! | not readable or full at the start | [`a_start_on_a_disk_that_fails_is_refused_and_harms_nothing`] |
//! | locked by another program at work; at the start | `storage.rs`; `files.rs` |
//! | deleted, replaced, damaged page, damaged log | `files.rs`; at the start also `cli/files.rs` |
//! | loss of power | `power.rs` |

use std::fs;
use std::time::Instant;

use super::{make, names, names_after_start, refuse, refused_start};
use crate::support::{Client, Disk, Fault, Place, Server, chance};

/// What a server may have taken more after many refusals, in KiB.
const STEADY_KIB: u64 = 8 * 1024;

/// Makes so many products at once.
fn import(admin: &Client, prefix: &str, count: usize) {
    let lines = (0..count).map(|index| format!("{prefix} {index},1\n"));
    let csv = format!("name,price\n{}", lines.collect::<String>());
    let path = "/api/import/products";
    admin.send("POST", path, "text/csv", csv.into()).expect(200);
}

/// Open descriptors, and KiB of memory.
fn size_of(server: &Server) -> (usize, u64) {
    let process = format!("/proc/{}", server.pid());
    let status = fs::read_to_string(format!("{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.unwrap().split_whitespace().nth(1).unwrap();
    let descriptors = fs::read_dir(format!("{process}/fd")).unwrap().count();
    (descriptors, kib.parse().unwrap())
}

/// Asks until the server has as many descriptors as before: those of answered requests close soon.
fn wait_for_descriptors(server: &Server, before: usize) {
    let began = Instant::now();
    while size_of(server).0 > before {
        assert!(began.elapsed().as_secs() < 20, "{:?}", size_of(server));
    }
}

#[test]
fn a_disk_that_takes_no_writes_is_a_503_until_it_does_again() {
    let mut chance = chance();
    for fault in [
        Fault::Full(0),
        Fault::Quota(0),
        Fault::ReadOnly,
        Fault::Write("-wal"),
        Fault::Sync("-wal"),
    ] {
        println!("{fault:?}");
        let mut disk = Disk::new();
        let place = Place::on(disk.path());
        let mut server = place.serve();
        let admin = server.claim();
        make(&admin, "Rye bread");
        disk.fail(fault);
        refuse(&admin);
        let before = size_of(&server);
        for _ in 0..200 {
            refuse(&admin);
            assert_eq!(names(&admin), ["Rye bread"]);
        }
        assert_eq!(server.anyone().get("/healthz").status, 503);
        wait_for_descriptors(&server, before.0);
        let after = size_of(&server);
        assert!(
            after.1 < before.1 + STEADY_KIB,
            "{before:?}, then {after:?}"
        );
        disk.heal();
        make(&admin, "Spelt");
        assert_eq!(server.anyone().get("/healthz").status, 200);
        server.kill();
        disk.restart(&mut chance);
        assert_eq!(names_after_start(&place, &admin), ["Rye bread", "Spelt"]);
    }
}

#[test]
fn writes_go_on_while_the_log_cannot_be_brought_into_the_database() {
    let mut chance = chance();
    for fault in [Fault::Write("oms.db"), Fault::Sync("oms.db")] {
        println!("{fault:?}");
        let mut disk = Disk::new();
        let place = Place::on(disk.path());
        let mut server = place.serve();
        let admin = server.claim();
        let log = || fs::metadata(place.path("oms.db-wal")).unwrap().len();
        disk.fail(fault);
        // Each as much as the log takes before it is brought into the database.
        for round in 0..3 {
            let before = log();
            import(&admin, &format!("Bread {round}"), 5_000);
            assert!(log() > before, "the log began anew");
        }
        disk.heal();
        make(&admin, "Spelt");
        let full = log();
        make(&admin, "Rye bread");
        assert_eq!(log(), full, "the log does not begin anew");
        let made = names(&admin);
        assert_eq!(made.len(), 15_002);
        server.kill();
        disk.restart(&mut chance);
        assert!(names_after_start(&place, &admin) == made);
    }
}

#[test]
fn what_cannot_be_read_is_a_503_and_never_a_wrong_answer() {
    let disk = Disk::new();
    let place = Place::on(disk.path());
    let mut server = place.serve();
    let admin = server.claim();
    import(&admin, "Bread", 3_000);
    let made = names(&admin);
    server.signal("TERM");
    server.ended();
    let server = place.serve();
    let admin = Client::new(server.port, admin.token);
    disk.fail(Fault::Read("oms.db"));
    let path = "/api/products?limit=200&sort=-created_at";
    admin.get(path).refused(503, "storage");
    disk.heal();
    assert!(names(&admin) == made);
}

#[test]
fn a_start_on_a_disk_that_fails_is_refused_and_harms_nothing() {
    let mut disk = Disk::new();
    let place = Place::on(disk.path());
    for fault in [Fault::Full(0), Fault::Quota(0), Fault::ReadOnly] {
        disk.fail(fault);
        let why = refused_start(&place);
        assert!(why.contains("oms.db"), "{fault:?}: {why}");
        disk.heal();
    }
    let mut server = place.serve();
    let admin = server.claim();
    make(&admin, "Rye bread");
    server.kill();
    for (fault, file) in [
        (Fault::Read("oms.db"), "oms.db"),
        (Fault::Read("-wal"), "oms.db-wal"),
        (Fault::ReadOnly, "oms.db"),
    ] {
        // What the system remembers would be read instead.
        disk.restart(&mut chance());
        disk.fail(fault);
        let why = refused_start(&place);
        assert!(why.contains(file), "{fault:?}: {why}");
        disk.heal();
    }
    assert_eq!(names_after_start(&place, &admin), ["Rye bread"]);
}
