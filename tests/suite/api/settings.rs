//! The shop's own settings: who may see and change them, what is refused, and that every screen hears of it.

use serde_json::{Value, json};

use crate::support::{Client, Reply, Shop};

const HOUR_MS: i64 = 60 * 60 * 1000;

/// A picture as far as anybody looks: its beginning, its size and its end.
fn png(side: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(side.to_be_bytes());
    bytes.extend(side.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

fn put(client: &Client, bytes: Vec<u8>) -> Reply {
    client.send("PUT", "/api/settings/logo", "image/png", bytes)
}

fn change(shop: &Shop, patch: Value) -> Value {
    shop.admin.patch("/api/settings", &patch).expect(200)
}

fn settings(shop: &Shop) -> Value {
    shop.admin.get("/api/settings").expect(200)
}

#[test]
fn a_new_shop_begins_with_what_its_settings_file_says() {
    let shop = Shop::open_with(|config| {
        config.shop_name = "Corner Bakery".to_owned();
        config.low_stock = 3;
        config.backup_keep = 9;
    });
    assert_eq!(
        settings(&shop),
        json!({"name": "Corner Bakery", "address": null, "phone": null, "email": null,
            "website": null, "tax_number": null, "logo": null, "currency": "EUR",
            "prices_include_tax": true, "tax_rate": 0, "order_number_pattern": "{number}",
            "day_starts_at": "00:00", "low_stock": 3,
            "backup_every_hours": 24, "backup_keep": 9, "document_language": "en"})
    );
}

#[test]
fn an_admin_changes_what_everyone_sees_and_what_is_absent_stays() {
    let mut shop = Shop::open();
    let changed = change(
        &shop,
        json!({"name": " Rye & Co ", "address": "Mill Lane 1\nKiel", "phone": "0431 1",
            "email": " Hello@Rye.Example", "website": "rye.example", "tax_number": "20/123/4",
            "prices_include_tax": false, "tax_rate": 1900, "day_starts_at": "04:00", "low_stock": 2}),
    );
    assert_eq!(changed["name"], "Rye & Co");
    assert_eq!(changed["email"], "hello@rye.example");
    let (karla, _) = shop.customer("Karla", "karla@eigen.example");
    let seen = karla.get("/api/shop").expect(200);
    assert_eq!(
        seen,
        json!({"name": "Rye & Co", "address": "Mill Lane 1\nKiel", "phone": "0431 1",
            "email": "hello@rye.example", "website": "rye.example", "tax_number": "20/123/4",
            "logo": null, "currency": "EUR", "prices_include_tax": false, "tax_rate": 1900,
            "day_starts_at": "04:00", "low_stock": 2})
    );
    let setup = shop.anyone().get("/api/setup").expect(200);
    assert_eq!(setup["shop_name"], "Rye & Co");
    assert_eq!(setup["low_stock"], 2);
    let emptied = change(&shop, json!({"phone": null, "website": "  "}));
    assert_eq!(
        (&emptied["phone"], &emptied["website"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(emptied["address"], "Mill Lane 1\nKiel");
    // The settings file says nothing any more.
    shop.restart_with(|config| config.shop_name = "Elsewhere".to_owned());
    assert_eq!(settings(&shop), emptied);
}

#[test]
fn what_is_wrong_is_refused_by_its_name_and_nothing_changes() {
    let shop = Shop::open();
    let before = settings(&shop);
    for (patch, field) in [
        (json!({"name": " "}), "name"),
        (json!({"name": null}), "name"),
        (json!({"name": "x".repeat(101)}), "name"),
        (json!({"name": "two\nlines"}), "name"),
        (json!({"address": "x".repeat(501)}), "address"),
        (json!({"email": "nobody"}), "email"),
        (json!({"website": "a\u{7}"}), "website"),
        (json!({"currency": "EURO"}), "currency"),
        (json!({"currency": "XAU"}), "currency"),
        (json!({"prices_include_tax": "yes"}), "prices_include_tax"),
        (json!({"tax_rate": -1}), "tax_rate"),
        (json!({"tax_rate": 10_001}), "tax_rate"),
        (json!({"tax_rate": 19.5}), "tax_rate"),
        (json!({"day_starts_at": "4:00"}), "day_starts_at"),
        (json!({"day_starts_at": "24:00"}), "day_starts_at"),
        (json!({"low_stock": 1_000_001}), "low_stock"),
        (json!({"backup_every_hours": 8761}), "backup_every_hours"),
        (json!({"backup_keep": 0}), "backup_keep"),
        (json!({"logo": "/etc/passwd"}), "logo"),
        (json!({"timezone": "UTC"}), "timezone"),
    ] {
        let problem = shop
            .admin
            .patch("/api/settings", &patch)
            .refused(400, "invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{patch}: {problem}");
    }
    let both = json!({"name": "Rye", "tax_rate": -1});
    shop.admin
        .patch("/api/settings", &both)
        .refused(400, "invalid");
    assert_eq!(settings(&shop), before);
}

#[test]
fn a_script_reads_the_settings_and_only_a_person_changes_them() {
    let shop = Shop::open();
    let token = json!({"name": "Till", "read_only": false});
    let token = shop.admin.post("/api/tokens", &token).expect(201);
    let script = shop.with_token(token["token"].as_str().unwrap());
    script.get("/api/settings").expect(200);
    script
        .patch("/api/settings", &json!({"name": "Theirs"}))
        .refused(403, "forbidden");
    put(&script, png(16)).refused(403, "forbidden");
    script
        .delete("/api/settings/logo")
        .refused(403, "forbidden");
}

#[test]
fn the_currency_can_change_until_there_is_a_price() {
    let shop = Shop::open();
    assert_eq!(change(&shop, json!({"currency": "jpy"}))["currency"], "JPY");
    assert_eq!(
        shop.anyone().get("/api/setup").expect(200)["currency"],
        "JPY"
    );
    let sen = json!({"name": "Bun", "price": 4.5});
    let problem = shop
        .admin
        .post("/api/products", &sen)
        .refused(400, "invalid");
    assert_eq!(problem["errors"][0]["field"], "price");
    let bun = shop.product("Bun", 450.0, None);
    assert_eq!(bun["price"], 450);
    assert_eq!(shop.order(&bun, 2)["currency"], "JPY");
    let problem = shop
        .admin
        .patch("/api/settings", &json!({"currency": "EUR", "name": "Rye"}))
        .refused(409, "currency_fixed");
    assert!(
        problem["detail"].as_str().unwrap().contains("JPY"),
        "{problem}"
    );
    assert_eq!(settings(&shop)["name"], "My shop");
    // The same one is no change.
    change(&shop, json!({"currency": "JPY", "name": "Rye"}));
}

#[test]
fn the_currency_outlives_the_server_and_another_one_in_the_settings_file() {
    let mut shop = Shop::open();
    change(&shop, json!({"currency": "USD"}));
    shop.restart();
    shop.product("Bun", 4.5, None);
    shop.restart_with(|config| config.currency = iso_currency::Currency::JPY);
    assert_eq!(settings(&shop)["currency"], "USD");
    assert_eq!(shop.admin.walk("/api/products")[0]["price"], 4.5);
}

#[test]
fn every_screen_hears_of_a_change_and_a_customer_only_of_what_they_see() {
    let shop = Shop::open();
    let (karla, _) = shop.customer("Karla", "karla@eigen.example");
    let mut admins = shop.socket();
    let mut theirs = crate::support::Socket::open(&karla, None);
    admins.expect("hello");
    theirs.expect("hello");
    let changed = change(&shop, json!({"backup_keep": 7}));
    assert_eq!(admins.next()["data"], changed);
    // What is not changed tells nobody.
    change(&shop, json!({"backup_keep": 7}));
    let changed = change(&shop, json!({"name": "Rye"}));
    let (first, second) = (admins.next(), admins.next());
    assert_eq!(first["event"], "settingsUpdated");
    assert_eq!(first["data"], changed);
    let heard = theirs.next();
    assert_eq!(heard, second);
    assert_eq!(heard["event"], "shopUpdated");
    assert_eq!(heard["data"], karla.get("/api/shop").expect(200));
    put(&shop.admin, png(16)).expect(200);
    let heard = theirs.next();
    assert_eq!(heard["data"], karla.get("/api/shop").expect(200));
    assert!(heard["data"]["logo"].is_string(), "{heard}");
}

#[test]
fn a_logo_is_what_its_bytes_are() {
    let shop = Shop::open();
    let get = |path: &str| shop.anyone().get(path);
    get("/api/settings/logo").refused(404, "not_found");
    let picture = png(16);
    let path = put(&shop.admin, picture.clone()).expect(200)["logo"].clone();
    let path = path.as_str().unwrap();
    let reply = get(path);
    assert_eq!(reply.status, 200);
    assert_eq!(reply.bytes, picture);
    let etag = reply.header("etag").unwrap().to_owned();
    for (header, value) in [
        ("content-type", "image/png"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "public, max-age=31536000, immutable"),
    ] {
        assert_eq!(reply.header(header), Some(value), "{header}");
    }
    let plain = get("/api/settings/logo");
    assert_eq!(plain.header("cache-control"), Some("no-cache"));
    let known = shop.anyone().with("If-None-Match", &etag);
    assert_eq!(known.get("/api/settings/logo").status, 304);
    get("/api/settings/logo?w=1").refused(400, "invalid");

    // Another one has another path, and the old path shows it, but not for good.
    let other = put(&shop.admin, png(32)).expect(200)["logo"].clone();
    assert_ne!(other, path);
    let old = get(path);
    assert_eq!(old.bytes, png(32));
    assert_eq!(old.header("cache-control"), Some("no-cache"));
    assert_eq!(shop.admin.delete("/api/settings/logo").status, 204);
    assert_eq!(settings(&shop)["logo"], json!(null));
    shop.admin
        .delete("/api/settings/logo")
        .refused(404, "not_found");
}

#[test]
fn what_is_no_picture_is_no_logo() {
    let shop = Shop::open();
    let before = put(&shop.admin, png(16)).expect(200);
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>".to_vec();
    for bytes in [svg, Vec::new(), png(5000), png(16)[..20].to_vec()] {
        let problem = put(&shop.admin, bytes).refused(400, "invalid");
        assert_eq!(problem["errors"][0]["field"], "logo");
    }
    let mut large = png(16);
    large.splice(33..33, vec![0; 256 * 1024]);
    put(&shop.admin, large).refused(413, "too_large");
    assert_eq!(settings(&shop), before);
}

#[test]
fn what_is_sold_after_midnight_belongs_to_the_day_before_until_the_day_begins() {
    let shop = Shop::open_at("2026-03-03T22:00:00Z", "UTC");
    let bread = shop.product("Rye bread", 4.0, None);
    let today = || shop.admin.get("/api/reports/summary").expect(200)["today"]["orders"].clone();
    let of_day = |day: &str| {
        let path = format!("/api/orders?from={day}&to={day}");
        shop.admin.walk(&path).len()
    };
    shop.order(&bread, 1);
    shop.set_clock("2026-03-04T01:00:00Z");
    shop.order(&bread, 1);
    assert_eq!(today(), 1);
    assert_eq!((of_day("2026-03-03"), of_day("2026-03-04")), (1, 1));
    change(&shop, json!({"day_starts_at": "04:00"}));
    assert_eq!(today(), 2);
    assert_eq!((of_day("2026-03-03"), of_day("2026-03-04")), (2, 0));
    shop.set_clock("2026-03-04T04:00:01Z");
    assert_eq!(today(), 0);
}

#[test]
fn low_stock_and_backups_go_by_the_settings_from_the_moment_they_change() {
    let shop = Shop::open();
    shop.product("Rye bread", 4.0, Some(8));
    let low = || shop.admin.walk("/api/products?low_stock=true").len();
    assert_eq!(low(), 0);
    change(&shop, json!({"low_stock": 8}));
    assert_eq!(low(), 1);
    let backups = || {
        let backups = shop.admin.get("/api/backups").expect(200);
        backups.as_array().unwrap().len()
    };
    shop.look_after_backups().unwrap();
    assert_eq!(backups(), 1);
    shop.advance_ms(2 * HOUR_MS);
    shop.look_after_backups().unwrap();
    assert_eq!(backups(), 1, "24 hours have not passed");
    change(&shop, json!({"backup_every_hours": 2}));
    shop.look_after_backups().unwrap();
    assert_eq!(backups(), 2);
    change(&shop, json!({"backup_keep": 1}));
    shop.admin.post("/api/backups", &json!(null)).expect(201);
    assert_eq!(backups(), 1);
    change(&shop, json!({"backup_every_hours": 0}));
    shop.advance_ms(1000 * HOUR_MS);
    let health = shop.anyone().get("/healthz").expect(200);
    assert_eq!(
        health["warnings"],
        json!([]),
        "none by itself, so none is late"
    );
}
