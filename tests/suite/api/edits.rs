//! Orders that change: their items, customer and note, and the stock that moves with them.

use serde_json::{Value, json};

use super::orders::{create, edit, line, read, stock};
use super::{last_seq, path_of, pluck};
use crate::support::Shop;

/// Kind, difference and order of each row of a product's ledger, oldest first.
fn ledger(shop: &Shop, product: &Value) -> Vec<(String, i64, Option<i64>)> {
    let path = format!("{}/stock", path_of("products", product));
    let rows = shop.admin.walk(&path).into_iter().rev();
    rows.map(|row| {
        let kind = row["kind"].as_str().unwrap().to_owned();
        (
            kind,
            row["delta"].as_i64().unwrap(),
            row["order_number"].as_i64(),
        )
    })
    .collect()
}

#[test]
fn an_order_keeps_what_was_sold_when_the_product_changes() {
    let shop = Shop::open();
    let product = json!({"name": "Rye bread", "sku": "BR-RYE", "price": 4.8});
    let bread = shop.admin.post("/api/products", &product).expect(201);
    let order = shop.order(&bread, 2);
    let change = json!({"name": "Rye loaf", "sku": "LO-RYE", "price": 9.99});
    shop.admin
        .patch(&path_of("products", &bread), &change)
        .expect(200);
    assert_eq!(read(&shop, &order), order);
    assert_eq!(order["items"][0]["product_name"], "Rye bread");
    assert_eq!(order["items"][0]["sku"], "BR-RYE");
    // A product that stays keeps its price as sold; one that comes has today's.
    let cake = shop.product("Cake", 24.0, None);
    let patch = json!({"items": [line(&bread, 5), line(&cake, 1)]});
    let edited = edit(&shop, &order, &patch).expect(200);
    assert_eq!(
        pluck(&edited["items"], "unit_price"),
        [json!(4.8), json!(24.0)]
    );
    assert_eq!(edited["items"][0]["id"], order["items"][0]["id"]);
    assert_eq!(edited["items"][0]["sku"], "BR-RYE");
    assert_eq!(edited["total"], json!(48.0));
    assert_eq!(shop.order(&bread, 1)["total"], json!(9.99));
}

#[test]
fn an_order_names_its_customer_and_can_become_another_ones_or_nobodys() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let person = |name: &str| {
        shop.admin
            .post("/api/customers", &json!({ "name": name }))
            .expect(201)
    };
    let (ada, bob) = (person("Ada"), person("Bob"));
    let order = json!({"items": [line(&bread, 1)], "user_id": ada["id"]});
    let order = create(&shop, &order).expect(201);
    assert_eq!(order["user_id"], ada["id"]);
    assert_eq!(order["customer"], json!({"id": ada["id"], "name": "Ada"}));
    let moved = edit(&shop, &order, &json!({"user_id": bob["id"]})).expect(200);
    assert_eq!(moved["customer"], json!({"id": bob["id"], "name": "Bob"}));
    assert_eq!(moved["version"], 2);
    let nobodys = edit(&shop, &order, &json!({"user_id": null})).expect(200);
    assert_eq!(
        (&nobodys["user_id"], &nobodys["customer"]),
        (&json!(null), &json!(null))
    );
    let timeline = shop
        .admin
        .get(&format!("{}/events", path_of("orders", &order)))
        .expect(200);
    let names = |entry: &Value, end: &str| entry["changes"][0][end]["name"].clone();
    assert_eq!(
        pluck(&timeline, "event"),
        ["orderStatusUpdated", "orderUpdated", "orderUpdated"]
    );
    assert_eq!(
        (names(&timeline[1], "from"), names(&timeline[1], "to")),
        (json!("Ada"), json!("Bob"))
    );
    assert_eq!(
        (names(&timeline[2], "from"), names(&timeline[2], "to")),
        (json!("Bob"), json!(null))
    );
}

