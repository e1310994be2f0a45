//! `oms demo`: sample data for a shop that has no orders yet.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Client, Place};

#[test]
fn it_makes_as_many_orders_as_asked_and_an_admin_who_signs_in_by_a_link_once() {
    let place = Place::new();
    let told = place.oms(&["demo", "--orders", "120"]).ok();
    assert!(told.starts_with("Made 120 orders in oms.db.\n"), "{told}");
    let (_, token) = told.split_once("/login#link=").expect("a sign-in link");
    let token = token.split_whitespace().next().unwrap();
    let server = place.serve();
    assert!(server.setup_token().is_none(), "{}", server.greeting);
    let sign_in = || {
        server
            .anyone()
            .post("/api/auth/link", &json!({"token": token}))
    };
    let session = sign_in().expect(200);
    assert_eq!(session["user"]["role"], "ADMIN");
    sign_in().refused(401, "unauthenticated");

    let admin = Client::new(server.port, session["token"].as_str().map(str::to_owned));
    let orders = admin.walk("/api/orders?limit=50");
    assert_eq!(orders.len(), 120);
    let mut statuses: Vec<_> = orders
        .iter()
        .filter_map(|it| it["status"].as_str())
        .collect();
    statuses.sort_unstable();
    statuses.dedup();
    assert_eq!(statuses, ["CANCELLED", "FULFILLED", "PAID", "PENDING"]);
    drop(server);
    place.oms(&["check"]).ok();
}

#[test]
fn nobody_gets_a_default_password() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "5"]).ok();
    let connection = Connection::open(place.database()).unwrap();
    let (people, passwords): (i64, i64) = connection
        .query_row(
            "SELECT count(*), count(password_hash) FROM users",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert!(people > 1);
    assert_eq!(passwords, 0);
}

#[test]
fn it_refuses_a_shop_that_has_orders() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "5"]).ok();
    let why = place.oms(&["demo", "--orders", "5"]).failed();
    assert!(why.contains("orders already"), "{why}");
    let connection = Connection::open(place.database()).unwrap();
    let orders: i64 = connection
        .query_row("SELECT count(*) FROM orders", [], |row| row.get(0))
        .unwrap();
    assert_eq!(orders, 5);
}

#[test]
fn a_shop_with_an_admin_gets_no_link_and_keeps_its_own_goods() {
    let place = Place::new();
    let server = place.serve();
    let admin = server.claim();
    let bread = json!({"name": "Our own bread", "price": 4.8, "sku": "br-rye", "stock": 1});
    let bread = admin.post("/api/products", &bread).expect(201);
    let told = place.oms(&["demo", "--orders", "20"]).ok();
    assert_eq!(told, "Made 20 orders in oms.db.\n");
    assert_eq!(admin.walk("/api/orders").len(), 20);
    let path = format!("/api/products/{}", bread["id"].as_str().unwrap());
    let kept = admin.get(&path).expect(200);
    assert_eq!(kept["name"], "Our own bread");
    assert_ne!(kept["stock"], Value::Null);
}
