//! Webhooks as admins keep them: made, changed, listed, deleted, with a secret that is told once.

use serde_json::{Value, json};

use super::deliveries::newest;
use super::{fields, found, path_of, pluck};
use crate::support::{Client, Manner, PASSWORD, Place, Receiver, Shop};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Where nobody is asked: no event goes there in these tests.
const ELSEWHERE: &str = "http://127.0.0.1:9/oms";

/// Makes a webhook for these events (null: all).
pub(super) fn made(admin: &Client, url: &str, events: &Value) -> Value {
    let webhook = json!({"url": url, "events": events});
    admin.post("/api/webhooks", &webhook).expect(201)
}

pub(super) fn secret(made: &Value) -> &str {
    made["secret"].as_str().unwrap()
}

/// What the list says of a webhook.
pub(super) fn shown(shop: &Shop, webhook: &Value) -> Value {
    shop.admin.get(&path_of("webhooks", webhook)).expect(200)
}

#[test]
fn a_webhook_is_made_with_a_secret_that_is_told_once_changed_and_deleted() {
    let shop = Shop::open();
    shop.product("Rye bread", 4.8, None);
    let new = json!({"url": " HTTP://127.0.0.1:9/oms ", "events": ["orderUpdated", "productUpdated", "orderUpdated"]});
    let reply = shop.admin.post("/api/webhooks", &new);
    let address = format!("/api/webhooks/{}", reply.body["id"].as_str().unwrap());
    assert_eq!(reply.header("location"), Some(address.as_str()));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let webhook = reply.expect(201);
    let members: Vec<_> = webhook.as_object().unwrap().keys().collect();
    assert_eq!(members, ["events", "id", "secret", "url"]);
    // 256 bits in base64.
    assert_eq!(secret(&webhook).len(), "whsec_".len() + 44);

    let listed = shown(&shop, &webhook);
    let expected = json!({
        "id": webhook["id"], "url": ELSEWHERE, "events": ["orderUpdated", "productUpdated"],
        "created_at": listed["created_at"], "seq": listed["seq"], "failures": 0,
        "next_attempt_at": null, "paused_at": null, "pause_reason": null,
    });
    assert_eq!(listed, expected);
    assert!(listed["seq"].as_i64().unwrap() > 0, "{listed}");
    let list = shop.admin.get("/api/webhooks");
    assert!(!list.text.contains("whsec_"), "{}", list.text);
    assert_eq!(list.expect(200), json!([listed]));

    let patch = |patch: Value| shop.admin.patch(&address, &patch).expect(200);
    assert_eq!(patch(json!({})), listed);
    assert_eq!(patch(json!({"events": null}))["events"], json!(null));
    assert_eq!(
        patch(json!({"url": "https://books.example"}))["url"],
        "https://books.example/"
    );
    let paused = patch(json!({"paused": true}));
    assert_eq!(paused["pause_reason"], "by_hand");
    assert!(paused["paused_at"].is_string(), "{paused}");
    // Who paused it knows.
    assert_eq!(shop.admin.get("/api/alarms").expect(200), json!([]));
    assert_eq!(patch(json!({"paused": false}))["paused_at"], json!(null));

    shop.admin.delete(&address).expect(204);
    for reply in [
        shop.admin.delete(&address),
        shop.admin.get(&address),
        shop.admin.patch(&address, &json!({"paused": true})),
        shop.admin.get(&format!("{address}/deliveries")),
        shop.admin
            .send("POST", &format!("{address}/test"), "", Vec::new()),
        shop.admin
            .send("POST", &format!("{address}/secret"), "", Vec::new()),
    ] {
        let problem = reply.refused(404, "not_found");
        assert_eq!(problem["detail"], "There is no such webhook.");
    }
}

