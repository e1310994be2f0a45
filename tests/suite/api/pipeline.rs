//! The status pipeline, over HTTP and by plain SQL.

use oms::domain::OrderStatus;
use rusqlite::params;
use serde_json::{Value, json};

use super::{at_once, last_seq, path_of, pluck, sql};
use crate::support::Shop;

const STATUSES: [&str; 4] = ["PENDING", "PAID", "FULFILLED", "CANCELLED"];

fn allowed(from: &str) -> &'static [&'static str] {
    match from {
        "PENDING" => &["PAID", "CANCELLED"],
        "PAID" => &["FULFILLED", "CANCELLED"],
        "FULFILLED" => &["CANCELLED"],
        _ => &[],
    }
}

/// An order for 3 of a product that has come as far as `status`.
fn order_at(shop: &Shop, product: &Value, status: &str) -> Value {
    let order = shop.order(product, 3);
    match status {
        "PENDING" => order,
        "FULFILLED" => {
            shop.move_to(&order, "PAID");
            shop.move_to(&order, "FULFILLED")
        }
        _ => shop.move_to(&order, status),
    }
}

/// All that a refused request must leave as it was.
fn all_of(shop: &Shop, order: &Value, product: &Value) -> Value {
    let path = path_of("orders", order);
    json!({
        "order": shop.admin.get(&path).expect(200),
        "timeline": shop.admin.get(&format!("{path}/events")).expect(200),
        "product": shop.admin.get(&path_of("products", product)).expect(200),
        "seq": last_seq(shop),
    })
}

fn stock(shop: &Shop, product: &Value) -> Value {
    shop.admin.get(&path_of("products", product)).expect(200)["stock"].clone()
}

#[test]
fn of_the_sixteen_pairs_of_statuses_five_are_moves_and_the_others_change_nothing() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1000));
    for from in STATUSES {
        for to in STATUSES {
            let order = order_at(&shop, &bread, from);
            let before = all_of(&shop, &order, &bread);
            let reply = shop
                .admin
                .patch(&path_of("orders", &order), &json!({ "status": to }));
            if allowed(from).contains(&to) {
                let moved = reply.expect(200);
                assert_eq!(moved["status"], to);
                assert_eq!(moved["allowed_statuses"], json!(allowed(to)));
                assert_eq!(
                    moved["version"].as_i64(),
                    order["version"].as_i64().map(|v| v + 1)
                );
                continue;
            }
            let problem = reply.refused(400, "invalid_status");
            assert_eq!(problem["from"], from);
            assert_eq!(problem["to"], to);
            assert_eq!(problem["allowed"], json!(allowed(from)));
            assert_eq!(all_of(&shop, &order, &bread), before, "{from} to {to}");
        }
    }
}

#[test]
fn a_move_that_is_refused_takes_the_rest_of_its_request_with_it() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1000));
    let order = order_at(&shop, &bread, "PENDING");
    let before = all_of(&shop, &order, &bread);
    let items = json!([{"product_id": bread["id"], "quantity": 9}]);
    let patch = json!({"status": "FULFILLED", "note": "Ring twice", "items": items});
    let reply = shop.admin.patch(&path_of("orders", &order), &patch);
    reply.refused(400, "invalid_status");
    assert_eq!(all_of(&shop, &order, &bread), before);
}

#[test]
fn what_is_no_status_is_a_wrong_value_and_no_move() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let order = order_at(&shop, &bread, "PENDING");
    let before = all_of(&shop, &order, &bread);
    for wrong in [
        json!("SHIPPED"),
        json!("paid"),
        json!(" PAID"),
        json!(""),
        json!(null),
        json!(1),
        json!(["PAID"]),
    ] {
        let patch = json!({ "status": wrong });
        let reply = shop.admin.patch(&path_of("orders", &order), &patch);
        let problem = reply.refused(400, "invalid");
        assert_eq!(super::fields(&problem), ["status"], "{wrong}");
    }
    assert_eq!(all_of(&shop, &order, &bread), before);
}

#[test]
fn of_fifty_clients_that_move_one_order_at_once_exactly_one_succeeds() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let order = order_at(&shop, &bread, "PENDING");
    let path = path_of("orders", &order);
    let seq = last_seq(&shop);
    let replies = at_once(50, |_| shop.admin.patch(&path, &json!({"status": "PAID"})));
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|r| r.status == 200);
    assert_eq!(won.len(), 1);
    for reply in lost {
        let problem = reply.refused(400, "invalid_status");
        assert_eq!(
            (&problem["from"], &problem["to"]),
            (&json!("PAID"), &json!("PAID"))
        );
    }
    assert_eq!(last_seq(&shop), seq + 1);
    let timeline = shop.admin.get(&format!("{path}/events")).expect(200);
    assert_eq!(pluck(&timeline, "to"), [json!("PENDING"), json!("PAID")]);
}

