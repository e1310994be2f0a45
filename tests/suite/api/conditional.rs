//! ETag, If-Match and If-None-Match (RFC 9110, part 13).

use serde_json::{Value, json};

use super::{at_once, fields, last_seq, path_of};
use crate::support::Shop;

/// A shop with an order that has version 2, and the order's path.
fn shop_with_an_order() -> (Shop, Value, String) {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let order = shop.order(&bread, 1);
    let path = path_of("orders", &order);
    let order = shop
        .admin
        .patch(&path, &json!({"note": "Monday"}))
        .expect(200);
    assert_eq!(order["version"], 2);
    (shop, order, path)
}

#[test]
fn every_answer_with_an_order_has_its_version_as_etag() {
    let (shop, _, path) = shop_with_an_order();
    assert_eq!(shop.admin.get(&path).header("etag"), Some("\"2\""));
    let paid = shop.admin.patch(&path, &json!({"status": "PAID"}));
    assert_eq!(paid.header("etag"), Some("\"3\""));
    assert_eq!(paid.body["version"], 3);
    let by_number = format!("/api/orders/{}", paid.body["number"]);
    let read = shop.admin.get(&by_number);
    assert_eq!(read.header("etag"), Some("\"3\""));
    assert_eq!(read.header("cache-control"), Some("private, no-cache"));
}

#[test]
fn if_match_lets_a_change_through_while_it_holds() {
    for tags in [
        "\"2\"",
        "*",
        "\"1\", \"2\"",
        "\"2\",\"9\"",
        " \"2\" ",
        "W/\"2\", \"2\"",
    ] {
        let (shop, _, path) = shop_with_an_order();
        let careful = shop.admin.with("If-Match", tags);
        let paid = careful.patch(&path, &json!({"status": "PAID"}));
        assert_eq!(paid.expect(200)["status"], "PAID", "{tags}");
    }
}

#[test]
fn if_match_that_no_longer_holds_is_a_412_and_changes_nothing() {
    let (shop, order, path) = shop_with_an_order();
    let seq = last_seq(&shop);
    for tags in [
        "\"1\"",
        "\"3\"",
        "\"1\", \"3\"",
        "W/\"2\"",
        "\"\"",
        "\"two\"",
        "\"02\"",
        "\"+2\"",
    ] {
        let careful = shop.admin.with("If-Match", tags);
        for reply in [
            careful.patch(&path, &json!({"status": "PAID"})),
            careful.patch(&path, &json!({})),
            careful.delete(&path),
        ] {
            let problem = reply.refused(412, "version_mismatch");
            assert_eq!(problem["current_version"], 2, "{tags}");
        }
    }
    assert_eq!(shop.admin.get(&path).expect(200), order);
    assert_eq!(last_seq(&shop), seq);
}

#[test]
fn an_if_match_that_is_no_etag_is_refused_by_name() {
    let (shop, order, path) = shop_with_an_order();
    for wrong in ["2", "two", "\"2", "2\"", "\"2\", nonsense", ""] {
        let careful = shop.admin.with("If-Match", wrong);
        for reply in [
            careful.patch(&path, &json!({"note": "x"})),
            careful.delete(&path),
        ] {
            let problem = reply.refused(400, "invalid");
            assert_eq!(fields(&problem), ["If-Match"], "{wrong}");
        }
    }
    assert_eq!(shop.admin.get(&path).expect(200), order);
}

#[test]
fn delete_keeps_to_if_match() {
    let (shop, _, path) = shop_with_an_order();
    let stale = shop.admin.with("If-Match", "\"1\"");
    stale.delete(&path).refused(412, "version_mismatch");
    shop.admin
        .with("If-Match", "\"2\"")
        .delete(&path)
        .expect(204);
    shop.admin.get(&path).refused(404, "not_found");
}

#[test]
fn of_clients_that_edit_the_same_version_at_once_exactly_one_succeeds() {
    let (shop, _, path) = shop_with_an_order();
    let careful = shop.admin.with("If-Match", "\"2\"");
    let replies = at_once(16, |index| {
        careful.patch(&path, &json!({"note": format!("{index}")}))
    });
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|r| r.status == 200);
    assert_eq!(won.len(), 1);
    for reply in lost {
        reply.refused(412, "version_mismatch");
    }
    assert_eq!(shop.admin.get(&path).expect(200), won[0].body);
}

#[test]
fn who_has_the_present_version_is_told_so_without_a_body() {
    let (shop, order, path) = shop_with_an_order();
    for (tags, known) in [
        ("\"2\"", true),
        ("W/\"2\"", true),
        ("*", true),
        ("\"1\", \"2\"", true),
        ("\"1\"", false),
        ("\"22\"", false),
        ("2", false),
    ] {
        let reply = shop.admin.with("If-None-Match", tags).get(&path);
        assert_eq!(reply.header("etag"), Some("\"2\""), "{tags}");
        assert_eq!(
            reply.header("cache-control"),
            Some("private, no-cache"),
            "{tags}"
        );
        match known {
            true => assert_eq!((reply.status, reply.text.as_str()), (304, ""), "{tags}"),
            false => assert_eq!(reply.expect(200), order, "{tags}"),
        }
    }
    // It is a condition of reading alone: who may not see the order learns nothing by it.
    let (stranger, _) = shop.customer("Bob", "bob@shop.example");
    stranger
        .with("If-None-Match", "*")
        .get(&path)
        .refused(404, "not_found");
    let change = shop
        .admin
        .with("If-None-Match", "\"1\"")
        .patch(&path, &json!({"note": "Tuesday"}));
    assert_eq!(change.expect(200)["version"], 3);
}
