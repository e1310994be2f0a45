//! API tokens: made and revoked by people, shown by scripts.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::access::{World, call, routes};
use super::{fields, last_seq, path_of, pluck, sql};
use crate::support::{Client, PASSWORD, Place, Shop, bytes_of};

const MINUTE_MS: i64 = 60 * 1000;
const EMAIL: &str = "ada@shop.example";

/// Makes a token, and gives what was answered.
fn made(maker: &Client, name: &str, read_only: bool) -> Value {
    let token = json!({"name": name, "read_only": read_only});
    maker.post("/api/tokens", &token).expect(201)
}

fn text(made: &Value) -> &str {
    made["token"].as_str().unwrap()
}

/// A script that shows this token.
fn script(shop: &Shop, made: &Value) -> Client {
    shop.with_token(text(made))
}

/// A second admin, signed in, and their record.
fn other_admin(shop: &Shop) -> (Client, Value) {
    let admin = json!({"name": "Ada", "email": EMAIL, "password": PASSWORD, "role": "ADMIN"});
    let record = shop.admin.post("/api/customers", &admin).expect(201);
    (shop.sign_in(EMAIL, PASSWORD), record)
}

#[track_caller]
fn assert_ended(client: &Client) {
    for reply in [
        client.get("/api/auth/me"),
        client.get("/api/ws"),
        client.get("/api/orders"),
        client.post("/api/products", &json!({"name": "Bun", "price": 1})),
    ] {
        let problem = reply.refused(401, "unauthenticated");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.contains("API token"), "{detail}");
    }
}

/// An answer without what changes from one moment to the next.
fn timeless(mut answer: Value) -> Value {
    if let Some(report) = answer.as_object_mut() {
        report.remove("at");
    }
    if let Some(metrics) = answer.as_str().filter(|text| text.starts_with("# HELP")) {
        let names = metrics.lines().filter(|line| line.starts_with("# "));
        answer = names.collect();
    }
    answer
}

/// When a token was last used, as the list says. What was noted before this call is on disk.
fn last_used(shop: &Shop, made: &Value) -> Value {
    // The writer takes its work in order.
    shop.product("Sign of life", 1.0, None);
    let list = shop.admin.get("/api/tokens").expect(200);
    let mut tokens = list.as_array().unwrap().iter();
    let token = tokens.find(|token| token["id"] == made["id"]).unwrap();
    token["last_used_at"].clone()
}

#[test]
fn a_token_acts_as_the_admin_who_made_it_and_is_told_once() {
    let shop = Shop::open();
    let token = json!({"name": " Nightly export ", "read_only": false});
    let reply = shop.admin.post("/api/tokens", &token);
    let id = reply.body["id"].as_str().unwrap().to_owned();
    let address = format!("/api/tokens/{id}");
    assert_eq!(reply.header("location"), Some(address.as_str()));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    let made = reply.expect(201);
    let members: Vec<_> = made.as_object().unwrap().keys().collect();
    assert_eq!(members, ["id", "name", "read_only", "token"]);
    assert_eq!(made["name"], "Nightly export");
    assert!(text(&made).starts_with("oms_"), "{made}");
    // 256 bits in base64.
    assert_eq!(text(&made).len(), "oms_".len() + 43);

    let script = script(&shop, &made);
    let me = shop.admin.get("/api/auth/me").expect(200);
    assert_eq!(script.get("/api/auth/me").expect(200), me);
    let bread = shop.product("Rye bread", 4.8, None);
    let items = json!([{"product_id": bread["id"], "quantity": 1}]);
    let order = script
        .post("/api/orders", &json!({"items": items}))
        .expect(201);
    let timeline = format!("{}/events", path_of("orders", &order));
    let timeline = script.get(&timeline).expect(200);
    let actor = json!({"id": me["id"], "name": "Admin"});
    assert_eq!(timeline[0]["actor"], actor);

    let list = shop.admin.get("/api/tokens");
    assert!(!list.text.contains(text(&made)), "{}", list.text);
    assert!(!list.text.contains("hash"), "{}", list.text);
}

#[test]
fn the_list_has_the_tokens_of_all_admins_newest_first_in_pages() {
    let shop = Shop::open();
    assert_eq!(shop.admin.get("/api/tokens").expect(200), json!([]));
    let (ada, record) = other_admin(&shop);
    let me = shop.admin.get("/api/auth/me").expect(200);
    let first = made(&shop.admin, "Till", false);
    shop.advance_ms(1);
    let second = made(&ada, "Export", true);
    let list = ada.get("/api/tokens").expect(200);
    assert_eq!(list, shop.admin.get("/api/tokens").expect(200));
    let row = |made: &Value, read_only: bool, user: &Value, created_at: &Value| {
        json!({
            "id": made["id"], "name": made["name"], "read_only": read_only,
            "created_at": created_at, "last_used_at": null,
            "user": {"id": user["id"], "name": user["name"]},
        })
    };
    let expected = json!([
        row(&second, true, &record, &list[0]["created_at"]),
        row(&first, false, &me, &list[1]["created_at"]),
    ]);
    assert_eq!(list, expected);
    assert!(list[0]["created_at"].as_str() > list[1]["created_at"].as_str());
    let pages = shop.admin.walk("/api/tokens?limit=1");
    assert_eq!(json!(pages), list);
    shop.admin
        .get("/api/tokens?limit=0")
        .refused(400, "invalid");
    shop.admin
        .get("/api/tokens?cursor=x")
        .refused(400, "invalid");
}

