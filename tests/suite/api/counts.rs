//! How many orders each status has: all of them, or those that a filter lets through.

use rusqlite::params;
use serde_json::{Value, json};

use super::{bring_to, fields, id_of, path_of, sql};
use crate::support::{Client, Shop};

/// What counting in the order of the pipeline gives.
fn counted(counts: [i64; 4], is_exact: bool) -> Value {
    let [pending, paid, fulfilled, cancelled] = counts;
    json!({
        "counts": [
            {"status": "PENDING", "orders": pending},
            {"status": "PAID", "orders": paid},
            {"status": "FULFILLED", "orders": fulfilled},
            {"status": "CANCELLED", "orders": cancelled},
        ],
        "is_exact": is_exact,
    })
}

#[track_caller]
fn assert_counts(client: &Client, query: &str, counts: [i64; 4]) {
    let path = format!("/api/orders/counts?{query}");
    let found = client.get(&path).expect(200);
    assert_eq!(found, counted(counts, true), "{query}");
}

/// A shop with ten orders, of two customers who can sign in and of walk-ins, over two days.
struct World {
    shop: Shop,
    zoe: (Client, Value),
    bob: (Client, Value),
}

impl World {
    fn new() -> Self {
        let shop = Shop::open_at("2030-05-06T10:00:00Z", "UTC");
        let zoe = shop.customer("Zoë Ångström", "zoe@harbour.example");
        let bob = shop.customer("Bob O'Neill", "bob@mill.example");
        let bread = shop.product("Rye bread", 4.8, None);
        let cake = shop.product("Crème cake", 24.0, None);
        let nobody = json!({"id": null});
        for (index, (customer, product, status)) in [
            (&zoe.1, &bread, "PENDING"),
            (&zoe.1, &cake, "PAID"),
            (&bob.1, &bread, "PENDING"),
            (&bob.1, &bread, "FULFILLED"),
            (&nobody, &cake, "CANCELLED"),
            (&nobody, &bread, "PENDING"),
            (&nobody, &bread, "PAID"),
            (&zoe.1, &bread, "CANCELLED"),
            (&zoe.1, &cake, "FULFILLED"),
            (&nobody, &cake, "PENDING"),
        ]
        .into_iter()
        .enumerate()
        {
            if index == 5 {
                shop.set_clock("2030-05-07T10:00:00Z");
            }
            let items = json!([{"product_id": product["id"], "quantity": 1}]);
            let order = json!({"items": items, "user_id": customer["id"]});
            let order = shop.admin.post("/api/orders", &order).expect(201);
            bring_to(&shop, &order, status);
        }
        Self { shop, zoe, bob }
    }
}

#[test]
fn orders_are_counted_by_status_and_the_count_follows_every_change() {
    let shop = Shop::open();
    let count = || shop.admin.get("/api/orders/counts").expect(200);
    assert_eq!(count(), counted([0, 0, 0, 0], true));
    let bread = shop.product("Rye bread", 4.8, None);
    let orders: Vec<_> = (0..3).map(|_| shop.order(&bread, 1)).collect();
    assert_eq!(count(), counted([3, 0, 0, 0], true));
    shop.move_to(&orders[0], "PAID");
    shop.move_to(&orders[1], "CANCELLED");
    assert_eq!(count(), counted([1, 1, 0, 1], true));
    shop.move_to(&orders[0], "FULFILLED");
    for order in &orders[1..] {
        shop.admin.delete(&path_of("orders", order)).expect(204);
    }
    assert_eq!(count(), counted([0, 0, 1, 0], true));
}

#[test]
fn a_filter_counts_what_it_lists() {
    let World { shop, zoe, bob } = World::new();
    let of = |user: &Value| format!("user_id={}", user["id"].as_str().unwrap());
    let nobody = "user_id=018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
    for (query, counts) in [
        (String::new(), [4, 2, 2, 2]),
        (of(&zoe.1), [1, 1, 1, 1]),
        (of(&bob.1), [1, 0, 1, 0]),
        (nobody.to_owned(), [0, 0, 0, 0]),
        ("from=2030-05-06&to=2030-05-06".to_owned(), [2, 1, 1, 1]),
        ("from=2030-05-07".to_owned(), [2, 1, 1, 1]),
        ("to=2030-05-05".to_owned(), [0, 0, 0, 0]),
        ("to=2030-05-07T10:00:00Z".to_owned(), [2, 1, 1, 1]),
        (format!("{}&from=2030-05-07", of(&zoe.1)), [0, 0, 1, 1]),
        ("q=bread".to_owned(), [3, 1, 1, 1]),
        ("q=CREME".to_owned(), [1, 1, 1, 1]),
        ("q=".to_owned(), [4, 2, 2, 2]),
        ("q=-".to_owned(), [0, 0, 0, 0]),
        ("q=cake&to=2030-05-06".to_owned(), [0, 1, 0, 1]),
        (format!("q=bread&{}", of(&zoe.1)), [1, 0, 0, 1]),
        ("q=1004".to_owned(), [0, 0, 1, 0]),
    ] {
        assert_counts(&shop.admin, &query, counts);
        let listed = ["PENDING", "PAID", "FULFILLED", "CANCELLED"].map(|status| {
            let path = format!("/api/orders?status={status}&limit=3&{query}");
            i64::try_from(shop.admin.walk(&path).len()).unwrap()
        });
        assert_eq!(listed, counts, "the list says otherwise: {query}");
    }
}

