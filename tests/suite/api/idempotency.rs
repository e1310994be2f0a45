//! The same request twice makes one order (the `Idempotency-Key` header).

use serde_json::{Value, json};

use super::{at_once, fields, last_seq, path_of, sql};
use crate::support::{Client, Shop};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn request(product: &Value, quantity: i64) -> Value {
    json!({"items": [{"product_id": product["id"], "quantity": quantity}]})
}

fn with_key(client: &Client, key: &str) -> Client {
    client.with("Idempotency-Key", key)
}

fn count_orders(shop: &Shop) -> usize {
    shop.admin.walk("/api/orders").len()
}

#[test]
fn the_same_request_again_gives_the_first_answer_and_makes_nothing() {
    let mut shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let client = with_key(&shop.admin, "till-1/42");
    let first = client.post("/api/orders", &request(&bread, 2));
    assert_eq!(first.status, 201);
    let seq = last_seq(&shop);
    // What happened to the order meanwhile is no part of the first answer.
    shop.move_to(&first.body, "CANCELLED");
    shop.admin
        .delete(&path_of("orders", &first.body))
        .expect(204);
    let moved = last_seq(&shop);
    assert!(moved > seq);
    shop.restart();
    let client = with_key(&shop.admin, "till-1/42");
    let again = client.post("/api/orders", &request(&bread, 2));
    assert_eq!((again.status, &again.text), (201, &first.text));
    for header in ["location", "etag", "content-type"] {
        assert_eq!(again.header(header), first.header(header), "{header}");
    }
    assert_eq!((count_orders(&shop), last_seq(&shop)), (0, moved));
}

#[test]
fn the_same_request_many_times_at_once_makes_one_order() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(100));
    let client = with_key(&shop.admin, "7f9c2ba4");
    let seq = last_seq(&shop);
    let replies = at_once(24, |_| client.post("/api/orders", &request(&bread, 2)));
    for reply in &replies {
        assert_eq!((reply.status, &reply.text), (201, &replies[0].text));
    }
    assert_eq!(count_orders(&shop), 1);
    assert_eq!(
        last_seq(&shop),
        seq + 2,
        "one order made, its stock taken once"
    );
    let bread = shop.admin.get(&path_of("products", &bread)).expect(200);
    assert_eq!(bread["stock"], 98);
}

#[test]
fn a_key_stands_for_one_body() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let client = with_key(&shop.admin, "k");
    client.post("/api/orders", &request(&bread, 2)).expect(201);
    let mut noted = request(&bread, 2);
    noted["note"] = json!("Monday");
    for other in [request(&bread, 3), noted] {
        let reply = client.post("/api/orders", &other);
        reply.refused(409, "idempotency_conflict");
    }
    assert_eq!(count_orders(&shop), 1);
}

#[test]
fn keys_of_two_users_are_two_keys() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let partner = json!({"name": "Partner", "email": "partner@shop.example", "role": "ADMIN",
        "password": "correct horse"});
    shop.admin.post("/api/customers", &partner).expect(201);
    let partner = shop.sign_in("partner@shop.example", "correct horse");
    let mine = with_key(&shop.admin, "same")
        .post("/api/orders", &request(&bread, 1))
        .expect(201);
    let theirs = with_key(&partner, "same")
        .post("/api/orders", &request(&bread, 9))
        .expect(201);
    assert_ne!(mine["id"], theirs["id"]);
    assert_eq!(count_orders(&shop), 2);
}

#[test]
fn another_session_of_the_same_user_knows_the_key() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let first = with_key(&shop.admin, "same").post("/api/orders", &request(&bread, 1));
    let elsewhere = shop.sign_in("admin@shop.example", "correct horse");
    let again = with_key(&elsewhere, "same").post("/api/orders", &request(&bread, 1));
    assert_eq!(again.text, first.text);
}

#[test]
fn a_key_is_free_again_after_twenty_four_hours() {
    let shop = Shop::open_with(|config| config.token_hours = 100);
    let bread = shop.product("Rye bread", 4.8, None);
    let client = with_key(&shop.admin, "daily");
    let first = client.post("/api/orders", &request(&bread, 1)).expect(201);
    shop.advance_ms(DAY_MS - 60_000);
    let again = client.post("/api/orders", &request(&bread, 1)).expect(201);
    assert_eq!(again["id"], first["id"]);
    shop.advance_ms(60_000);
    let next = client.post("/api/orders", &request(&bread, 2)).expect(201);
    assert_ne!(next["id"], first["id"]);
    assert_eq!(count_orders(&shop), 2);
}

#[test]
fn an_order_that_was_not_made_leaves_its_key_free() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    let client = with_key(&shop.admin, "retry");
    let too_many = client.post("/api/orders", &request(&bread, 2));
    too_many.refused(409, "insufficient_stock");
    client
        .post("/api/orders", &json!({"items": []}))
        .refused(400, "invalid");
    let path = path_of("products", &bread);
    shop.admin.patch(&path, &json!({"stock": 5})).expect(200);
    client.post("/api/orders", &request(&bread, 2)).expect(201);
    assert_eq!(count_orders(&shop), 1);
}

#[test]
fn a_key_that_is_none_is_refused_by_name() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    for wrong in ["", "two words", &"x".repeat(256)] {
        let reply = with_key(&shop.admin, wrong).post("/api/orders", &request(&bread, 1));
        assert_eq!(
            fields(&reply.refused(400, "invalid")),
            ["Idempotency-Key"],
            "{wrong}"
        );
    }
    assert_eq!(count_orders(&shop), 0);
    let longest = "x".repeat(255);
    with_key(&shop.admin, &longest)
        .post("/api/orders", &request(&bread, 1))
        .expect(201);
}

#[test]
fn after_a_quiet_day_each_key_can_be_used_anew_and_the_old_answers_go_little_by_little() {
    let shop = Shop::open_with(|config| config.token_hours = 100);
    let bread = shop.product("Rye bread", 4.8, None);
    let order = |key: usize| {
        let client = with_key(&shop.admin, &format!("till-{key}"));
        client.post("/api/orders", &request(&bread, 1)).expect(201)["number"].clone()
    };
    let first: Vec<_> = (0..60).map(order).collect();
    shop.advance_ms(DAY_MS);
    let kept = || -> i64 {
        let count = "SELECT count(*) FROM idempotency_keys";
        sql(&shop).query_row(count, [], |row| row.get(0)).unwrap()
    };
    // The newest is not cleared away by its own use; it is replaced.
    let anew = order(59);
    assert!(!first.contains(&anew));
    assert_eq!(order(59), anew);
    let left = kept();
    assert!((2..60).contains(&left), "{left}");
    for key in 100..103 {
        order(key);
    }
    assert_eq!(kept(), 4);
}
