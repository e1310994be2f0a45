//! What is refused, and what every answer bears, whatever it is.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::support::{Reply, Shop};

/// What no answer may contain: SQL, paths of the machine, the inside of the program.
const NEVER: [&str; 10] = [
    "SELECT ",
    "INSERT ",
    "DELETE FROM",
    "sqlite",
    ".rs:",
    "panicked",
    "/tmp",
    "/root",
    "oms.db",
    "rusqlite",
];

/// A refusal, whole and sound (RFC 9457): its body.
#[track_caller]
pub(super) fn sound_problem(reply: Reply, status: u16, code: &str, what: &str) -> Value {
    assert_eq!(
        (reply.status, &reply.body["code"]),
        (status, &json!(code)),
        "{what}: {}",
        reply.text
    );
    assert_eq!(
        reply.header("content-type"),
        Some("application/problem+json"),
        "{what}"
    );
    for member in ["type", "title", "detail"] {
        let text = reply.body[member].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "{what} has no {member}: {}", reply.text);
    }
    assert_eq!(reply.body["status"], status, "{what}");
    for member in ["errors", "shortages"] {
        assert_ne!(reply.body[member], json!([]), "{what}");
    }
    assert_bears_headers(&reply, what);
    for inside in NEVER {
        assert!(!reply.text.contains(inside), "{what}: {}", reply.text);
    }
    reply.body
}

/// The headers that every answer has.
#[track_caller]
pub(super) fn assert_bears_headers(reply: &Reply, what: &str) {
    let header = |name| {
        reply
            .header(name)
            .unwrap_or_else(|| panic!("{what} has no {name}"))
    };
    let policy = header("content-security-policy");
    assert!(policy.contains("default-src"), "{what}: {policy}");
    for unsafe_part in ["unsafe-inline", "unsafe-eval", "*", "http:", "https:"] {
        assert!(!policy.contains(unsafe_part), "{what}: {policy}");
    }
    for part in ["frame-ancestors", "object-src", "base-uri"] {
        let none = format!("{part} 'none'");
        assert!(policy.contains(&none), "{what}: {policy}");
    }
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("x-frame-options"), "DENY", "{what}");
    assert_eq!(header("referrer-policy"), "no-referrer", "{what}");
    assert!(header("x-robots-tag").contains("noindex"), "{what}");
    assert!(header("x-request-id").len() >= 16, "{what}");
    for tells in ["server", "x-powered-by"] {
        assert_eq!(reply.header(tells), None, "{what} tells what serves it");
    }
}

#[test]
fn every_answer_bears_its_request_id_and_the_security_headers() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    let known = shop
        .admin
        .with("If-None-Match", "\"1\"")
        .get("/api/orders/1001");
    assert_eq!(known.status, 304);
    let mut replies = vec![known, shop.admin.delete("/api/orders/1001")];
    for path in [
        "/",
        "/orders",
        "/orders/1001",
        "/index.html",
        "/icon.svg",
        "/theme.js",
        "/static/none.js",
        "/healthz",
        "/metrics",
        "/api",
        "/api/nothing",
        "/api/setup",
        "/api/openapi.json",
        "/api/docs",
        "/api/orders",
        "/api/orders/counts",
        "/api/reports/summary",
        "/api/products?q=rye",
        "/api/orders/none",
        "/api/auth/me",
        "/api/ws",
        "/api/orders?limit=0",
    ] {
        replies.push(shop.admin.get(path));
        replies.push(shop.anyone().get(path));
        replies.push(shop.admin.send("HEAD", path, "", Vec::new()));
        replies.push(shop.admin.send("OPTIONS", path, "", Vec::new()));
        replies.push(shop.admin.send("PUT", path, "", Vec::new()));
    }
    let mut ids = HashSet::new();
    for reply in &replies {
        assert_bears_headers(reply, &reply.text);
        let id = reply.header("x-request-id").unwrap().to_owned();
        assert!(ids.insert(id), "each request has an id of its own");
        assert!(reply.status < 500, "{reply:?}");
    }
}