#[test]
fn a_customer_counts_their_own_orders_and_nobody_elses() {
    let World {
        shop: _shop,
        zoe,
        bob,
    } = World::new();
    let of = |user: &Value| format!("user_id={}", user["id"].as_str().unwrap());
    for (query, counts) in [
        (String::new(), [1, 1, 1, 1]),
        (of(&zoe.1), [1, 1, 1, 1]),
        (of(&bob.1), [0, 0, 0, 0]),
        ("q=bread".to_owned(), [1, 0, 0, 1]),
        ("q=neill".to_owned(), [0, 0, 0, 0]),
        ("from=2030-05-07".to_owned(), [0, 0, 1, 1]),
    ] {
        assert_counts(&zoe.0, &query, counts);
    }
}

#[test]
fn what_narrows_no_count_and_what_is_no_value_is_refused_by_name() {
    let shop = Shop::open();
    for (query, wrong) in [
        ("status=PAID", &["status"][..]),
        ("sort=number&limit=5&cursor=x", &["cursor", "limit", "sort"]),
        ("from=today&to=2030-02-30", &["from", "to"]),
        ("user_id=1001", &["user_id"]),
        ("from=", &["from"]),
    ] {
        let path = format!("/api/orders/counts?{query}");
        let problem = shop.admin.get(&path).refused(400, "invalid");
        assert_eq!(fields(&problem), wrong, "{query}");
    }
    let long = format!("/api/orders/counts?q={}", "x".repeat(201));
    let problem = shop.admin.get(&long).refused(400, "invalid");
    assert_eq!(fields(&problem), ["q"]);
}

/// Orders of one customer that only a database can take so fast, a second apart; the first one is
/// CANCELLED.
fn many_orders(shop: &Shop, customer: &Value, count: i64, first_at: i64) {
    let mut database = sql(shop);
    let transaction = database.transaction().unwrap();
    transaction
        .execute(
            "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < ?1)
             INSERT INTO orders (id, status, user_id, total, version, created_at, updated_at)
             SELECT randomblob(16), 'PENDING', ?2, 0, 1, ?3 + n * 1000, ?3 FROM numbers",
            params![count, id_of(customer), first_at],
        )
        .unwrap();
    transaction
        .execute_batch(
            "INSERT INTO orders_search (rowid, text) SELECT number, 'wholesale' FROM orders;
             UPDATE orders SET status = 'CANCELLED' WHERE number = 1001;",
        )
        .unwrap();
    transaction.commit().unwrap();
}

#[test]
fn counting_ends_at_ten_thousand_of_the_newest_orders_and_says_so() {
    let shop = Shop::open();
    let (customer, record) = shop.customer("Wholesale", "whole@sale.example");
    let first_at: jiff::Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
    many_orders(&shop, &record, 10_001, first_at.as_millisecond());
    let user = format!("user_id={}", record["id"].as_str().unwrap());
    let at_least = counted([10_000, 0, 0, 0], false);
    for query in ["q=wholesale", "from=2026-01-01", &user] {
        let path = format!("/api/orders/counts?{query}");
        assert_eq!(shop.admin.get(&path).expect(200), at_least, "{query}");
    }
    assert_eq!(customer.get("/api/orders/counts").expect(200), at_least);
    // All of them are counted as they change, and ten thousand are not too many.
    assert_counts(&shop.admin, "", [10_000, 0, 0, 1]);
    assert_counts(
        &shop.admin,
        "from=2026-01-01T00:00:01Z&to=2026-12-31",
        [10_000, 0, 0, 0],
    );
    assert_counts(
        &shop.admin,
        &format!("{user}&to=2026-01-01T02:46:40Z"),
        [9_999, 0, 0, 1],
    );
}
