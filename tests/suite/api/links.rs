//! Links that show a buyer the state of their order, without a sign-in.

use serde_json::{Value, json};

use super::{last_seq, members, path_of};
use crate::support::{Reply, Shop};

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// How long an order is still shown after its end.
const SHOWN_MS: i64 = 7 * DAY_MS;
/// So many wrong tokens of one address are too many.
const TRIES: usize = 50;

/// A shop with one order, of a customer, with a note.
fn shop() -> (Shop, Value) {
    let shop = Shop::open_at("2026-03-02T09:00:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let (_, customer) = shop.customer("Karla Eigen", "karla@eigen.example");
    let items = json!([{"product_id": bread["id"], "quantity": 3}]);
    let order = json!({"items": items, "user_id": customer["id"], "note": "Rings twice"});
    let order = shop.admin.post("/api/orders", &order).expect(201);
    (shop, order)
}

fn look(shop: &Shop, token: &str) -> Reply {
    shop.anyone().get(&format!("/api/status/{token}"))
}

fn link_path(order: &Value) -> String {
    format!("{}/link", path_of("orders", order))
}

#[test]
fn whoever_has_the_link_sees_where_the_order_stands_and_nothing_of_what_it_is() {
    let (shop, order) = shop();
    let token = shop.link(&order);
    for status in ["PENDING", "PAID", "FULFILLED"] {
        shop.advance_ms(MINUTE_MS);
        let at = match status {
            "PENDING" => order["updated_at"].clone(),
            _ => shop.move_to(&order, status)["updated_at"].clone(),
        };
        let reply = look(&shop, &token);
        assert_eq!(reply.header("cache-control"), Some("no-store"));
        assert_eq!(reply.header("referrer-policy"), Some("no-referrer"));
        let robots = reply.header("x-robots-tag").unwrap().to_owned();
        assert!(robots.contains("noindex"), "{robots}");
        for private in ["Karla", "Eigen", "Rye", "twice", "4.8", "14.4", "EUR"] {
            assert!(!reply.text.contains(private), "{private}: {}", reply.text);
        }
        let state = reply.expect(200);
        assert_eq!(
            members(&state),
            [
                "expires_at",
                "label",
                "number",
                "shop_name",
                "status",
                "updated_at"
            ]
        );
        assert_eq!(
            (&state["number"], &state["status"], &state["updated_at"]),
            (&order["number"], &json!(status), &at)
        );
        let has_ended = status == "FULFILLED";
        assert_eq!(state["expires_at"].is_string(), has_ended, "{state}");
    }
}

#[test]
fn an_order_has_one_link_by_number_and_by_id_and_is_not_changed_by_it() {
    let (shop, order) = shop();
    let seq = last_seq(&shop);
    let link = shop
        .admin
        .post(&link_path(&order), &Value::Null)
        .expect(200);
    assert_eq!(members(&link), ["created_at", "qr_code", "url"]);
    let url = link["url"].as_str().unwrap();
    let port = shop.admin.port;
    let token = url
        .strip_prefix(&format!("http://127.0.0.1:{port}/s/"))
        .unwrap_or_else(|| panic!("{url}"));
    // 240 bits, six a letter.
    assert_eq!(token.len(), 40, "{token}");
    shop.advance_ms(MINUTE_MS);
    let by_number = format!("/api/orders/{}/link", order["number"]);
    assert_eq!(shop.admin.post(&by_number, &Value::Null).expect(200), link);
    let same = shop.admin.get(&path_of("orders", &order)).expect(200);
    assert_eq!((same, last_seq(&shop)), (order, seq));
    let nowhere = shop.admin.post("/api/orders/4711/link", &Value::Null);
    nowhere.refused(404, "not_found");
}

#[test]
fn behind_a_proxy_that_is_trusted_the_link_is_the_proxys() {
    let shop = Shop::open_with(|config| {
        config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let front = shop.admin.with("X-Forwarded-Host", "bread.example");
    let front = front.with("X-Forwarded-Proto", "https");
    let link = front.post(&link_path(&order), &Value::Null).expect(200);
    let url = link["url"].as_str().unwrap();
    assert!(url.starts_with("https://bread.example/s/"), "{url}");
    // Whoever asks directly can't say where it leads.
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let liar = shop.admin.with("X-Forwarded-Host", "evil.example");
    let link = liar.post(&link_path(&order), &Value::Null).expect(200);
    assert!(!link["url"].as_str().unwrap().contains("evil"), "{link}");
}

#[test]
fn a_link_that_was_revoked_shows_nothing_and_the_next_one_is_another() {
    let (shop, order) = shop();
    let first = shop.link(&order);
    shop.admin.delete(&link_path(&order)).expect(204);
    look(&shop, &first).refused(404, "not_found");
    shop.admin
        .delete(&link_path(&order))
        .refused(404, "not_found");
    let second = shop.link(&order);
    assert_ne!(first, second);
    look(&shop, &second).expect(200);
    look(&shop, &first).refused(404, "not_found");
}

#[test]
fn the_link_of_an_order_that_is_deleted_is_gone_with_it() {
    let (shop, order) = shop();
    let token = shop.link(&order);
    shop.admin.delete(&path_of("orders", &order)).expect(204);
    look(&shop, &token).refused(404, "not_found");
}

#[test]
fn an_order_is_shown_for_seven_days_after_its_first_end_and_no_longer() {
    let (shop, order) = shop();
    let token = shop.link(&order);
    shop.advance_ms(100 * DAY_MS);
    look(&shop, &token).expect(200);
    shop.move_to(&order, "PAID");
    shop.move_to(&order, "FULFILLED");
    shop.advance_ms(SHOWN_MS - MINUTE_MS);
    // Neither a note nor that it is cancelled later is an end of its own.
    let note = json!({"note": "Paid by card"});
    shop.admin
        .patch(&path_of("orders", &order), &note)
        .expect(200);
    shop.move_to(&order, "CANCELLED");
    let state = look(&shop, &token).expect(200);
    assert_eq!(state["status"], "CANCELLED");
    shop.advance_ms(MINUTE_MS);
    look(&shop, &token).refused(404, "not_found");
    let late = shop.admin.post(&link_path(&order), &Value::Null);
    late.refused(409, "order_long_ended");
    shop.admin.delete(&link_path(&order)).expect(204);
}

#[test]
fn whatever_is_wrong_with_a_link_the_refusal_is_the_same() {
    let (shop, order) = shop();
    let other = shop.order(&shop.product("Bun", 1.0, None), 1);
    let (revoked, ended) = (shop.link(&other), shop.link(&order));
    shop.admin.delete(&link_path(&other)).expect(204);
    shop.move_to(&order, "CANCELLED");
    shop.advance_ms(SHOWN_MS);
    let (_, board) = shop.display("Counter");
    let absent = "a".repeat(40);
    let expected = look(&shop, &absent);
    let names =
        |reply: &Reply| -> Vec<String> { reply.headers.keys().map(ToString::to_string).collect() };
    for wrong in [&revoked, &ended, &board, "x", "..", "%00", "%F0%9F%8D%9E"] {
        let reply = look(&shop, wrong);
        assert_eq!(reply.text, expected.text, "{wrong}");
        assert_eq!(names(&reply), names(&expected), "{wrong}");
        reply.refused(404, "not_found");
    }
    let board = shop.anyone().get(&format!("/api/display/{absent}"));
    assert_eq!(board.text, expected.text);
}

#[test]
fn who_tries_too_many_tokens_has_to_wait_and_others_have_not() {
    let shop = Shop::open_with(|config| {
        config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let token = shop.link(&shop.order(&shop.product("Bun", 1.0, None), 1));
    let (_, board) = shop.display("Counter");
    let at = |address: &str| shop.anyone().with("X-Forwarded-For", address);
    let status = format!("/api/status/{token}");
    for index in 0..TRIES {
        // One that is right does not count, and does not excuse the others.
        at("192.0.2.1").get(&status).expect(200);
        let what = ["status", "display"][index % 2];
        let wrong = format!("/api/{what}/{index:040}");
        at("192.0.2.1").get(&wrong).refused(404, "not_found");
    }
    for path in [&status, &format!("/api/display/{board}")] {
        let reply = at("192.0.2.1").get(path);
        let wait: i64 = reply.header("retry-after").unwrap().parse().unwrap();
        assert!((1..=15 * 60).contains(&wait), "{wait}");
        reply.refused(429, "too_many");
        at("192.0.2.2").get(path).expect(200);
    }
    shop.advance_ms(15 * MINUTE_MS);
    at("192.0.2.1").get(&status).expect(200);
}

#[test]
fn no_log_and_no_event_has_a_token() {
    let (shop, order) = shop();
    let token = shop.link(&order);
    shop.move_to(&order, "PAID");
    let mut socket = crate::support::Socket::open(&shop.admin, Some(0));
    for event in socket.up_to(last_seq(&shop)) {
        assert!(!event.to_string().contains(&token), "{event}");
    }
    let timeline = format!("{}/events", path_of("orders", &order));
    let timeline = shop.admin.get(&timeline).text;
    assert!(!timeline.contains(&token), "{timeline}");
}

#[test]
fn the_pages_of_links_are_there_whatever_the_token() {
    let shop = Shop::open();
    for path in ["/s/anything", "/display/anything"] {
        let page = shop.anyone().get(path);
        assert_eq!(page.status, 200, "{path}");
        let kind = page.header("content-type").unwrap();
        assert!(kind.starts_with("text/html"), "{path}: {kind}");
        // Neither page is the app.
        assert!(page.text.contains("/static/link."), "{path}: {}", page.text);
        assert!(!page.text.contains("/static/index."), "{path}");
    }
}
