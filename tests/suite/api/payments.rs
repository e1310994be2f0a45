//! What is paid and given back, the documents that go with it, and the closing of the day.

use serde_json::{Value, json};

use super::orders::{create, edit, line, read};
use super::{fields, path_of, pluck, sql};
use crate::support::{Reply, Shop};

fn pay(shop: &Shop, order: &Value, payment: &Value) -> Reply {
    let path = format!("{}/payments", path_of("orders", order));
    shop.admin.post(&path, payment)
}

fn payments(shop: &Shop, order: &Value) -> Value {
    let path = format!("{}/payments", path_of("orders", order));
    shop.admin.get(&path).expect(200)
}

/// Kind, method, amount and reference of each.
fn briefly(payments: &Value) -> Vec<Value> {
    let brief = |it: &Value| json!([it["kind"], it["method"], it["amount"], it["reference"]]);
    payments.as_array().unwrap().iter().map(brief).collect()
}

/// An order of 48.00.
fn order(shop: &Shop) -> Value {
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 10)
}

#[test]
fn what_becomes_paid_is_paid_in_full_and_the_timeline_says_how() {
    let shop = Shop::open();
    let order = order(&shop);
    assert_eq!(
        (&order["paid"], &order["invoice"]),
        (&json!(0.0), &json!(null))
    );
    let payment = json!({"method": "card", "reference": "slip 17"});
    let patch = json!({"status": "PAID", "payment": payment});
    let mut socket = shop.socket();
    socket.expect("hello");
    let paid = edit(&shop, &order, &patch).expect(200);
    assert_eq!((&paid["paid"], &paid["invoice"]), (&json!(48.0), &json!(1)));
    assert_eq!(
        socket.expect("orderStatusUpdated")["data"]["paid"],
        json!(48.0)
    );
    let rows = payments(&shop, &order);
    assert_eq!(
        briefly(&rows),
        [json!(["payment", "card", 48.0, "slip 17"])]
    );
    assert_eq!(rows[0]["actor"]["name"], "Admin");
    let timeline = format!("{}/events", path_of("orders", &order));
    let timeline = shop.admin.get(&timeline).expect(200);
    let change =
        json!({"field": "payment", "kind": "payment", "method": "card", "amount": "48.00"});
    assert_eq!(timeline[1]["changes"], json!([change]));
    assert_eq!(read(&shop, &order), paid);
}

#[test]
fn an_order_is_paid_in_parts_and_never_more_than_it_comes_to() {
    let shop = Shop::open();
    let order = order(&shop);
    let first = pay(&shop, &order, &json!({"method": "cash", "amount": 20})).expect(200);
    assert_eq!(
        (&first["paid"], &first["version"]),
        (&json!(20.0), &json!(2))
    );
    assert_eq!(first["status"], "PENDING");
    let problem = pay(&shop, &order, &json!({"amount": 28.01})).refused(400, "invalid");
    assert_eq!(fields(&problem), ["amount"]);
    // A mistake is made good by another entry.
    let back = json!({"kind": "refund", "method": "cash", "amount": 5});
    assert_eq!(pay(&shop, &order, &back).expect(200)["paid"], json!(15.0));
    let too_much = json!({"kind": "refund", "amount": 15.01});
    pay(&shop, &order, &too_much).refused(400, "invalid");
    // Less than is open leaves it unpaid; what is open is what is entered.
    let short = json!({"status": "PAID", "payment": {"amount": 32.99}});
    let problem = edit(&shop, &order, &short).refused(400, "invalid");
    assert_eq!(fields(&problem), ["payment.amount"]);
    let rest = json!({"status": "PAID", "payment": {"method": "transfer"}});
    assert_eq!(edit(&shop, &order, &rest).expect(200)["paid"], json!(48.0));
    assert_eq!(
        briefly(&payments(&shop, &order)),
        [
            json!(["payment", "cash", 20.0, null]),
            json!(["refund", "cash", 5.0, null]),
            json!(["payment", "transfer", 33.0, null]),
        ]
    );
    pay(&shop, &order, &json!({"amount": 1})).refused(409, "order_not_editable");
}

