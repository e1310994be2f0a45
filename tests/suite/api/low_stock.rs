//! What runs out: the setting, the list of products, and the summary.

use serde_json::{Value, json};

use super::{fields, path_of, pluck};
use crate::support::{Client, Shop};

fn names(client: &Client, query: &str) -> Vec<Value> {
    let path = format!("/api/products?limit=2&{query}");
    pluck(&Value::Array(client.walk(&path)), "name")
}

/// Products of which some are left, by their names.
fn stocked(shop: &Shop, products: &[(&str, Option<i64>)]) -> Vec<Value> {
    let add = |(name, stock): &(&str, Option<i64>)| shop.product(name, 1.0, *stock);
    products.iter().map(add).collect()
}

#[test]
fn products_that_run_out_are_listed_whatever_the_sort() {
    let shop = Shop::open();
    let made = stocked(
        &shop,
        &[
            ("Crème cake", Some(5)),
            ("Rye bread", Some(6)),
            ("Tea", None),
            ("Apple pie", Some(0)),
            ("Bread roll", Some(1)),
            ("Old bread", Some(2)),
        ],
    );
    shop.admin
        .patch(&path_of("products", &made[5]), &json!({"archived": true}))
        .expect(200);
    let (customer, _) = shop.customer("Zoë Ångström", "zoe@harbour.example");
    for client in [&shop.admin, &customer] {
        for (query, found) in [
            (
                "low_stock=true",
                &["Apple pie", "Bread roll", "Crème cake"][..],
            ),
            (
                "low_stock=true&sort=-created_at",
                &["Bread roll", "Apple pie", "Crème cake"],
            ),
            ("low_stock=true&q=bread", &["Bread roll"]),
            (
                "low_stock=true&archived=false",
                &["Apple pie", "Bread roll", "Crème cake"],
            ),
            (
                "low_stock=false",
                &["Apple pie", "Bread roll", "Crème cake", "Rye bread", "Tea"],
            ),
        ] {
            assert_eq!(names(client, query), found, "{query}");
        }
    }
    let archived = "low_stock=true&archived=true";
    assert_eq!(names(&shop.admin, archived), [""; 0], "{archived}");
    for query in ["low_stock=5", "low_stock=", "low_stock=yes"] {
        let reply = shop.admin.get(&format!("/api/products?{query}"));
        assert_eq!(fields(&reply.refused(400, "invalid")), ["low_stock"]);
    }
}

#[test]
fn a_product_runs_out_as_its_stock_is_sold_and_is_back_when_it_comes_in() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(7));
    let low = || names(&shop.admin, "low_stock=true");
    assert_eq!(low(), [""; 0]);
    let order = shop.order(&bread, 2);
    assert_eq!(low(), ["Rye bread"]);
    shop.move_to(&order, "CANCELLED");
    assert_eq!(low(), [""; 0]);
    let path = path_of("products", &bread);
    shop.admin.patch(&path, &json!({"stock": 0})).expect(200);
    assert_eq!(low(), ["Rye bread"]);
    shop.admin.patch(&path, &json!({"stock": null})).expect(200);
    assert_eq!(low(), [""; 0], "what is not tracked can't run out");
}

#[test]
fn the_shop_says_at_how_many_left_a_product_runs_out() {
    for (setting, found) in [
        (0, &["Apple pie"][..]),
        (5, &["Apple pie", "Bread roll"]),
        (1_000_000, &["Apple pie", "Bread roll", "Crème cake"]),
    ] {
        let shop = Shop::open_with(|config| config.low_stock = setting);
        stocked(
            &shop,
            &[
                ("Crème cake", Some(6)),
                ("Bread roll", Some(5)),
                ("Apple pie", Some(0)),
            ],
        );
        assert_eq!(names(&shop.admin, "low_stock=true"), found, "{setting}");
        let setup = shop.anyone().get("/api/setup").expect(200);
        assert_eq!(setup["low_stock"], setting);
        let low = shop.admin.get("/api/reports/summary").expect(200)["low_stock"].clone();
        assert_eq!(low["threshold"], setting);
        assert_eq!(pluck(&low["products"], "name"), found, "{setting}");
    }
}

#[test]
fn the_summary_shows_the_eight_products_of_which_least_is_left() {
    let shop = Shop::open();
    let made = stocked(
        &shop,
        &[
            ("Five", Some(5)),
            ("Four", Some(4)),
            ("Another four", Some(4)),
            ("None", Some(0)),
            ("One", Some(1)),
            ("Six", Some(6)),
            ("Two", Some(2)),
            ("Three", Some(3)),
            ("Another three", Some(3)),
            ("Another one", Some(1)),
            ("Untracked", None),
            ("Archived", Some(0)),
        ],
    );
    let archived = path_of("products", &made[11]);
    shop.admin
        .patch(&archived, &json!({"archived": true}))
        .expect(200);
    let summary = shop.admin.get("/api/reports/summary").expect(200);
    let low = &summary["low_stock"]["products"];
    assert_eq!(
        pluck(low, "name"),
        [
            "None",
            "One",
            "Another one",
            "Two",
            "Three",
            "Another three",
            "Four",
            "Another four",
        ]
    );
    assert_eq!(low[0], made[3], "each is a product as the list has it");
}
