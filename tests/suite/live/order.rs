//! Every socket hears every committed change once, in commit order, and nothing else.

use std::thread;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Place, Shop, append_products, second_process, seq_of};

/// Several clients at once, who make orders and move them: three events each.
fn busy_hour(shop: &Shop, clients: usize, orders: usize) {
    let bread = shop.product("Rye bread", 4.8, None);
    thread::scope(|scope| {
        for _ in 0..clients {
            scope.spawn(|| {
                for _ in 0..orders {
                    let order = shop.order(&bread, 1);
                    shop.move_to(&order, "PAID");
                    shop.move_to(&order, "FULFILLED");
                }
            });
        }
    });
}

#[test]
fn the_first_frame_says_where_the_server_stands_and_its_version() {
    let shop = Shop::open();
    let mut first = shop.socket();
    let before = seq_of(&first.expect("hello"));
    shop.product("Rye bread", 4.8, None);
    assert_eq!(seq_of(&first.expect("productUpdated")), before + 1);
    let hello = shop.socket().expect("hello");
    assert_eq!(hello["seq"], before + 1);
    assert_eq!(
        hello["data"],
        json!({"seq": before + 1, "version": env!("CARGO_PKG_VERSION")})
    );
    assert!(hello["at"].as_str().unwrap().ends_with('Z'), "{hello}");
}

#[test]
fn every_socket_hears_each_event_once_and_all_in_the_same_order_while_many_write() {
    const CLIENTS: usize = 4;
    const ORDERS: usize = 12;
    let shop = Shop::open();
    let mut sockets: Vec<_> = (0..3).map(|_| shop.socket()).collect();
    let start = seq_of(&sockets[0].expect("hello"));
    sockets[1..].iter_mut().for_each(|socket| {
        socket.expect("hello");
    });
    let last = start + 1 + (CLIENTS * ORDERS * 3) as i64;
    let heard: Vec<_> = thread::scope(|scope| {
        let listening: Vec<_> = sockets
            .iter_mut()
            .map(|socket| scope.spawn(move || socket.up_to(last)))
            .collect();
        busy_hour(&shop, CLIENTS, ORDERS);
        let heard = listening.into_iter().map(|one| one.join().unwrap());
        heard.collect()
    });
    let seqs: Vec<_> = heard[0].iter().map(seq_of).collect();
    assert_eq!(seqs, (start + 1..=last).collect::<Vec<_>>());
    assert!(heard.iter().all(|one| *one == heard[0]));
    // Of one order the events come as it went.
    for number in 1001..1001 + (CLIENTS * ORDERS) as i64 {
        let course: Vec<_> = heard[0]
            .iter()
            .filter(|event| event["data"]["number"] == number)
            .map(|event| (&event["data"]["previous_status"], &event["data"]["status"]))
            .collect();
        let want = [
            (Value::Null, "PENDING"),
            (json!("PENDING"), "PAID"),
            (json!("PAID"), "FULFILLED"),
        ];
        assert_eq!(course.len(), 3, "{course:?}");
        for ((previous, status), (from, to)) in course.iter().zip(&want) {
            assert_eq!((*previous, status.as_str().unwrap()), (from, *to));
        }
    }
    // A socket that comes later is told where this ended.
    assert_eq!(seq_of(&shop.socket().expect("hello")), last);
}

#[test]
fn an_event_is_never_heard_before_another_reader_finds_it_on_disk() {
    const CLIENTS: usize = 3;
    const ORDERS: usize = 10;
    let shop = Shop::open();
    let mut socket = shop.socket();
    let last = seq_of(&socket.expect("hello")) + 1 + (CLIENTS * ORDERS * 3) as i64;
    let reader = Connection::open(shop.database()).unwrap();
    let mut version = reader
        .prepare("SELECT version FROM orders WHERE number = ?1")
        .unwrap();
    thread::scope(|scope| {
        scope.spawn(|| busy_hour(&shop, CLIENTS, ORDERS));
        loop {
            let event = socket.next();
            if event["event"] == "orderStatusUpdated" {
                let order = &event["data"];
                let number = order["number"].as_i64().unwrap();
                let heard = order["version"].as_i64().unwrap();
                let stored: i64 = version.query_row([number], |row| row.get(0)).unwrap();
                assert!(stored >= heard, "{event} came before its commit");
                let shown = shop.admin.get(&format!("/api/orders/{number}")).expect(200);
                assert!(shown["version"].as_i64().unwrap() >= heard, "{event}");
            }
            if seq_of(&event) == last {
                return;
            }
        }
    });
}