#[test]
fn goods_come_back_once_however_many_clients_cancel_at_once() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let order = order_at(&shop, &bread, "PAID");
    let path = path_of("orders", &order);
    let cancel = json!({"status": "CANCELLED"});
    let replies = at_once(20, |_| shop.admin.patch(&path, &cancel).status);
    assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1);
    assert_eq!(stock(&shop, &bread), 10);
}

#[test]
fn the_timeline_tells_who_moved_the_order_and_why() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let order = order_at(&shop, &bread, "PAID");
    let path = path_of("orders", &order);
    let cancel = json!({"status": "CANCELLED", "reason": "The oven broke"});
    shop.admin.patch(&path, &cancel).expect(200);
    let timeline = shop.admin.get(&format!("{path}/events")).expect(200);
    assert_eq!(
        pluck(&timeline, "from"),
        [json!(null), json!("PENDING"), json!("PAID")]
    );
    assert_eq!(
        pluck(&timeline, "to"),
        [json!("PENDING"), json!("PAID"), json!("CANCELLED")]
    );
    assert_eq!(
        pluck(&timeline, "reason"),
        [json!(null), json!(null), json!("The oven broke")]
    );
    let me = shop.admin.get("/api/auth/me").expect(200);
    let actor = json!({"id": me["id"], "name": "Admin"});
    for entry in timeline.as_array().unwrap() {
        assert_eq!(entry["actor"], actor);
        assert_eq!(entry["event"], "orderStatusUpdated");
    }
    let money = |kind: &str| json!([{"field": "payment", "kind": kind, "method": "other", "amount": "14.40"}]);
    assert_eq!(
        pluck(&timeline, "changes"),
        [json!(null), money("payment"), money("refund")]
    );
    let seqs: Vec<_> = pluck(&timeline, "seq")
        .iter()
        .map(|s| s.as_i64().unwrap())
        .collect();
    assert!(seqs.is_sorted_by(|a, b| a < b), "{seqs:?}");
}

#[test]
fn cancelling_gives_stock_back_unless_the_goods_did_not_come_back() {
    let shop = Shop::open();
    for from in ["PENDING", "PAID", "FULFILLED"] {
        for (restock, left) in [(None, 10), (Some(true), 10), (Some(false), 7)] {
            let bread = shop.product("Rye bread", 4.8, Some(10));
            let order = order_at(&shop, &bread, from);
            assert_eq!(stock(&shop, &bread), 7);
            let mut cancel = json!({"status": "CANCELLED"});
            if let Some(restock) = restock {
                cancel["restock"] = json!(restock);
            }
            let path = path_of("orders", &order);
            shop.admin.patch(&path, &cancel).expect(200);
            assert_eq!(stock(&shop, &bread), left, "{from}, restock {restock:?}");
            // And not once more when the order goes altogether.
            shop.admin.delete(&path).expect(204);
            assert_eq!(stock(&shop, &bread), left, "{from}, restock {restock:?}");
            let ledger = format!("{}/stock", path_of("products", &bread));
            let ledger = shop.admin.get(&ledger).expect(200);
            let newest = if left == 10 { "restock" } else { "order" };
            assert_eq!(ledger[0]["kind"], newest);
            assert_eq!(ledger[0]["order_number"], order["number"]);
        }
    }
}

#[test]
fn an_order_is_deleted_while_pending_or_once_cancelled() {
    let shop = Shop::open();
    for (status, deletable) in [
        ("PENDING", true),
        ("PAID", false),
        ("FULFILLED", false),
        ("CANCELLED", true),
    ] {
        let bread = shop.product("Rye bread", 4.8, Some(10));
        let order = order_at(&shop, &bread, status);
        let path = path_of("orders", &order);
        let before = all_of(&shop, &order, &bread);
        let reply = shop.admin.delete(&path);
        if deletable {
            assert_eq!(reply.expect(204), json!(null));
            for gone in [path.clone(), format!("{path}/events")] {
                shop.admin.get(&gone).refused(404, "not_found");
            }
            shop.admin.delete(&path).refused(404, "not_found");
            assert_eq!(stock(&shop, &bread), 10, "{status}");
        } else {
            reply.refused(409, "order_not_deletable");
            assert_eq!(all_of(&shop, &order, &bread), before, "{status}");
        }
    }
}

#[test]
fn plain_sql_cannot_break_the_pipeline() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let database = sql(&shop);
    let status_of = |order: &Value| {
        let number = order["number"].as_i64();
        let status = "SELECT status FROM orders WHERE number = ?1";
        database
            .query_row(status, [number], |row| row.get::<_, String>(0))
            .unwrap()
    };
    for from in STATUSES {
        for to in STATUSES {
            for update in ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"] {
                let order = order_at(&shop, &bread, from);
                let update = format!("{update} orders SET status = ?2 WHERE number = ?1");
                let done = database.execute(&update, params![order["number"].as_i64(), to]);
                let is_move = allowed(from).contains(&to);
                assert_eq!(done.is_ok(), is_move, "{from} to {to}: {done:?}");
                assert_eq!(status_of(&order), if is_move { to } else { from });
            }
        }
    }
}

