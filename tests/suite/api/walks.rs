//! Every route there is, tried in the ways that strangers try: with what does not count, from a page of another
//! site, with fields that are not theirs to set.

use std::collections::BTreeSet;

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

use super::access::{Route, World, call, routes};
use super::fields;
use super::problems::assert_bears_headers;
use crate::support::{Client, PASSWORD, Shop};

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const ADMIN: &str = "admin@shop.example";

/// Method and path of a route in this world.
fn address(world: &World, (route, ..): &Route) -> (&'static str, String) {
    let (method, template) = route.split_once(' ').unwrap();
    (method, world.path(template))
}

/// A token that says the same, signed with a key of one's own.
fn forged(token: &str) -> String {
    let claims = jsonwebtoken::dangerous::insecure_decode::<Value>(token);
    let key = EncodingKey::from_secret(&[7; 48]);
    encode(
        &Header::new(Algorithm::HS256),
        &claims.unwrap().claims,
        &key,
    )
    .unwrap()
}

/// Tokens that counted once or never did, each with what it is.
fn what_does_not_count(shop: &Shop) -> Vec<(&'static str, String)> {
    let token = |client: &Client| client.token.clone().unwrap();
    let run_out = token(&shop.admin);
    // The sessions of this world last 100 hours.
    shop.advance_ms(101 * HOUR_MS);
    let admin = shop.sign_in(ADMIN, PASSWORD);
    let left = shop.sign_in(ADMIN, PASSWORD);
    left.send("POST", "/api/auth/logout", "", Vec::new())
        .expect(204);
    let script = json!({"name": "Old till", "read_only": false});
    let script = admin.post("/api/tokens", &script).expect(201);
    let id = script["id"].as_str().unwrap();
    admin.delete(&format!("/api/tokens/{id}")).expect(204);
    let script = script["token"].as_str().unwrap();
    vec![
        ("nothing", String::new()),
        ("no token", "nonsense".to_owned()),
        ("a session that ran out", run_out),
        ("a session that was left", token(&left)),
        (
            "a present session, signed by another",
            forged(&token(&admin)),
        ),
        ("an API token that was revoked", script.to_owned()),
        ("an API token that never was", format!("{script}x")),
    ]
}

