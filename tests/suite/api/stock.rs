//! The stock of products, and the ledger behind it.

use serde_json::{Value, json};

use super::{at_once, fields, last_seq, path_of, pluck, sql};
use crate::support::{Reply, Shop};

fn ledger_path(product: &Value) -> String {
    format!("{}/stock", path_of("products", product))
}

/// The rows of a product's ledger, newest first, page by page.
fn ledger(shop: &Shop, product: &Value) -> Vec<Value> {
    shop.admin
        .walk(&format!("{}?limit=2", ledger_path(product)))
}

fn adjust(shop: &Shop, product: &Value, change: &Value) -> Reply {
    shop.admin.post(&ledger_path(product), change)
}

fn count(shop: &Shop, product: &Value, stock: Value) -> Value {
    let path = path_of("products", product);
    shop.admin
        .patch(&path, &json!({ "stock": stock }))
        .expect(200)
}

#[test]
fn every_change_of_stock_is_a_row_and_the_stock_is_always_their_sum() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    count(&shop, &bread, json!(12));
    let spoilt = adjust(&shop, &bread, &json!({"delta": -2, "reason": " Mouldy "})).expect(200);
    assert_eq!(
        (&spoilt["id"], &spoilt["stock"]),
        (&bread["id"], &json!(10))
    );
    let order = shop.order(&bread, 4);
    let edit = json!({"items": [{"product_id": bread["id"], "quantity": 3}]});
    shop.admin
        .patch(&path_of("orders", &order), &edit)
        .expect(200);
    shop.move_to(&order, "CANCELLED");
    assert_eq!(count(&shop, &bread, json!(null))["stock"], json!(null));
    assert_eq!(count(&shop, &bread, json!(5))["stock"], 5);
    let rows = ledger(&shop, &bread);
    let newest_first = json!(rows);
    let kinds = [
        "initial",
        "untracked",
        "restock",
        "edit",
        "order",
        "adjustment",
        "count",
        "initial",
    ];
    assert_eq!(pluck(&newest_first, "kind"), kinds);
    assert_eq!(pluck(&newest_first, "delta"), [5, -10, 3, 1, -4, -2, 2, 10]);
    assert_eq!(pluck(&newest_first, "stock"), [5, 0, 10, 7, 6, 10, 12, 10]);
    let mut sum = 0;
    for row in rows.iter().rev() {
        sum += row["delta"].as_i64().unwrap();
        assert_eq!(row["stock"], sum, "{row}");
        assert_eq!(row["actor"]["name"], "Admin");
        let by_order = ["order", "edit", "restock"].contains(&row["kind"].as_str().unwrap());
        let number = if by_order {
            order["number"].clone()
        } else {
            json!(null)
        };
        assert_eq!(row["order_number"], number, "{row}");
        let reason = if row["kind"] == "adjustment" {
            json!("Mouldy")
        } else {
            json!(null)
        };
        assert_eq!(row["reason"], reason);
        assert!(row["at"].is_string());
    }
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a > b), "{ids:?}");
}

#[test]
fn a_product_without_tracked_stock_has_no_rows_and_sells_without_end() {
    let shop = Shop::open();
    let tea = shop.product("Tea", 2.8, None);
    let order = shop.order(&tea, 1_000_000);
    shop.move_to(&order, "CANCELLED");
    assert_eq!(ledger(&shop, &tea), [json!(null); 0]);
    assert_eq!(
        shop.admin.get(&path_of("products", &tea)).expect(200)["stock"],
        json!(null)
    );
    // Tracked from now on: what was sold before gives nothing back.
    let before = shop.order(&tea, 3);
    count(&shop, &tea, json!(10));
    shop.move_to(&before, "CANCELLED");
    let after = shop.order(&tea, 4);
    shop.admin.delete(&path_of("orders", &after)).expect(204);
    let rows = json!(ledger(&shop, &tea));
    assert_eq!(pluck(&rows, "delta"), [4, -4, 10]);
    assert_eq!(
        shop.admin.get(&path_of("products", &tea)).expect(200)["stock"],
        10
    );
}

#[test]
fn a_difference_begins_tracking_too() {
    let shop = Shop::open();
    let tea = shop.product("Tea", 2.8, None);
    assert_eq!(
        adjust(&shop, &tea, &json!({"delta": 6})).expect(200)["stock"],
        6
    );
    assert_eq!(pluck(&json!(ledger(&shop, &tea)), "delta"), [6]);
}

