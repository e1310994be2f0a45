//! What the shop calls its orders: by a pattern of its own.

use serde_json::{Value, json};

use super::orders::read;
use super::{fields, path_of, pluck, sql};
use crate::support::Shop;

fn call_orders(shop: &Shop, pattern: &str) {
    let settings = json!({"order_number_pattern": pattern});
    shop.admin.patch("/api/settings", &settings).expect(200);
}

fn label(order: &Value) -> &str {
    order["label"].as_str().unwrap()
}

#[test]
fn orders_are_called_by_their_number_unless_the_shop_has_a_pattern() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let first = shop.order(&bread, 1);
    assert_eq!(label(&first), "1001");
    call_orders(&shop, "A-{number:6}");
    let second = shop.order(&bread, 1);
    assert_eq!(label(&second), "A-001002");
    // Those that have a name keep it.
    assert_eq!(read(&shop, &first), first);
    assert_eq!(read(&shop, &second), second);
    let lines = shop.admin.get("/api/export/orders.csv").text;
    assert!(lines.contains(",A-001002,"), "{lines}");
}

#[test]
fn a_counter_starts_anew_with_the_shops_year() {
    // In Berlin the year is an hour old.
    let shop = Shop::open_at("2026-12-31T22:50:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 4.8, None);
    call_orders(&shop, "{year}-{seq:4}");
    let before: Vec<_> = (0..2).map(|_| shop.order(&bread, 1)).collect();
    shop.set_clock("2026-12-31T23:00:01Z");
    let after = shop.order(&bread, 1);
    let labels: Vec<_> = before.iter().chain([&after]).map(label).collect();
    assert_eq!(labels, ["2026-0001", "2026-0002", "2027-0001"]);
    assert_eq!(after["number"], 1003);
}

#[test]
fn no_label_is_given_twice_though_orders_go_and_patterns_change() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    call_orders(&shop, "A{seq}");
    let orders: Vec<_> = (0..12).map(|_| shop.order(&bread, 1)).collect();
    assert_eq!(label(&orders[11]), "A12");
    for order in &orders {
        shop.admin.delete(&path_of("orders", order)).expect(204);
    }
    // The counter goes on, and what a former pattern called A12 stays the only one.
    sql(&shop)
        .execute_batch("UPDATE order_sequences SET last = 1")
        .unwrap();
    call_orders(&shop, "A1{seq}");
    let labels: Vec<_> = (0..2).map(|_| shop.order(&bread, 1)).collect();
    assert_eq!(labels.iter().map(label).collect::<Vec<_>>(), ["A13", "A14"]);
}

#[test]
fn an_order_is_found_by_its_label_in_any_spelling() {
    let shop = Shop::open_at("2026-11-28T10:00:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 4.8, None);
    call_orders(&shop, "B-{year}-{seq:4}");
    let orders: Vec<_> = (0..12).map(|_| shop.order(&bread, 1)).collect();
    let twelfth = &orders[11];
    assert_eq!(label(twelfth), "B-2026-0012");
    for spelling in [
        "B-2026-0012",
        "b-2026-0012",
        "2026-0012",
        "2026-12",
        "B%202026%2012",
        "B20260012",
        "b202612",
        "2026/12",
        "1012",
        "0012",
    ] {
        let found = shop
            .admin
            .get(&format!("/api/orders?q={spelling}"))
            .expect(200);
        let ids = pluck(&found, "id");
        assert_eq!(ids, [twelfth["id"].clone()], "{spelling}");
    }
    let edited = shop
        .admin
        .patch(&path_of("orders", twelfth), &json!({"note": "Monday"}));
    assert_eq!(label(&edited.expect(200)), "B-2026-0012");
    let found = shop.admin.get("/api/orders?q=2026-0012").expect(200);
    assert_eq!(found.as_array().unwrap().len(), 1);
}

#[test]
fn a_pattern_that_gives_no_order_a_number_of_its_own_is_refused_with_an_example() {
    let shop = Shop::open();
    for pattern in ["", "A-", "{year}", "{seq", "{day}-{seq}", "{seq:4}"] {
        let settings = json!({"order_number_pattern": pattern});
        let problem = shop.admin.patch("/api/settings", &settings);
        let problem = problem.refused(400, "invalid");
        assert_eq!(fields(&problem), ["order_number_pattern"], "{pattern}");
        let message = problem["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("such as {number}"), "{message}");
    }
}

#[test]
fn a_buyer_and_a_board_call_an_order_as_the_slip_does() {
    let shop = Shop::open_at("2026-11-28T10:00:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 4.8, None);
    let plain = shop.order(&bread, 1);
    call_orders(&shop, "{year}-{seq:4}");
    let called = shop.order(&bread, 1);
    let (_, board) = shop.display("Counter");
    for (order, want) in [(&plain, "1001"), (&called, "2026-0001")] {
        let link = format!("/api/status/{}", shop.link(order));
        assert_eq!(label(&shop.anyone().get(&link).expect(200)), want);
    }
    let board = format!("/api/display/{board}");
    let seen = || shop.anyone().get(&board).expect(200);
    assert_eq!(pluck(&seen()["making"], "label"), ["1001", "2026-0001"]);
    for status in ["PAID", "FULFILLED"] {
        shop.move_to(&called, status);
    }
    assert_eq!(pluck(&seen()["ready"], "label"), ["2026-0001"]);
}
