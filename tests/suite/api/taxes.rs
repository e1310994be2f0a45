//! Tax, discounts, and lines without a product: what an order comes to, to the cent.

use serde_json::{Value, json};

use super::orders::{create, edit, line, read, stock};
use super::{fields, path_of, pluck};
use crate::support::Shop;

/// States prices with tax in them or without, and the rate of what says none.
fn terms(shop: &Shop, prices_include_tax: bool, rate: i64) {
    let terms = json!({"prices_include_tax": prices_include_tax, "tax_rate": rate});
    shop.admin.patch("/api/settings", &terms).expect(200);
}

fn product(shop: &Shop, name: &str, price: f64, tax_rate: i64) -> Value {
    let product = json!({"name": name, "price": price, "tax_rate": tax_rate, "stock": 50});
    shop.admin.post("/api/products", &product).expect(201)
}

/// Bread at 7 % and a cake at 19 %.
fn goods(shop: &Shop) -> (Value, Value) {
    (
        product(shop, "Rye bread", 4.8, 700),
        product(shop, "Cake", 24.0, 1900),
    )
}

/// A line with this discount.
fn discounted(product: &Value, quantity: i64, discount: Value) -> Value {
    json!({"product_id": product["id"], "quantity": quantity, "discount": discount})
}

#[test]
fn prices_with_tax_in_them_are_what_is_paid_and_the_tax_of_each_rate_is_told() {
    let shop = Shop::open();
    let (bread, cake) = goods(&shop);
    let order = json!({"items": [line(&bread, 2), line(&cake, 1)]});
    let order = create(&shop, &order).expect(201);
    assert_eq!(order["prices_include_tax"], true);
    assert_eq!(order["total"], json!(33.6));
    assert_eq!(
        order["taxes"],
        json!([
            {"rate": 700, "net": 8.97, "tax": 0.63, "gross": 9.6},
            {"rate": 1900, "net": 20.17, "tax": 3.83, "gross": 24.0},
        ])
    );
    assert_eq!(pluck(&order["items"], "tax"), [json!(0.63), json!(3.83)]);
    assert_eq!(read(&shop, &order), order);
}

#[test]
fn to_prices_without_tax_it_is_added() {
    let shop = Shop::open();
    terms(&shop, false, 0);
    let (bread, cake) = goods(&shop);
    let order = json!({"items": [line(&bread, 2), line(&cake, 1)]});
    let order = create(&shop, &order).expect(201);
    assert_eq!(order["subtotal"], json!(33.6));
    assert_eq!(
        order["taxes"],
        json!([
            {"rate": 700, "net": 9.6, "tax": 0.67, "gross": 10.27},
            {"rate": 1900, "net": 24.0, "tax": 4.56, "gross": 28.56},
        ])
    );
    assert_eq!(order["total"], json!(38.83));
    assert_eq!(read(&shop, &order), order);
}

#[test]
fn an_order_keeps_its_rates_and_the_way_its_prices_were_stated() {
    let shop = Shop::open();
    terms(&shop, true, 700);
    let bread = shop.product("Rye bread", 4.8, None);
    assert_eq!(bread["tax_rate"], 700);
    let order = shop.order(&bread, 2);
    let changed = shop
        .admin
        .patch(&path_of("products", &bread), &json!({"tax_rate": 1900}));
    assert_eq!(changed.expect(200)["tax_rate"], 1900);
    terms(&shop, false, 1900);
    assert_eq!(read(&shop, &order), order);
    let edited = edit(&shop, &order, &json!({"items": [line(&bread, 3)]})).expect(200);
    assert_eq!(edited["prices_include_tax"], true);
    assert_eq!(edited["items"][0]["tax_rate"], 700);
    assert_eq!(edited["total"], json!(14.4));
    let later = shop.order(&bread, 1);
    assert_eq!(later["prices_include_tax"], false);
    assert_eq!(later["total"], json!(5.71));
}

#[test]
fn discounts_on_lines_and_on_the_order_come_off_before_tax() {
    let shop = Shop::open();
    let (bread, cake) = goods(&shop);
    let order = json!({
        "items": [discounted(&bread, 2, json!({"rate": 1000})), line(&cake, 1)],
        "discount": {"amount": 5},
    });
    let order = create(&shop, &order).expect(201);
    let first = &order["items"][0];
    assert_eq!(first["discount"], json!({"amount": 0.96, "rate": 1000}));
    assert_eq!(first["line_total"], json!(8.64));
    assert_eq!(order["subtotal"], json!(32.64));
    assert_eq!(order["discount"], json!({"amount": 5.0, "rate": null}));
    assert_eq!(
        pluck(&order["items"], "discount_share"),
        [json!(1.32), json!(3.68)]
    );
    assert_eq!(
        order["taxes"],
        json!([
            {"rate": 700, "net": 6.84, "tax": 0.48, "gross": 7.32},
            {"rate": 1900, "net": 17.08, "tax": 3.24, "gross": 20.32},
        ])
    );
    assert_eq!(order["total"], json!(27.64));
    assert_eq!(read(&shop, &order), order);
}