#[test]
fn where_it_goes_and_with_what_is_checked_strictly() {
    let shop = Shop::open();
    let webhook = made(&shop.admin, ELSEWHERE, &json!(null));
    let address = path_of("webhooks", &webhook);
    let before = shown(&shop, &webhook);
    for (body, wrong) in [
        (json!({"url": ""}), "url"),
        (json!({"url": null}), "url"),
        (json!({"url": "books.example"}), "url"),
        (json!({"url": "ftp://books.example/"}), "url"),
        (json!({"url": "https://ada:secret@books.example/"}), "url"),
        (json!({"url": "https://books.example/#top"}), "url"),
        (
            json!({"url": format!("https://books.example/{}", "x".repeat(2000))}),
            "url",
        ),
        (json!({"url": ELSEWHERE, "events": []}), "events"),
        (
            json!({"url": ELSEWHERE, "events": "orderUpdated"}),
            "events",
        ),
        (
            json!({"url": ELSEWHERE, "events": ["orderEaten"]}),
            "events[0]",
        ),
        (json!({"url": ELSEWHERE, "events": ["ping"]}), "events[0]"),
        (json!({"url": ELSEWHERE, "secret": "whsec_x"}), "secret"),
    ] {
        for reply in [
            shop.admin.post("/api/webhooks", &body),
            shop.admin.patch(&address, &body),
        ] {
            let problem = reply.refused(400, "invalid");
            assert_eq!(fields(&problem), [wrong], "{body}");
            assert!(!problem.to_string().contains("ada:secret"), "{problem}");
        }
    }
    let paused = shop.admin.patch(&address, &json!({"paused": null}));
    assert_eq!(fields(&paused.refused(400, "invalid")), ["paused"]);
    shop.admin
        .post("/api/webhooks", &json!({}))
        .refused(400, "invalid");
    assert_eq!(shop.admin.get("/api/webhooks").expect(200), json!([before]));
}

#[test]
fn there_are_twenty_at_most_in_pages_and_room_again_after_one_is_deleted() {
    let shop = Shop::open();
    let events = json!(["customerDeleted"]);
    let webhooks: Vec<_> = (0..20)
        .map(|_| made(&shop.admin, ELSEWHERE, &events))
        .collect();
    let one_more = json!({"url": ELSEWHERE});
    let problem = shop
        .admin
        .post("/api/webhooks", &one_more)
        .refused(409, "too_many_webhooks");
    assert!(
        problem["detail"].as_str().unwrap().contains("20"),
        "{problem}"
    );
    let pages = json!(shop.admin.walk("/api/webhooks?limit=7"));
    let ids = webhooks.iter().rev().map(|webhook| webhook["id"].clone());
    assert_eq!(pluck(&pages, "id"), ids.collect::<Vec<_>>());
    shop.admin
        .delete(&path_of("webhooks", &webhooks[3]))
        .expect(204);
    shop.admin.post("/api/webhooks", &one_more).expect(201);
}

#[test]
fn a_new_secret_signs_at_once_and_the_former_one_for_a_day_more() {
    let shop = Shop::open_stopped(1_772_366_400_000, |config| config.token_hours = 100);
    let receiver = Receiver::open();
    let webhook = made(&shop.admin, &receiver.url(), &json!(null));
    let former = secret(&webhook).to_owned();
    let address = path_of("webhooks", &webhook);
    let ping = || {
        let test = format!("{address}/test");
        shop.admin.send("POST", &test, "", Vec::new()).expect(202);
        receiver.next()
    };
    let first = ping();
    assert!(first.is_signed_with(&former), "{first:?}");
    assert_eq!(first.header("webhook-timestamp"), "1772366400");
    let replaced = shop
        .admin
        .send("POST", &format!("{address}/secret"), "", Vec::new());
    assert_eq!(replaced.header("cache-control"), Some("no-store"));
    let present = secret(&replaced.expect(200)).to_owned();
    assert_ne!(present, former);
    shop.advance_ms(DAY_MS - 1);
    let both = ping();
    assert!(
        both.is_signed_with(&former) && both.is_signed_with(&present),
        "{both:?}"
    );
    shop.advance_ms(1);
    let last = ping();
    assert!(
        !last.is_signed_with(&former) && last.is_signed_with(&present),
        "{last:?}"
    );
}

