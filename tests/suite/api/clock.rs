//! A clock that is set back or forward by hours, while the shop is open and between two starts: a small machine
//! without a battery does so whenever it is switched on.

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{path_of, pluck};
use crate::support::{Client, PASSWORD, Place, Shop, Socket, seq_of};

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// 2026-03-01T12:00:00Z.
const NOON_MS: i64 = 1_772_366_400_000;

/// A shop whose clock stands at noon, 1 March 2026, until it is set.
fn shop() -> Shop {
    Shop::open_stopped(NOON_MS, |config| config.backup_every_hours = 0)
}

fn time<'v>(thing: &'v Value, name: &str) -> &'v str {
    thing[name].as_str().unwrap()
}

fn make_backup(admin: &Client) -> Value {
    let made = admin.send("POST", "/api/backups", "", Vec::new());
    made.expect(201)
}

#[test]
fn nothing_changed_before_it_was_made_and_a_timeline_is_in_order() {
    let shop = shop();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let cora = json!({"name": "Cora"});
    let cora = shop.admin.post("/api/customers", &cora).expect(201);
    let order = shop.order(&bread, 2);
    shop.advance_ms(HOUR_MS);
    shop.move_to(&order, "PAID");
    shop.advance_ms(-5 * HOUR_MS);
    let order_path = path_of("orders", &order);
    let note = json!({"note": "Monday"});
    let noted = shop.admin.patch(&order_path, &note).expect(200);
    assert_eq!(noted["updated_at"], "2026-03-01T13:00:00.000Z");
    let cancelled = shop.move_to(&order, "CANCELLED");
    assert_eq!(shop.admin.get(&order_path).expect(200), cancelled);
    let timeline = shop.admin.get(&format!("{order_path}/events")).expect(200);
    let times = pluck(&timeline, "at");
    assert_eq!(times.len(), 4);
    assert!(
        times.is_sorted_by_key(|at| at.as_str().unwrap().to_owned()),
        "{times:?}"
    );

    for (kind, thing) in [("products", &bread), ("customers", &cora)] {
        let path = path_of(kind, thing);
        let archived = shop
            .admin
            .patch(&path, &json!({"archived": true}))
            .expect(200);
        assert_eq!(shop.admin.get(&path).expect(200), archived);
        let made = time(&archived, "created_at");
        assert!(made <= time(&archived, "updated_at"), "{archived}");
        assert!(made <= time(&archived, "archived_at"), "{archived}");
    }
    // What is new is of the time that the clock shows now.
    let later = shop.product("Spelt", 5.2, None);
    assert_eq!(later["created_at"], "2026-03-01T08:00:00.000Z");
}

#[test]
fn events_and_pages_follow_what_was_done_and_not_the_clock() {
    let shop = shop();
    let bread = shop.product("Rye bread", 4.8, None);
    let mut socket = shop.socket();
    let start = seq_of(&socket.expect("hello"));
    let mut numbers = Vec::new();
    for step_ms in [
        HOUR_MS,
        -3 * HOUR_MS,
        9 * HOUR_MS,
        -2 * DAY_MS,
        0,
        MINUTE_MS,
    ] {
        shop.advance_ms(step_ms);
        numbers.push(shop.order(&bread, 1)["number"].clone());
    }
    let heard = socket.up_to(start + 6);
    assert_eq!(
        heard
            .iter()
            .map(|it| it["data"]["number"].clone())
            .collect::<Vec<_>>(),
        numbers
    );
    let mut again = Socket::open(&shop.admin, Some(start));
    again.expect("hello");
    assert_eq!(again.up_to(start + 6), heard);

    for sort in ["number", "-number", "updated_at", "-updated_at"] {
        let first = shop.admin.get(&format!("/api/orders?limit=2&sort={sort}"));
        // Between two pages the clock is set back, and another order comes.
        shop.advance_ms(-HOUR_MS);
        let other = shop.order(&bread, 1)["number"].clone();
        let mut seen: Vec<_> = first.body.as_array().unwrap().clone();
        seen.extend(shop.admin.walk(&first.next_page().unwrap()));
        let mut seen: Vec<_> = seen.iter().map(|it| it["number"].clone()).collect();
        seen.retain(|number| *number != other);
        seen.sort_by_key(Value::as_i64);
        assert_eq!(seen, numbers, "{sort}");
        numbers.push(other);
    }
}

#[test]
fn a_session_outlives_a_clock_that_is_set_back_and_ends_by_one_that_is_set_forward() {
    let mut shop = shop();
    let mut socket = shop.socket();
    socket.expect("hello");
    shop.advance_ms(-9 * HOUR_MS);
    shop.admin.get("/api/auth/me").expect(200);
    shop.restart();
    shop.admin.get("/api/auth/me").expect(200);
    let bread = shop.product("Rye bread", 4.8, None);
    let mut socket = shop.socket();
    socket.expect("hello");

    // The socket's own timer has hours to go.
    shop.advance_ms(22 * HOUR_MS);
    shop.admin
        .get("/api/auth/me")
        .refused(401, "unauthenticated");
    let admin = shop.sign_in("admin@shop.example", PASSWORD);
    admin
        .patch(&path_of("products", &bread), &json!({"price": 5}))
        .expect(200);
    assert_eq!(socket.try_next(), None, "the socket has ended");
}