#[test]
fn an_order_never_comes_to_less_than_was_paid_for_it() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let order = shop.order(&bread, 10);
    pay(&shop, &order, &json!({"amount": 20})).expect(200);
    for patch in [
        json!({"items": [line(&bread, 4)]}),
        json!({"discount": {"amount": 28.01}}),
    ] {
        let problem = edit(&shop, &order, &patch).refused(400, "invalid");
        assert_eq!(fields(&problem), ["items"], "{patch}");
    }
    let less = edit(&shop, &order, &json!({"items": [line(&bread, 5)]})).expect(200);
    assert_eq!(less["total"], json!(24.0));
    // What was paid for is not thrown away.
    shop.admin
        .delete(&path_of("orders", &order))
        .refused(409, "order_not_deletable");
}

#[test]
fn a_cancelled_order_gives_back_what_was_paid_and_not_a_cent_more() {
    let shop = Shop::open();
    for (refund, left) in [
        (json!(null), json!(0.0)),
        (json!({"method": "cash", "amount": 40}), json!(8.0)),
        (json!({"amount": 0}), json!(48.0)),
    ] {
        let order = order(&shop);
        shop.move_to(&order, "PAID");
        let too_much = json!({"status": "CANCELLED", "refund": {"amount": 48.01}});
        let problem = edit(&shop, &order, &too_much).refused(400, "invalid");
        assert_eq!(fields(&problem), ["refund.amount"]);
        let mut patch = json!({"status": "CANCELLED"});
        if !refund.is_null() {
            patch["refund"] = refund;
        }
        let cancelled = edit(&shop, &order, &patch).expect(200);
        assert_eq!(cancelled["paid"], left, "{patch}");
        // What is left can be given back later.
        let back = pay(&shop, &order, &json!({"kind": "refund"}));
        match left == json!(0.0) {
            true => drop(back.refused(400, "invalid")),
            false => assert_eq!(back.expect(200)["paid"], json!(0.0)),
        }
    }
    let by_card = order(&shop);
    let card = json!({"status": "PAID", "payment": {"method": "card"}});
    edit(&shop, &by_card, &card).expect(200);
    shop.move_to(&by_card, "CANCELLED");
    let back = &briefly(&payments(&shop, &by_card))[1];
    assert_eq!(*back, json!(["refund", "card", 48.0, null]), "as it came");
    let unpaid = order(&shop);
    let cancelled = shop.move_to(&unpaid, "CANCELLED");
    assert_eq!(cancelled["credit_note"], json!(null));
    assert_eq!(payments(&shop, &unpaid), json!([]));
}

#[test]
fn money_goes_with_its_status_and_nowhere_else() {
    let shop = Shop::open();
    let order = order(&shop);
    for (patch, field) in [
        (json!({"payment": {}}), "payment"),
        (json!({"status": "CANCELLED", "payment": {}}), "payment"),
        (json!({"status": "PAID", "refund": {}}), "refund"),
        (
            json!({"status": "PAID", "payment": {"kind": "refund"}}),
            "payment.kind",
        ),
        (
            json!({"status": "PAID", "payment": {"method": "gold"}}),
            "payment.method",
        ),
        (
            json!({"status": "PAID", "payment": {"amount": -1}}),
            "payment.amount",
        ),
        (json!({"status": "PAID", "payment": null}), "payment"),
    ] {
        let problem = edit(&shop, &order, &patch).refused(400, "invalid");
        assert_eq!(fields(&problem), [field], "{patch}");
    }
    pay(&shop, &order, &json!({"amount": 0})).refused(400, "invalid");
    assert_eq!(read(&shop, &order), order);
}

#[test]
fn documents_are_numbered_without_a_gap_and_stay_when_their_order_goes() {
    let shop = Shop::open();
    let orders: Vec<_> = (0..3).map(|_| order(&shop)).collect();
    let invoices: Vec<_> = orders
        .iter()
        .map(|order| {
            // One that fails takes no number.
            let wrong = json!({"status": "PAID", "payment": {"amount": 1}});
            edit(&shop, order, &wrong).refused(400, "invalid");
            shop.move_to(order, "PAID")["invoice"].as_i64().unwrap()
        })
        .collect();
    assert_eq!(invoices, [1, 2, 3]);
    let cancelled = shop.move_to(&orders[1], "CANCELLED");
    assert_eq!(
        (&cancelled["invoice"], &cancelled["credit_note"]),
        (&json!(2), &json!(4))
    );
    shop.admin
        .delete(&path_of("orders", &orders[1]))
        .expect(204);
    let kept: String = sql(&shop)
        .query_row(
            "SELECT content FROM documents WHERE number = 2",
            [],
            |row| row.get(0),
        )
        .unwrap();
    let kept: Value = serde_json::from_str(&kept).unwrap();
    assert_eq!(
        (&kept["total"], &kept["id"]),
        (&json!(48.0), &orders[1]["id"])
    );
    // Not even a sqlite3 shell takes one away, changes one, or leaves one out.
    for statement in [
        "DELETE FROM documents WHERE number = 4",
        "UPDATE documents SET taxes = '[]' WHERE number = 1",
        "INSERT INTO documents (number, kind, order_id, order_number, at, taxes)
         VALUES (9, 'invoice', zeroblob(16), 1, 1, '[]')",
        "DELETE FROM payments",
        "UPDATE payments SET amount = 1",
    ] {
        assert!(sql(&shop).execute(statement, []).is_err(), "{statement}");
    }
}

