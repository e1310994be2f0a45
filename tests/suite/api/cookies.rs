//! The session's cookie, and pages of other sites that would like to use it.

use serde_json::{Value, json};

use crate::support::{Client, Shop};

/// What a browser does that has the admin's cookie and no other token.
fn browser(shop: &Shop) -> Client {
    let cookie = format!(
        "theme=dark; oms_session={}",
        shop.admin.token.as_ref().unwrap()
    );
    shop.anyone().with("Cookie", &cookie)
}

fn product() -> Value {
    json!({"name": "Bun", "price": 1})
}

/// The attributes of a cookie that an answer sets, with its name and value first, sorted after that.
fn cookie(header: &str) -> (String, Vec<String>) {
    let mut parts = header.split("; ").map(str::to_owned);
    let value = parts.next().unwrap();
    let mut attributes: Vec<_> = parts.collect();
    attributes.sort();
    (value, attributes)
}

#[test]
fn the_cookie_is_for_this_server_alone_and_not_for_scripts() {
    let shop = Shop::open_with(|config| config.token_hours = 2);
    let credentials = json!({"email": "admin@shop.example", "password": "correct horse"});
    let reply = shop.anyone().post("/api/auth/login", &credentials);
    let (value, attributes) = cookie(reply.header("set-cookie").unwrap());
    assert_eq!(
        value,
        format!("oms_session={}", reply.body["token"].as_str().unwrap())
    );
    assert_eq!(
        attributes,
        ["HttpOnly", "Max-Age=7200", "Path=/", "SameSite=Strict"]
    );
    assert_eq!(reply.headers.get_all("set-cookie").iter().count(), 1);
}

#[test]
fn the_cookie_is_secure_behind_a_trusted_proxy_that_speaks_tls() {
    let proxied = |trusted: &[&str]| {
        let shop = Shop::open_with(|config| {
            config.trusted_proxies = trusted.iter().map(|net| net.parse().unwrap()).collect();
        });
        let credentials = json!({"email": "admin@shop.example", "password": "correct horse"});
        let tls = shop.anyone().with("X-Forwarded-Proto", "https");
        let reply = tls.post("/api/auth/login", &credentials);
        cookie(reply.header("set-cookie").unwrap()).1
    };
    assert!(proxied(&["127.0.0.0/8"]).contains(&"Secure".to_owned()));
    assert!(
        !proxied(&[]).contains(&"Secure".to_owned()),
        "anyone can send that header"
    );
}

#[test]
fn signing_out_removes_the_cookie() {
    let shop = Shop::open();
    let browser = browser(&shop);
    browser.get("/api/auth/me").expect(200);
    let reply = browser.send("POST", "/api/auth/logout", "", Vec::new());
    let (value, attributes) = cookie(reply.header("set-cookie").unwrap());
    assert_eq!(value, "oms_session=");
    assert!(
        attributes.contains(&"Max-Age=0".to_owned()),
        "{attributes:?}"
    );
    assert!(attributes.contains(&"Path=/".to_owned()), "{attributes:?}");
    reply.expect(204);
    browser.get("/api/auth/me").refused(401, "unauthenticated");
}

