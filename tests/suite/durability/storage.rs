//! A file that cannot be written is a 503 that says so; reads go on, and so do writes once they can.
//!
//! A limit on the size of files (`RLIMIT_FSIZE`) stands for the full disk: unlike permissions it also
//! holds for root, and it needs no mount.

use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::product;
use crate::support::{Client, Place, Shop, Socket, seq_of};

/// Asks until the database can be written again: a good answer may be up to a second old, and so may
/// a bad one be on its way.
fn wait_for_health(anyone: &Client, status: u16) {
    let began = Instant::now();
    while anyone.get("/healthz").status != status {
        assert!(
            began.elapsed().as_secs() < 20,
            "/healthz never says {status}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_takes_no_more_is_a_503_until_it_does_again() {
    let place = Place::new();
    let server = place.serve_unharmed_by_file_limits();
    let admin = server.claim();
    let rye = admin
        .post("/api/products", &product("Rye bread"))
        .expect(201);
    let mut socket = Socket::open(&admin, None);
    let start = seq_of(&socket.expect("hello"));

    server.limit_files("0");
    let problem = admin.post("/api/products", &product("White loaf"));
    let problem = problem.refused(503, "storage");
    let text = problem.to_string();
    assert!(problem["request_id"].is_string(), "{text}");
    for leak in ["SQL", "disk I/O", "oms.db", "/tmp"] {
        assert!(!text.contains(leak), "{leak} in {text}");
    }
    let many: Vec<_> = thread::scope(|scope| {
        let writing: Vec<_> = (0..8)
            .map(|index| {
                let admin = &admin;
                scope.spawn(move || admin.post("/api/products", &product(&format!("Roll {index}"))))
            })
            .collect();
        writing.into_iter().map(|it| it.join().unwrap()).collect()
    });
    for reply in many {
        reply.refused(503, "storage");
    }
    // Reads go on.
    let path = format!("/api/products/{}", rye["id"].as_str().unwrap());
    assert_eq!(admin.get(&path).expect(200), rye);
    assert_eq!(admin.get("/api/products").expect(200), json!([rye]));
    wait_for_health(&server.anyone(), 503);
    let health = server.anyone().get("/healthz");
    assert_eq!(health.status, 503, "{health:?}");

    server.limit_files("unlimited");
    let spelt = admin.post("/api/products", &product("Spelt")).expect(201);
    wait_for_health(&server.anyone(), 200);
    assert_eq!(admin.get("/api/products").expect(200), json!([rye, spelt]));
    // Nothing was heard of what failed.
    let event = socket.expect("productUpdated");
    assert_eq!((seq_of(&event), &event["data"]), (start + 1, &spelt));
    drop(server);
    place.oms(&["check"]).ok();
}

/// SQLite gives a whole shared commit up when the disk is full in the middle of it: nobody whose write
/// was part of it may be told otherwise, and nothing of what was refused may be there.
#[cfg(target_os = "linux")]
#[test]
fn when_the_disk_fills_up_in_the_middle_exactly_what_was_answered_with_yes_is_there() {
    let place = Place::new();
    let server = place.serve_unharmed_by_file_limits();
    let admin = server.claim();
    let mut socket = Socket::open(&admin, None);
    let start = seq_of(&socket.expect("hello"));
    let mut answered = Vec::new();
    for round in 0..3 {
        let log = std::fs::metadata(place.path("oms.db-wal")).unwrap().len();
        server.limit_files(&(log + 300_000).to_string());
        let written: Vec<Vec<Value>> = thread::scope(|scope| {
            let writing: Vec<_> = (0..8)
                .map(|client| {
                    let admin = &admin;
                    scope.spawn(move || write_until_refused(admin, &format!("{round} {client}")))
                })
                .collect();
            writing.into_iter().map(|it| it.join().unwrap()).collect()
        });
        answered.extend(written.into_iter().flatten());
        server.limit_files("unlimited");
        let again = product(&format!("After round {round}"));
        answered.push(admin.post("/api/products", &again).expect(201));
    }
    let id = |product: &Value| product["id"].as_str().unwrap().to_owned();
    let mut wanted: Vec<_> = answered.iter().map(id).collect();
    let mut there: Vec<_> = admin
        .walk("/api/products?limit=200")
        .iter()
        .map(id)
        .collect();
    wanted.sort_unstable();
    there.sort_unstable();
    assert!(wanted.len() > 10, "the disk was full at once");
    assert_eq!(there, wanted);
    let last = start + answered.len() as i64;
    let mut heard: Vec<_> = socket
        .up_to(last)
        .iter()
        .map(|it| id(&it["data"]))
        .collect();
    assert_eq!(seq_of(&Socket::open(&admin, None).expect("hello")), last);
    heard.sort_unstable();
    assert_eq!(heard, wanted);
    drop(server);
    place.oms(&["check"]).ok();
}

/// The products that were made until one was refused because of the disk.
#[cfg(target_os = "linux")]
fn write_until_refused(admin: &Client, name: &str) -> Vec<Value> {
    let mut made = Vec::new();
    loop {
        let reply = admin.post("/api/products", &product(&format!("{name} {}", made.len())));
        if reply.status != 201 {
            reply.refused(503, "storage");
            return made;
        }
        made.push(reply.body);
    }
}

#[test]
fn a_file_that_another_program_locks_is_a_503_until_it_lets_go() {
    let shop = Shop::open();
    let rye = shop.product("Rye bread", 4.8, None);
    let other = Connection::open(shop.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let refused: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| shop.admin.post("/api/products", &product("White loaf"))))
            .collect();
        let health = scope.spawn(|| shop.anyone().get("/healthz"));
        // Readers do not wait for the writer.
        assert_eq!(shop.admin.get("/api/products").expect(200), json!([rye]));
        let waiting = refused.iter().all(|it| !it.is_finished());
        assert!(waiting, "the writer gave up before its time");
        for reply in refused {
            reply.join().unwrap().refused(503, "storage");
        }
        assert_eq!(health.join().unwrap().status, 503);
    });
    other.execute_batch("ROLLBACK").unwrap();
    let spelt = shop.product("Spelt", 5.2, None);
    assert_eq!(shop.anyone().get("/healthz").status, 200);
    assert_eq!(
        shop.admin.get("/api/products").expect(200),
        json!([rye, spelt])
    );
}

#[test]
fn a_lock_that_is_let_go_in_time_is_noticed_by_nobody() {
    let shop = Shop::open();
    let other = Connection::open(shop.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    thread::scope(|scope| {
        let waiting = scope.spawn(|| shop.admin.post("/api/products", &product("Rye bread")));
        shop.admin.get("/api/products").expect(200);
        other.execute_batch("COMMIT").unwrap();
        waiting.join().unwrap().expect(201);
    });
}
