//! A customer hears of their own orders and record, and of products; never of anyone else.

use serde_json::{Value, json};

use crate::support::{Client, Shop, Socket, seq_of};

/// An order of a customer for one piece.
fn order_of(shop: &Shop, product: &Value, customer: &Value) -> Value {
    let items = json!([{"product_id": product["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": customer["id"]});
    shop.admin.post("/api/orders", &order).expect(201)
}

fn patch(client: &Client, order: &Value, body: &Value) -> Value {
    let path = format!("/api/orders/{}", order["number"]);
    client.patch(&path, body).expect(200)
}

/// Everything that a socket hears before the product with this name is made.
fn until_product(socket: &mut Socket, name: &str) -> Vec<Value> {
    let mut heard = Vec::new();
    loop {
        let event = socket.next();
        if event["data"]["name"] == name {
            return heard;
        }
        heard.push(event);
    }
}

fn names(events: &[Value]) -> Vec<&str> {
    let names = events.iter().map(|event| event["event"].as_str().unwrap());
    names.collect()
}

/// The same client, connecting again, hears the same from the log.
#[track_caller]
fn assert_replayed(client: &Client, since: i64, heard: &[Value]) {
    let mut socket = Socket::open(client, Some(since));
    socket.expect("hello");
    let again = until_product(&mut socket, "The end");
    assert_eq!(again, heard);
}

#[test]
fn a_customer_hears_of_their_own_orders_and_record_and_of_products_alone() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let (ada, ada_record) = shop.customer("Ada Lovelace", "ada@shop.example");
    let (_, ben_record) = shop.customer("Ben Franklin", "ben@shop.example");
    let mut socket = Socket::open(&ada, None);
    let mut admin = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    admin.expect("hello");

    let own = order_of(&shop, &bread, &ada_record);
    let other = order_of(&shop, &bread, &ben_record);
    let walk_in = shop.order(&bread, 2);
    for order in [&other, &walk_in, &own] {
        patch(&shop.admin, order, &json!({"note": "for Monday"}));
        shop.move_to(order, "PAID");
        shop.move_to(order, "CANCELLED");
        let path = format!("/api/orders/{}", order["number"]);
        shop.admin.delete(&path).expect(204);
    }
    for record in [&ben_record, &ada_record] {
        let path = format!("/api/customers/{}", record["id"].as_str().unwrap());
        let phone = json!({"phone": "+49 30 1234"});
        shop.admin.patch(&path, &phone).expect(200);
    }
    let carl = json!({"name": "Carl Gauss"});
    let carl = shop.admin.post("/api/customers", &carl).expect(201);
    let path = format!("/api/customers/{}", carl["id"].as_str().unwrap());
    shop.admin.delete(&path).expect(204);
    shop.product("White loaf", 3.2, Some(3));
    shop.product("The end", 0.0, None);

    let heard = until_product(&mut socket, "The end");
    assert_eq!(
        names(&heard),
        [
            "orderStatusUpdated",
            "orderUpdated",
            "orderStatusUpdated",
            "orderStatusUpdated",
            "orderDeleted",
            "customerUpdated",
            "productUpdated",
        ]
    );
    let deleted = json!({"id": own["id"], "number": own["number"]});
    assert_eq!(heard[4]["data"], deleted);
    let text = json!(heard).to_string();
    for secret in [
        "Ben",
        "Carl",
        "ben@shop.example",
        ben_record["id"].as_str().unwrap(),
        other["id"].as_str().unwrap(),
        walk_in["id"].as_str().unwrap(),
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    assert_replayed(&ada, start, &heard);
    let all = until_product(&mut admin, "The end");
    assert_eq!(all.len(), 3 * 5 + 2 + 2 + 1);
    assert_replayed(&shop.admin, start, &all);
}

#[test]
fn an_order_that_becomes_anothers_is_deleted_for_its_former_owner() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let (ada, ada_record) = shop.customer("Ada Lovelace", "ada@shop.example");
    let (ben, ben_record) = shop.customer("Ben Franklin", "ben@shop.example");
    let order = order_of(&shop, &bread, &ada_record);
    let mut ada_hears = Socket::open(&ada, None);
    let mut ben_hears = Socket::open(&ben, None);
    let mut admin_hears = shop.socket();
    let start = seq_of(&ada_hears.expect("hello"));
    ben_hears.expect("hello");
    admin_hears.expect("hello");

    patch(
        &shop.admin,
        &order,
        &json!({"user_id": ben_record["id"], "note": "for Ben alone"}),
    );
    patch(&shop.admin, &order, &json!({"user_id": null}));
    patch(&shop.admin, &order, &json!({"note": "on the counter"}));
    // Another owner and a move in one request: the former owner hears only that it has gone.
    patch(&shop.admin, &order, &json!({"user_id": ada_record["id"]}));
    patch(
        &shop.admin,
        &order,
        &json!({"user_id": ben_record["id"], "status": "PAID"}),
    );
    shop.product("The end", 0.0, None);

    let gone = json!({"id": order["id"], "number": order["number"]});
    let to_ada = until_product(&mut ada_hears, "The end");
    assert_eq!(
        names(&to_ada),
        ["orderDeleted", "orderUpdated", "orderDeleted"]
    );
    assert_eq!([&to_ada[0]["data"], &to_ada[2]["data"]], [&gone, &gone]);
    assert!(!json!(to_ada).to_string().contains("Ben"), "{to_ada:?}");
    let to_ben = until_product(&mut ben_hears, "The end");
    assert_eq!(
        names(&to_ben),
        [
            "orderUpdated",
            "orderDeleted",
            "orderUpdated",
            "orderStatusUpdated"
        ]
    );
    assert_eq!(to_ben[0]["data"]["note"], "for Ben alone");
    assert_eq!(to_ben[1]["data"], gone);
    let text = json!(to_ben).to_string();
    assert!(!text.contains("Ada") && !text.contains(ada_record["id"].as_str().unwrap()));
    let to_admin = until_product(&mut admin_hears, "The end");
    assert_eq!(
        names(&to_admin),
        [
            "orderUpdated",
            "orderUpdated",
            "orderUpdated",
            "orderUpdated",
            "orderUpdated",
            "orderStatusUpdated",
        ]
    );
    assert_replayed(&ada, start, &to_ada);
    assert_replayed(&ben, start, &to_ben);
    // What was Ada's before it became Ben's is not Ben's to replay.
    let mut from_the_start = Socket::open(&ben, Some(0));
    from_the_start.expect("hello");
    let past = until_product(&mut from_the_start, "The end");
    assert!(!json!(past).to_string().contains("Ada"), "{past:?}");
}

#[test]
fn customers_hear_that_a_product_is_archived_and_nothing_of_it_until_it_is_back() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(5));
    let (ada, _) = shop.customer("Ada Lovelace", "ada@shop.example");
    let order = shop.order(&bread, 1);
    let mut socket = Socket::open(&ada, None);
    let mut admin = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    admin.expect("hello");

    let path = format!("/api/products/{}", bread["id"].as_str().unwrap());
    // An order names it, so it is archived.
    shop.admin.delete(&path).expect(204);
    shop.admin
        .patch(&path, &json!({"name": "Secret loaf"}))
        .expect(200);
    shop.move_to(&order, "CANCELLED");
    shop.admin
        .patch(&path, &json!({"archived": false, "name": "Rye again"}))
        .expect(200);
    let unsold = shop.product("Never sold", 1.0, None);
    let unsold = format!("/api/products/{}", unsold["id"].as_str().unwrap());
    shop.admin.delete(&unsold).expect(204);
    shop.product("The end", 0.0, None);

    let heard = until_product(&mut socket, "The end");
    assert_eq!(
        names(&heard),
        [
            "productUpdated",
            "productUpdated",
            "productUpdated",
            "productDeleted"
        ]
    );
    assert!(heard[0]["data"]["archived_at"].is_string(), "{}", heard[0]);
    assert_eq!(heard[1]["data"]["name"], "Rye again");
    assert_eq!(heard[1]["data"]["archived_at"], Value::Null);
    assert_eq!(heard[1]["data"]["stock"], 5);
    assert!(!json!(heard).to_string().contains("Secret"), "{heard:?}");
    assert_replayed(&ada, start, &heard);
    let all = until_product(&mut admin, "The end");
    assert_eq!(all.len(), 7, "{all:?}");
}

#[test]
fn an_orders_stock_is_a_product_event_of_its_own() {
    let shop = Shop::open();
    let tracked = shop.product("Rye bread", 4.8, Some(5));
    let untracked = shop.product("Coffee", 2.2, None);
    let mut socket = shop.socket();
    socket.expect("hello");
    let items = json!([
        {"product_id": tracked["id"], "quantity": 2},
        {"product_id": untracked["id"], "quantity": 1},
    ]);
    let order = shop.admin.post("/api/orders", &json!({"items": items}));
    let order = order.expect(201);
    assert_eq!(
        socket.expect("orderStatusUpdated")["data"]["id"],
        order["id"]
    );
    let taken = socket.expect("productUpdated");
    assert_eq!(taken["data"]["id"], tracked["id"]);
    assert_eq!(taken["data"]["stock"], 3);
    patch(
        &shop.admin,
        &order,
        &json!({"status": "CANCELLED", "restock": false}),
    );
    socket.expect("orderStatusUpdated");
    shop.product("The end", 0.0, None);
    assert_eq!(until_product(&mut socket, "The end"), Vec::<Value>::new());
}
