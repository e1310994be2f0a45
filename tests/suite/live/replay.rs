//! `since`: a client that was away misses nothing and hears nothing twice.

use std::thread;

use serde_json::{Value, json};

use crate::support::{Shop, Socket, append_products, second_process, seq_of};

fn seqs(events: &[Value]) -> Vec<i64> {
    events.iter().map(seq_of).collect()
}

/// So many events: an order that is made and whose note changes.
fn write(shop: &Shop, events: usize) {
    let bread = shop.product("Rye bread", 4.8, None);
    let order = shop.order(&bread, 1);
    for index in 2..events {
        let note = json!({"note": format!("note {index}")});
        let path = format!("/api/orders/{}", order["number"]);
        shop.admin.patch(&path, &note).expect(200);
    }
}

#[test]
fn since_gives_every_event_after_it_once_and_then_the_live_ones() {
    let shop = Shop::open();
    let mut first = shop.socket();
    let start = seq_of(&first.expect("hello"));
    write(&shop, 12);
    let all = first.up_to(start + 12);
    for skipped in [0, 1, 11, 12] {
        let since = start + skipped as i64;
        let mut socket = Socket::open(&shop.admin, Some(since));
        assert_eq!(seq_of(&socket.expect("hello")), start + 12);
        let again: Vec<_> = (skipped..12).map(|_| socket.next()).collect();
        assert_eq!(again, all[skipped..]);
        let present = seq_of(&shop.socket().expect("hello"));
        assert_eq!(present, start + 12, "a replay changes nothing");
    }
    let mut socket = Socket::open(&shop.admin, Some(start + 12));
    socket.expect("hello");
    shop.product("White loaf", 3.2, None);
    let live = socket.next();
    assert_eq!(seq_of(&live), start + 13);
    assert_eq!(first.next(), live);
}

#[test]
fn since_0_gives_everything_that_ever_happened() {
    let shop = Shop::open();
    write(&shop, 5);
    let mut socket = Socket::open(&shop.admin, Some(0));
    let present = seq_of(&socket.expect("hello"));
    let all = socket.up_to(present);
    assert_eq!(seqs(&all), (1..=present).collect::<Vec<_>>());
    assert_eq!(all[0]["event"], "customerUpdated");
    assert_eq!(all[0]["data"]["role"], "ADMIN");
}

#[test]
fn a_socket_that_connects_while_others_write_has_no_gap_between_replay_and_live() {
    const CLIENTS: usize = 3;
    const EVENTS: usize = 60;
    let shop = Shop::open();
    let mut watch = shop.socket();
    let start = seq_of(&watch.expect("hello"));
    let last = start + (CLIENTS * EVENTS) as i64;
    let late = thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| write(&shop, EVENTS));
        }
        let mut late = Vec::new();
        let mut seq = start;
        while seq < last {
            seq = seq_of(&watch.next());
            if seq % 9 == 0 {
                let since = start.max(seq - 20);
                let admin = shop.admin.clone();
                let listening = scope.spawn(move || {
                    let mut socket = Socket::open(&admin, Some(since));
                    socket.expect("hello");
                    socket.up_to(last)
                });
                late.push((since, listening));
            }
        }
        late.into_iter()
            .map(|(since, listening)| (since, listening.join().unwrap()))
            .collect::<Vec<_>>()
    });
    assert!(late.len() > 10, "{} sockets came late", late.len());
    for (since, events) in late {
        assert_eq!(seqs(&events), (since + 1..=last).collect::<Vec<_>>());
    }
}

#[test]
fn a_client_goes_on_where_it_was_after_a_restart_of_the_server() {
    let mut shop = Shop::open();
    let mut before = shop.socket();
    let start = seq_of(&before.expect("hello"));
    write(&shop, 8);
    let seen = before.up_to(start + 5);
    shop.restart();
    let mut after = Socket::open(&shop.admin, Some(start + 5));
    assert_eq!(seq_of(&after.expect("hello")), start + 8);
    let missed = after.up_to(start + 8);
    shop.product("White loaf", 3.2, None);
    let live = after.next();
    let whole = [seen, missed, vec![live]].concat();
    assert_eq!(seqs(&whole), (start + 1..=start + 9).collect::<Vec<_>>());
}

#[test]
fn whoever_is_ahead_of_the_server_is_told_to_fetch_anew_and_then_hears_live_events() {
    let shop = Shop::open();
    let present = seq_of(&shop.socket().expect("hello"));
    for since in [present + 1, present + 1_000_000, i64::MAX] {
        let mut socket = Socket::open(&shop.admin, Some(since));
        assert_eq!(seq_of(&socket.expect("hello")), present);
        let resync = socket.expect("resync");
        assert_eq!(resync["seq"], present);
        assert_eq!(resync["data"], json!({"seq": present}));
    }
    let mut socket = Socket::open(&shop.admin, Some(present + 7));
    socket.expect("hello");
    socket.expect("resync");
    shop.product("Rye bread", 4.8, None);
    assert_eq!(seq_of(&socket.expect("productUpdated")), present + 1);
}

#[test]
fn ten_thousand_events_are_kept_and_whoever_missed_more_is_told_to_fetch_anew() {
    let shop = Shop::open();
    let other = second_process(&shop.database());
    append_products(&other, 12_345, 0);
    let kept = other.read_blocking(|tx| oms::store::events::after(tx, 0, 1));
    let oldest = kept.unwrap()[0].seq;
    let present = seq_of(&shop.socket().expect("hello"));
    assert!(present - oldest >= 10_000, "only {oldest} to {present}");
    assert!(oldest > 1, "the log grows for ever");

    let mut within = Socket::open(&shop.admin, Some(oldest - 1));
    within.expect("hello");
    let events = within.up_to(present);
    assert_eq!(seqs(&events), (oldest..=present).collect::<Vec<_>>());

    let mut past = [0, oldest - 2].map(|since| Socket::open(&shop.admin, Some(since)));
    for socket in &mut past {
        socket.expect("hello");
        let resync = socket.expect("resync");
        assert_eq!(resync["seq"], present);
        assert_eq!(resync["data"], json!({"seq": present}));
    }
    shop.product("Rye bread", 4.8, None);
    for socket in past.iter_mut().chain([&mut within]) {
        assert_eq!(seq_of(&socket.expect("productUpdated")), present + 1);
    }
}

#[test]
fn a_since_that_is_no_seq_is_refused_before_the_socket_opens() {
    let shop = Shop::open();
    for query in [
        "?since=",
        "?since=abc",
        "?since=-1",
        "?since=1.5",
        "?since=9223372036854775808",
        "?since=1&since=2",
        "?until=1",
    ] {
        let refused = Socket::try_open(&shop.admin, query, &[]).err();
        assert_eq!(refused, Some(400), "{query}");
        let problem = shop.admin.get(&format!("/api/ws{query}"));
        let problem = problem.refused(400, "invalid");
        let field = problem["errors"][0]["field"].as_str().unwrap();
        assert_eq!(field, &query[1..6], "{problem}");
    }
}

#[test]
fn a_plain_request_for_the_socket_is_a_problem_that_says_so() {
    let shop = Shop::open();
    let problem = shop.admin.get("/api/ws").refused(400, "invalid");
    assert!(problem.to_string().contains("WebSocket"), "{problem}");
}