#[test]
fn a_change_of_stock_is_a_whole_number_and_leaves_none_below_nothing() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(3));
    let seq = last_seq(&shop);
    for wrong in [
        json!({"delta": -4}),
        json!({"delta": 0}),
        json!({"delta": i64::MAX}),
        json!({"delta": i64::MIN}),
        json!({"delta": 1.5}),
        json!({"delta": "1"}),
        json!({"delta": null}),
        json!({}),
    ] {
        let problem = adjust(&shop, &bread, &wrong).refused(400, "invalid");
        assert_eq!(fields(&problem), ["delta"], "{wrong}");
    }
    let problem = adjust(
        &shop,
        &bread,
        &json!({"delta": 1, "reason": "x".repeat(501)}),
    );
    assert_eq!(fields(&problem.refused(400, "invalid")), ["reason"]);
    let problem = adjust(&shop, &bread, &json!({"delta": 1, "why": "x"})).refused(400, "invalid");
    assert_eq!(fields(&problem), ["why"]);
    for wrong in [
        json!(-1),
        json!(1.5),
        json!("3"),
        json!(1_000_000_000_000_i64),
    ] {
        let path = path_of("products", &bread);
        let problem = shop
            .admin
            .patch(&path, &json!({ "stock": wrong }))
            .refused(400, "invalid");
        assert_eq!(fields(&problem), ["stock"], "{wrong}");
    }
    assert_eq!(last_seq(&shop), seq);
    assert_eq!(pluck(&json!(ledger(&shop, &bread)), "delta"), [3]);
    assert_eq!(
        adjust(&shop, &bread, &json!({"delta": -3})).expect(200)["stock"],
        0
    );
}

#[test]
fn a_difference_goes_no_further_than_a_count() {
    let shop = Shop::open();
    let most = 999_999_999_999_i64;
    let bread = shop.product("Rye bread", 4.8, Some(most));
    let problem = adjust(&shop, &bread, &json!({"delta": 1})).refused(400, "invalid");
    assert_eq!(fields(&problem), ["delta"]);
    assert_eq!(pluck(&json!(ledger(&shop, &bread)), "stock"), [most]);
}

#[test]
fn differences_that_come_at_once_all_count() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(5));
    let replies = at_once(20, |_| adjust(&shop, &bread, &json!({"delta": -1})));
    let taken = replies.iter().filter(|reply| reply.status == 200).count();
    assert_eq!(taken, 5);
    let rows = json!(ledger(&shop, &bread));
    assert_eq!(pluck(&rows, "stock"), [0, 1, 2, 3, 4, 5]);
}

#[test]
fn the_ledger_of_nothing_is_a_404() {
    let shop = Shop::open();
    let nothing = json!({"id": "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e"});
    shop.admin
        .get(&ledger_path(&nothing))
        .refused(404, "not_found");
    adjust(&shop, &nothing, &json!({"delta": 1})).refused(404, "not_found");
    shop.admin
        .get("/api/products/bread/stock")
        .refused(404, "not_found");
}

#[test]
fn plain_sql_cannot_rewrite_the_ledger() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(3));
    adjust(&shop, &bread, &json!({"delta": 2})).expect(200);
    let before = ledger(&shop, &bread);
    let database = sql(&shop);
    for change in [
        "UPDATE stock_ledger SET delta = 100",
        "UPDATE stock_ledger SET reason = 'x' WHERE id = 1",
        "UPDATE OR REPLACE stock_ledger SET id = 1 WHERE id = 2",
        "DELETE FROM stock_ledger",
        "DELETE FROM stock_ledger WHERE id = 2",
    ] {
        assert!(database.execute(change, []).is_err(), "{change}");
    }
    assert_eq!(ledger(&shop, &bread), before);
    // It goes only together with its product.
    shop.admin.delete(&path_of("products", &bread)).expect(204);
    let left = "SELECT count(*) FROM stock_ledger";
    let left: i64 = database.query_row(left, [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn plain_sql_cannot_put_another_row_in_the_place_of_one_in_the_ledger() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(3));
    let before = ledger(&shop, &bread);
    for verb in ["INSERT OR REPLACE", "REPLACE"] {
        let replace = format!(
            "{verb} INTO stock_ledger (id, product_id, at, delta, stock, kind)
             SELECT id, product_id, at, 100, 100, kind FROM stock_ledger WHERE id = 1"
        );
        assert!(sql(&shop).execute(&replace, []).is_err(), "{verb}");
        assert_eq!(ledger(&shop, &bread), before);
    }
}