#[test]
fn what_is_personal_is_not_kept_in_any_cache() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    shop.order(&bread, 1);
    for path in [
        "/api/orders",
        "/api/customers",
        "/api/auth/me",
        "/api/orders/1001/events",
        "/api/orders/counts",
        "/api/reports/summary",
        "/api/products",
        "/api/x",
    ] {
        assert_eq!(
            shop.admin.get(path).header("cache-control"),
            Some("no-store"),
            "{path}"
        );
    }
    let order = shop.admin.get("/api/orders/1001");
    assert_eq!(order.header("cache-control"), Some("private, no-cache"));
    assert_eq!(order.header("etag"), Some("\"1\""));
}

#[test]
fn an_unknown_path_is_the_web_app_outside_the_api_and_a_problem_inside() {
    let shop = Shop::open();
    let app = shop.anyone().get("/");
    assert_eq!(app.status, 200);
    assert!(app.text.contains("<div id=\"root\">"), "{}", app.text);
    for page in [
        "/orders",
        "/orders/1001",
        "/customers/018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e",
        "/no/such/page",
        "/apiary",
        "/orders?status=PAID",
        "/API",
        "/orders/",
        "/%C3%A4pfel",
    ] {
        let reply = shop.anyone().get(page);
        assert_eq!((reply.status, &reply.text), (200, &app.text), "{page}");
        let kind = reply.header("content-type").unwrap();
        assert!(kind.starts_with("text/html"), "{page}: {kind}");
        assert_eq!(reply.header("cache-control"), Some("no-cache"), "{page}");
    }
    for nothing in [
        "/api",
        "/api/",
        "/api/nothing",
        "/api/orders/1001/items",
        "/api/orders/1001/events/1",
        "/api/index.html",
        "/api/../orders/x/y",
        "/api/products/x/y/z",
    ] {
        let reply = shop.admin.get(nothing);
        // A client may tidy `..` away by itself and ask for a page.
        if !nothing.contains("..") {
            sound_problem(reply, 404, "not_found", nothing);
        }
    }
    sound_problem(
        shop.anyone().get("/static/none.js"),
        404,
        "not_found",
        "a file that is not there",
    );
    for escape in [
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%2f..%2f..%2fetc%2fpasswd",
        "/.env",
        "/%00",
    ] {
        let reply = shop.anyone().get(escape);
        assert!(
            reply.status < 500 && !reply.text.contains("root:"),
            "{escape} {reply:?}"
        );
    }
}

#[test]
fn an_id_that_is_none_names_nothing() {
    let shop = Shop::open();
    let nothing = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
    for id in [
        nothing,
        "none",
        "0",
        "-1",
        "1.5",
        "1001x",
        "999999",
        "99999999999999999999",
        "018f4d5e-7c1a-7b3c-8d2e",
        "%20",
        "%00",
        "%FF",
        "1001%20",
        "'%20OR%201=1--",
    ] {
        for (method, path) in [
            ("GET", format!("/api/orders/{id}")),
            ("PATCH", format!("/api/orders/{id}")),
            ("DELETE", format!("/api/orders/{id}")),
            ("GET", format!("/api/orders/{id}/events")),
            ("GET", format!("/api/products/{id}")),
            ("PATCH", format!("/api/products/{id}")),
            ("DELETE", format!("/api/products/{id}")),
            ("GET", format!("/api/products/{id}/stock")),
            ("GET", format!("/api/customers/{id}")),
            ("GET", format!("/api/reports/customers/{id}")),
            ("PATCH", format!("/api/customers/{id}")),
            ("DELETE", format!("/api/customers/{id}")),
        ] {
            let body = if method == "PATCH" {
                b"{}".to_vec()
            } else {
                Vec::new()
            };
            let reply = shop.admin.send(method, &path, "application/json", body);
            sound_problem(reply, 404, "not_found", &format!("{method} {path}"));
        }
    }
}

