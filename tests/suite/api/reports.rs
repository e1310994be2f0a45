//! The report on the day and the week, and the one on a customer.

use rusqlite::params;
use serde_json::{Value, json};

use super::{bring_to, id_of, path_of, pluck, sql};
use crate::support::Shop;

/// The largest amount there is, in minor units.
const MOST: i64 = 999_999_999_999_999;

fn summary(shop: &Shop) -> Value {
    shop.admin.get("/api/reports/summary").expect(200)
}

/// Takes an order of so many at each of these instants.
fn order_at(shop: &Shop, product: &Value, orders: &[(&str, i64)]) {
    for (at, quantity) in orders {
        shop.set_clock(at);
        let order = shop.order(product, *quantity);
        shop.move_to(&order, "PAID");
    }
}

#[test]
fn a_new_shop_has_a_summary_of_nothing() {
    let shop = Shop::open_at("2030-01-31T12:00:00Z", "Europe/Berlin");
    let summary = summary(&shop);
    let nothing = json!({"orders": 0, "revenue": 0.0});
    for stretch in ["today", "today_before", "week", "week_before"] {
        assert_eq!(summary[stretch], nothing, "{stretch}");
    }
    assert_eq!(pluck(&summary["counts"], "orders"), [0, 0, 0, 0]);
    assert_eq!(summary["waiting"], json!({"orders": 0, "oldest": []}));
    assert_eq!(summary["best_sellers"], json!([]));
    assert_eq!(
        summary["low_stock"],
        json!({"threshold": 5, "products": []})
    );
    assert_eq!(summary["timezone"], "Europe/Berlin");
    let at = summary["at"].as_str().unwrap();
    assert!(at.starts_with("2030-01-31T12:0"), "{at}");
    let dates = pluck(&summary["days"], "date");
    assert_eq!(dates.len(), 14);
    assert_eq!(
        (&dates[0], &dates[13]),
        (&json!("2030-01-18"), &json!("2030-01-31"))
    );
}

#[test]
fn orders_count_unless_cancelled_and_their_money_once_it_is_paid() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    for (status, quantity) in [
        ("PENDING", 100),
        ("PAID", 1),
        ("FULFILLED", 2),
        ("CANCELLED", 1000),
        ("PAID", 10),
    ] {
        let order = shop.order(&bread, quantity);
        bring_to(&shop, &order, status);
    }
    let reply = shop.admin.get("/api/reports/summary");
    let revenue = r#""today":{"orders":4,"revenue":62.40}"#;
    assert!(reply.text.contains(revenue), "exact: {}", reply.text);
    let summary = reply.expect(200);
    let sold = json!({"orders": 4, "revenue": 62.4});
    assert_eq!((&summary["today"], &summary["week"]), (&sold, &sold));
    let today = summary["days"][13].clone();
    assert_eq!(
        (&today["orders"], &today["revenue"]),
        (&json!(4), &json!(62.4))
    );
    assert_eq!(
        summary["counts"],
        json!([
            {"status": "PENDING", "orders": 1},
            {"status": "PAID", "orders": 2},
            {"status": "FULFILLED", "orders": 1},
            {"status": "CANCELLED", "orders": 1},
        ])
    );
}