#[test]
fn a_refused_write_is_heard_by_nobody() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(2));
    let order = shop.order(&bread, 1);
    let (customer, _) = shop.customer("Ada", "ada@shop.example");
    let mut socket = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    let path = format!("/api/orders/{}", order["number"]);
    let two = json!({"items": [{"product_id": bread["id"], "quantity": 2}]});
    let patch = |body: Value| shop.admin.patch(&path, &body);
    patch(json!({"status": "FULFILLED"})).refused(400, "invalid_status");
    patch(json!({"status": "PENDING"})).refused(400, "invalid_status");
    patch(json!({"note": 7})).refused(400, "invalid");
    patch(json!({"items": [{"product_id": bread["id"], "quantity": 3}]}))
        .refused(409, "insufficient_stock");
    shop.admin
        .post("/api/orders", &two)
        .refused(409, "insufficient_stock");
    shop.admin
        .with("If-Match", "\"99\"")
        .patch(&path, &json!({"note": "late"}))
        .refused(412, "version_mismatch");
    customer
        .patch(&path, &json!({"note": "mine"}))
        .refused(403, "forbidden");
    let twin = json!({"name": "Twin", "email": "ADA@shop.example"});
    shop.admin
        .post("/api/customers", &twin)
        .refused(409, "email_taken");
    // The note is part of a patch whose move is refused: neither happens.
    patch(json!({"note": "half", "status": "FULFILLED"})).refused(400, "invalid_status");
    shop.move_to(&order, "PAID");
    shop.admin.delete(&path).refused(409, "order_not_deletable");
    shop.move_to(&order, "CANCELLED");
    let heard: Vec<_> = (0..3).map(|_| socket.next()).collect();
    let names: Vec<_> = heard.iter().map(|event| event["event"].clone()).collect();
    assert_eq!(
        names,
        ["orderStatusUpdated", "orderStatusUpdated", "productUpdated"]
    );
    let seqs: Vec<_> = heard.iter().map(seq_of).collect();
    assert_eq!(seqs, [start + 1, start + 2, start + 3]);
    assert_eq!(heard[1]["data"]["note"], Value::Null);
}

#[test]
fn what_a_command_writes_beside_the_running_server_is_heard_too() {
    let shop = Shop::open();
    let place = Place::new();
    let mut socket = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    let database = shop.database();
    let add = [
        "user",
        "add",
        "--email",
        "eve@shop.example",
        "--name",
        "Eve",
        "--password-stdin",
        "--database",
        database.to_str().unwrap(),
    ];
    place.oms_reading("correct horse\n", &add).ok();
    let added = socket.expect("customerUpdated");
    assert_eq!(added["seq"], start + 1);
    assert_eq!(added["data"]["name"], "Eve");
    shop.product("Rye bread", 4.8, None);
    assert_eq!(seq_of(&socket.expect("productUpdated")), start + 2);
}

#[test]
fn events_of_two_programs_on_one_file_come_in_commit_order_without_a_gap() {
    const ROUNDS: usize = 20;
    const EACH: usize = 5;
    let shop = Shop::open();
    let mut socket = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    let last = start + 1 + (ROUNDS * EACH + 2 * 10 * 3) as i64;
    let other = second_process(&shop.database());
    let heard = thread::scope(|scope| {
        scope.spawn(|| busy_hour(&shop, 2, 10));
        scope.spawn(|| (0..ROUNDS).for_each(|_| append_products(&other, EACH, 0)));
        socket.up_to(last)
    });
    let seqs: Vec<_> = heard.iter().map(seq_of).collect();
    assert_eq!(seqs, (start + 1..=last).collect::<Vec<_>>());
    let theirs = heard.iter().filter(|event| event["data"]["count"].is_u64());
    assert_eq!(theirs.count(), ROUNDS * EACH);
}