#[test]
fn a_wrong_method_is_told_which_ones_are_right() {
    let shop = Shop::open();
    for (method, path, allowed) in [
        ("PUT", "/api/orders", "GET, HEAD, POST"),
        ("DELETE", "/api/orders", "GET, HEAD, POST"),
        ("PUT", "/api/orders/1001", "DELETE, GET, HEAD, PATCH"),
        ("POST", "/api/orders/1001", "DELETE, GET, HEAD, PATCH"),
        ("POST", "/api/orders/1001/events", "GET, HEAD"),
        ("POST", "/api/orders/counts", "GET, HEAD"),
        ("PATCH", "/api/orders/counts", "GET, HEAD"),
        ("DELETE", "/api/orders/counts", "GET, HEAD"),
        ("DELETE", "/api/reports/summary", "GET, HEAD"),
        ("PATCH", "/api/products", "GET, HEAD, POST"),
        ("DELETE", "/api/setup", "GET, HEAD, POST"),
        ("GET", "/api/auth/login", "POST"),
        ("HEAD", "/api/auth/logout", "POST"),
        ("POST", "/api/auth/me", "GET, HEAD"),
        ("TRACE", "/api/orders", "GET, HEAD, POST"),
        ("TRACE", "/api/auth/login", "POST"),
        ("TRACE", "/healthz", "GET, HEAD"),
        ("TRACE", "/orders/1001", "GET, HEAD"),
        ("POST", "/healthz", "GET, HEAD"),
        ("POST", "/metrics", "GET, HEAD"),
        ("POST", "/", "GET, HEAD"),
        ("DELETE", "/orders/1001", "GET, HEAD"),
    ] {
        for caller in [&shop.admin, &shop.anyone()] {
            let reply = caller.send(method, path, "", Vec::new());
            let what = format!("{method} {path}");
            let mut takes: Vec<_> = reply.header("allow").expect(&what).split(", ").collect();
            takes.sort_unstable();
            assert_eq!(takes.join(", "), allowed, "{what}");
            match method {
                "HEAD" => assert_eq!((reply.status, reply.text.as_str()), (405, ""), "{what}"),
                _ => drop(sound_problem(reply, 405, "method_not_allowed", &what)),
            }
        }
    }
    for path in ["/api/nothing", "/api/orders/1001/counts", "/api/reports"] {
        let unknown = shop.admin.send("PUT", path, "", Vec::new());
        sound_problem(unknown, 404, "not_found", "no method helps there");
    }
}

#[test]
fn head_tells_what_get_would_without_its_body() {
    let shop = Shop::open();
    shop.product("Rye bread", 4.8, None);
    for path in [
        "/api/products",
        "/api/products?limit=0",
        "/api/setup",
        "/healthz",
        "/",
        "/api/nothing",
    ] {
        let (get, head) = (
            shop.admin.get(path),
            shop.admin.send("HEAD", path, "", Vec::new()),
        );
        assert_eq!(
            (head.status, head.text.as_str()),
            (get.status, ""),
            "{path}"
        );
        assert_eq!(
            head.header("content-type"),
            get.header("content-type"),
            "{path}"
        );
    }
}

#[test]
fn each_kind_of_refusal_is_a_whole_problem() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(1));
    let order = shop.order(&bread, 1);
    shop.move_to(&order, "PAID");
    let (bob, _) = shop.customer("Bob", "bob@shop.example");
    let post = |path: &str, body: Value| shop.admin.post(path, &body);
    let line = json!([{"product_id": bread["id"], "quantity": 1}]);
    let credentials = json!({"email": "bob@shop.example", "password": "wrong"});
    for (reply, status, code) in [
        (post("/api/products", json!({})), 400, "invalid"),
        (
            shop.admin
                .patch("/api/orders/1001", &json!({"status": "PAID"})),
            400,
            "invalid_status",
        ),
        (shop.anyone().get("/api/orders"), 401, "unauthenticated"),
        (
            shop.anyone().post("/api/auth/login", &credentials),
            401,
            "unauthenticated",
        ),
        (bob.post("/api/products", &json!({})), 403, "forbidden"),
        (shop.admin.get("/api/orders/1"), 404, "not_found"),
        (
            shop.admin
                .patch("/api/orders/1001", &json!({"user_id": null})),
            409,
            "order_not_editable",
        ),
        (
            shop.admin.delete("/api/orders/1001"),
            409,
            "order_not_deletable",
        ),
        (
            post("/api/orders", json!({"items": line})),
            409,
            "insufficient_stock",
        ),
        (
            post(
                "/api/customers",
                json!({"name": "B", "email": "BOB@shop.example"}),
            ),
            409,
            "email_taken",
        ),
        (
            shop.admin
                .with("If-Match", "\"9\"")
                .delete("/api/orders/1001"),
            412,
            "version_mismatch",
        ),
    ] {
        let problem = sound_problem(reply, status, code, code);
        let has_errors = problem.get("errors").is_some();
        assert_eq!(has_errors, code == "invalid", "{problem}");
    }
}