#[test]
fn items_and_customer_change_only_while_pending_and_the_note_always() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let ada = shop
        .admin
        .post("/api/customers", &json!({"name": "Ada"}))
        .expect(201);
    let order = shop.order(&bread, 1);
    for status in ["PENDING", "PAID", "FULFILLED", "CANCELLED"] {
        if status != "PENDING" {
            shop.move_to(&order, status);
        }
        let noted = edit(&shop, &order, &json!({ "note": status })).expect(200);
        assert_eq!(
            (&noted["note"], &noted["status"]),
            (&json!(status), &json!(status))
        );
        if status == "PENDING" {
            continue;
        }
        let (seq, left) = (last_seq(&shop), stock(&shop, &bread));
        for patch in [
            json!({"items": [line(&bread, 2)]}),
            json!({"user_id": ada["id"]}),
            json!({"items": [line(&bread, 2)], "note": "both"}),
        ] {
            edit(&shop, &order, &patch).refused(409, "order_not_editable");
        }
        assert_eq!(read(&shop, &order), noted);
        assert_eq!((last_seq(&shop), stock(&shop, &bread)), (seq, left));
    }
    assert_eq!(
        edit(&shop, &order, &json!({"note": null})).expect(200)["note"],
        json!(null)
    );
}

#[test]
fn what_changes_nothing_is_no_change() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let ada = shop
        .admin
        .post("/api/customers", &json!({"name": "Ada"}))
        .expect(201);
    let order = json!({"items": [line(&bread, 2)], "user_id": ada["id"], "note": "Monday"});
    let order = create(&shop, &order).expect(201);
    let seq = last_seq(&shop);
    for patch in [
        json!({}),
        json!({"note": "Monday"}),
        json!({"user_id": ada["id"]}),
        json!({"items": [line(&bread, 2)]}),
        json!({"items": [line(&bread, 1), line(&bread, 1)], "note": "Monday"}),
    ] {
        assert_eq!(edit(&shop, &order, &patch).expect(200), order, "{patch}");
    }
    assert_eq!(read(&shop, &order), order);
    assert_eq!((last_seq(&shop), stock(&shop, &bread)), (seq, json!(8)));
}

#[test]
fn stock_is_taken_and_given_back_exactly_once() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let cake = shop.product("Cake", 24.0, Some(5));
    let order = create(&shop, &json!({"items": [line(&bread, 4), line(&cake, 1)]})).expect(201);
    let number = order["number"].as_i64();
    for (items, breads, cakes) in [
        (vec![line(&bread, 6), line(&cake, 1)], 4, 4),
        (vec![line(&bread, 1), line(&cake, 1)], 9, 4),
        (vec![line(&cake, 5)], 10, 0),
        (vec![line(&bread, 10), line(&cake, 2)], 0, 3),
    ] {
        edit(&shop, &order, &json!({ "items": items })).expect(200);
        assert_eq!(
            (stock(&shop, &bread), stock(&shop, &cake)),
            (json!(breads), json!(cakes))
        );
    }
    shop.move_to(&order, "CANCELLED");
    shop.admin.delete(&path_of("orders", &order)).expect(204);
    let row = |kind: &str, delta, number| (kind.to_owned(), delta, number);
    assert_eq!(
        ledger(&shop, &bread),
        [
            row("initial", 10, None),
            row("order", -4, number),
            row("edit", -2, number),
            row("edit", 5, number),
            row("edit", 1, number),
            row("edit", -10, number),
            row("restock", 10, number),
        ]
    );
    assert_eq!(
        ledger(&shop, &cake),
        [
            row("initial", 5, None),
            row("order", -1, number),
            row("edit", -4, number),
            row("edit", 3, number),
            row("restock", 2, number),
        ]
    );
}

#[test]
fn an_edit_and_a_move_in_one_request_happen_together_or_not_at_all() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let order = shop.order(&bread, 1);
    let too_many = json!({"status": "PAID", "items": [line(&bread, 11)]});
    edit(&shop, &order, &too_many).refused(409, "insufficient_stock");
    assert_eq!(read(&shop, &order), order);
    let both = json!({"status": "PAID", "items": [line(&bread, 3)], "note": "Paid in cash"});
    let done = edit(&shop, &order, &both).expect(200);
    assert_eq!(
        (&done["status"], &done["note"]),
        (&json!("PAID"), &json!("Paid in cash"))
    );
    assert_eq!(
        (&done["total"], stock(&shop, &bread)),
        (&json!(14.4), json!(7))
    );
}