#[test]
fn plain_sql_cannot_begin_replace_or_end_an_order_against_the_pipeline() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let orders = STATUSES.map(|status| order_at(&shop, &bread, status));
    let database = sql(&shop);
    let columns = "number, id, status, user_id, total, note, version, created_at, updated_at";
    let insert = |verb: &str, number: Option<i64>, id: &str, status: &str| {
        let sql =
            format!("{verb} INTO orders ({columns}) VALUES (?1, {id}, ?2, NULL, 0, NULL, 1, 0, 0)");
        database.execute(&sql, params![number, status])
    };
    for status in ["PAID", "FULFILLED", "CANCELLED"] {
        for verb in ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "REPLACE"] {
            let done = insert(verb, None, "randomblob(16)", status);
            assert!(done.is_err(), "{verb} {status}");
        }
    }
    for order in &orders {
        let number = order["number"].as_i64();
        let same_id = format!("(SELECT id FROM orders WHERE number = {})", number.unwrap());
        for verb in ["INSERT OR REPLACE", "REPLACE", "INSERT OR IGNORE"] {
            assert!(insert(verb, number, "randomblob(16)", "PENDING").is_err());
            assert!(insert(verb, None, &same_id, "PENDING").is_err());
        }
        let upsert = format!(
            "INSERT INTO orders ({columns}) SELECT {columns} FROM orders WHERE number = ?1
             ON CONFLICT (number) DO UPDATE SET status = 'PENDING'"
        );
        assert!(database.execute(&upsert, [number]).is_err());
        for column in ["number = number + 500", "id = randomblob(16)"] {
            let update = format!("UPDATE orders SET {column} WHERE number = ?1");
            assert!(database.execute(&update, [number]).is_err(), "{column}");
        }
    }
    for (order, status) in orders.iter().zip(STATUSES) {
        let path = path_of("orders", order);
        assert_eq!(&shop.admin.get(&path).expect(200), order, "{status}");
        let delete = "DELETE FROM orders WHERE number = ?1";
        let done = database.execute(delete, [order["number"].as_i64()]);
        let deletable = ["PENDING", "CANCELLED"].contains(&status);
        assert_eq!(done.is_ok(), deletable, "{status}: {done:?}");
    }
}

#[test]
fn the_pipeline_is_one_fixed_table_that_the_program_agrees_with() {
    let shop = Shop::open();
    let database = sql(&shop);
    let moves = || {
        let mut statement = database
            .prepare("SELECT from_status, to_status FROM order_status_transitions")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        let mut moves = rows
            .unwrap()
            .collect::<Result<Vec<(String, String)>, _>>()
            .unwrap();
        moves.sort();
        moves
    };
    let mut expected: Vec<_> = OrderStatus::ALL
        .into_iter()
        .flat_map(|from| {
            from.allowed()
                .iter()
                .map(move |to| (from.to_string(), to.to_string()))
        })
        .collect();
    expected.sort();
    assert_eq!(moves(), expected);
    for change in [
        "INSERT INTO order_status_transitions VALUES ('CANCELLED', 'PENDING')",
        "INSERT OR REPLACE INTO order_status_transitions VALUES ('PENDING', 'PAID')",
        "REPLACE INTO order_status_transitions VALUES ('PENDING', 'FULFILLED')",
        "UPDATE order_status_transitions SET to_status = 'FULFILLED' WHERE to_status = 'PAID'",
        "DELETE FROM order_status_transitions",
        "DELETE FROM order_status_transitions WHERE from_status = 'FULFILLED'",
    ] {
        assert!(database.execute(change, []).is_err(), "{change}");
    }
    assert_eq!(moves(), expected);
}

#[test]
fn the_count_of_each_status_is_kept_with_every_change() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    for status in STATUSES {
        for _ in 0..2 {
            order_at(&shop, &bread, status);
        }
    }
    let gone = order_at(&shop, &bread, "PENDING");
    shop.admin.delete(&path_of("orders", &gone)).expect(204);
    let database = sql(&shop);
    for status in STATUSES {
        let count = |query| {
            database
                .query_row(query, [status], |row| row.get::<_, i64>(0))
                .unwrap()
        };
        assert_eq!(
            count("SELECT orders FROM order_counts WHERE status = ?1"),
            2,
            "{status}"
        );
        assert_eq!(
            count("SELECT count(*) FROM orders WHERE status = ?1"),
            2,
            "{status}"
        );
    }
}