#[test]
fn another_sites_page_cannot_write_with_the_cookie() {
    let shop = Shop::open_with(|config| {
        config.allowed_origins = vec!["https://till.example".to_owned()];
    });
    let browser = browser(&shop);
    let own = shop.admin.origin();
    let other_port = format!(
        "http://127.0.0.1:{}",
        if shop.port() == 80 { 81 } else { 80 }
    );
    let longer = format!("{own}.evil.example");
    for (origin, site, may) in [
        (None, None, true),
        (None, Some("none"), true),
        (None, Some("same-origin"), true),
        (None, Some("same-site"), false),
        (None, Some("cross-site"), false),
        (Some(own.as_str()), None, true),
        (Some(own.as_str()), Some("same-origin"), true),
        (Some("https://till.example"), Some("cross-site"), true),
        (Some("https://evil.example"), None, false),
        (Some("https://evil.example"), Some("same-origin"), false),
        (Some("http://till.example"), None, false),
        (Some("https://till.example.evil.example"), None, false),
        (Some("https://till.example:444"), None, false),
        (Some(other_port.as_str()), None, false),
        (Some(longer.as_str()), None, false),
        (Some("null"), None, false),
        (Some(""), None, false),
    ] {
        let page = |mut client: Client| {
            for (name, value) in [("Origin", origin), ("Sec-Fetch-Site", site)] {
                if let Some(value) = value {
                    client = client.with(name, value);
                }
            }
            client
        };
        let reply = page(browser.clone()).post("/api/products", &product());
        let what = format!("{origin:?} {site:?}");
        match may {
            true => assert_eq!(reply.status, 201, "{what} {}", reply.text),
            false => assert_eq!(
                (reply.status, &reply.body["code"]),
                (403, &json!("forbidden")),
                "{what}"
            ),
        }
        // A token that a page must know to send is no cookie: where it comes from does not matter.
        page(shop.admin.clone())
            .post("/api/products", &product())
            .expect(201);
        // Reading is the browser's own business: it shows the answer to no other site.
        let read = page(browser.clone()).get("/api/auth/me");
        assert_eq!(read.status, 200, "{what}");
        assert_eq!(read.header("access-control-allow-origin"), None);
    }
}

#[test]
fn every_kind_of_write_with_the_cookie_asks_where_it_comes_from() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(9));
    let order = shop.order(&bread, 1);
    let evil = browser(&shop).with("Origin", "https://evil.example");
    let id = bread["id"].as_str().unwrap();
    for (method, path, body) in [
        (
            "POST",
            "/api/orders".to_owned(),
            json!({"items": [{"product_id": id, "quantity": 1}]}),
        ),
        (
            "PATCH",
            "/api/orders/1001".to_owned(),
            json!({"status": "PAID"}),
        ),
        ("DELETE", "/api/orders/1001".to_owned(), json!(null)),
        ("PATCH", format!("/api/products/{id}"), json!({"price": 0})),
        ("DELETE", format!("/api/products/{id}"), json!(null)),
        (
            "POST",
            format!("/api/products/{id}/stock"),
            json!({"delta": -9}),
        ),
        (
            "POST",
            "/api/customers".to_owned(),
            json!({"name": "Eve", "role": "ADMIN"}),
        ),
        ("POST", "/api/auth/logout".to_owned(), json!(null)),
        (
            "POST",
            "/api/auth/password".to_owned(),
            json!({"current_password": "correct horse", "new_password": "rye and spelt"}),
        ),
    ] {
        let body = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        evil.send(method, &path, "application/json", body)
            .refused(403, "forbidden");
    }
    assert_eq!(shop.admin.get("/api/orders").expect(200), json!([order]));
    assert_eq!(shop.admin.get("/api/customers").expect(200), json!([]));
    let kept = shop.admin.get(&format!("/api/products/{id}")).expect(200);
    assert_eq!((&kept["stock"], &kept["price"]), (&json!(8), &json!(4.8)));
}

#[test]
fn a_token_in_the_header_counts_before_the_cookie() {
    let shop = Shop::open();
    let (bob, record) = shop.customer("Bob", "bob@shop.example");
    let both = browser(&shop).with("Authorization", &format!("Bearer {}", bob.token.unwrap()));
    assert_eq!(both.get("/api/auth/me").expect(200), record);
    let broken = browser(&shop).with("Authorization", "Bearer broken");
    broken.get("/api/auth/me").refused(401, "unauthenticated");
    let no_session = shop.anyone().with("Cookie", "oms_session=broken");
    no_session
        .get("/api/auth/me")
        .refused(401, "unauthenticated");
}
