//! Orders over HTTP.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{at_once, fields, last_seq, path_of, pluck};
use crate::support::{Reply, Shop, Socket};

/// A UUID that nothing has.
const NOBODY: &str = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";

pub(super) fn line(product: &Value, quantity: i64) -> Value {
    json!({"product_id": product["id"], "quantity": quantity})
}

pub(super) fn create(shop: &Shop, order: &Value) -> Reply {
    shop.admin.post("/api/orders", order)
}

pub(super) fn edit(shop: &Shop, order: &Value, patch: &Value) -> Reply {
    shop.admin.patch(&path_of("orders", order), patch)
}

pub(super) fn read(shop: &Shop, order: &Value) -> Value {
    shop.admin.get(&path_of("orders", order)).expect(200)
}

pub(super) fn stock(shop: &Shop, product: &Value) -> Value {
    shop.admin.get(&path_of("products", product)).expect(200)["stock"].clone()
}

#[test]
fn an_order_goes_through_the_pipeline_and_a_socket_hears_each_step() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let mut socket: Socket = shop.socket();
    let hello = socket.expect("hello");
    let order = shop.order(&bread, 3);
    assert_eq!(order["number"], 1001);
    assert_eq!(order["total"], json!(14.4));
    let made = socket.expect("orderStatusUpdated");
    assert_eq!(
        made["seq"].as_i64().unwrap(),
        hello["seq"].as_i64().unwrap() + 1
    );
    assert_eq!(made["data"]["previous_status"], json!(null));
    assert_eq!(socket.expect("productUpdated")["data"]["stock"], 7);
    for (from, to) in [
        ("PENDING", "PAID"),
        ("PAID", "FULFILLED"),
        ("FULFILLED", "CANCELLED"),
    ] {
        shop.move_to(&order, to);
        let moved = socket.expect("orderStatusUpdated");
        assert_eq!(moved["data"]["status"], to);
        assert_eq!(moved["data"]["previous_status"], from);
    }
    assert_eq!(socket.expect("productUpdated")["data"]["stock"], 10);
}

#[test]
fn a_new_order_is_pending_and_says_where_it_is() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let reply = create(
        &shop,
        &json!({"items": [line(&bread, 2)], "note": " For Monday "}),
    );
    let location = reply.header("location").unwrap().to_owned();
    assert_eq!(reply.header("etag"), Some("\"1\""));
    assert_eq!(reply.header("content-type"), Some("application/json"));
    let order = reply.expect(201);
    assert_eq!(location, path_of("orders", &order));
    assert_eq!(order["status"], "PENDING");
    assert_eq!(order["allowed_statuses"], json!(["PAID", "CANCELLED"]));
    assert_eq!(order["version"], 1);
    assert_eq!(order["currency"], "EUR");
    assert_eq!(order["note"], "For Monday");
    assert_eq!(order["created_at"], order["updated_at"]);
    for absent in ["user_id", "customer"] {
        assert_eq!(
            order.get(absent),
            Some(&json!(null)),
            "a walk-in has no {absent}"
        );
    }
    let id: Uuid = order["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.get_version_num(), 7);
    let at = order["created_at"].as_str().unwrap();
    assert!(
        at.len() == "2026-01-31T08:15:00.000Z".len() && at.ends_with('Z'),
        "{at}"
    );
    assert_eq!(shop.admin.get(&location).expect(200), order);
    assert_eq!(shop.admin.get("/api/orders/1001").expect(200), order);
    assert_eq!(shop.admin.get("/api/orders").expect(200), json!([order]));
}

#[test]
fn numbers_rise_and_are_never_given_twice() {
    let mut shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    assert_eq!(shop.order(&bread, 1)["number"], 1001);
    let last = shop.order(&bread, 1);
    assert_eq!(last["number"], 1002);
    shop.admin.delete(&path_of("orders", &last)).expect(204);
    assert_eq!(shop.order(&bread, 1)["number"], 1003);
    shop.admin.delete("/api/orders/1003").expect(204);
    shop.restart();
    assert_eq!(shop.order(&bread, 1)["number"], 1004);
    let mut numbers = at_once(20, |_| shop.order(&bread, 1)["number"].as_i64().unwrap());
    numbers.sort_unstable();
    assert_eq!(numbers, (1005..1025).collect::<Vec<_>>());
}

#[test]
fn the_same_product_twice_becomes_one_item() {
    let shop = Shop::open();
    let (bread, cake) = (
        shop.product("Rye bread", 4.8, Some(9)),
        shop.product("Cake", 24.0, None),
    );
    let items = json!([line(&bread, 1), line(&cake, 2), line(&bread, 3)]);
    let order = create(&shop, &json!({ "items": items })).expect(201);
    assert_eq!(
        pluck(&order["items"], "product_name"),
        ["Rye bread", "Cake"]
    );
    assert_eq!(pluck(&order["items"], "quantity"), [4, 2]);
    assert_eq!(order["total"], json!(67.2));
    assert_eq!(stock(&shop, &bread), 5);
}

#[test]
fn totals_are_exact_to_the_minor_unit() {
    let shop = Shop::open();
    for (price, quantity, text) in [
        (0.1, 3, "0.30"),
        (0.07, 3, "0.21"),
        (1.15, 100, "115.00"),
        (4.35, 1_000_000, "4350000.00"),
        (999_999_999.99, 10_000, "9999999999900.00"),
    ] {
        let product = shop.product("Penny", price, None);
        let reply = create(&shop, &json!({"items": [line(&product, quantity)]}));
        assert_eq!(reply.status, 201, "{reply:?}");
        for field in ["total", "line_total"] {
            let exact = format!("\"{field}\":{text},");
            assert!(
                reply.text.replace('}', ",").contains(&exact),
                "{exact} {}",
                reply.text
            );
        }
    }
}

