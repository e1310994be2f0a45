//! What sockets see of the server's end.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::json;
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Client, Place, Shop, Socket, append_products, second_process};

/// What the server gives those that are still busy: 3 s of grace, 1 s until it cuts them off.
const GRACE: Duration = Duration::from_secs(3 + 1);

/// A socket that has so much coming that its server can't send it all to someone who does not read.
fn stalled(shop: &Shop) -> Socket {
    append_products(&second_process(&shop.database()), 2_000, 10_000);
    let mut socket = Socket::open(&shop.admin, Some(0));
    socket.expect("hello");
    socket
}

#[test]
fn every_socket_hears_1001_when_the_server_stops_and_none_holds_it_up() {
    let mut shop = Shop::open();
    let (customer, _) = shop.customer("Ada", "ada@shop.example");
    let mut sockets: Vec<_> = (0..20)
        .map(|index| match index % 2 {
            0 => Socket::open(&shop.admin, None),
            _ => Socket::open(&customer, Some(0)),
        })
        .collect();
    for socket in &mut sockets {
        socket.expect("hello");
    }
    let began = Instant::now();
    shop.begin_stop();
    for socket in &mut sockets {
        assert_eq!(socket.close_code(), Some(CloseCode::Away));
    }
    shop.stop();
    assert!(began.elapsed() < GRACE, "{:?}", began.elapsed());
}

#[test]
fn a_slow_socket_that_reads_on_when_the_server_stops_hears_1001() {
    let shop = Shop::open();
    let mut slow = stalled(&shop);
    shop.begin_stop();
    assert_eq!(slow.close_code(), Some(CloseCode::Away));
}

#[test]
fn a_socket_that_reads_nothing_does_not_hold_the_stop_beyond_the_grace_time() {
    let mut shop = Shop::open();
    let _slow = stalled(&shop);
    let began = Instant::now();
    shop.stop();
    // The second is for this machine, which runs other tests meanwhile.
    let took = began.elapsed();
    assert!(took < GRACE + Duration::from_secs(1), "{took:?}");
}

/// Adds products until the server takes no more; how many it said it has.
fn add_products(admin: &Client) -> i64 {
    let body = json!({"name": "Rye bread", "price": 4.8}).to_string();
    let add = || {
        let body = body.clone().into_bytes();
        admin.try_send("POST", "/api/products", "application/json", body)
    };
    let mut added = 0;
    while add().is_ok_and(|reply| reply.status == 201) {
        added += 1;
    }
    added
}

#[test]
fn a_thousand_sockets_hear_1001_while_what_was_written_stays_and_the_log_is_brought_in() {
    rlimit::increase_nofile_limit(16 * 1024).unwrap();
    for signal in ["TERM", "INT"] {
        let place = Place::new();
        let mut server = place.serve();
        let admin = server.claim();
        let mut sockets: Vec<_> = (0..1000).map(|_| Socket::open(&admin, None)).collect();
        for socket in &mut sockets {
            socket.expect("hello");
        }
        let writer = std::thread::spawn(move || add_products(&admin));
        for socket in &mut sockets {
            socket.expect("productUpdated");
        }
        server.signal(signal);
        for socket in &mut sockets {
            assert_eq!(socket.close_code(), Some(CloseCode::Away), "{signal}");
        }
        assert_eq!(server.ended(), Some(0), "{signal}");
        let added = writer.join().unwrap();
        assert!(!place.path("oms.db-wal").exists(), "{signal}");
        let connection = Connection::open(place.database()).unwrap();
        let kept: i64 = connection
            .query_row("SELECT count(*) FROM products", [], |row| row.get(0))
            .unwrap();
        // The last one may have been kept and its answer not have come.
        assert!((added..=added + 1).contains(&kept), "{added} of {kept}");
    }
}