#[test]
fn a_name_and_whether_it_reads_alone_are_checked_strictly() {
    let shop = Shop::open();
    let refused = |body: Value| {
        let problem = shop.admin.post("/api/tokens", &body);
        let problem = problem.refused(400, "invalid");
        fields(&problem).join(" ")
    };
    for (body, wrong) in [
        (json!({}), "name"),
        (json!({"name": "Till"}), "read_only"),
        (json!({"name": "", "read_only": true}), "name"),
        (json!({"name": "  ", "read_only": true}), "name"),
        (json!({"name": null, "read_only": true}), "name"),
        (json!({"name": "x".repeat(101), "read_only": true}), "name"),
        (json!({"name": "a\nb", "read_only": true}), "name"),
        (json!({"name": "Till", "read_only": null}), "read_only"),
        (json!({"name": "Till", "read_only": "yes"}), "read_only"),
        (
            json!({"name": "Till", "read_only": true, "token": "oms_x"}),
            "token",
        ),
    ] {
        assert_eq!(refused(body.clone()), wrong, "{body}");
    }
    assert_eq!(shop.admin.get("/api/tokens").expect(200), json!([]));
    made(&shop.admin, &"ü".repeat(100), true);
}

#[test]
fn only_a_hash_of_a_token_is_stored_and_no_event_tells_of_it() {
    let shop = Shop::open();
    let before = last_seq(&shop);
    let made = made(&shop.admin, "Till", false);
    script(&shop, &made).get("/api/orders").expect(200);
    last_used(&shop, &made);
    let hash: Vec<u8> = sql(&shop)
        .query_row("SELECT token_hash FROM api_tokens", [], |row| row.get(0))
        .unwrap();
    assert_eq!(hash, Sha256::digest(text(&made).as_bytes()).to_vec());
    let secret = text(&made).strip_prefix("oms_").unwrap().as_bytes();
    for file in ["oms.db", "oms.db-wal"] {
        let bytes = bytes_of(&shop.database().with_file_name(file));
        let found = bytes.windows(secret.len()).any(|part| part == secret);
        assert!(!found, "{file}");
    }
    // The product of `last_used`, and nothing else.
    assert_eq!(last_seq(&shop), before + 1);
}

#[test]
fn a_read_only_token_reads_what_its_admin_reads_and_is_refused_every_write() {
    let world = World::new();
    let script = script(&world.shop, &made(&world.shop.admin, "Export", true));
    let before = last_seq(&world.shop);
    let (mut read, mut refused) = (0, 0);
    for (route, body, [nobody, .., admin]) in routes(&world) {
        if nobody != 401 || admin == 401 {
            // Whoever calls is not asked who they are.
            continue;
        }
        let (method, template) = route.split_once(' ').unwrap();
        let reply = call(&script, method, &world.path(template), &body);
        if method != "GET" {
            let problem = reply.refused(403, "forbidden");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("read-only"), "{route}: {detail}");
            refused += 1;
        } else if ["/api/tokens", "/api/backups/{name}"].contains(&template) {
            let problem = reply.refused(403, "forbidden");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("API token"), "{route}: {detail}");
        } else {
            assert_eq!(reply.status, admin, "{route}");
            let own = world.shop.admin.get(&world.path(template));
            assert_eq!(timeless(reply.body), timeless(own.body), "{route}");
            read += 1;
        }
    }
    assert!(read > 10 && refused > 10, "{read} {refused}");
    assert_eq!(last_seq(&world.shop), before, "nothing has changed");
}