#[test]
fn the_days_closing_adds_up_what_was_paid_sold_and_taken() {
    let shop = Shop::open_at("2026-11-28T11:00:00Z", "Europe/Berlin");
    let starts = json!({"day_starts_at": "04:00"});
    shop.admin.patch("/api/settings", &starts).expect(200);
    let product = |name: &str, price: f64, tax_rate: i64| {
        let product = json!({"name": name, "price": price, "tax_rate": tax_rate});
        shop.admin.post("/api/products", &product).expect(201)
    };
    let (bread, cake) = (product("Rye bread", 10.7, 700), product("Cake", 11.9, 1900));
    let both = json!({"items": [line(&bread, 1), line(&cake, 2)]});
    let paid = create(&shop, &both).expect(201);
    edit(
        &shop,
        &paid,
        &json!({"status": "PAID", "payment": {"method": "card"}}),
    )
    .expect(200);
    let called_off = shop.order(&cake, 1);
    let cash = json!({"status": "PAID", "payment": {"method": "cash"}});
    edit(&shop, &called_off, &cash).expect(200);
    let refund = json!({"status": "CANCELLED", "refund": {"method": "cash", "amount": 10}});
    edit(&shop, &called_off, &refund).expect(200);
    shop.order(&bread, 1);
    // After midnight, and the shop's day is not over; the one after it is another.
    shop.set_clock("2026-11-29T02:59:00Z");
    let late = shop.order(&bread, 1);
    edit(&shop, &late, &cash).expect(200);
    let today = shop.admin.get("/api/reports/closing").expect(200);
    assert_eq!(today["date"], "2026-11-28");
    assert_eq!(today["from"], "2026-11-28T03:00:00.000Z");
    assert_eq!(today["until"], "2026-11-29T03:00:00.000Z");
    assert_eq!(
        today["payments"],
        json!([
            {"method": "cash", "payments": 22.6, "refunds": 10.0},
            {"method": "card", "payments": 34.5, "refunds": 0.0},
            {"method": "transfer", "payments": 0.0, "refunds": 0.0},
            {"method": "other", "payments": 0.0, "refunds": 0.0},
        ])
    );
    assert_eq!(
        today["taxes"],
        json!([
            {"rate": 700, "net": 20.0, "tax": 1.4, "credited_net": 0.0, "credited_tax": 0.0},
            {"rate": 1900, "net": 30.0, "tax": 5.7, "credited_net": 10.0, "credited_tax": 1.9},
        ])
    );
    assert_eq!(pluck(&today["orders"], "orders"), [1, 2, 0, 1]);
    assert_eq!(
        pluck(&today["orders"], "total"),
        [json!(10.7), json!(45.2), json!(0.0), json!(11.9)]
    );
    shop.set_clock("2026-11-29T03:00:01Z");
    let next = shop.admin.get("/api/reports/closing").expect(200);
    assert_eq!(next["date"], "2026-11-29");
    assert_eq!(pluck(&next["orders"], "orders"), [0, 0, 0, 0]);
    let again = shop
        .admin
        .get("/api/reports/closing?date=2026-11-28")
        .expect(200);
    assert_eq!(again, today);
    for wrong in ["yesterday", "2026-02-30", "9999-12-31"] {
        let problem = shop
            .admin
            .get(&format!("/api/reports/closing?date={wrong}"));
        assert_eq!(
            fields(&problem.refused(400, "invalid")),
            ["date"],
            "{wrong}"
        );
    }
}
