//! A client that reads slowly, or says too much, is nobody else's trouble.

use serde_json::{Value, json};
use tungstenite::Message;
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Client, PASSWORD, Shop, Socket, append_products, second_process, seq_of};

/// Products with long names: an order of all of them is an event of some 100 KB.
const PRODUCTS: usize = 100;
/// Orders made and deleted; what that says fills every buffer on the way to who does not read.
const ROUNDS: usize = 30;

/// Makes many and large events: more than buffers hold, and more than the server keeps in memory for
/// one socket. Gives the `seq` of the last.
fn flood(shop: &Shop) -> i64 {
    let name = "\u{1D11E}".repeat(180);
    let items: Vec<_> = (0..PRODUCTS)
        .map(|index| {
            let product = shop.product(&format!("{index} {name}"), 1.0, Some(1));
            json!({"product_id": product["id"], "quantity": 1})
        })
        .collect();
    let order = json!({ "items": items });
    for _ in 0..ROUNDS {
        let order = shop.admin.post("/api/orders", &order).expect(201);
        let path = format!("/api/orders/{}", order["number"]);
        shop.admin.delete(&path).expect(204);
    }
    seq_of(&shop.socket().expect("hello"))
}

fn greeted(client: &Client) -> (Socket, i64) {
    let mut socket = Socket::open(client, None);
    let seq = seq_of(&socket.expect("hello"));
    (socket, seq)
}

#[test]
fn whoever_reads_nothing_delays_nobody_and_then_gets_everything_once_and_in_order() {
    let shop = Shop::open();
    let (mut slow, start) = greeted(&shop.admin);
    let (mut quick, _) = greeted(&shop.admin);
    let quick_heard = std::thread::scope(|scope| {
        let listening = scope.spawn(|| {
            let last = start + (PRODUCTS + ROUNDS * (2 + 2 * PRODUCTS)) as i64;
            quick.up_to(last)
        });
        let last = flood(&shop);
        // The quick one has everything, before the slow one has read a single event.
        let heard = listening.join().unwrap();
        assert_eq!(heard.last().map(seq_of), Some(last));
        heard
    });
    let last = quick_heard.last().map(seq_of).unwrap();
    let slow_heard = slow.up_to(last);
    let seqs: Vec<_> = slow_heard.iter().map(seq_of).collect();
    assert_eq!(seqs, (start + 1..=last).collect::<Vec<_>>());
    assert!(slow_heard == quick_heard, "they heard different things");
    shop.product("Rye bread", 4.8, None);
    let live = slow.expect("productUpdated");
    assert_eq!(seq_of(&live), last + 1);
    assert_eq!(live, quick.next());
}

#[test]
fn a_slow_socket_whose_session_has_ended_hears_nothing_of_what_came_after() {
    let shop = Shop::open();
    let leaving = shop.sign_in("admin@shop.example", PASSWORD);
    let (mut slow, _) = greeted(&leaving);
    flood(&shop);
    assert_ends_before(&shop, &leaving, &mut slow);
}

#[test]
fn a_socket_that_is_still_catching_up_hears_nothing_of_what_came_after_its_session() {
    let shop = Shop::open();
    let leaving = shop.sign_in("admin@shop.example", PASSWORD);
    append_products(&second_process(&shop.database()), 2_000, 10_000);
    let mut slow = Socket::open(&leaving, Some(0));
    slow.expect("hello");
    assert_ends_before(&shop, &leaving, &mut slow);
}

/// Signs out, makes a product, and reads on.
#[track_caller]
fn assert_ends_before(shop: &Shop, leaving: &Client, slow: &mut Socket) {
    leaving.post("/api/auth/logout", &json!({})).expect(204);
    let secret = shop.product("After the end", 1.0, None);
    while let Some(event) = slow.try_next() {
        assert_ne!(event["data"]["id"], secret["id"], "heard after signing out");
    }
}

#[test]
fn whoever_falls_behind_further_than_the_log_reaches_is_told_to_fetch_anew() {
    let shop = Shop::open();
    let (mut slow, start) = greeted(&shop.admin);
    flood(&shop);
    append_products(&second_process(&shop.database()), 12_000, 0);
    shop.product("The end", 0.0, None);
    let last = seq_of(&shop.socket().expect("hello"));
    let mut seen = start;
    let mut told = false;
    while seen < last {
        let event = slow.next();
        if event["event"] == "resync" {
            told = true;
        } else {
            assert_eq!(seq_of(&event), seen + 1, "a gap without a word");
        }
        seen = seq_of(&event);
    }
    assert!(told, "events from {start} to {last} were all sent");
    shop.product("Live", 0.0, None);
    assert_eq!(seq_of(&slow.expect("productUpdated")), last + 1);
}

#[test]
fn small_talk_from_the_client_is_ignored_and_a_ping_is_answered() {
    let shop = Shop::open();
    let (mut socket, _) = greeted(&shop.admin);
    for message in [
        Message::Text("hello?".to_owned()),
        Message::Text("{\"event\":\"orderDeleted\",\"seq\":1}".to_owned()),
        Message::Binary(vec![0; 4096]),
        Message::Text(String::new()),
    ] {
        socket.inner.send(message).unwrap();
    }
    socket
        .inner
        .send(Message::Ping(b"there?".to_vec()))
        .unwrap();
    let pong = socket.inner.read().unwrap();
    assert_eq!(pong, Message::Pong(b"there?".to_vec()));
    shop.product("Rye bread", 4.8, None);
    assert_eq!(socket.expect("productUpdated")["data"]["name"], "Rye bread");
}

#[test]
fn a_frame_of_more_than_4_kib_ends_the_socket_with_1009() {
    let shop = Shop::open();
    for message in [
        Message::Text("x".repeat(4097)),
        Message::Binary(vec![0; 4097]),
        Message::Binary(vec![0; 60_000]),
        Message::Binary(vec![0; 100_000]),
    ] {
        let (mut socket, _) = greeted(&shop.admin);
        let size = message.len();
        socket.inner.send(message).unwrap();
        assert_eq!(socket.close_code(), Some(CloseCode::Size), "{size} bytes");
    }
}

#[test]
fn a_frame_of_a_mebibyte_ends_its_own_socket_and_nothing_else() {
    let shop = Shop::open();
    let (mut loud, _) = greeted(&shop.admin);
    let (mut other, _) = greeted(&shop.admin);
    // The server may hang up before it has read all of it.
    let _ = loud.inner.send(Message::Binary(vec![7; 1024 * 1024]));
    assert_eq!(loud.try_next(), None);
    shop.product("Rye bread", 4.8, None);
    assert_eq!(other.expect("productUpdated")["data"]["stock"], Value::Null);
}