#[test]
fn a_full_token_does_what_its_admin_does_but_for_what_only_a_person_may_do() {
    let world = World::new();
    let script = script(&world.shop, &made(&world.shop.admin, "Till", false));
    let mut in_person = BTreeSet::new();
    for (route, body, [.., admin]) in routes(&world) {
        let (method, template) = route.split_once(' ').unwrap();
        // The failed tries of links count no more.
        world.shop.advance_ms(60 * MINUTE_MS);
        let reply = call(&script, method, &world.path(template), &body);
        if reply.status == 403 {
            let problem = reply.refused(403, "forbidden");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.contains("API token"), "{route}: {detail}");
            in_person.insert(route);
        } else {
            assert_eq!(reply.status, admin, "{route}: {}", reply.text);
        }
    }
    let expected = [
        "DELETE /api/settings/logo",
        "DELETE /api/tokens/{id}",
        "DELETE /api/webhooks/{id}",
        "GET /api/backups/{name}",
        "GET /api/tokens",
        "PATCH /api/settings",
        "PATCH /api/settings/mail",
        "PATCH /api/webhooks/{id}",
        "POST /api/auth/logout",
        "POST /api/auth/password",
        "POST /api/backups/{name}/restore",
        "POST /api/tokens",
        "POST /api/webhooks",
        "POST /api/webhooks/{id}/secret",
        "PUT /api/settings/logo",
    ];
    assert_eq!(in_person.into_iter().collect::<Vec<_>>(), expected);
}

#[test]
fn a_token_does_not_change_the_password_of_the_admin_who_made_it() {
    let shop = Shop::open();
    let made = made(&shop.admin, "Till", false);
    let script = script(&shop, &made);
    let me = path_of("customers", &script.get("/api/auth/me").expect(200));
    for password in [json!("rye and spelt"), json!(null)] {
        let patch = json!({"name": "Eve", "password": password});
        script.patch(&me, &patch).refused(403, "forbidden");
    }
    assert_eq!(script.get(&me).expect(200)["name"], "Admin");
    shop.sign_in("admin@shop.example", PASSWORD);
    // Else it does all of it.
    script.patch(&me, &json!({"phone": "030 1"})).expect(200);
    let (bob, record) = shop.customer("Bob", "bob@shop.example");
    let password = json!({"password": "rye and spelt"});
    script
        .patch(&path_of("customers", &record), &password)
        .expect(200);
    bob.get("/api/auth/me").refused(401, "unauthenticated");
}

#[test]
fn a_revoked_token_counts_no_more_from_then_on_and_others_do() {
    let mut shop = Shop::open();
    let (ada, _) = other_admin(&shop);
    let mine = made(&shop.admin, "Till", false);
    let hers = made(&ada, "Till", false);
    // Any admin may.
    ada.delete(&path_of("tokens", &mine)).expect(204);
    assert_ended(&script(&shop, &mine));
    script(&shop, &hers).get("/api/orders").expect(200);
    let ids = pluck(&ada.get("/api/tokens").expect(200), "id");
    assert_eq!(ids, [hers["id"].clone()]);
    for path in [
        path_of("tokens", &mine),
        "/api/tokens/018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e".to_owned(),
        "/api/tokens/nonsense".to_owned(),
        format!("/api/tokens/{}", text(&hers)),
    ] {
        let problem = ada.delete(&path).refused(404, "not_found");
        assert_eq!(problem["detail"], "There is no such API token.");
    }
    shop.restart();
    assert_ended(&script(&shop, &mine));
    script(&shop, &hers).get("/api/orders").expect(200);
}