#[test]
fn too_little_stock_is_refused_by_name_and_nothing_is_taken() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(3));
    let cake = shop.product("Cake", 24.0, Some(0));
    let bun = shop.product("Bun", 2.4, Some(100));
    let tea = shop.product("Tea", 2.8, None);
    let seq = last_seq(&shop);
    let items = json!([
        line(&bun, 5),
        line(&bread, 2),
        line(&tea, 99),
        line(&bread, 2),
        line(&cake, 1)
    ]);
    let problem = create(&shop, &json!({ "items": items })).refused(409, "insufficient_stock");
    let shortage = |product: &Value, requested, available| json!({"product_id": product["id"], "name": product["name"], "requested": requested, "available": available});
    assert_eq!(
        problem["shortages"],
        json!([shortage(&bread, 4, 3), shortage(&cake, 1, 0)])
    );
    assert_eq!(stock(&shop, &bun), 100);
    assert_eq!(shop.admin.get("/api/orders").expect(200), json!([]));
    assert_eq!(last_seq(&shop), seq);
    // The same for a change: what the order holds already counts as left for it.
    let order = shop.order(&bread, 2);
    let (seq, patch) = (
        last_seq(&shop),
        json!({"note": "more", "items": [line(&bread, 4), line(&bun, 1)]}),
    );
    let problem = edit(&shop, &order, &patch).refused(409, "insufficient_stock");
    assert_eq!(problem["shortages"], json!([shortage(&bread, 4, 3)]));
    assert_eq!(read(&shop, &order), order);
    assert_eq!(
        (stock(&shop, &bread), stock(&shop, &bun)),
        (json!(1), json!(100))
    );
    assert_eq!(last_seq(&shop), seq);
}

#[test]
fn the_last_goods_are_sold_once_however_many_ask_at_once() {
    let shop = Shop::open();
    let cake = shop.product("Cake", 24.0, Some(5));
    let order = json!({"items": [line(&cake, 1)]});
    let replies = at_once(20, |_| create(&shop, &order));
    let (sold, refused): (Vec<_>, Vec<_>) = replies.into_iter().partition(|r| r.status == 201);
    assert_eq!(sold.len(), 5);
    for reply in refused {
        let problem = reply.refused(409, "insufficient_stock");
        assert_eq!(problem["shortages"][0]["available"], 0);
    }
    assert_eq!(stock(&shop, &cake), 0);
}

#[test]
fn products_and_customers_that_are_not_there_or_archived_are_refused_by_field() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let (cake, bun) = (
        shop.product("Cake", 24.0, None),
        shop.product("Bun", 2.4, None),
    );
    let ada = shop
        .admin
        .post("/api/customers", &json!({"name": "Ada"}))
        .expect(201);
    let order = create(
        &shop,
        &json!({"items": [line(&cake, 1)], "user_id": ada["id"]}),
    )
    .expect(201);
    shop.admin.delete(&path_of("products", &cake)).expect(204);
    shop.admin.delete(&path_of("customers", &ada)).expect(204);
    let nothing = json!({"id": NOBODY});
    let seq = last_seq(&shop);
    for (wrong, field) in [
        (
            json!({"items": [line(&bread, 1), line(&nothing, 1)]}),
            "items[1].product_id",
        ),
        (
            json!({"items": [line(&bread, 1), line(&cake, 1)]}),
            "items[1].product_id",
        ),
        (
            json!({"items": [line(&bread, 1)], "user_id": NOBODY}),
            "user_id",
        ),
        (
            json!({"items": [line(&bread, 1)], "user_id": ada["id"]}),
            "user_id",
        ),
        (json!({"items": []}), "items"),
        (json!({"items": [line(&bread, 0)]}), "items[0].quantity"),
        (json!({"items": [line(&bread, -1)]}), "items[0].quantity"),
        (
            json!({"items": [line(&bun, 1_000_001)]}),
            "items[0].quantity",
        ),
        (
            json!({"items": [line(&bun, 1_000_000), line(&bun, 1)]}),
            "items[1].quantity",
        ),
    ] {
        assert_eq!(
            fields(&create(&shop, &wrong).refused(400, "invalid")),
            [field],
            "{wrong}"
        );
        let other = shop.order(&bun, 1);
        assert_eq!(
            fields(&edit(&shop, &other, &wrong).refused(400, "invalid")),
            [field],
            "{wrong}"
        );
        shop.admin.delete(&path_of("orders", &other)).expect(204);
    }
    assert_eq!(
        last_seq(&shop),
        seq + 2 * 9,
        "nothing but nine orders that came and went"
    );
    assert_eq!(stock(&shop, &bread), 10);
    // What an order names already stays on it.
    let kept = edit(
        &shop,
        &order,
        &json!({"items": [line(&cake, 2), line(&bread, 1)]}),
    )
    .expect(200);
    assert_eq!(pluck(&kept["items"], "product_name"), ["Cake", "Rye bread"]);
    assert_eq!(kept["customer"]["name"], "Ada");
}

#[test]
fn an_order_past_fifteen_digits_does_not_exist() {
    let shop = Shop::open();
    let gold = shop.product("Gold", 9_999_999_999_999.99, None);
    let bun = shop.product("Bun", 0.01, None);
    for items in [
        json!([line(&gold, 2)]),
        json!([line(&gold, 1), line(&bun, 1)]),
    ] {
        let problem = create(&shop, &json!({ "items": items })).refused(400, "invalid");
        assert_eq!(fields(&problem), ["items"]);
    }
    let most = create(&shop, &json!({"items": [line(&gold, 1)]}));
    assert!(
        most.text.contains("\"total\":9999999999999.99"),
        "{}",
        most.text
    );
}