#[test]
fn a_share_goes_on_being_one_when_the_order_changes_and_the_timeline_tells_of_discounts() {
    let shop = Shop::open();
    let (bread, cake) = goods(&shop);
    let order = json!({"items": [line(&bread, 1)], "discount": {"rate": 1250}});
    let order = create(&shop, &order).expect(201);
    assert_eq!(order["discount"], json!({"amount": 0.6, "rate": 1250}));
    let more = edit(&shop, &order, &json!({"items": [line(&cake, 1)]})).expect(200);
    assert_eq!(more["discount"], json!({"amount": 3.0, "rate": 1250}));
    let items = json!([discounted(&cake, 1, json!({"amount": 1.5}))]);
    let patch = json!({"items": items, "discount": null});
    let other = edit(&shop, &order, &patch).expect(200);
    assert_eq!(other["total"], json!(22.5));
    let same = edit(&shop, &order, &patch).expect(200);
    assert_eq!(same["version"], other["version"]);
    let timeline = format!("{}/events", path_of("orders", &order));
    let timeline = shop.admin.get(&timeline).expect(200);
    let changes = timeline[2]["changes"].as_array().unwrap();
    let of = |name: Value, from: Value, to: Value| json!({"field": "discount", "product_name": name, "from": from, "to": to});
    assert_eq!(
        *changes,
        [
            of(json!(null), json!("12.5%"), json!(null)),
            of(json!("Cake"), json!(null), json!("1.50")),
        ]
    );
    shop.move_to(&order, "PAID");
    let late = edit(&shop, &order, &json!({"discount": {"amount": 1}}));
    late.refused(409, "order_not_editable");
}

#[test]
fn a_line_without_a_product_has_a_price_and_a_tax_of_its_own_and_no_stock() {
    let shop = Shop::open();
    terms(&shop, true, 1900);
    let (bread, _) = goods(&shop);
    let delivery = json!({"name": "Delivery", "unit_price": 3.5, "quantity": 1});
    let deposit = json!({"name": "Deposit", "unit_price": 0.25, "quantity": 4, "tax_rate": 0});
    let order = json!({"items": [line(&bread, 1), delivery, deposit]});
    let order = create(&shop, &order).expect(201);
    let second = &order["items"][1];
    assert_eq!(second["product_id"], json!(null));
    assert_eq!(
        (&second["product_name"], &second["sku"]),
        (&json!("Delivery"), &json!(null))
    );
    assert_eq!(second["tax_rate"], 1900);
    assert_eq!(order["items"][2]["line_total"], json!(1.0));
    assert_eq!(order["total"], json!(9.3));
    assert_eq!(stock(&shop, &bread), 49);
    let found = shop.admin.get("/api/orders?q=delivery").expect(200);
    assert_eq!(pluck(&found, "id"), [order["id"].clone()]);
    // One that stays is the same line; one that comes twice is one of both.
    let patch = json!({"items": [delivery, line(&bread, 1), delivery]});
    let edited = edit(&shop, &order, &patch).expect(200);
    assert_eq!(edited["items"][0]["id"], second["id"]);
    assert_eq!(edited["items"][0]["quantity"], 2);
    assert_eq!(edited["total"], json!(11.8));
    shop.move_to(&order, "CANCELLED");
    assert_eq!(stock(&shop, &bread), 50);
    let best = shop.admin.get("/api/reports/summary").expect(200);
    assert_eq!(best["best_sellers"], json!([]));
}