#[test]
fn days_and_weeks_are_the_shops_also_when_its_clocks_go_forward() {
    // In the night to Sunday, 31 March, it is 2 o'clock and then 3.
    let shop = Shop::open_at("2030-03-17T12:00:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 1.0, None);
    order_at(
        &shop,
        &bread,
        &[
            ("2030-03-17T23:50:00+01:00", 1),
            ("2030-03-18T00:05:00+01:00", 2),
            ("2030-03-24T00:05:00+01:00", 4),
            ("2030-03-24T19:50:00+01:00", 8),
            ("2030-03-24T20:10:00+01:00", 16),
            ("2030-03-25T00:05:00+01:00", 32),
            ("2030-03-30T23:50:00+01:00", 64),
            ("2030-03-31T00:05:00+01:00", 128),
            ("2030-03-31T03:05:00+02:00", 256),
        ],
    );
    shop.set_clock("2030-03-31T20:00:00+02:00");
    let summary = summary(&shop);
    for (stretch, orders, revenue) in [
        ("today", 2, 384.0),
        ("today_before", 2, 12.0),
        ("week", 4, 480.0),
        ("week_before", 3, 14.0),
    ] {
        let sold = json!({"orders": orders, "revenue": revenue});
        assert_eq!(summary[stretch], sold, "{stretch}");
    }
    let days = summary["days"].as_array().unwrap();
    let sold = days.iter().filter(|day| day["orders"] != 0);
    let sold: Vec<_> = sold.cloned().collect();
    assert_eq!(
        json!(sold),
        json!([
            {"date": "2030-03-18", "orders": 1, "revenue": 2.0},
            {"date": "2030-03-24", "orders": 3, "revenue": 28.0},
            {"date": "2030-03-25", "orders": 1, "revenue": 32.0},
            {"date": "2030-03-30", "orders": 1, "revenue": 64.0},
            {"date": "2030-03-31", "orders": 2, "revenue": 384.0},
        ])
    );
    assert_eq!(days.len(), 14);
}

#[test]
fn a_week_begins_on_monday_where_the_shop_is() {
    // Sunday in UTC and Monday in Auckland.
    let shop = Shop::open_at("2030-07-07T00:00:00+12:00", "Pacific/Auckland");
    let bread = shop.product("Rye bread", 1.0, None);
    order_at(
        &shop,
        &bread,
        &[
            ("2030-07-07T23:50:00+12:00", 1),
            ("2030-07-08T00:10:00+12:00", 2),
        ],
    );
    for (now, today, week, week_before) in [
        ("2030-07-07T23:55:00+12:00", 1, 1, 0),
        ("2030-07-08T00:15:00+12:00", 2, 2, 0),
        ("2030-07-14T23:55:00+12:00", 0, 2, 1),
        ("2030-07-15T00:05:00+12:00", 0, 0, 0),
        ("2030-07-15T00:15:00+12:00", 0, 0, 2),
    ] {
        shop.set_clock(now);
        let summary = summary(&shop);
        let revenue = |stretch: &str| summary[stretch]["revenue"].as_f64().unwrap();
        let found = ["today", "week", "week_before"].map(revenue);
        let expected = [today, week, week_before].map(f64::from);
        assert_eq!(found, expected, "{now}");
    }
}

#[test]
fn the_oldest_orders_that_wait_are_shown_as_they_are() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    for status in [
        "CANCELLED",
        "PAID",
        "PENDING",
        "FULFILLED",
        "PAID",
        "PENDING",
        "PENDING",
        "PAID",
        "PENDING",
    ] {
        let order = shop.order(&bread, 1);
        bring_to(&shop, &order, status);
    }
    let waiting = summary(&shop)["waiting"].clone();
    assert_eq!(waiting["orders"], 7);
    let oldest = pluck(&waiting["oldest"], "number");
    assert_eq!(oldest, [1002, 1003, 1005, 1006, 1007, 1008]);
    let first = shop.admin.get("/api/orders/1002").expect(200);
    assert_eq!(waiting["oldest"][0], first);
}

#[test]
fn the_best_sellers_are_those_of_which_most_were_ordered_in_seven_days() {
    let shop = Shop::open_at("2030-05-06T23:50:00+02:00", "Europe/Berlin");
    let names = ["Bun", "Roll", "Tart", "Pie", "Cake", "Loaf", "Tea", "Jam"];
    let products: Vec<_> = names
        .iter()
        .map(|name| shop.product(name, 2.5, None))
        .collect();
    // The first instant of the seven days is ten minutes off.
    shop.order(&products[7], 1000);
    shop.set_clock("2030-05-07T00:10:00+02:00");
    for (product, quantity, status) in [
        (0, 3, "PENDING"),
        (1, 9, "PAID"),
        (2, 500, "CANCELLED"),
        (3, 5, "FULFILLED"),
        (4, 1, "PAID"),
        (5, 2, "PAID"),
        (6, 4, "PAID"),
        (7, 7, "PENDING"),
        (0, 3, "PAID"),
    ] {
        let order = shop.order(&products[product], quantity);
        bring_to(&shop, &order, status);
    }
    shop.set_clock("2030-05-13T12:00:00+02:00");
    let change = json!({"name": "Spelt roll", "price": 99});
    shop.admin
        .patch(&path_of("products", &products[1]), &change)
        .expect(200);
    shop.admin
        .delete(&path_of("products", &products[3]))
        .expect(204);
    let best = summary(&shop)["best_sellers"].clone();
    assert_eq!(
        pluck(&best, "product_name"),
        ["Spelt roll", "Jam", "Bun", "Pie", "Tea", "Loaf"]
    );
    assert_eq!(pluck(&best, "quantity"), [9, 7, 6, 5, 4, 2]);
    assert_eq!(pluck(&best, "amount"), [22.5, 17.5, 15.0, 12.5, 10.0, 5.0]);
    assert_eq!(best[0]["product_id"], products[1]["id"]);
}