#[test]
fn whoever_guessed_wrong_is_not_locked_out_until_the_former_time_comes_again() {
    let shop = shop();
    let log_in = |password: &str| {
        let credentials = json!({"email": "admin@shop.example", "password": password});
        shop.anyone().post("/api/auth/login", &credentials)
    };
    let guessed = (0..50).find(|_| log_in("a wrong guess").status == 429);
    guessed.expect("a guesser is braked");
    shop.advance_ms(-6 * HOUR_MS);
    log_in(PASSWORD).expect(200);
}

#[test]
fn the_same_key_makes_one_order_also_when_the_clock_was_set_back() {
    let shop = shop();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let order = json!({"items": [{"product_id": bread["id"], "quantity": 2}]});
    let careful = shop.admin.with("Idempotency-Key", "till-1");
    let made = careful.post("/api/orders", &order).expect(201);
    for step_ms in [-HOUR_MS, -30 * DAY_MS, 30 * DAY_MS + 20 * HOUR_MS] {
        shop.advance_ms(step_ms);
        if step_ms > 0 {
            // Its session has ended by then.
            let admin = shop.sign_in("admin@shop.example", PASSWORD);
            let careful = admin.with("Idempotency-Key", "till-1");
            assert_eq!(careful.post("/api/orders", &order).expect(201), made);
        } else {
            assert_eq!(careful.post("/api/orders", &order).expect(201), made);
        }
    }
}

#[test]
fn a_backup_of_a_time_that_has_not_come_is_neither_the_newest_nor_in_the_way() {
    let shop = Shop::open_at("2027-03-01T12:00:00Z", "UTC");
    make_backup(&shop.admin);
    let health = || shop.anyone().get("/healthz").expect(200);
    assert_eq!(
        health()["last_backup"]["at"].as_str().unwrap()[..4],
        *"2027"
    );

    shop.set_clock("2026-03-01T12:00:00Z");
    assert_eq!(health()["last_backup"], json!(null));
    shop.look_after_backups().unwrap();
    let list = shop.admin.get("/api/backups").expect(200);
    assert_eq!(list.as_array().unwrap().len(), 2, "{list}");
    assert_eq!(
        health()["last_backup"]["at"].as_str().unwrap()[..4],
        *"2026"
    );
    assert!(
        !health()["warnings"].to_string().contains("backup"),
        "{}",
        health()
    );
    // It is late by its own age, whatever else lies there.
    shop.set_clock("2026-03-04T12:00:00Z");
    assert!(
        health()["warnings"]
            .to_string()
            .contains("older than two intervals")
    );
}

#[test]
fn a_token_was_last_used_when_the_present_clock_says() {
    let shop = shop();
    let token = json!({"name": "till", "read_only": true});
    let token = shop.admin.post("/api/tokens", &token).expect(201);
    let script = shop.with_token(token["token"].as_str().unwrap());
    let last_used = || {
        script.get("/api/products").expect(200);
        // Behind what the token's use has the writer note.
        shop.product("Rye bread", 4.8, None);
        shop.admin.get("/api/tokens").expect(200)[0]["last_used_at"].clone()
    };
    assert_eq!(last_used(), "2026-03-01T12:00:00.000Z");
    shop.advance_ms(-5 * HOUR_MS);
    assert_eq!(last_used(), "2026-03-01T07:00:00.000Z");
}

#[test]
fn a_report_is_of_the_day_that_the_clock_shows() {
    let shop = Shop::open_at("2026-03-02T10:00:00Z", "UTC");
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    let today = || shop.admin.get("/api/reports/summary").expect(200)["today"]["orders"].clone();
    assert_eq!(today(), 1);
    shop.set_clock("2026-03-01T10:00:00Z");
    assert_eq!(today(), 0);
    shop.order(&bread, 1);
    shop.order(&bread, 1);
    assert_eq!(today(), 2);
    shop.set_clock("2026-03-02T11:00:00Z");
    assert_eq!(today(), 1);
}

#[test]
fn a_clock_that_is_evidently_wrong_is_told_with_both_times() {
    let mut shop = shop();
    let warnings = |shop: &Shop| shop.anyone().get("/healthz").expect(200)["warnings"].clone();
    assert_eq!(warnings(&shop), json!([]));
    shop.advance_ms(-2 * HOUR_MS);
    let told = "The clock is behind: it shows 2026-03-01T10:00:00.000Z, but the newest change is of 2026-03-01T12:00:00.000Z.";
    assert_eq!(warnings(&shop), json!([told]));
    shop.restart();
    assert_eq!(warnings(&shop), json!([told]));
    shop.advance_ms(2 * HOUR_MS);
    assert_eq!(warnings(&shop), json!([]));
    // Before there was anything.
    let (shop, _) = Shop::open_unclaimed(|_| {});
    shop.set_clock("1970-01-01T00:10:00Z");
    let told = warnings(&shop).to_string();
    assert!(told.contains("it shows 1970-01-01T00:10:"), "{told}");
    assert!(told.contains("there was no OMS yet"), "{told}");
}

#[test]
fn a_start_at_a_time_before_the_newest_change_is_in_the_log() {
    let place = Place::new();
    let server = place.serve();
    server.claim();
    let is_told = |log: Vec<String>| log.iter().any(|line| line.contains("The clock is behind"));
    assert!(!is_told(server.stop()));
    let tomorrow = "UPDATE events SET at = at + 86400000";
    Connection::open(place.database())
        .unwrap()
        .execute(tomorrow, [])
        .unwrap();
    assert!(is_told(place.serve().stop()));
}
