//! Deliveries to webhooks: signed, in order, again and again until the receiver has them, and never in anyone's way.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::webhooks::{made, secret, shown};
use super::{at_once, found, id_of, path_of, pluck, sql};
use crate::support::{Manner, Receiver, Shop, append_products, second_process, seq_of};

/// 2026-03-01T12:00:00Z.
const NOON_MS: i64 = 1_772_366_400_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const TAKES: Manner = Manner::Answers(204, "");
const REFUSES: Manner = Manner::Answers(500, "{\n  \"error\": \"no room\"\n}");

/// A shop whose clock stands until it is set.
fn shop() -> Shop {
    Shop::open_stopped(NOON_MS, |config| {
        config.backup_every_hours = 0;
        config.token_hours = 24 * 365;
    })
}

fn list(shop: &Shop, webhook: &Value) -> Value {
    let path = format!("{}/deliveries", path_of("webhooks", webhook));
    shop.admin.get(&path).expect(200)
}

/// The newest delivery, once it is as it should be.
#[track_caller]
pub(super) fn newest(shop: &Shop, webhook: &Value, is_so: impl Fn(&Value) -> bool) -> Value {
    found(|| Some(list(shop, webhook)[0].clone()).filter(&is_so))
}

/// [`newest`], after so many tries.
#[track_caller]
fn tried(shop: &Shop, webhook: &Value, attempts: i64) -> Value {
    newest(shop, webhook, |delivery| delivery["attempts"] == attempts)
}

fn send_again(shop: &Shop, webhook: &Value, delivery: &Value) -> Value {
    let webhook = path_of("webhooks", webhook);
    let id = delivery["id"].as_str().unwrap();
    let path = format!("{webhook}/deliveries/{id}/send");
    shop.admin.send("POST", &path, "", Vec::new()).expect(202)
}

fn ms(time: &Value) -> i64 {
    let time: jiff::Timestamp = time.as_str().unwrap().parse().unwrap();
    time.as_millisecond()
}

/// Sets the clock to when a delivery is tried next.
fn wait_for_next_try(shop: &Shop, delivery: &Value) -> i64 {
    let wait = ms(&delivery["next_attempt_at"]) - ms(&delivery["attempted_at"]);
    shop.advance_ms(wait);
    shop.look_after_deliveries();
    wait
}

