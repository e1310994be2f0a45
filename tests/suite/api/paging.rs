//! Lists in pages: limit, cursor and Link.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use serde_json::{Value, json};

use super::{fields, path_of, pluck};
use crate::support::Shop;

/// Each list that has pages, with each of its sorts: the path, the key, and whether it falls.
const LISTS: [(&str, &str, bool); 14] = [
    ("/api/orders?", "number", true),
    ("/api/orders?sort=-number&", "number", true),
    ("/api/orders?sort=number&", "number", false),
    ("/api/orders?sort=-updated_at&", "updated_at", true),
    ("/api/orders?sort=updated_at&", "updated_at", false),
    ("/api/orders?sort=-total&", "total", true),
    ("/api/orders?sort=total&", "total", false),
    ("/api/products?", "name", false),
    ("/api/products?sort=name&", "name", false),
    ("/api/products?sort=-created_at&", "created_at", true),
    ("/api/customers?", "name", false),
    ("/api/customers?sort=name&", "name", false),
    ("/api/customers?sort=-created_at&", "created_at", true),
    ("/api/products/LEDGER/stock?", "id", true),
];

/// A shop with 23 of everything. Names and totals come twice; case and accents must not part them.
fn full_shop() -> (Shop, Value) {
    let shop = Shop::open();
    let ledger = shop.product("Ledger", 1.0, Some(0));
    for index in 0..23 {
        let letter = char::from(b'a' + (index * 7 % 23) / 2);
        let name = match index % 3 {
            0 => format!("{letter}pple"),
            1 => format!("{}pple", letter.to_ascii_uppercase()),
            _ => format!("{letter}pplé"),
        };
        let product = shop.product(&name, f64::from(index % 5), None);
        shop.order(&product, 1);
        shop.admin
            .post("/api/customers", &json!({ "name": name }))
            .expect(201);
        let path = format!("{}/stock", path_of("products", &ledger));
        shop.admin.post(&path, &json!({"delta": 1})).expect(200);
    }
    // Those changed last are not those made last.
    for number in [1003, 1020, 1011] {
        let path = format!("/api/orders/{number}");
        shop.admin
            .patch(&path, &json!({"note": "changed"}))
            .expect(200);
    }
    (shop, ledger)
}

/// What a list is sorted by, as a number or as a name without case and accents.
fn sort_key(item: &Value, key: &str) -> (i64, String) {
    match &item[key] {
        Value::String(text) => (0, text.to_lowercase().replace('é', "e")),
        number => (
            (number.as_f64().unwrap() * 100.0).round() as i64,
            String::new(),
        ),
    }
}

#[test]
fn pages_follow_one_another_without_gap_or_repetition_in_every_sort() {
    let (shop, ledger) = full_shop();
    for (path, key, falls) in LISTS {
        let path = path.replace("LEDGER", ledger["id"].as_str().unwrap());
        let whole = shop.admin.get(&format!("{path}limit=200"));
        assert_eq!(whole.header("link"), None, "{path}");
        let whole = whole.expect(200).as_array().unwrap().clone();
        assert!(whole.len() >= 23, "{path} {}", whole.len());
        let sorted = whole.is_sorted_by(|a, b| {
            let (a, b) = (sort_key(a, key), sort_key(b, key));
            if falls { a >= b } else { a <= b }
        });
        assert!(sorted, "{path} {:?}", pluck(&json!(whole), key));
        for limit in [1, 7, 22, 23] {
            let mut walked = Vec::new();
            let mut next = Some(format!("{path}limit={limit}"));
            while let Some(page) = next {
                let reply = shop.admin.get(&page);
                let items = reply.body.as_array().unwrap();
                let full = items.len() == limit;
                assert!(
                    full || reply.next_page().is_none(),
                    "{page} {}",
                    items.len()
                );
                assert!(!items.is_empty(), "{page} leads to nothing");
                walked.extend(items.iter().cloned());
                next = reply.next_page();
            }
            assert_eq!(walked, whole, "{path}limit={limit}");
        }
    }
}

#[test]
fn a_page_has_fifty_items_unless_asked_and_the_last_one_leads_nowhere() {
    let shop = Shop::open();
    for index in 0..51 {
        shop.product(&format!("Product {index:02}"), 1.0, None);
    }
    let first = shop.admin.get("/api/products");
    assert_eq!(first.body.as_array().unwrap().len(), 50);
    let last = shop.admin.get(&first.next_page().unwrap());
    assert_eq!(pluck(&last.body, "name"), ["Product 50"]);
    assert_eq!(last.header("link"), None);
    for limit in [51, 200] {
        let all = shop.admin.get(&format!("/api/products?limit={limit}"));
        assert_eq!(
            (all.header("link"), all.body.as_array().unwrap().len()),
            (None, 51)
        );
    }
}

