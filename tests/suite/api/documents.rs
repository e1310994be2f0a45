//! Invoices, credit notes and receipts: what they say, that they stay as they were given out, and who sees them.

use iso_currency::Currency;
use serde_json::{Value, json};

use super::orders::edit;
use super::{at_once, path_of, pluck};
use crate::support::{Client, Reply, Shop};

fn document(client: &Client, number: i64) -> Reply {
    client.get(&format!("/api/documents/{number}"))
}

fn receipt(client: &Client, order: &Value) -> Reply {
    client.get(&format!("{}/receipt", path_of("orders", order)))
}

/// The text of a PDF, with single spaces.
#[track_caller]
fn text(reply: &Reply) -> String {
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert_eq!(reply.header("content-type"), Some("application/pdf"));
    let text = pdf_extract::extract_text_from_mem(&reply.bytes).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn assert_says(reply: &Reply, parts: &[&str]) {
    let text = text(reply);
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

/// An order of ten breads for a customer.
fn order_of(shop: &Shop, customer: &Value) -> Value {
    let bread = shop.product("Rye bread", 4.8, None);
    let order = json!({"items": [{"product_id": bread["id"], "quantity": 10}],
        "user_id": customer["id"]});
    shop.admin.post("/api/orders", &order).expect(201)
}

#[test]
fn an_invoice_comes_to_what_its_order_comes_to_in_every_currency() {
    for (currency, price, parts) in [
        (Currency::JPY, 1200.0, ["1,200", "Total JPY 12,000"]),
        (Currency::EUR, 4.8, ["4.80", "Total EUR 48.00"]),
        (Currency::KWD, 1.234, ["1.234", "Total KWD 12.340"]),
    ] {
        let shop = Shop::open_with(|config| config.currency = currency);
        let bread = shop.product("Rye bread", price, None);
        let order = shop.order(&bread, 10);
        shop.move_to(&order, "PAID");
        let reply = document(&shop.admin, 1);
        let name = Some("inline; filename=\"invoice-1.pdf\"");
        assert_eq!(reply.header("content-disposition"), name);
        assert_eq!(reply.header("cache-control"), Some("private, no-cache"));
        let known = shop
            .admin
            .with("If-None-Match", reply.header("etag").unwrap());
        assert_eq!(document(&known, 1).status, 304);
        let number = order["number"].to_string();
        assert_says(
            &reply,
            &["Invoice 1", "Rye bread", &number, parts[0], parts[1]],
        );
    }
}

#[test]
fn a_document_stays_as_it_was_given_out_whatever_becomes_of_shop_customer_and_order() {
    let mut shop = Shop::open();
    let settings = |shop: &Shop, patch: Value| {
        shop.admin.patch("/api/settings", &patch).expect(200);
    };
    settings(
        &shop,
        json!({"name": "Rye & Co", "address": "Mill Lane 1\nKiel", "tax_number": "20/1"}),
    );
    let (own, customer) = shop.customer("Karla Eigen", "karla@eigen.example");
    let user = path_of("customers", &customer);
    shop.admin
        .patch(&user, &json!({"address": "Elm Road 2\nKiel"}))
        .expect(200);
    let order = order_of(&shop, &customer);
    shop.move_to(&order, "PAID");
    let first = document(&shop.admin, 1);
    assert_says(
        &first,
        &[
            "Rye & Co",
            "Mill Lane 1",
            "20/1",
            "Karla Eigen",
            "Elm Road 2",
        ],
    );
    let assert_same = |shop: &Shop, after: &str| {
        assert!(document(&shop.admin, 1).bytes == first.bytes, "{after}");
    };
    settings(
        &shop,
        json!({"name": "Spelt & Co", "address": null, "document_language": "de"}),
    );
    assert_same(&shop, "the shop is another");
    shop.admin
        .patch(&user, &json!({"name": "Karla Neu", "address": null}))
        .expect(200);
    assert_same(&shop, "the customer is renamed");
    shop.admin
        .patch(&path_of("orders", &order), &json!({"note": "By hand"}))
        .expect(200);
    shop.move_to(&order, "CANCELLED");
    assert_same(&shop, "the order is cancelled");
    let credit = document(&shop.admin, 2);
    assert_says(
        &credit,
        &[
            "Gutschrift 2",
            "Rechnung 1",
            "Spelt & Co",
            "Karla Neu",
            "-48,00",
        ],
    );
    shop.admin.delete(&path_of("orders", &order)).expect(204);
    assert_same(&shop, "the order is deleted");
    assert!(document(&shop.admin, 2).bytes == credit.bytes);
    assert!(
        document(&own, 1).bytes == first.bytes,
        "the customer still sees it"
    );
    shop.restart_with(|config| config.timezone = jiff::tz::TimeZone::get("Asia/Tokyo").unwrap());
    assert_same(&shop, "the shop's clocks go otherwise");
    shop.admin
        .patch(&user, &json!({"archived": true}))
        .expect(200);
    assert_same(&shop, "the customer is archived");
}

#[test]
fn a_logo_is_printed_and_stays_on_what_was_given_out() {
    let shop = Shop::open();
    let plain = {
        let order = shop.order(&shop.product("Bun", 1.0, None), 1);
        shop.move_to(&order, "PAID");
        document(&shop.admin, 1)
    };
    let logo = include_bytes!("../../data/logo.png").to_vec();
    let put = shop
        .admin
        .send("PUT", "/api/settings/logo", "image/png", logo);
    put.expect(200);
    let order = shop.order(&shop.product("Bun", 1.0, None), 1);
    shop.move_to(&order, "PAID");
    let with_logo = document(&shop.admin, 2);
    let has_picture = |reply: &Reply| {
        reply.text.contains("/Subtype /Image") || reply.text.contains("/Subtype/Image")
    };
    assert!(has_picture(&with_logo) && !has_picture(&plain));
    shop.admin.delete("/api/settings/logo").expect(204);
    assert!(document(&shop.admin, 2).bytes == with_logo.bytes);
    assert!(document(&shop.admin, 1).bytes == plain.bytes);
}

#[test]
fn a_credit_note_tells_what_went_back_until_it_was_given_out() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 10);
    shop.move_to(&order, "PAID");
    let refund = json!({"status": "CANCELLED", "refund": {"method": "cash", "amount": 20}});
    edit(&shop, &order, &refund).expect(200);
    let credit = document(&shop.admin, 2);
    let name = Some("inline; filename=\"credit-note-2.pdf\"");
    assert_eq!(credit.header("content-disposition"), name);
    assert_says(
        &credit,
        &[
            "Credit note 2",
            "takes back invoice 1",
            "Credited EUR 48.00",
            "Given back in cash",
            "-20.00",
        ],
    );
    assert!(!text(&credit).contains("Paid"));
    let later = json!({"kind": "refund", "method": "cash", "amount": 28});
    let payments = format!("{}/payments", path_of("orders", &order));
    shop.admin.post(&payments, &later).expect(200);
    assert!(document(&shop.admin, 2).bytes == credit.bytes);
    assert_says(&receipt(&shop.admin, &order), &["Paid", "-20.00", "-28.00"]);
}

