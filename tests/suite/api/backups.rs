//! Backups over HTTP, and what the server does about them by itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use iso_currency::Currency;
use rusqlite::Connection;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Client, PASSWORD, Shop, Socket, seq_of};

const ADMIN: &str = "admin@shop.example";

fn make(admin: &Client) -> Value {
    admin
        .send("POST", "/api/backups", "", Vec::new())
        .expect(201)
}

fn address(backup: &Value) -> String {
    format!("/api/backups/{}", backup["name"].as_str().unwrap())
}

fn restore(admin: &Client, backup: &Value) -> crate::support::Reply {
    let path = format!("{}/restore", address(backup));
    admin.send("POST", &path, "", Vec::new())
}

fn list(admin: &Client) -> Vec<Value> {
    let list = admin.get("/api/backups").expect(200);
    list.as_array().unwrap().clone()
}

fn alarms(shop: &Shop) -> Vec<String> {
    let alarms = shop.admin.get("/api/alarms").expect(200);
    let kinds = alarms.as_array().unwrap().iter();
    kinds
        .map(|alarm| alarm["kind"].as_str().unwrap().to_owned())
        .collect()
}

fn folder(shop: &Shop) -> PathBuf {
    shop.database().with_file_name("backups")
}

fn file_of(shop: &Shop, backup: &Value) -> PathBuf {
    folder(shop).join(backup["name"].as_str().unwrap())
}

/// Turns one bit over in the middle of a file, as a worn card does.
fn wear(file: &Path) {
    let mut bytes = fs::read(file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0b0000_0100;
    fs::write(file, bytes).unwrap();
}

fn orders_in(file: &Path) -> i64 {
    let connection = Connection::open(file).unwrap();
    let count = connection.query_row("SELECT count(*) FROM orders", [], |row| row.get(0));
    count.unwrap()
}

#[test]
fn a_backup_is_made_listed_with_its_sum_and_fetched_as_an_sqlite_database() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    shop.order(&bread, 2);
    assert_eq!(list(&shop.admin), [] as [Value; 0]);
    let made = shop.admin.send("POST", "/api/backups", "", Vec::new());
    let location = made.header("location").unwrap().to_owned();
    let backup = made.expect(201);
    assert_eq!(location, address(&backup));
    assert_eq!(
        (&backup["verified"], &backup["problem"]),
        (&json!(true), &json!(null))
    );
    assert_eq!(list(&shop.admin), std::slice::from_ref(&backup));

    let file = shop.admin.get(&location);
    assert_eq!(file.header("content-type"), Some("application/vnd.sqlite3"));
    let name = format!("attachment; filename={}", backup["name"]);
    assert_eq!(file.header("content-disposition"), Some(name.as_str()));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    assert_eq!(json!(file.bytes.len()), backup["size"]);
    let fetched = shop.database().with_file_name("fetched.db");
    fs::write(&fetched, &file.bytes).unwrap();
    assert_eq!(orders_in(&fetched), 1);

    // As sha256sum -c wants it.
    let noted = fs::read_to_string(
        folder(&shop).join(format!("{}.sha256", backup["name"].as_str().unwrap())),
    );
    let sum: String = Sha256::digest(&file.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let expected = format!("{sum}  {}\n", backup["name"].as_str().unwrap());
    assert_eq!(noted.unwrap(), expected);
}

#[test]
fn no_name_leads_to_another_file() {
    let shop = Shop::open();
    make(&shop.admin);
    for name in [
        "oms.db",
        "..%2Foms.db",
        "%2e%2e%2foms.db",
        "oms-2026-01-01T00-00-00.000Z.db",
        "x",
    ] {
        for (method, path) in [
            ("GET", format!("/api/backups/{name}")),
            ("POST", format!("/api/backups/{name}/restore")),
        ] {
            let reply = shop.admin.send(method, &path, "", Vec::new());
            assert_eq!(reply.status, 404, "{path}: {reply:?}");
        }
    }
}

#[test]
fn a_restored_backup_is_the_shop_again_under_the_running_server() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let kept = shop.order(&bread, 2);
    let token = json!({"name": "Till", "read_only": true});
    let token = shop.admin.post("/api/tokens", &token).expect(201);
    let token_path = format!("/api/tokens/{}", token["id"].as_str().unwrap());
    let backup = make(&shop.admin);
    let lost = shop.order(&bread, 3);
    shop.move_to(&kept, "PAID");
    shop.admin.delete(&token_path).expect(204);
    let mut socket = shop.socket();
    let seen = seq_of(&socket.expect("hello"));

    let restored = restore(&shop.admin, &backup).expect(200);

    // Everyone signs in again, here and on every screen.
    shop.admin
        .get("/api/orders")
        .refused(401, "unauthenticated");
    assert_eq!(socket.close_code(), Some(CloseCode::Policy));
    let admin = shop.sign_in(ADMIN, PASSWORD);
    let orders = admin.walk("/api/orders");
    assert_eq!(orders.len(), 1);
    assert_eq!(
        (&orders[0]["id"], &orders[0]["status"]),
        (&kept["id"], &json!("PENDING"))
    );
    let product = admin.get(&format!("/api/products/{}", bread["id"].as_str().unwrap()));
    assert_eq!(product.expect(200)["stock"], 8);
    // Nor does a token come back that was revoked since.
    let script = shop.with_token(token["token"].as_str().unwrap());
    script.get("/api/orders").refused(401, "unauthenticated");
    // What was there before is kept.
    let before = shop
        .database()
        .with_file_name(restored["kept"].as_str().unwrap());
    assert_eq!(orders_in(&before), 2);

    // No number comes twice, and a screen that was away learns that what it shows is gone.
    let items = json!({"items": [{"product_id": bread["id"], "quantity": 1}]});
    let next = admin.post("/api/orders", &items).expect(201);
    assert!(next["number"].as_i64() > lost["number"].as_i64(), "{next}");
    let mut away = Socket::open(&admin, Some(seen));
    away.expect("hello");
    away.expect("resync");
    // And live events go on.
    let mut live = Socket::open(&admin, None);
    live.expect("hello");
    let path = format!("/api/orders/{}", next["number"]);
    admin.patch(&path, &json!({"status": "PAID"})).expect(200);
    assert_eq!(live.expect("orderStatusUpdated")["data"]["id"], next["id"]);
    // Search finds what is there, and only that.
    assert_eq!(admin.walk("/api/orders?q=rye").len(), 2);
}