#[test]
fn the_next_page_keeps_the_filters_of_the_first() {
    let (shop, _) = full_shop();
    for number in 1001..1010 {
        shop.admin
            .patch(&format!("/api/orders/{number}"), &json!({"status": "PAID"}))
            .expect(200);
    }
    for (path, count) in [
        ("/api/orders?limit=2&status=PAID", 9),
        ("/api/orders?status=PAID,FULFILLED&limit=2&sort=-total", 9),
        ("/api/orders?limit=4&q=%20100&sort=number", 9),
        ("/api/products?q=app&limit=1", 1 + 1),
        ("/api/customers?q=%41pp&limit=1", 1 + 1),
    ] {
        let walked = shop.admin.walk(path);
        assert_eq!(walked.len(), count, "{path}");
    }
}

#[test]
fn walking_while_others_write_shows_each_row_that_stays_exactly_once() {
    let (shop, _) = full_shop();
    let cheap = shop.product("aardvark", 0.5, None);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let busy = scope.spawn(|| {
            let mut rounds = 0;
            while !stop.load(Ordering::SeqCst) {
                let order = shop.order(&cheap, 1 + rounds % 9);
                let kept = shop.order(&cheap, 2);
                shop.move_to(&kept, "PAID");
                shop.admin.delete(&path_of("orders", &order)).expect(204);
                let name = format!("{}x", char::from(b'a' + u8::try_from(rounds % 26).unwrap()));
                let product = shop.product(&name, 1.0, None);
                let customer = shop.admin.post("/api/customers", &json!({ "name": name }));
                let customer = path_of("customers", &customer.expect(201));
                shop.admin
                    .patch(&customer, &json!({"name": "zz"}))
                    .expect(200);
                if rounds % 2 == 0 {
                    shop.admin
                        .delete(&path_of("products", &product))
                        .expect(204);
                }
                rounds += 1;
            }
            rounds
        });
        for (path, ..) in LISTS.iter().filter(|list| !list.0.contains("LEDGER")) {
            let stays = |item: &Value| match path.starts_with("/api/orders") {
                true => item["number"].as_i64().unwrap() <= 1023,
                false => {
                    item["name"].as_str().unwrap().ends_with("ppl\u{e9}")
                        || item["name"].as_str().unwrap().ends_with("pple")
                }
            };
            let walked = shop.admin.walk(&format!("{path}limit=3"));
            let mut kept: Vec<_> = walked
                .iter()
                .filter(|item| stays(item))
                .map(|item| item["id"].to_string())
                .collect();
            assert_eq!(kept.len(), 23, "{path}");
            kept.sort();
            kept.dedup();
            assert_eq!(kept.len(), 23, "{path}");
        }
        stop.store(true, Ordering::SeqCst);
        assert!(busy.join().unwrap() > 0);
    });
}

#[test]
fn a_page_that_cannot_be_is_refused_by_the_name_of_the_parameter() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    shop.product("Spelt bread", 4.8, Some(1));
    shop.order(&bread, 1);
    shop.product("White bread", 4.8, Some(1));
    let other_sort = shop
        .admin
        .get("/api/products?limit=1&sort=-created_at")
        .next_page()
        .unwrap();
    let other_sort = other_sort.split("cursor=").nth(1).unwrap();
    let ledger = format!("{}/stock", path_of("products", &bread));
    for list in [
        "/api/orders",
        "/api/products",
        "/api/customers",
        ledger.as_str(),
    ] {
        for (query, field) in [
            ("limit=0", "limit"),
            ("limit=201", "limit"),
            ("limit=-1", "limit"),
            ("limit=1.5", "limit"),
            ("limit=ten", "limit"),
            ("limit=99999999999999999999", "limit"),
            ("limit=1&limit=2", "limit"),
            ("cursor=", "cursor"),
            ("cursor=AAAA", "cursor"),
            ("cursor=%25%25", "cursor"),
            ("cursor=bnVsbA", "cursor"),
            (&format!("cursor={other_sort}"), "cursor"),
            (&format!("cursor={}", &other_sort[1..]), "cursor"),
            ("cart=1", "cart"),
            ("Limit=1", "Limit"),
            ("cart", "cart"),
        ] {
            let problem = shop
                .admin
                .get(&format!("{list}?{query}"))
                .refused(400, "invalid");
            assert_eq!(fields(&problem), [field], "{list}?{query}");
        }
        let problem = shop
            .admin
            .get(&format!("{list}?cart=1&till=2"))
            .refused(400, "invalid");
        assert_eq!(fields(&problem), ["cart", "till"], "{list}");
        if list != ledger {
            for sort in ["price", "", "NUMBER", "--number", "name%20"] {
                let problem = shop
                    .admin
                    .get(&format!("{list}?sort={sort}"))
                    .refused(400, "invalid");
                assert_eq!(fields(&problem), ["sort"], "{list}?sort={sort}");
            }
        }
    }
}