#[test]
fn a_receipt_tells_what_was_paid_until_now() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 10);
    receipt(&shop.admin, &order).refused(409, "nothing_paid");
    let payments = format!("{}/payments", path_of("orders", &order));
    let part = json!({"method": "cash", "amount": 20});
    shop.admin.post(&payments, &part).expect(200);
    let parts = [
        "Receipt",
        "Rye bread",
        "10 × 4.80",
        "Total EUR 48.00",
        "Paid in cash",
        "20.00",
        "Still to be paid 28.00",
    ];
    assert_says(&receipt(&shop.admin, &order), &parts);
    edit(
        &shop,
        &order,
        &json!({"status": "PAID", "payment": {"method": "card"}}),
    )
    .expect(200);
    let reply = receipt(&shop.admin, &order);
    assert_says(
        &reply,
        &["Invoice 1", "Paid in cash", "Paid by card", "28.00"],
    );
    assert!(!text(&reply).contains("Still to be paid"));
}

#[test]
fn a_bookkeeper_goes_through_what_was_given_out_newest_first() {
    let shop = Shop::open_at("2026-03-01T10:00:00Z", "UTC");
    let (_, karla) = shop.customer("Karla Eigen", "karla@eigen.example");
    let bread = shop.product("Rye bread", 4.8, None);
    let orders: Vec<_> = (0..3).map(|_| shop.order(&bread, 10)).collect();
    for order in &orders {
        shop.move_to(order, "PAID");
    }
    shop.set_clock("2026-04-01T10:00:00Z");
    let other = order_of(&shop, &karla);
    shop.move_to(&other, "PAID");
    shop.move_to(&orders[0], "CANCELLED");
    shop.admin
        .delete(&path_of("orders", &orders[0]))
        .expect(204);
    let numbers = |query: &str| {
        pluck(
            &json!(shop.admin.walk(&format!("/api/documents{query}"))),
            "number",
        )
    };
    assert_eq!(numbers("?limit=2"), [5, 4, 3, 2, 1]);
    assert_eq!(numbers("?kind=credit_note"), [5]);
    assert_eq!(numbers("?kind=invoice&limit=1"), [4, 3, 2, 1]);
    assert_eq!(numbers("?from=2026-04-01"), [5, 4]);
    assert_eq!(numbers("?to=2026-03-31&kind=invoice"), [3, 2, 1]);
    shop.admin
        .get("/api/documents?from=x")
        .refused(400, "invalid");
    shop.admin
        .get("/api/documents?kind=bill")
        .refused(400, "invalid");
    let mut list = shop.admin.get("/api/documents").expect(200);
    let at = list[1].as_object_mut().unwrap().remove("at").unwrap();
    assert!(at.as_str().unwrap().starts_with("2026-04-01T10:00"), "{at}");
    assert_eq!(
        list[1],
        json!({"number": 4, "kind": "invoice",
            "order_number": other["number"], "order_label": other["label"], "order_exists": true,
            "buyer": "Karla Eigen", "total": 48.0, "currency": "EUR"})
    );
    assert_eq!(
        (&list[0]["order_exists"], &list[0]["buyer"]),
        (&json!(false), &json!(null))
    );
}