#[test]
fn whoever_shows_what_does_not_count_is_nobody_on_every_route() {
    let world = World::new();
    let shop = &world.shop;
    let mut wrong = Vec::new();
    let tokens = what_does_not_count(shop);
    for route in routes(&world) {
        let (method, path) = address(&world, &route);
        let (name, body, [nobody, ..]) = &route;
        for (what, token) in &tokens {
            // Failures before count no more, and the present session has hours left.
            shop.advance_ms(16 * MINUTE_MS);
            let cookie = format!("oms_session={token}");
            for (how, client) in [
                ("in the header", shop.with_token(token)),
                ("as a cookie", shop.anyone().with("Cookie", &cookie)),
            ] {
                let status = call(&client, method, &path, body).status;
                if status != *nobody {
                    wrong.push(format!(
                        "{name}: {what} {how}: {status} instead of {nobody}"
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_page_of_another_site_writes_on_no_route() {
    let world = World::new();
    let shop = &world.shop;
    let cookie = format!("oms_session={}", shop.admin.token.as_ref().unwrap());
    let browser = shop.anyone().with("Cookie", &cookie);
    let seen = || {
        let lists = [
            "/api/orders",
            "/api/products",
            "/api/customers",
            "/api/tokens",
            "/api/webhooks",
            "/api/backups",
        ];
        lists.map(|path| shop.admin.get(path).expect(200))
    };
    let before = seen();
    let mut wrong = Vec::new();
    for route in routes(&world) {
        let (method, path) = address(&world, &route);
        let (name, body, _) = &route;
        // A report of a browser's error says nothing of who sends it, and changes nothing.
        if method == "GET" || *name == "POST /api/client-errors" {
            continue;
        }
        for (header, value) in [
            ("Origin", "https://evil.example"),
            ("Origin", "null"),
            ("Sec-Fetch-Site", "cross-site"),
        ] {
            let reply = call(&browser.with(header, value), method, &path, body);
            if (reply.status, &reply.body["code"]) != (403, &json!("forbidden")) {
                wrong.push(format!("{name} by {header} {value}: {}", reply.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(seen(), before);
}

#[test]
fn every_route_bears_the_headers_and_no_cache_keeps_what_is_personal() {
    let world = World::new();
    for route in routes(&world) {
        let (method, path) = address(&world, &route);
        let (name, body, [nobody, ..]) = &route;
        world.shop.advance_ms(HOUR_MS);
        let admin = world.shop.sign_in(ADMIN, PASSWORD);
        for client in [&world.shop.anyone(), &admin] {
            let reply = call(client, method, &path, body);
            assert_bears_headers(&reply, name);
            let kept = reply.header("cache-control").expect(name);
            let is_checked = kept == "private, no-cache" && reply.header("etag").is_some();
            let is_personal = *nobody == 401 || path.starts_with("/api/auth/");
            assert!(
                kept == "no-store" || is_checked || !is_personal,
                "{name}: {kept}"
            );
            assert_eq!(reply.header("access-control-allow-origin"), None, "{name}");
            if let Some(kind) = reply.header("content-type") {
                let says_letters = kind.to_ascii_lowercase().contains("charset=utf-8");
                assert!(says_letters || !kind.starts_with("text/"), "{name}: {kind}");
            }
            assert_eq!(
                reply.bytes.is_empty(),
                reply.header("content-type").is_none(),
                "{name}"
            );
        }
    }
}

/// The schema of what a route takes, its reference followed.
fn taken<'a>(document: &'a Value, name: &str) -> Option<&'a Value> {
    let (method, path) = name.split_once(' ').unwrap();
    let operation = &document["paths"][path][method.to_lowercase()];
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let reference = schema["$ref"].as_str()?;
    document.pointer(&reference[1..])
}

#[test]
fn no_route_takes_a_field_that_is_not_its_own_whatever_else_has_one() {
    let world = World::new();
    let document = world.shop.admin.get("/api/openapi.json").expect(200);
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let properties = |schema: &Value| -> BTreeSet<String> {
        let properties = schema["properties"].as_object();
        properties
            .into_iter()
            .flat_map(|it| it.keys().cloned())
            .collect()
    };
    let mut all: BTreeSet<_> = schemas.values().flat_map(properties).collect();
    all.extend(["password_hash", "row_id", "is_admin", "__proto__"].map(str::to_owned));
    assert!(all.contains("total") && all.contains("created_at") && all.contains("role"));
    let mut tried = 0;
    for (name, body, [.., admin]) in routes(&world) {
        let Some(schema) = taken(&document, name) else {
            continue;
        };
        world.shop.advance_ms(HOUR_MS);
        let client = world.shop.sign_in(ADMIN, PASSWORD);
        let own = properties(schema);
        let others: Vec<_> = all.difference(&own).map(String::as_str).collect();
        let mut body = body;
        for other in &others {
            body[*other] = json!(1);
        }
        let (method, template) = name.split_once(' ').unwrap();
        let path = world.path(template);
        let problem = call(&client, method, &path, &body).refused(400, "invalid");
        assert_eq!(fields(&problem), others, "{name}");
        assert_ne!(
            admin, 400,
            "{name} takes what it has in the table of routes"
        );
        tried += 1;
    }
    assert!(tried >= 12, "{tried} routes with a body");
}

/// Values just past what the schema of a property allows.
fn just_past(schema: &Value) -> Vec<Value> {
    let number = |name: &str| schema[name].as_i64();
    let length = |name: &str| schema[name].as_u64().map(|it| usize::try_from(it).unwrap());
    let text = |length: usize| json!("x".repeat(length));
    let values = [
        length("maxLength").map(|max| text(max + 1)),
        length("minLength").map(|min| text(min - 1)),
        number("maximum").map(|max| json!(max + 1)),
        number("minimum").map(|min| json!(min - 1)),
        schema["minItems"].as_u64().map(|_| json!([])),
    ];
    values.into_iter().flatten().collect()
}

#[test]
fn the_limits_that_the_document_tells_are_those_that_hold() {
    let world = World::new();
    let document = world.shop.admin.get("/api/openapi.json").expect(200);
    let mut tried = 0;
    for route in routes(&world) {
        let (method, path) = address(&world, &route);
        let (name, body, _) = &route;
        let Some(schema) = taken(&document, name) else {
            continue;
        };
        for (property, schema) in schema["properties"].as_object().unwrap() {
            for value in just_past(schema) {
                let mut body = body.clone();
                body[property] = value;
                let reply = call(&world.shop.admin, method, &path, &body);
                let problem = reply.refused(400, "invalid");
                let named = fields(&problem);
                assert!(
                    named.contains(&property.as_str()),
                    "{name} {property}: {named:?}"
                );
                tried += 1;
            }
        }
    }
    assert!(tried >= 30, "{tried} limits");
}