#[test]
fn a_filter_that_cannot_be_is_refused_by_the_name_of_the_parameter() {
    let shop = Shop::open();
    for (path, field) in [
        ("/api/orders?status=SHIPPED", "status"),
        ("/api/orders?status=paid", "status"),
        ("/api/orders?status=PAID,SHIPPED", "status"),
        ("/api/orders?status=PAID&status=PENDING", "status"),
        ("/api/orders?user_id=ada", "user_id"),
        ("/api/orders?user_id=1", "user_id"),
        ("/api/orders?from=yesterday", "from"),
        ("/api/orders?from=2026-02-30", "from"),
        ("/api/orders?from=", "from"),
        ("/api/orders?to=2026-01-31T08:15", "to"),
        ("/api/orders?to=1769847300", "to"),
        ("/api/orders?q=a&q=b", "q"),
        ("/api/orders?archived=true", "archived"),
        ("/api/products?archived=maybe", "archived"),
        ("/api/products?archived=", "archived"),
        ("/api/products?role=ADMIN", "role"),
        ("/api/customers?role=BOSS", "role"),
        ("/api/customers?role=admin", "role"),
        ("/api/customers?archived=1", "archived"),
        ("/api/auth/me?x=1", "x"),
        ("/api/setup?x=1", "x"),
        ("/api/openapi.json?x=1", "x"),
        ("/healthz?x=1", "x"),
        ("/metrics?x=1", "x"),
        ("/api/ws?since=now", "since"),
        ("/api/ws?since=-1", "since"),
    ] {
        let problem = shop.admin.get(path).refused(400, "invalid");
        assert_eq!(fields(&problem), [field], "{path}");
    }
    let both = shop
        .admin
        .get("/api/orders?from=x&to=y&status=Z")
        .refused(400, "invalid");
    assert_eq!(fields(&both), ["from", "status", "to"]);
}

#[test]
fn an_empty_parameter_is_a_wrong_value_and_not_an_absent_one() {
    let shop = Shop::open();
    let mut taken = Vec::new();
    for (path, field) in [
        ("/api/orders?limit=", "limit"),
        ("/api/products?limit=", "limit"),
        ("/api/customers?limit=", "limit"),
        ("/api/orders?user_id=", "user_id"),
        ("/api/orders?status=", "status"),
        ("/api/orders?to=", "to"),
        ("/api/ws?since=", "since"),
    ] {
        let reply = shop.admin.get(path);
        match reply.body["errors"].is_array() {
            true => assert_eq!(fields(&reply.refused(400, "invalid")), [field], "{path}"),
            false => taken.push(path),
        }
    }
    assert!(taken.is_empty(), "{taken:?}");
}

#[test]
fn writes_take_no_query_parameters() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(9));
    let order = path_of("orders", &shop.order(&bread, 1));
    let product = path_of("products", &bread);
    let customer = json!({"name": "Ada"});
    let customer = path_of(
        "customers",
        &shop.admin.post("/api/customers", &customer).expect(201),
    );
    let stock = format!("{product}/stock");
    for (method, path, body) in [
        (
            "POST",
            "/api/orders",
            json!({"items": [{"product_id": bread["id"], "quantity": 1}]}),
        ),
        ("PATCH", order.as_str(), json!({"note": "x"})),
        ("DELETE", order.as_str(), json!(null)),
        ("GET", order.as_str(), json!(null)),
        ("POST", "/api/products", json!({"name": "Bun", "price": 1})),
        ("PATCH", product.as_str(), json!({"name": "Bun"})),
        ("DELETE", product.as_str(), json!(null)),
        ("POST", stock.as_str(), json!({"delta": 1})),
        ("POST", "/api/customers", json!({"name": "Bob"})),
        ("PATCH", customer.as_str(), json!({"name": "Bob"})),
        ("DELETE", customer.as_str(), json!(null)),
        ("POST", "/api/auth/logout", json!(null)),
    ] {
        let path = format!("{path}?dry_run=true");
        let body = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        let problem = shop
            .admin
            .send(method, &path, "application/json", body)
            .refused(400, "invalid");
        assert_eq!(fields(&problem), ["dry_run"], "{method} {path}");
    }
    assert_eq!(
        pluck(&shop.admin.get("/api/products").expect(200), "name"),
        ["Rye bread"]
    );
    assert_eq!(
        pluck(&shop.admin.get("/api/customers").expect(200), "name"),
        ["Ada"]
    );
    assert_eq!(shop.admin.get(&order).expect(200)["version"], 1);
}

#[test]
fn a_parameter_that_is_there_twice_is_refused_and_not_guessed_at() {
    let shop = Shop::open();
    for (path, field) in [
        ("/api/orders?limit=1&limit=2", "limit"),
        ("/api/orders?status=PAID&status=PENDING", "status"),
        ("/api/products?q=rye&sort=name&q=bun", "q"),
        ("/api/customers?role=CUSTOMER&role=ADMIN", "role"),
    ] {
        let problem = shop.admin.get(path).refused(400, "invalid");
        assert_eq!(fields(&problem), [field], "{path}");
    }
}