#[test]
fn a_customers_report_has_their_orders_and_no_others() {
    let shop = Shop::open_at("2030-05-06T10:00:00Z", "UTC");
    let (_, zoe) = shop.customer("Zoë Ångström", "zoe@harbour.example");
    let (_, bob) = shop.customer("Bob O'Neill", "bob@mill.example");
    let report = || {
        let path = path_of("reports/customers", &zoe);
        shop.admin.get(&path).expect(200)
    };
    let nothing = json!({"orders": 0, "open_orders": 0, "revenue": 0.0,
        "first_order_at": null, "last_order_at": null});
    assert_eq!(report(), nothing);
    let bread = shop.product("Rye bread", 4.8, None);
    let order = |user: &Value, status: &str| {
        shop.advance_ms(60_000);
        let items = json!([{"product_id": bread["id"], "quantity": 1}]);
        let order = json!({"items": items, "user_id": user["id"]});
        let order = shop.admin.post("/api/orders", &order).expect(201);
        bring_to(&shop, &order, status);
        order
    };
    order(&zoe, "CANCELLED");
    assert_eq!(report(), nothing, "one that was called off is none");
    order(&bob, "PAID");
    let first = order(&zoe, "FULFILLED");
    order(&zoe, "PAID");
    order(&zoe, "PAID");
    let last = order(&zoe, "PENDING");
    order(&zoe, "CANCELLED");
    shop.order(&bread, 1);
    let expected = json!({"orders": 4, "open_orders": 3, "revenue": 14.4,
        "first_order_at": first["created_at"], "last_order_at": last["created_at"]});
    assert_eq!(report(), expected);
    shop.admin.delete(&path_of("customers", &zoe)).expect(204);
    assert_eq!(report(), expected, "archived, and their orders stay");
    let orders = path_of("reports/customers", &first);
    shop.admin.get(&orders).refused(404, "not_found");
    shop.admin
        .get("/api/reports/customers/zoe")
        .refused(404, "not_found");
}

/// Orders of the largest amount there is, more than an integer of 64 bits holds, PAID, each of one of
/// a product; only a database can take them so fast.
fn priceless_orders(shop: &Shop, customer: &Value, product: &Value) {
    let mut database = sql(shop);
    let now = jiff::Timestamp::now().as_millisecond();
    let transaction = database.transaction().unwrap();
    transaction
        .execute(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 9300)
             INSERT INTO orders (id, status, user_id, total, version, created_at, updated_at)
             SELECT randomblob(16), 'PENDING', ?1, ?2, 1, ?3, ?3 FROM numbers",
            params![id_of(customer), MOST, now],
        )
        .unwrap();
    transaction
        .execute(
            "INSERT INTO order_items (order_id, product_id, id, position, product_name, quantity,
                                      unit_price, stock_taken, discount, discount_share, tax_rate, tax)
             SELECT id, ?1, randomblob(16), 0, 'Diamond', 1, ?2, 0, 0, 0, 0, 0 FROM orders",
            params![id_of(product), MOST],
        )
        .unwrap();
    transaction
        .execute_batch("UPDATE orders SET status = 'PAID'")
        .unwrap();
    transaction.commit().unwrap();
}

#[test]
fn sums_past_the_largest_amount_show_the_largest_amount() {
    let shop = Shop::open();
    let (_, customer) = shop.customer("Zoë Ångström", "zoe@harbour.example");
    let diamond = shop.product("Diamond", 1.0, None);
    priceless_orders(&shop, &customer, &diamond);
    let reply = shop.admin.get("/api/reports/summary");
    assert_eq!(reply.status, 200, "{}", reply.text);
    for sum in [
        r#""today":{"orders":9300,"revenue":9999999999999.99}"#,
        r#""week":{"orders":9300,"revenue":9999999999999.99}"#,
        r#""orders":9300,"revenue":9999999999999.99}],"waiting""#,
        r#""quantity":9300,"amount":9999999999999.99}"#,
    ] {
        assert!(reply.text.contains(sum), "{sum} is not in {}", reply.text);
    }
    assert_eq!(reply.body["waiting"]["orders"], 9300);
    let report = shop.admin.get(&path_of("reports/customers", &customer));
    assert_eq!(report.status, 200, "{}", report.text);
    assert!(
        report.text.contains(r#""revenue":9999999999999.99"#),
        "{}",
        report.text
    );
}
