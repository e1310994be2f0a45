//! What lists let through: status, customer, time, archived ones, and full text search.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{path_of, pluck};
use crate::support::{Client, Shop};

/// No orders.
const NOTHING: [i64; 0] = [];

/// Percent-encodes all but the plainest characters.
fn encode(text: &str) -> String {
    let encode = |byte: u8| match byte.is_ascii_alphanumeric() {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// The numbers of the orders that a query finds, lowest first.
#[track_caller]
fn numbers(client: &Client, query: &str) -> Vec<i64> {
    let orders = client.walk(&format!("/api/orders?limit=2&{query}"));
    let mut numbers: Vec<_> = orders
        .iter()
        .map(|o| o["number"].as_i64().unwrap())
        .collect();
    numbers.sort_unstable();
    numbers
}

#[track_caller]
fn search(client: &Client, words: &str) -> Vec<i64> {
    numbers(client, &format!("q={}", encode(words)))
}

fn names(client: &Client, path: &str) -> Vec<Value> {
    pluck(&Value::Array(client.walk(path)), "name")
}

/// 1001 is Zoë's, with bread and a note; 1002 is Bob's, with cake; 1003 is nobody's, with both.
fn bakery() -> (Shop, Value, Value) {
    let shop = Shop::open();
    let post = |path: &str, body: Value| shop.admin.post(path, &body).expect(201);
    let zoe = post(
        "/api/customers",
        json!({"name": "Zoë Ångström", "email": "Zoe@harbour.example",
        "phone": "+49 (30) 1234-567", "address": "Mill Lane 5", "note": "Likes poppy seed"}),
    );
    let bob = post(
        "/api/customers",
        json!({"name": "Bob O'Neill", "email": "bob@mill.example",
        "password": "correct horse"}),
    );
    let bread = post(
        "/api/products",
        json!({"sku": "BR-RYE", "name": "Rye bread, 1 kg", "price": 4.8}),
    );
    let cake = post(
        "/api/products",
        json!({"sku": "CK-7", "name": "Crème cake", "price": 24}),
    );
    let order = |user: &Value, note: Value, products: &[&Value]| {
        let item = |product: &&Value| json!({"product_id": product["id"], "quantity": 1});
        let items: Vec<_> = products.iter().map(item).collect();
        post(
            "/api/orders",
            json!({"items": items, "user_id": user["id"], "note": note}),
        )
    };
    order(&zoe, json!("Pick-up after 4 pm"), &[&bread]);
    order(&bob, json!(null), &[&cake]);
    order(&json!({}), json!(null), &[&bread, &cake]);
    (shop, zoe, bob)
}

#[test]
fn orders_are_filtered_by_one_status_or_several() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    for status in ["PENDING", "PAID", "FULFILLED", "CANCELLED", "PAID"] {
        let order = shop.order(&bread, 1);
        if status == "FULFILLED" {
            shop.move_to(&order, "PAID");
        }
        if status != "PENDING" {
            shop.move_to(&order, status);
        }
    }
    for (statuses, found) in [
        ("PENDING", vec![1001]),
        ("PAID", vec![1002, 1005]),
        ("CANCELLED,PENDING", vec![1001, 1004]),
        ("PAID,PAID", vec![1002, 1005]),
        ("PAID%2CFULFILLED", vec![1002, 1003, 1005]),
        (
            "PENDING,PAID,FULFILLED,CANCELLED",
            vec![1001, 1002, 1003, 1004, 1005],
        ),
    ] {
        for sort in [
            "-number",
            "number",
            "-updated_at",
            "updated_at",
            "-total",
            "total",
        ] {
            let query = format!("status={statuses}&sort={sort}");
            assert_eq!(numbers(&shop.admin, &query), found, "{query}");
        }
    }
}

#[test]
fn orders_are_filtered_by_customer() {
    let (shop, zoe, bob) = bakery();
    let of = |user: &Value| format!("user_id={}", user["id"].as_str().unwrap());
    assert_eq!(numbers(&shop.admin, &of(&zoe)), [1001]);
    assert_eq!(
        numbers(&shop.admin, &format!("{}&status=PAID", of(&zoe))),
        NOTHING
    );
    let nobody = "user_id=018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
    assert_eq!(numbers(&shop.admin, nobody), NOTHING);
    let customer = shop.sign_in("bob@mill.example", "correct horse");
    assert_eq!(numbers(&customer, ""), [1002]);
    assert_eq!(numbers(&customer, &of(&bob)), [1002]);
    assert_eq!(numbers(&customer, &of(&zoe)), NOTHING);
    assert_eq!(search(&customer, "cake"), [1002]);
    assert_eq!(search(&customer, "bread"), NOTHING);
}

#[test]
fn a_date_is_a_whole_day_of_the_shop_and_an_instant_is_an_instant() {
    let zone = TimeZone::get("Pacific/Auckland").unwrap();
    let shop = Shop::open_with(|config| {
        config.timezone = zone.clone();
        config.timezone_name = "Pacific/Auckland".to_owned();
        config.token_hours = 100;
    });
    let bread = shop.product("Rye bread", 4.8, None);
    // Half an hour before and after the shop's midnight: one day in UTC, two for the shop.
    let now = jiff::Timestamp::now().to_zoned(zone);
    let today: Date = now.date();
    let midnight = now.tomorrow().unwrap().start_of_day().unwrap();
    let until_ms = midnight.timestamp().as_millisecond() - now.timestamp().as_millisecond();
    shop.advance_ms(until_ms - 30 * 60_000);
    let evening = shop.order(&bread, 1);
    shop.advance_ms(60 * 60_000);
    let morning = shop.order(&bread, 1);
    let day = |days: i32| today.checked_add(days.days()).unwrap().to_string();
    let at = |order: &Value| encode(order["created_at"].as_str().unwrap());
    let offset = |order: &Value| {
        let utc: jiff::Timestamp = order["created_at"].as_str().unwrap().parse().unwrap();
        let local = utc.to_zoned(TimeZone::fixed(jiff::tz::offset(13)));
        encode(&local.strftime("%Y-%m-%dT%H:%M:%S%.3f+13:00").to_string())
    };
    let later = |order: &Value| at(order).replace('Z', "0001Z");
    for (query, found) in [
        (format!("from={0}&to={0}", day(0)), vec![1001]),
        (format!("from={0}&to={0}", day(1)), vec![1002]),
        (format!("from={}", day(0)), vec![1001, 1002]),
        (format!("from={}", day(1)), vec![1002]),
        (format!("from={}", day(2)), vec![]),
        (format!("to={}", day(-1)), vec![]),
        (format!("to={}", day(0)), vec![1001]),
        (format!("to={}", day(1)), vec![1001, 1002]),
        (format!("from={}&to={}", day(1), day(0)), vec![]),
        (format!("from={}", at(&morning)), vec![1002]),
        (format!("from={}", at(&evening)), vec![1001, 1002]),
        (format!("from={}", later(&evening)), vec![1002]),
        (format!("to={}", at(&evening)), vec![]),
        (format!("to={}", later(&evening)), vec![1001]),
        (format!("to={}", at(&morning)), vec![1001]),
        (
            format!("from={}&to={}", offset(&evening), offset(&morning)),
            vec![1001],
        ),
        (format!("from={}&to={}", day(0), at(&morning)), vec![1001]),
    ] {
        for more in [
            "",
            "&status=PENDING",
            "&status=PENDING,PAID&sort=total",
            "&q=bread",
        ] {
            let query = format!("{query}{more}");
            assert_eq!(numbers(&shop.admin, &query), found, "{query}");
        }
    }
}

#[test]
fn a_search_finds_orders_by_words_in_any_order_accents_and_case_ignored() {
    let (shop, ..) = bakery();
    for (words, found) in [
        ("1001", vec![1001]),
        ("100", vec![1001, 1002, 1003]),
        ("Zoë", vec![1001]),
        ("zoe angstrom", vec![1001]),
        ("ÅNGSTRÖM ZOË", vec![1001]),
        ("Zoe\u{308} A\u{30a}ngstro\u{308}m", vec![1001]),
        ("ang", vec![1001]),
        ("zoe@harbour.example", vec![1001]),
        ("ZOE@HARBOUR", vec![1001]),
        ("harbour", vec![1001]),
        ("+49 (30) 1234-567", vec![1001]),
        ("49301234567", vec![1001]),
        ("4930", vec![1001]),
        ("1234-567", vec![1001]),
        ("o'neill", vec![1002]),
        ("bread", vec![1001, 1003]),
        ("brea", vec![1001, 1003]),
        ("b", vec![1001, 1002, 1003]),
        ("bread rye", vec![1001, 1003]),
        ("rye-bread", vec![1001, 1003]),
        ("Rye bread, 1 kg", vec![1001, 1003]),
        ("BR-RYE", vec![1001, 1003]),
        ("br-rye", vec![1001, 1003]),
        ("creme CAKE", vec![1002, 1003]),
        ("bread cake", vec![1003]),
        ("CK-7 BR-RYE", vec![1003]),
        ("pick-up", vec![1001]),
        ("4 pm zoe bread", vec![1001]),
        ("  bread \t zoe\n", vec![1001]),
        ("", vec![1001, 1002, 1003]),
        ("   ", vec![1001, 1002, 1003]),
        ("read", vec![]),
        ("bread nothing", vec![]),
        ("poppy", vec![]),
        ("PENDING", vec![]),
    ] {
        assert_eq!(search(&shop.admin, words), found, "{words:?}");
    }
}

#[test]
fn a_search_has_no_operators_and_no_text_breaks_it() {
    let (shop, ..) = bakery();
    for (words, found) in [
        ("bread OR cake", vec![]),
        ("bread AND cake", vec![]),
        ("bread NOT cake", vec![]),
        ("NOT bread", vec![]),
        ("NEAR(bread cake)", vec![]),
        ("text:bread", vec![]),
        ("{text}:bread", vec![]),
        ("OR", vec![]),
        ("bread*", vec![1001, 1003]),
        ("^bread", vec![1001, 1003]),
        ("\"bread rye\"", vec![1001, 1003]),
        ("\"bread", vec![1001, 1003]),
        ("bread\"", vec![1001, 1003]),
        ("(bread", vec![1001, 1003]),
        ("bread)", vec![1001, 1003]),
        ("bread -- cake", vec![1003]),
        ("bread + cake", vec![1003]),
        ("-bread", vec![1001, 1003]),
        ("%bread_", vec![1001, 1003]),
        ("'; DROP TABLE orders; --", vec![]),
    ] {
        assert_eq!(search(&shop.admin, words), found, "{words:?}");
    }
    for odd in [
        "\"", "''", "*", "--", "\\", "%", "()", "\u{0}", "\u{feff}", "🥐", "\u{301}",
    ] {
        for list in ["orders", "products", "customers"] {
            let reply = shop.admin.get(&format!("/api/{list}?q={}", encode(odd)));
            assert!([200, 400].contains(&reply.status), "{odd:?} {reply:?}");
        }
    }
}

#[test]
fn a_search_with_control_characters_in_it_is_answered() {
    let (shop, ..) = bakery();
    for odd in [
        "bread\u{0}cake",
        "bread\u{0}",
        "\u{0}bread",
        "bread\u{7}cake",
        "bread\u{7f}",
    ] {
        for list in ["orders", "products", "customers"] {
            let reply = shop.admin.get(&format!("/api/{list}?q={}", encode(odd)));
            assert!([200, 400].contains(&reply.status), "{odd:?} {reply:?}");
        }
    }
}

#[test]
fn a_search_goes_with_every_other_filter_and_sort() {
    let (shop, zoe, _) = bakery();
    shop.admin
        .patch("/api/orders/1003", &json!({"status": "PAID"}))
        .expect(200);
    for sort in [
        "-number",
        "number",
        "-updated_at",
        "updated_at",
        "-total",
        "total",
    ] {
        for (query, found) in [
            ("q=bread", vec![1001, 1003]),
            ("q=bread&status=PAID", vec![1003]),
            ("q=bread&status=PAID,PENDING", vec![1001, 1003]),
            ("q=cake&status=CANCELLED,FULFILLED", vec![]),
            (
                &format!("q=bread&user_id={}", zoe["id"].as_str().unwrap()),
                vec![1001],
            ),
            ("q=bread&to=2020-01-01", vec![]),
        ] {
            let query = format!("{query}&sort={sort}");
            assert_eq!(numbers(&shop.admin, &query), found, "{query}");
        }
    }
}

#[test]
fn orders_are_found_by_what_is_so_now() {
    let (shop, zoe, bob) = bakery();
    let change = json!({"name": "Yara Blum", "email": "yara@garden.example", "phone": "040 99"});
    shop.admin
        .patch(&path_of("customers", &zoe), &change)
        .expect(200);
    for new in ["yara", "garden", "04099"] {
        assert_eq!(search(&shop.admin, new), [1001], "{new}");
    }
    for old in ["zoe", "harbour", "49301234567"] {
        assert_eq!(search(&shop.admin, old), NOTHING, "{old}");
    }
    let patch = json!({"note": "Gate code", "user_id": bob["id"]});
    shop.admin.patch("/api/orders/1001", &patch).expect(200);
    assert_eq!(search(&shop.admin, "gate"), [1001]);
    assert_eq!(search(&shop.admin, "neill"), [1001, 1002]);
    for old in ["pick", "yara"] {
        assert_eq!(search(&shop.admin, old), NOTHING, "{old}");
    }
    // An order keeps what was sold, so it is found by that.
    let bread = shop.admin.get("/api/products?q=rye").expect(200)[0].clone();
    let change = json!({"name": "Spelt loaf", "sku": "LO-1"});
    shop.admin
        .patch(&path_of("products", &bread), &change)
        .expect(200);
    assert_eq!(search(&shop.admin, "rye"), [1001, 1003]);
    assert_eq!(search(&shop.admin, "spelt"), NOTHING);
    shop.admin.delete("/api/orders/1001").expect(204);
    assert_eq!(search(&shop.admin, "rye"), [1003]);
}

#[test]
fn products_and_customers_are_found_by_their_words() {
    let (shop, ..) = bakery();
    for (path, found) in [
        ("/api/products?q=creme", vec!["Crème cake"]),
        ("/api/products?q=ck-7", vec!["Crème cake"]),
        ("/api/products?q=br", vec!["Rye bread, 1 kg"]),
        ("/api/products?q=kg+rye", vec!["Rye bread, 1 kg"]),
        ("/api/products?q=OR", vec![]),
        ("/api/products?q=zoe", vec![]),
        ("/api/customers?q=angstrom", vec!["Zoë Ångström"]),
        ("/api/customers?q=harbour+zoe", vec!["Zoë Ångström"]),
        ("/api/customers?q=49301234567", vec!["Zoë Ångström"]),
        ("/api/customers?q=mill", vec!["Bob O'Neill", "Zoë Ångström"]),
        ("/api/customers?q=admin", vec![]),
        ("/api/customers", vec!["Bob O'Neill", "Zoë Ångström"]),
        (
            "/api/customers?role=CUSTOMER",
            vec!["Bob O'Neill", "Zoë Ångström"],
        ),
        ("/api/customers?role=ADMIN", vec!["Admin"]),
        ("/api/customers?role=ADMIN&q=zoe", vec![]),
    ] {
        assert_eq!(names(&shop.admin, path), found, "{path}");
    }
}

#[test]
fn archived_ones_are_listed_apart_and_for_admins_alone() {
    let (shop, zoe, _) = bakery();
    let cake = shop.admin.get("/api/products?q=cake").expect(200)[0].clone();
    shop.admin.delete(&path_of("products", &cake)).expect(204);
    shop.admin.delete(&path_of("customers", &zoe)).expect(204);
    let bob = shop.sign_in("bob@mill.example", "correct horse");
    for (path, found) in [
        ("/api/products", vec!["Rye bread, 1 kg"]),
        ("/api/products?archived=false", vec!["Rye bread, 1 kg"]),
        ("/api/products?archived=true", vec!["Crème cake"]),
        ("/api/products?archived=true&q=creme", vec!["Crème cake"]),
        ("/api/products?q=creme", vec![]),
        ("/api/customers", vec!["Bob O'Neill"]),
        ("/api/customers?archived=true", vec!["Zoë Ångström"]),
        ("/api/customers?archived=true&role=ADMIN", vec![]),
    ] {
        assert_eq!(names(&shop.admin, path), found, "{path}");
        if path.contains("archived=true") {
            bob.get(path).refused(403, "forbidden");
        }
    }
    assert_eq!(names(&bob, "/api/products"), ["Rye bread, 1 kg"]);
    bob.get(&path_of("products", &cake))
        .refused(404, "not_found");
}