#[test]
fn a_restore_while_eight_clients_write_leaves_a_sound_shop() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    let backup = make(&shop.admin);
    let order = json!({"items": [{"product_id": bread["id"], "quantity": 1}]});
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while !done.load(Ordering::SeqCst) {
                    let status = shop.admin.post("/api/orders", &order).status;
                    assert!(matches!(status, 201 | 401), "{status}");
                }
            });
        }
        let restored = restore(&shop.admin, &backup);
        done.store(true, Ordering::SeqCst);
        restored.expect(200);
    });
    // A copy is made of a database alone that SQLite and the domain find sound.
    make(&shop.sign_in(ADMIN, PASSWORD));
}

#[test]
fn a_damaged_backup_is_refused_and_nothing_is_changed() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let backup = make(&shop.admin);
    wear(&file_of(&shop, &backup));
    shop.order(&bread, 1);
    let problem = restore(&shop.admin, &backup).refused(400, "invalid");
    assert_eq!(problem["errors"][0]["field"], "name");
    let path = shop.database();
    let machine = path.parent().unwrap().to_str().unwrap();
    assert!(!problem.to_string().contains(machine), "{problem}");
    assert_eq!(shop.admin.walk("/api/orders").len(), 1);
    assert!(!shop.database().with_file_name("oms.db.restoring").exists());
}