#[test]
fn every_event_comes_signed_and_in_order_as_sockets_have_it() {
    let shop = shop();
    let receiver = Receiver::open();
    let mut socket = shop.socket();
    socket.expect("hello");
    let webhook = made(&shop.admin, &receiver.url(), &json!(null));
    let bread = shop.product("Rye bread", 4.8, Some(10));
    shop.customer("Ada", "ada@shop.example");
    let order = shop.order(&bread, 2);
    shop.advance_ms(1_500);
    shop.move_to(&order, "PAID");
    shop.move_to(&order, "CANCELLED");
    shop.admin.delete(&path_of("orders", &order)).expect(204);
    let mut events = Vec::new();
    while events
        .last()
        .is_none_or(|event: &Value| event["event"] != "orderDeleted")
    {
        events.push(socket.next());
    }
    let deliveries = receiver.next_of(events.len());
    for (event, delivery) in events.iter().zip(&deliveries) {
        let expected =
            json!({"type": event["event"], "timestamp": event["at"], "data": event["data"]});
        assert_eq!(delivery.body, expected);
        assert!(
            delivery.head.starts_with("POST /oms?till=1 HTTP/1.1"),
            "{}",
            delivery.head
        );
        assert_eq!(delivery.header("content-type"), "application/json");
        assert!(
            delivery.header("user-agent").starts_with("OMS/"),
            "{}",
            delivery.head
        );
        assert!(delivery.is_signed_with(secret(&webhook)), "{delivery:?}");
        assert!(!delivery.is_signed_with("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }
    assert_eq!(
        deliveries[0].header("webhook-timestamp"),
        (NOON_MS / 1000).to_string()
    );
    newest(&shop, &webhook, |last| !last["delivered_at"].is_null());
    let kept = list(&shop, &webhook);
    let ids: Vec<_> = deliveries
        .iter()
        .rev()
        .map(|delivery| json!(delivery.id()))
        .collect();
    assert_eq!(pluck(&kept, "id"), ids);
    let seqs: Vec<_> = events
        .iter()
        .rev()
        .map(|event| json!(seq_of(event)))
        .collect();
    assert_eq!(pluck(&kept, "seq"), seqs);
    let last = kept[0].clone();
    let expected = json!({
        "id": ids[0], "seq": seqs[0], "event": "orderDeleted", "skipped": null,
        "created_at": last["created_at"], "attempts": 1, "attempted_at": last["attempted_at"],
        "next_attempt_at": null, "status": 200, "answer": null, "error": null,
        "delivered_at": last["attempted_at"],
    });
    assert_eq!(last, expected);
    assert_eq!(shown(&shop, &webhook)["seq"], seqs[0]);
    let path = format!("{}/deliveries?limit=2", path_of("webhooks", &webhook));
    assert_eq!(json!(shop.admin.walk(&path)), kept);
}

#[test]
fn a_webhook_hears_of_what_it_has_chosen_from_then_on_and_of_nothing_before() {
    let shop = shop();
    let receiver = Receiver::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["orderStatusUpdated"]));
    shop.product("Rye roll", 0.9, None);
    let order = shop.order(&bread, 1);
    assert_eq!(receiver.next().data()["number"], order["number"]);
    let events = json!({"events": ["productDeleted"]});
    shop.admin
        .patch(&path_of("webhooks", &webhook), &events)
        .expect(200);
    shop.move_to(&order, "PAID");
    let roll = shop.product("Bun", 0.5, None);
    shop.admin.delete(&path_of("products", &roll)).expect(204);
    assert_eq!(receiver.next().body["data"], json!({"id": roll["id"]}));
    assert!(!receiver.has_more());
}

#[test]
fn what_fails_is_tried_again_with_the_same_id_and_bytes_and_what_comes_after_it_waits() {
    let shop = shop();
    let receiver = Receiver::that(REFUSES);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    let first = receiver.next();
    let failed = tried(&shop, &webhook, 1);
    assert_eq!(failed["status"], 500);
    assert_eq!(failed["answer"], "{ \"error\": \"no room\" }");
    assert_eq!(failed["delivered_at"], json!(null));
    let state = shown(&shop, &webhook);
    assert_eq!(
        (&state["failures"], &state["next_attempt_at"]),
        (&json!(1), &failed["next_attempt_at"])
    );
    for (wait_ms, attempts) in [(5_000, 2), (60_000, 3)] {
        let waited = wait_for_next_try(&shop, &tried(&shop, &webhook, attempts - 1));
        assert!((waited - wait_ms).abs() <= wait_ms / 10, "{waited}");
        let again = receiver.next();
        assert_eq!((again.id(), &again.text), (first.id(), &first.text));
        assert!(again.header("webhook-timestamp") > first.header("webhook-timestamp"));
        assert!(again.is_signed_with(secret(&webhook)), "{again:?}");
    }
    let failed = tried(&shop, &webhook, 3);
    shop.product("Second", 1.0, None);
    shop.product("Third", 1.0, None);
    assert!(!receiver.has_more());
    receiver.becomes(TAKES);
    wait_for_next_try(&shop, &failed);
    let [again, second, third] = receiver.next_of(3).try_into().unwrap();
    assert_eq!((again.id(), &again.text), (first.id(), &first.text));
    assert_eq!(
        (
            second.data()["name"].as_str(),
            third.data()["name"].as_str()
        ),
        (Some("Second"), Some("Third"))
    );
    newest(&shop, &webhook, |last| {
        last["event"] == "productUpdated" && last["status"] == 204
    });
    assert_eq!(pluck(&list(&shop, &webhook), "attempts"), [1, 1, 4]);
    assert_eq!(shown(&shop, &webhook)["failures"], 0);
}

#[test]
fn after_more_than_a_day_of_failures_it_is_paused_with_an_alarm_and_goes_on_where_it_was() {
    let shop = shop();
    let receiver = Receiver::that(REFUSES);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    receiver.next();
    let mut waited = 0;
    for attempts in 1..9 {
        let failed = tried(&shop, &webhook, attempts);
        assert_eq!(shop.admin.get("/api/alarms").expect(200), json!([]));
        waited += wait_for_next_try(&shop, &failed);
        receiver.next();
    }
    assert!(waited > DAY_MS, "{waited}");
    let failed = tried(&shop, &webhook, 9);
    assert_eq!(failed["next_attempt_at"], json!(null));
    let paused = shown(&shop, &webhook);
    assert_eq!(
        (&paused["pause_reason"], &paused["next_attempt_at"]),
        (&json!("failed"), &json!(null))
    );
    let alarms = shop.admin.get("/api/alarms").expect(200);
    let alarm = json!({
        "kind": "webhook_paused", "at": paused["paused_at"],
        "detail": "127.0.0.1: A delivery failed for more than a day.",
    });
    assert_eq!(alarms, json!([alarm]));
    shop.product("Second", 1.0, None);
    shop.advance_ms(DAY_MS);
    shop.look_after_deliveries();
    receiver.becomes(TAKES);
    shop.admin
        .patch(&path_of("webhooks", &webhook), &json!({"paused": false}))
        .expect(200);
    let names: Vec<_> = receiver
        .next_of(2)
        .iter()
        .map(|it| it.data()["name"].clone())
        .collect();
    assert_eq!(names, ["First", "Second"]);
    assert_eq!(shop.admin.get("/api/alarms").expect(200), json!([]));
}

#[test]
fn who_answers_410_is_told_nothing_more() {
    let shop = shop();
    let receiver = Receiver::that(Manner::Answers(410, ""));
    let webhook = made(&shop.admin, &receiver.url(), &json!(null));
    shop.product("First", 1.0, None);
    receiver.next();
    let failed = tried(&shop, &webhook, 1);
    assert_eq!(
        (&failed["status"], &failed["next_attempt_at"]),
        (&json!(410), &json!(null))
    );
    assert_eq!(shown(&shop, &webhook)["pause_reason"], "gone");
    let alarms = shop.admin.get("/api/alarms").expect(200);
    assert_eq!(pluck(&alarms, "kind"), ["webhook_paused"]);
    shop.product("Second", 1.0, None);
    shop.advance_ms(2 * DAY_MS);
    shop.look_after_deliveries();
    // A ping is answered after whatever would have come before it.
    let test = format!("{}/test", path_of("webhooks", &webhook));
    shop.admin.send("POST", &test, "", Vec::new()).expect(202);
    assert_eq!(receiver.next().body["type"], "ping");
}

#[test]
fn nobody_is_led_elsewhere_and_a_place_where_nobody_listens_is_a_failure() {
    let shop = shop();
    let elsewhere = Receiver::open();
    let receiver = Receiver::that(Manner::LeadsTo(elsewhere.url()));
    let led = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let nowhere = format!("http://{}/", port.local_addr().unwrap());
    drop(port);
    let lost = made(&shop.admin, &nowhere, &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    receiver.next();
    assert_eq!(tried(&shop, &led, 1)["status"], 307);
    assert!(!elsewhere.has_more());
    let failed = tried(&shop, &lost, 1);
    assert_eq!(
        (&failed["status"], &failed["error"]),
        (&json!(null), &json!("Nobody listens at this address."))
    );
    // Where it should have gone is put right, and it goes there at once.
    let url = json!({"url": elsewhere.url()});
    shop.admin
        .patch(&path_of("webhooks", &lost), &url)
        .expect(200);
    assert_eq!(elsewhere.next().data()["name"], "First");
}

#[test]
fn a_receiver_that_hangs_delays_neither_requests_nor_others_nor_the_end_and_gets_all_after_it() {
    let mut shop = Shop::open();
    let slow = Receiver::that(Manner::Hangs);
    let quick = Receiver::open();
    let events = json!(["orderStatusUpdated"]);
    let hung = made(&shop.admin, &slow.url(), &events);
    made(&shop.admin, &quick.url(), &events);
    let bread = shop.product("Rye bread", 4.8, None);
    let began = Instant::now();
    let made: Vec<_> = at_once(50, |_| shop.order(&bread, 1)["number"].clone());
    assert_eq!(made.len(), 50);
    let numbers = |receiver: &Receiver| -> Vec<i64> {
        let all = receiver.next_of(50);
        all.iter()
            .map(|it| it.data()["number"].as_i64().unwrap())
            .collect()
    };
    let expected: Vec<i64> = (1001..1051).collect();
    assert_eq!(numbers(&quick), expected);
    let first = slow.next();
    assert_eq!(first.data()["number"], 1001);
    // All of that while the first try at the other one is still on its way.
    assert!(
        began.elapsed() < Duration::from_secs(15),
        "{:?}",
        began.elapsed()
    );
    let began = Instant::now();
    shop.stop();
    assert!(
        began.elapsed() < Duration::from_secs(4),
        "{:?}",
        began.elapsed()
    );
    slow.becomes(TAKES);
    shop.restart();
    let again = slow.next();
    assert_eq!((again.id(), &again.text), (first.id(), &first.text));
    let rest: Vec<_> = slow
        .next_of(49)
        .iter()
        .map(|it| it.data()["number"].as_i64().unwrap())
        .collect();
    assert_eq!(rest, expected[1..]);
    newest(&shop, &hung, |last| !last["delivered_at"].is_null());
    assert!(!slow.has_more());
}

#[test]
fn what_happened_while_the_server_was_down_is_delivered_and_waits_are_kept() {
    let mut shop = shop();
    let receiver = Receiver::that(REFUSES);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    let first = receiver.next();
    let failed = tried(&shop, &webhook, 1);
    shop.stop();
    append_products(&second_process(&shop.database()), 3, 10);
    shop.restart();
    assert_eq!(list(&shop, &webhook)[0], failed);
    receiver.becomes(TAKES);
    wait_for_next_try(&shop, &failed);
    let [again, rest @ ..] = &receiver.next_of(4)[..] else {
        panic!("four")
    };
    assert_eq!(again.id(), first.id());
    let counts: Vec<_> = rest.iter().map(|it| it.data()["count"].clone()).collect();
    assert_eq!(counts, [0, 1, 2]);
    // And what another process writes beside it.
    append_products(&second_process(&shop.database()), 1, 10);
    assert_eq!(receiver.next().data()["count"], 0);
}

#[test]
fn of_events_that_are_gone_from_the_log_it_is_told_how_many() {
    let shop = shop();
    let receiver = Receiver::open();
    let webhook = made(&shop.admin, &receiver.url(), &json!(["orderStatusUpdated"]));
    let address = path_of("webhooks", &webhook);
    shop.admin
        .patch(&address, &json!({"paused": true}))
        .expect(200);
    let seq = shown(&shop, &webhook)["seq"].as_i64().unwrap();
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    append_products(&second_process(&shop.database()), 10_200, 0);
    let oldest: i64 = sql(&shop)
        .query_row("SELECT min(seq) FROM events", [], |row| row.get(0))
        .unwrap();
    let gone = oldest - 1 - seq;
    assert!(gone > 2, "{gone}");
    shop.admin
        .patch(&address, &json!({"paused": false}))
        .expect(200);
    let word = receiver.next();
    assert_eq!(word.body["type"], "resync");
    assert_eq!(word.data(), &json!({"seq": oldest - 1, "skipped": gone}));
    assert!(word.is_signed_with(secret(&webhook)), "{word:?}");
    let order = shop.order(&bread, 1);
    assert_eq!(receiver.next().data()["number"], order["number"]);
    let listed = list(&shop, &webhook);
    assert_eq!(pluck(&listed, "event"), ["orderStatusUpdated", "resync"]);
    assert_eq!(pluck(&listed, "skipped"), [json!(null), json!(gone)]);
}

#[test]
fn anything_is_sent_again_on_request_once_and_out_of_turn() {
    let shop = shop();
    let receiver = Receiver::open();
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    let first = receiver.next();
    let delivered = newest(&shop, &webhook, |last| !last["delivered_at"].is_null());
    shop.advance_ms(60_000);
    let asked = send_again(&shop, &webhook, &delivered);
    assert_eq!(asked["id"], delivered["id"]);
    let again = receiver.next();
    assert_eq!((again.id(), &again.text), (first.id(), &first.text));
    let twice = tried(&shop, &webhook, 2);
    assert_eq!(twice["delivered_at"], delivered["delivered_at"]);
    // What was taken once does not fail the webhook, whatever the receiver says now.
    receiver.becomes(REFUSES);
    send_again(&shop, &webhook, &delivered);
    receiver.next();
    let refused = tried(&shop, &webhook, 3);
    assert_eq!(
        (&refused["status"], &refused["next_attempt_at"]),
        (&json!(500), &json!(null))
    );
    assert_eq!(refused["delivered_at"], delivered["delivered_at"]);
    assert_eq!(shown(&shop, &webhook)["failures"], 0);
    // What waits for its turn may come at once; if it fails, it waits on.
    shop.product("Second", 1.0, None);
    receiver.next();
    let waits = tried(&shop, &webhook, 1);
    assert_eq!(waits["next_attempt_at"].as_str().map(str::len), Some(24));
    send_again(&shop, &webhook, &waits);
    receiver.next();
    assert_eq!(
        tried(&shop, &webhook, 2)["next_attempt_at"],
        waits["next_attempt_at"]
    );
    receiver.becomes(TAKES);
    let address = path_of("webhooks", &webhook);
    shop.admin
        .patch(&address, &json!({"paused": true}))
        .expect(200);
    send_again(&shop, &webhook, &waits);
    assert_eq!(receiver.next().data()["name"], "Second");
    newest(&shop, &webhook, |last| !last["delivered_at"].is_null());
    // A delivery of another webhook is none of this one's.
    let other = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    let path = format!(
        "{}/deliveries/{}/send",
        path_of("webhooks", &other),
        waits["id"].as_str().unwrap()
    );
    let problem = shop
        .admin
        .send("POST", &path, "", Vec::new())
        .refused(404, "not_found");
    assert_eq!(problem["detail"], "There is no such delivery.");
}

#[test]
fn a_ping_is_tried_once_also_while_the_webhook_is_paused_or_waits() {
    let shop = shop();
    let receiver = Receiver::that(REFUSES);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    let address = path_of("webhooks", &webhook);
    let ping = || {
        let path = format!("{address}/test");
        shop.admin.send("POST", &path, "", Vec::new()).expect(202)
    };
    shop.product("First", 1.0, None);
    receiver.next();
    tried(&shop, &webhook, 1);
    let pinged = ping();
    assert_eq!(
        (&pinged["event"], &pinged["seq"], &pinged["attempts"]),
        (&json!("ping"), &json!(null), &json!(0))
    );
    let came = receiver.next();
    assert_eq!(json!(came.id()), pinged["id"]);
    assert_eq!(
        came.body,
        json!({
            "type": "ping", "timestamp": "2026-03-01T12:00:00.000Z", "data": {"webhook_id": webhook["id"]},
        })
    );
    assert!(came.is_signed_with(secret(&webhook)), "{came:?}");
    let failed = tried(&shop, &webhook, 1);
    assert_eq!(
        (&failed["id"], &failed["next_attempt_at"]),
        (&pinged["id"], &json!(null))
    );
    shop.admin
        .patch(&address, &json!({"paused": true}))
        .expect(200);
    receiver.becomes(TAKES);
    let pinged = ping();
    assert_eq!(json!(receiver.next().id()), pinged["id"]);
    newest(&shop, &webhook, |last| last["status"] == 204);
}

#[test]
fn the_newest_thousand_are_kept_and_all_that_wait() {
    let shop = shop();
    let receiver = Receiver::that(REFUSES);
    let webhook = made(&shop.admin, &receiver.url(), &json!(["productUpdated"]));
    shop.product("First", 1.0, None);
    receiver.next();
    let waits = tried(&shop, &webhook, 1);
    let many = "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1500)
        INSERT INTO webhook_deliveries
            (id, webhook_id, seq, event, body, created_at, attempts, failures, delivered_at)
        SELECT randomblob(16), ?1, n, 'productUpdated', '{}', 1, 1, 0, 1 FROM n";
    sql(&shop).execute(many, [id_of(&webhook)]).unwrap();
    let test = format!("{}/test", path_of("webhooks", &webhook));
    shop.admin.send("POST", &test, "", Vec::new()).expect(202);
    receiver.next();
    let path = format!("{}/deliveries?limit=200", path_of("webhooks", &webhook));
    let kept = shop.admin.walk(&path);
    assert_eq!(kept.len(), 1_000 + 1);
    assert_eq!(kept[1_000]["id"], waits["id"]);
    assert_eq!(
        (&kept[1]["seq"], &kept[999]["seq"]),
        (&json!(1_500), &json!(502))
    );
}