#[test]
fn a_token_ends_for_good_with_what_its_admin_rests_on() {
    let shop = Shop::open();
    let patch = |path: &str, body: Value| shop.admin.patch(path, &body).expect(200);
    let name = json!({"name": "Ada King", "phone": "030 1", "role": "ADMIN"});
    let change = json!({"current_password": PASSWORD, "new_password": "rye and spelt"});
    type End<'a> = Box<dyn Fn(&Client, &str) + 'a>;
    let ends: [(&str, End<'_>, bool); 8] = [
        (
            "renamed",
            Box::new(|_, path| drop(patch(path, name.clone()))),
            false,
        ),
        (
            "signed out",
            Box::new(|ada, _| drop(ada.post("/api/auth/logout", &json!({})).expect(204))),
            false,
        ),
        (
            "own new password",
            Box::new(|ada, _| drop(ada.post("/api/auth/password", &change).expect(204))),
            true,
        ),
        (
            "given a password",
            Box::new(|_, path| drop(patch(path, json!({"password": "rye and spelt"})))),
            true,
        ),
        (
            "archived",
            Box::new(|_, path| {
                patch(path, json!({"archived": true}));
                patch(path, json!({"archived": false}));
            }),
            true,
        ),
        (
            "demoted",
            Box::new(|_, path| {
                patch(path, json!({"role": "CUSTOMER"}));
                patch(path, json!({"role": "ADMIN"}));
            }),
            true,
        ),
        (
            "deleted",
            Box::new(|_, path| drop(shop.admin.delete(path).expect(204))),
            true,
        ),
        (
            "password on the command line",
            Box::new(|ada, _| {
                let email = ada.get("/api/auth/me").expect(200)["email"].clone();
                let database = shop.database();
                let database = database.to_str().unwrap();
                let args = [
                    "user",
                    "password",
                    email.as_str().unwrap(),
                    "--password-stdin",
                ];
                let args = [&args[..], &["--database", database]].concat();
                Place::new().oms_reading("another horse\n", &args).ok();
            }),
            true,
        ),
    ];
    let stays = made(&shop.admin, "Till", false);
    for (index, (what, end, ends)) in ends.iter().enumerate() {
        let email = format!("ada{index}@shop.example");
        let admin = json!({"name": "Ada", "email": email, "password": PASSWORD, "role": "ADMIN"});
        let record = shop.admin.post("/api/customers", &admin).expect(201);
        let ada = shop.sign_in(&email, PASSWORD);
        let tokens = [true, false].map(|read_only| made(&ada, "Hers", read_only));
        end(&ada, &path_of("customers", &record));
        for token in tokens {
            match ends {
                true => assert_ended(&script(&shop, &token)),
                false => drop(script(&shop, &token).get("/api/orders").expect(200)),
            }
        }
        let names = pluck(&shop.admin.get("/api/tokens").expect(200), "name");
        let left = names.iter().filter(|name| **name == "Hers").count();
        let expected = if *ends { 0 } else { 2 };
        assert_eq!(left, expected, "{what}");
        sql(&shop)
            .execute("DELETE FROM api_tokens WHERE name = 'Hers'", [])
            .unwrap();
    }
    script(&shop, &stays).get("/api/orders").expect(200);
}

#[test]
fn what_is_no_token_of_this_shop_is_refused() {
    let shop = Shop::open();
    let made = made(&shop.admin, "Till", false);
    let ours = text(&made);
    let last = if ours.ends_with('A') { "B" } else { "A" };
    let one_off = format!("{}{last}", &ours[..ours.len() - 1]);
    for wrong in [
        "oms_",
        "oms_x",
        &ours[..ours.len() - 1],
        &format!("{ours}A"),
        &ours.to_uppercase(),
        &ours[4..],
        &one_off,
        &format!("oms_{}", "x".repeat(4000)),
    ] {
        let reply = shop.with_token(wrong).get("/api/orders");
        reply.refused(401, "unauthenticated");
    }
    // It is for scripts: neither a cookie nor an address bears one.
    let cookie = format!("oms_session={ours}");
    let reply = shop.anyone().with("Cookie", &cookie).get("/api/orders");
    reply.refused(401, "unauthenticated");
    let in_the_address = format!("/api/orders?token={ours}");
    assert_ne!(shop.anyone().get(&in_the_address).status, 200);
    // It needs no sign-in, and outlives every one.
    shop.advance_ms(400 * 24 * 60 * MINUTE_MS);
    script(&shop, &made).get("/api/orders").expect(200);
    shop.admin
        .get("/api/orders")
        .refused(401, "unauthenticated");
}

#[test]
fn the_last_use_is_noted_once_a_minute_and_costs_no_other_write() {
    let shop = Shop::open_at("2026-03-04T10:00:00Z", "UTC");
    let token = made(&shop.admin, "Till", true);
    let other = made(&shop.admin, "Export", true);
    assert_eq!(last_used(&shop, &token), json!(null));
    let till = script(&shop, &token);
    till.get("/api/orders").expect(200);
    let first = last_used(&shop, &token);
    assert!(
        first.as_str().unwrap().starts_with("2026-03-04T10:0"),
        "{first}"
    );
    // A request that is refused shows the token as well, and nothing is written for any of these.
    let connection = sql(&shop);
    let version = || -> i64 {
        connection
            .query_row("PRAGMA data_version", [], |row| row.get(0))
            .unwrap()
    };
    let before = version();
    for _ in 0..20 {
        till.get("/api/orders").expect(200);
        till.delete("/api/orders/1001").refused(403, "forbidden");
    }
    assert_eq!(version(), before);
    assert_eq!(last_used(&shop, &token), first);
    shop.advance_ms(MINUTE_MS);
    till.get("/api/orders").expect(200);
    let second = last_used(&shop, &token);
    assert!(second.as_str() > first.as_str(), "{second}");
    assert_eq!(last_used(&shop, &other), json!(null));
}

#[test]
fn a_token_is_in_no_line_of_the_log() {
    let place = Place::new();
    place.write("config.toml", "log_level = \"trace\"\n");
    let server = place.serve();
    let admin = server.claim();
    let token = made(&admin, "Till", true);
    let script = Client::new(server.port, Some(text(&token).to_owned()));
    script.get("/api/orders").expect(200);
    script.delete("/api/orders/1001").refused(403, "forbidden");
    admin.delete(&path_of("tokens", &token)).expect(204);
    script.get("/api/orders").refused(401, "unauthenticated");
    let log = server.stop().join("\n");
    assert!(log.contains("/api/tokens"), "{log}");
    assert!(!log.contains(&text(&token)["oms_".len()..]), "{log}");
}