#[test]
fn one_in_another_currency_brings_its_settings_along() {
    let other = Shop::open_with(|config| config.currency = Currency::JPY);
    other
        .admin
        .patch("/api/settings", &json!({"name": "Theirs", "low_stock": 2}))
        .expect(200);
    other.product("Rye bread", 480.0, None);
    let backup = make(&other.admin);
    let mut shop = Shop::open();
    shop.product("Bun", 1.5, None);
    make(&shop.admin);
    fs::copy(file_of(&other, &backup), file_of(&shop, &backup)).unwrap();
    restore(&shop.admin, &backup).expect(200);
    shop.admin = shop.sign_in(ADMIN, PASSWORD);
    let settings = shop.admin.get("/api/settings").expect(200);
    assert_eq!(settings["currency"], "JPY");
    assert_eq!(
        (&settings["name"], &settings["low_stock"]),
        (&json!("Theirs"), &json!(2))
    );
    // At once, and not when someone looks next.
    let bun = json!({"name": "Bun", "price": 1.5});
    shop.admin
        .post("/api/products", &bun)
        .refused(400, "invalid");
    assert_eq!(shop.admin.walk("/api/products")[0]["price"], 480);
}

#[test]
fn each_night_the_last_backup_is_proved_and_a_damaged_one_is_an_alarm_until_a_good_night() {
    let shop = Shop::open_at("2026-03-01T12:00:00Z", "Europe/Berlin");
    shop.look_after_backups().unwrap();
    let first = list(&shop.admin).remove(0);
    assert_eq!(alarms(&shop), [""; 0]);
    wear(&file_of(&shop, &first));
    // Not night yet.
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), [""; 0]);

    shop.set_clock("2026-03-02T02:00:00Z");
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), ["backup_damaged"]);
    let backups = list(&shop.admin);
    assert_eq!(backups.len(), 2, "another one is made at once");
    assert_eq!(backups[0]["verified"], true);
    assert_eq!(backups[1]["verified"], false);
    assert_eq!(
        backups[1]["problem"],
        "It is not what it was when it was made."
    );
    // It stays until it is known that the medium is good again.
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), ["backup_damaged"]);

    shop.set_clock("2026-03-03T02:00:00Z");
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), [""; 0]);
    let left: Vec<_> = fs::read_dir(folder(&shop))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains("proof"))
        .collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn one_whose_sum_is_right_and_whose_content_is_not_fails_the_proof() {
    let shop = Shop::open_at("2026-03-01T12:00:00Z", "UTC");
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    let backup = make(&shop.admin);
    let file = file_of(&shop, &backup);
    Connection::open(&file)
        .unwrap()
        .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM order_items")
        .unwrap();
    fs::remove_file(file.with_extension("db.sha256")).unwrap();
    shop.set_clock("2026-03-02T04:00:00Z");
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), ["backup_damaged"]);
}

#[test]
fn a_backup_that_cannot_be_made_is_an_alarm_until_one_can() {
    let shop = Shop::open_at("2026-03-01T12:00:00Z", "UTC");
    fs::write(folder(&shop), "no folder").unwrap();
    shop.look_after_backups().unwrap_err();
    assert_eq!(alarms(&shop), ["backup_failed"]);
    shop.admin
        .send("POST", "/api/backups", "", Vec::new())
        .refused(503, "storage");
    fs::remove_file(folder(&shop)).unwrap();
    shop.look_after_backups().unwrap();
    assert_eq!(alarms(&shop), [""; 0]);
}

#[test]
fn one_that_came_without_a_sum_is_good_once_it_passed_the_proof() {
    let shop = Shop::open_at("2026-03-01T12:00:00Z", "UTC");
    let made = make(&shop.admin);
    let sum = file_of(&shop, &made).with_extension("db.sha256");
    let noted = fs::read_to_string(&sum).unwrap();
    fs::remove_file(&sum).unwrap();
    assert_eq!(list(&shop.admin)[0]["verified"], false);
    shop.set_clock("2026-03-02T04:00:00Z");
    shop.look_after_backups().unwrap();
    assert_eq!(list(&shop.admin), [made]);
    assert_eq!(fs::read_to_string(&sum).unwrap(), noted);
}