#[test]
fn what_comes_to_nothing_that_can_be_paid_is_refused_by_field() {
    let shop = Shop::open();
    let (bread, cake) = goods(&shop);
    let free = |part: Value| {
        let mut line = json!({"name": "Delivery", "unit_price": 3.5, "quantity": 1});
        line.as_object_mut()
            .unwrap()
            .extend(part.as_object().unwrap().clone());
        line
    };
    for (items, discount, field) in [
        (
            json!([line(&bread, 1)]),
            json!({"amount": 4.81}),
            "discount",
        ),
        (
            json!([
                line(&bread, 1),
                discounted(&cake, 1, json!({"amount": 24.01}))
            ]),
            json!(null),
            "items[1].discount",
        ),
        (
            json!([line(&bread, 1)]),
            json!({"amount": 0.001}),
            "discount.amount",
        ),
        (
            json!([line(&bread, 1)]),
            json!({"amount": -1}),
            "discount.amount",
        ),
        (
            json!([line(&bread, 1)]),
            json!({"rate": 10_001}),
            "discount.rate",
        ),
        (
            json!([line(&bread, 1)]),
            json!({"rate": -1}),
            "discount.rate",
        ),
        (
            json!([line(&bread, 1)]),
            json!({"rate": 1, "amount": 1}),
            "discount",
        ),
        (json!([line(&bread, 1)]), json!({}), "discount"),
        (json!([line(&bread, 1)]), json!(5), "discount"),
        (
            json!([discounted(&bread, 1, json!({"amount": 1})), line(&bread, 1)]),
            json!(null),
            "items[1].discount",
        ),
        (json!([{"quantity": 1}]), json!(null), "items[0].product_id"),
        (
            json!([{"quantity": 1, "name": "Delivery"}]),
            json!(null),
            "items[0].unit_price",
        ),
        (
            json!([{"quantity": 1, "unit_price": 1}]),
            json!(null),
            "items[0].name",
        ),
        (
            json!([free(json!({"name": " "}))]),
            json!(null),
            "items[0].name",
        ),
        (
            json!([free(json!({"unit_price": -1}))]),
            json!(null),
            "items[0].unit_price",
        ),
        (
            json!([free(json!({"unit_price": 0.005}))]),
            json!(null),
            "items[0].unit_price",
        ),
        (
            json!([free(json!({"tax_rate": 10_001}))]),
            json!(null),
            "items[0].tax_rate",
        ),
        (
            json!([free(json!({"tax_rate": 19.5}))]),
            json!(null),
            "items[0].tax_rate",
        ),
        (
            json!([free(json!({"product_id": bread["id"]}))]),
            json!(null),
            "items[0].name",
        ),
    ] {
        let order = json!({"items": items, "discount": discount});
        let problem = create(&shop, &order).refused(400, "invalid");
        assert_eq!(fields(&problem)[0], field, "{order}: {problem}");
    }
    let product = json!({"name": "x", "price": 1, "tax_rate": -1});
    let problem = shop.admin.post("/api/products", &product);
    assert_eq!(fields(&problem.refused(400, "invalid")), ["tax_rate"]);
    // All of it may be taken off, and no more.
    let gift = json!({"items": [line(&bread, 1)], "discount": {"rate": 10_000}});
    assert_eq!(create(&shop, &gift).expect(201)["total"], json!(0.0));
    assert_eq!(stock(&shop, &bread), 49);
}

#[test]
fn exports_have_tax_and_discounts_and_imports_set_the_rate() {
    let shop = Shop::open();
    let (bread, cake) = goods(&shop);
    let order = json!({
        "items": [discounted(&bread, 2, json!({"rate": 1000})), line(&cake, 1)],
        "discount": {"amount": 5},
    });
    create(&shop, &order).expect(201);
    let csv = shop.admin.get("/api/export/orders.csv").text;
    let (head, lines) = csv.split_once("\r\n").unwrap();
    let column = |name: &str| {
        let at = head.split(',').position(|column| column == name).unwrap();
        let cells = lines.lines().map(|line| line.split(',').nth(at).unwrap());
        cells.collect::<Vec<_>>()
    };
    assert_eq!(column("total"), ["27.64", "27.64"]);
    assert_eq!(column("discount"), ["5.00", "5.00"]);
    assert_eq!(column("tax"), ["3.72", "3.72"]);
    assert_eq!(column("line_discount"), ["0.96", ""]);
    assert_eq!(column("discount_share"), ["1.32", "3.68"]);
    assert_eq!(column("tax_rate"), ["700", "1900"]);
    assert_eq!(column("line_tax"), ["0.48", "3.24"]);
    let file = b"name,price,tax_rate\nTea,3,700\nCup,4,\n".to_vec();
    let imported = shop
        .admin
        .send("POST", "/api/import/products", "text/csv", file);
    assert_eq!(imported.expect(200)["created"], 2);
    let products = shop.admin.get("/api/products?q=tea").expect(200);
    assert_eq!(products[0]["tax_rate"], 700);
}