#[test]
fn another_customer_finds_no_document_and_no_receipt() {
    let shop = Shop::open();
    let (own, karla) = shop.customer("Karla Eigen", "karla@eigen.example");
    let (other, _) = shop.customer("Otto Fremd", "otto@fremd.example");
    let order = order_of(&shop, &karla);
    shop.move_to(&order, "PAID");
    assert_eq!(
        (document(&own, 1).status, receipt(&own, &order).status),
        (200, 200)
    );
    document(&other, 1).refused(404, "not_found");
    receipt(&other, &order).refused(404, "not_found");
    for wrong in ["2", "0", "-1", "x", "99999999999999999999"] {
        let path = format!("/api/documents/{wrong}");
        shop.admin.get(&path).refused(404, "not_found");
    }
}

#[test]
fn many_who_ask_at_once_all_get_theirs() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 10);
    shop.move_to(&order, "PAID");
    let files = at_once(12, |_| document(&shop.admin, 1).bytes);
    assert!(
        files
            .iter()
            .all(|file| !file.is_empty() && *file == files[0])
    );
}

#[test]
fn a_shop_that_is_set_up_in_german_gives_out_german_documents() {
    for (languages, expected) in [
        ("de-AT,de;q=0.9,en", "de"),
        ("en-GB,de;q=0.5", "en"),
        ("fr", "en"),
    ] {
        let (shop, token) = Shop::open_unclaimed(|_| ());
        let claim = json!({"token": token, "name": "Ada", "email": "ada@shop.example", "password": "rye and spelt"});
        let browser = shop.anyone().with("Accept-Language", languages);
        let signed_in = browser.post("/api/setup", &claim).expect(201);
        let ada = shop.with_token(signed_in["token"].as_str().unwrap());
        let settings = ada.get("/api/settings").expect(200);
        assert_eq!(settings["document_language"], expected, "{languages}");
        let wrong = json!({"document_language": "tlh"});
        ada.patch("/api/settings", &wrong).refused(400, "invalid");
    }
}
