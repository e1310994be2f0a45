//! Products over HTTP. Their stock is in stock.rs.

use iso_currency::Currency;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{fields, last_seq, path_of, pluck};
use crate::support::{Reply, Shop};

/// Adds a product that is written as this JSON, letter for letter.
fn post_raw(shop: &Shop, json: &str) -> Reply {
    shop.admin.send(
        "POST",
        "/api/products",
        "application/json",
        json.as_bytes().to_vec(),
    )
}

#[test]
fn a_product_is_added_changed_and_deleted() {
    let shop = Shop::open();
    let new = json!({"sku": " BR-RYE ", "name": " Rye bread ", "price": 4.8, "stock": 3});
    let reply = shop.admin.post("/api/products", &new);
    let location = reply.header("location").unwrap().to_owned();
    let bread = reply.expect(201);
    assert_eq!(location, path_of("products", &bread));
    let id: Uuid = bread["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.get_version_num(), 7);
    assert_eq!(
        (&bread["sku"], &bread["name"]),
        (&json!("BR-RYE"), &json!("Rye bread"))
    );
    assert_eq!((&bread["price"], &bread["stock"]), (&json!(4.8), &json!(3)));
    assert_eq!(bread["created_at"], bread["updated_at"]);
    assert_eq!(bread.get("archived_at"), Some(&json!(null)));
    assert_eq!(shop.admin.get(&location).expect(200), bread);
    shop.advance_ms(1000);
    let change = json!({"sku": null, "name": "Rye loaf", "price": 5});
    let changed = shop.admin.patch(&location, &change).expect(200);
    assert_eq!(
        (&changed["sku"], &changed["name"]),
        (&json!(null), &json!("Rye loaf"))
    );
    assert_eq!(
        (&changed["price"], &changed["stock"]),
        (&json!(5.0), &json!(3))
    );
    assert_eq!(changed["created_at"], bread["created_at"]);
    assert!(changed["updated_at"].as_str() > bread["updated_at"].as_str());
    assert_eq!(
        shop.admin.get("/api/products").expect(200),
        json!([changed])
    );
    assert_eq!(shop.admin.delete(&location).expect(204), json!(null));
    shop.admin.get(&location).refused(404, "not_found");
    shop.admin.delete(&location).refused(404, "not_found");
    shop.admin
        .patch(&location, &change)
        .refused(404, "not_found");
    assert_eq!(
        shop.admin.get("/api/products?archived=true").expect(200),
        json!([])
    );
}

#[test]
fn what_a_product_does_not_have_is_null_and_never_absent() {
    let shop = Shop::open();
    let tea = post_raw(&shop, r#"{"name": "Tea", "price": 0}"#).expect(201);
    for field in ["sku", "stock", "archived_at"] {
        assert_eq!(tea.get(field), Some(&json!(null)), "{field}");
    }
    let blank = json!({"name": "Bun", "price": 1, "sku": "  "});
    let bun = shop.admin.post("/api/products", &blank).expect(201);
    assert_eq!(bun["sku"], json!(null), "nothing but space is no SKU");
}

#[test]
fn a_sku_is_one_products_whatever_its_case() {
    let shop = Shop::open();
    let with_sku = |sku: &str| json!({"name": "Bread", "price": 1, "sku": sku});
    let bread = shop
        .admin
        .post("/api/products", &with_sku("BR-RYE"))
        .expect(201);
    let cake = shop
        .admin
        .post("/api/products", &with_sku("CK-7"))
        .expect(201);
    let seq = last_seq(&shop);
    for sku in ["BR-RYE", "br-rye", " Br-Rye "] {
        shop.admin
            .post("/api/products", &with_sku(sku))
            .refused(409, "sku_taken");
        let reply = shop
            .admin
            .patch(&path_of("products", &cake), &json!({ "sku": sku }));
        reply.refused(409, "sku_taken");
    }
    assert_eq!(last_seq(&shop), seq);
    // One's own SKU is not taken, and an archived product keeps its.
    let own = shop
        .admin
        .patch(&path_of("products", &bread), &json!({"sku": "br-rye"}));
    assert_eq!(own.expect(200)["sku"], "br-rye");
    shop.order(&bread, 1);
    shop.admin.delete(&path_of("products", &bread)).expect(204);
    shop.admin
        .post("/api/products", &with_sku("BR-RYE"))
        .refused(409, "sku_taken");
    shop.admin.delete(&path_of("products", &cake)).expect(204);
    shop.admin
        .post("/api/products", &with_sku("CK-7"))
        .expect(201);
}

#[test]
fn a_product_that_an_order_names_is_archived_and_can_be_brought_back() {
    let shop = Shop::open();
    let (bread, cake) = (
        shop.product("Rye bread", 4.8, Some(9)),
        shop.product("Cake", 24.0, None),
    );
    let order = shop.order(&bread, 1);
    let path = path_of("products", &bread);
    shop.admin.delete(&path).expect(204);
    assert_eq!(
        pluck(&shop.admin.get("/api/products").expect(200), "name"),
        ["Cake"]
    );
    let archived = shop.admin.get(&path).expect(200);
    assert!(archived["archived_at"].is_string());
    assert_eq!(
        shop.admin.get("/api/products?archived=true").expect(200),
        json!([archived])
    );
    assert_eq!(
        shop.admin.get(&path_of("orders", &order)).expect(200),
        order
    );
    shop.admin.delete(&path).expect(204);
    assert_eq!(
        shop.admin.get(&path).expect(200)["archived_at"],
        archived["archived_at"]
    );
    let back = shop
        .admin
        .patch(&path, &json!({"archived": false}))
        .expect(200);
    assert_eq!(back["archived_at"], json!(null));
    assert_eq!(shop.order(&bread, 1)["total"], json!(4.8));
    // It can be put away by hand too, also when no order names it.
    let away = shop
        .admin
        .patch(&path_of("products", &cake), &json!({"archived": true}));
    assert!(away.expect(200)["archived_at"].is_string());
    assert_eq!(
        pluck(&shop.admin.get("/api/products").expect(200), "name"),
        ["Rye bread"]
    );
    // Once no order names it any more, it really goes.
    for number in [1001, 1002] {
        shop.admin
            .delete(&format!("/api/orders/{number}"))
            .expect(204);
    }
    shop.admin.delete(&path).expect(204);
    shop.admin.get(&path).refused(404, "not_found");
}

#[test]
fn prices_are_exact_and_never_rounded() {
    let shop = Shop::open();
    for (price, shown) in [
        ("12.5", "12.50"),
        ("12.50", "12.50"),
        ("12.500", "12.50"),
        ("12", "12.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
        ("0.07", "0.07"),
        ("1.25e1", "12.50"),
        ("9999999999999.99", "9999999999999.99"),
    ] {
        let reply = post_raw(&shop, &format!(r#"{{"name": "x", "price": {price}}}"#));
        assert_eq!(reply.status, 201, "{price} {}", reply.text);
        let exact = format!("\"price\":{shown},");
        assert!(reply.text.contains(&exact), "{price} {}", reply.text);
        let again = shop.admin.get(&path_of("products", &reply.body)).text;
        assert_eq!(again, reply.text);
    }
    let seq = last_seq(&shop);
    for price in [
        "12.505",
        "0.001",
        "-0.01",
        "-1",
        "10000000000000.00",
        "999999999999999999999",
        "1e15",
        "1e400",
        "1e-400",
        "\"12.50\"",
        "\"\"",
        "null",
        "true",
        "[]",
        "{}",
    ] {
        let reply = post_raw(&shop, &format!(r#"{{"name": "x", "price": {price}}}"#));
        assert_eq!(fields(&reply.refused(400, "invalid")), ["price"], "{price}");
    }
    for broken in ["NaN", "Infinity", "012", "1.", ".5", "+1", "1,5", "0x10"] {
        let reply = post_raw(&shop, &format!(r#"{{"name": "x", "price": {broken}}}"#));
        reply.refused(400, "invalid");
    }
    assert_eq!(
        fields(&post_raw(&shop, r#"{"name": "x"}"#).refused(400, "invalid")),
        ["price"]
    );
    assert_eq!(last_seq(&shop), seq);
}

#[test]
fn money_has_as_many_decimals_as_the_shops_currency() {
    for (currency, taken, shown, refused) in [
        (
            Currency::JPY,
            ["1200", "999999999999999"],
            ["1200", "999999999999999"],
            "0.5",
        ),
        (
            Currency::KWD,
            ["1.25", "999999999999.999"],
            ["1.250", "999999999999.999"],
            "0.0001",
        ),
    ] {
        let shop = Shop::open_with(|config| config.currency = currency);
        for (price, shown) in taken.into_iter().zip(shown) {
            let reply = post_raw(&shop, &format!(r#"{{"name": "x", "price": {price}}}"#));
            assert!(
                reply.text.contains(&format!("\"price\":{shown},")),
                "{}",
                reply.text
            );
            let items = json!([{"product_id": reply.expect(201)["id"], "quantity": 1}]);
            let order = shop.admin.post("/api/orders", &json!({ "items": items }));
            assert!(
                order.text.contains(&format!("\"total\":{shown},")),
                "{}",
                order.text
            );
            assert_eq!(order.expect(201)["currency"], currency.code());
        }
        let reply = post_raw(&shop, &format!(r#"{{"name": "x", "price": {refused}}}"#));
        assert_eq!(fields(&reply.refused(400, "invalid")), ["price"]);
        assert_eq!(
            shop.anyone().get("/api/setup").expect(200)["currency"],
            currency.code()
        );
    }
}

#[test]
fn all_fields_that_are_wrong_are_named_at_once() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    let long = |length| "x".repeat(length);
    let wrong: [(Value, &[&str]); 7] = [
        (
            json!({"name": "", "price": 1, "stock": -1, "sku": long(101)}),
            &["name", "sku", "stock"],
        ),
        (json!({"name": "   ", "price": 1}), &["name"]),
        (json!({"name": long(201), "price": 1}), &["name"]),
        (
            json!({"name": "a\nb", "sku": "a\u{7}", "price": 1}),
            &["name", "sku"],
        ),
        (json!({"name": "a\u{0}", "price": 1}), &["name"]),
        (
            json!({"name": "x", "price": 1, "stock": 1_000_000_000_000_i64}),
            &["stock"],
        ),
        (
            json!({"name": "x", "price": 1, "cart": 1, "till": 2}),
            &["cart", "till"],
        ),
    ];
    for (body, expected) in wrong {
        let problem = shop
            .admin
            .post("/api/products", &body)
            .refused(400, "invalid");
        assert_eq!(fields(&problem), expected, "{body}");
        let problem = shop.admin.patch(&path_of("products", &bread), &body);
        assert_eq!(fields(&problem.refused(400, "invalid")), expected, "{body}");
    }
    assert_eq!(shop.admin.get("/api/products").expect(200), json!([bread]));
    for field in ["name", "price", "archived"] {
        let problem = shop
            .admin
            .patch(&path_of("products", &bread), &json!({ field: null }));
        assert_eq!(
            fields(&problem.refused(400, "invalid")),
            [field],
            "{field} has no null"
        );
    }
    for forged in ["id", "created_at", "archived_at", "number"] {
        let problem = shop
            .admin
            .patch(&path_of("products", &bread), &json!({ forged: null }));
        assert_eq!(fields(&problem.refused(400, "invalid")), [forged]);
    }
}

#[test]
fn a_wrong_price_is_named_together_with_the_other_wrong_fields() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    for price in [json!(-1), json!(1.005)] {
        let body = json!({"name": "", "price": price, "stock": -1});
        for reply in [
            shop.admin.post("/api/products", &body),
            shop.admin.patch(&path_of("products", &bread), &body),
        ] {
            let problem = reply.refused(400, "invalid");
            assert_eq!(fields(&problem), ["name", "price", "stock"], "{body}");
        }
    }
}

#[test]
fn a_patch_that_changes_nothing_is_no_change() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    let seq = last_seq(&shop);
    shop.advance_ms(1000);
    for patch in [
        json!({}),
        json!({"name": "Rye bread", "price": 4.80, "stock": 1, "sku": null}),
        json!({"archived": false}),
    ] {
        let reply = shop.admin.patch(&path_of("products", &bread), &patch);
        assert_eq!(reply.expect(200), bread, "{patch}");
    }
    assert_eq!(last_seq(&shop), seq);
}