#[test]
fn an_api_token_looks_and_tests_and_no_customer_does_anything() {
    let shop = Shop::open();
    let webhook = made(&shop.admin, ELSEWHERE, &json!(["customerDeleted"]));
    let address = path_of("webhooks", &webhook);
    let token = json!({"name": "Till", "read_only": false});
    let token = shop.admin.post("/api/tokens", &token).expect(201);
    let script = shop.with_token(token["token"].as_str().unwrap());
    script.get("/api/webhooks").expect(200);
    script
        .send("POST", &format!("{address}/test"), "", Vec::new())
        .expect(202);
    let deliveries = format!("{address}/deliveries");
    assert_eq!(script.get(&deliveries).expect(200)[0]["event"], "ping");
    let url = json!({"url": "https://evil.example/"});
    for reply in [
        script.post("/api/webhooks", &url),
        script.patch(&address, &url),
        script.delete(&address),
        script.send("POST", &format!("{address}/secret"), "", Vec::new()),
    ] {
        let problem = reply.refused(403, "forbidden");
        assert!(
            problem["detail"].as_str().unwrap().contains("API token"),
            "{problem}"
        );
    }
    let (customer, _) = shop.customer("Ada", "ada@shop.example");
    for (caller, status, code) in [
        (customer, 403, "forbidden"),
        (shop.anyone(), 401, "unauthenticated"),
    ] {
        caller.get("/api/webhooks").refused(status, code);
        caller.get(&deliveries).refused(status, code);
        caller.post("/api/webhooks", &url).refused(status, code);
    }
    assert_eq!(shown(&shop, &webhook)["url"], ELSEWHERE);
}

#[test]
fn a_restored_shop_tells_nobody_until_someone_has_looked() {
    let shop = Shop::open();
    let receiver = Receiver::open();
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("Rye bread", 4.8, None);
    receiver.next();
    newest(&shop, &webhook, |last| !last["delivered_at"].is_null());
    let backup = shop
        .admin
        .send("POST", "/api/backups", "", Vec::new())
        .expect(201);
    shop.admin
        .delete(&path_of("webhooks", &webhook))
        .expect(204);
    let restore = format!("/api/backups/{}/restore", backup["name"].as_str().unwrap());
    shop.admin
        .send("POST", &restore, "", Vec::new())
        .expect(200);
    let admin = shop.sign_in("admin@shop.example", PASSWORD);
    let listed = admin.get("/api/webhooks").expect(200);
    assert_eq!(listed[0]["pause_reason"], "restored", "{listed}");
    let alarms = admin.get("/api/alarms").expect(200);
    assert_eq!(pluck(&alarms, "kind"), ["webhook_paused"]);
    assert_eq!(alarms[0]["detail"], "127.0.0.1: A backup was restored.");
    let product = json!({"name": "Rye roll", "price": 0.9});
    admin.post("/api/products", &product).expect(201);
    assert!(!receiver.has_more());
    let address = path_of("webhooks", &webhook);
    admin.patch(&address, &json!({"paused": false})).expect(200);
    // What it has missed is not in the log of before.
    let word = receiver.next();
    assert_eq!(word.body["type"], "resync", "{word:?}");
    assert_eq!(receiver.next().data()["name"], "Rye roll");
    assert_eq!(admin.get("/api/alarms").expect(200), json!([]));
}

#[test]
fn neither_the_secret_nor_the_address_is_in_the_log() {
    let place = Place::new();
    place.write("config.toml", "log_level = \"trace\"\n");
    let receiver = Receiver::that(Manner::Answers(410, "gone"));
    let server = place.serve();
    let admin = server.claim();
    let webhook = made(&admin, &receiver.url(), &json!(null));
    let product = json!({"name": "Rye bread", "price": 4.8});
    admin.post("/api/products", &product).expect(201);
    receiver.next();
    found(|| Some(admin.get("/api/alarms").expect(200)).filter(|alarms| *alarms != json!([])));
    let log = server.stop().join("\n");
    assert!(log.contains("is paused: gone"), "{log}");
    for hidden in [&secret(&webhook)["whsec_".len()..], "oms?till", "Rye bread"] {
        assert!(!log.contains(hidden), "{hidden}: {log}");
    }
}
