//! Customers and admins over HTTP.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{at_once, fields, found, last_seq, path_of, pluck, sql};
use crate::support::{Reply, Shop};

fn add(shop: &Shop, user: &Value) -> Reply {
    shop.admin.post("/api/customers", user)
}

fn change(shop: &Shop, user: &Value, patch: &Value) -> Reply {
    shop.admin.patch(&path_of("customers", user), patch)
}

fn log_in(shop: &Shop, email: &str, password: &str) -> Reply {
    let credentials = json!({"email": email, "password": password});
    shop.anyone().post("/api/auth/login", &credentials)
}

#[test]
fn a_customer_is_added_changed_and_deleted() {
    let shop = Shop::open();
    let new = json!({"name": " Ada ", "email": " Ada@Shop.Example ", "phone": "030 1", "address": "Mill Lane 5\n12345 Town"});
    let reply = add(&shop, &new);
    let location = reply.header("location").unwrap().to_owned();
    let ada = reply.expect(201);
    assert_eq!(location, path_of("customers", &ada));
    let id: Uuid = ada["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(id.get_version_num(), 7);
    assert_eq!(
        (&ada["name"], &ada["role"]),
        (&json!("Ada"), &json!("CUSTOMER"))
    );
    assert_eq!(
        ada["email"].as_str().unwrap().to_lowercase(),
        "ada@shop.example"
    );
    assert_eq!(ada["address"], "Mill Lane 5\n12345 Town");
    for field in ["note", "archived_at"] {
        assert_eq!(ada.get(field), Some(&json!(null)), "{field}");
    }
    assert_eq!(shop.admin.get(&location).expect(200), ada);
    shop.advance_ms(1000);
    let patch = json!({"name": "Ada L.", "phone": null, "note": "Rings twice"});
    let changed = change(&shop, &ada, &patch).expect(200);
    assert_eq!(
        (&changed["name"], &changed["phone"]),
        (&json!("Ada L."), &json!(null))
    );
    assert_eq!(
        (&changed["email"], &changed["note"]),
        (&ada["email"], &json!("Rings twice"))
    );
    assert!(changed["updated_at"].as_str() > ada["updated_at"].as_str());
    assert_eq!(
        shop.admin.get("/api/customers").expect(200),
        json!([changed])
    );
    assert_eq!(shop.admin.delete(&location).expect(204), json!(null));
    shop.admin.get(&location).refused(404, "not_found");
    shop.admin.delete(&location).refused(404, "not_found");
    change(&shop, &ada, &patch).refused(404, "not_found");
}

#[test]
fn nothing_of_a_password_is_ever_shown() {
    let shop = Shop::open();
    let new = json!({"name": "Ada", "email": "ada@shop.example", "password": "rye and spelt"});
    let made = add(&shop, &new);
    let path = path_of("customers", &made.body);
    let replies = [
        made,
        shop.admin.get(&path),
        shop.admin.get("/api/customers"),
        shop.admin
            .patch(&path, &json!({"password": "spelt and rye"})),
        log_in(&shop, "ada@shop.example", "spelt and rye"),
    ];
    for reply in replies {
        for secret in ["password", "argon2", "spelt"] {
            assert!(!reply.text.contains(secret), "{}", reply.text);
        }
    }
}

#[test]
fn an_email_is_one_persons_whatever_its_case() {
    let shop = Shop::open();
    let with_email = |email: &str| json!({"name": "Someone", "email": email});
    let ada = add(&shop, &with_email("ada@shop.example")).expect(201);
    let bob = add(&shop, &with_email("bob@shop.example")).expect(201);
    let seq = last_seq(&shop);
    for email in [
        "ada@shop.example",
        "ADA@Shop.Example",
        " ada@shop.example ",
        "Admin@shop.example",
    ] {
        add(&shop, &with_email(email)).refused(409, "email_taken");
        change(&shop, &bob, &json!({ "email": email })).refused(409, "email_taken");
    }
    assert_eq!(last_seq(&shop), seq);
    change(&shop, &ada, &json!({"email": "Ada@shop.example"})).expect(200);
    // Several may have none.
    change(&shop, &ada, &json!({"email": null})).expect(200);
    change(&shop, &bob, &json!({"email": null})).expect(200);
    add(&shop, &with_email("ada@shop.example")).expect(201);
}

#[test]
fn of_clients_that_take_one_email_at_once_exactly_one_succeeds() {
    let shop = Shop::open();
    let replies = at_once(12, |index| {
        let email = if index % 2 == 0 {
            "ada@shop.example"
        } else {
            "ADA@shop.example"
        };
        add(&shop, &json!({"name": "Ada", "email": email}))
    });
    let (won, lost): (Vec<_>, Vec<_>) = replies.into_iter().partition(|r| r.status == 201);
    assert_eq!(won.len(), 1);
    for reply in lost {
        reply.refused(409, "email_taken");
    }
}

#[test]
fn a_customer_whom_an_order_names_is_archived_and_can_be_brought_back() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let ada = add(&shop, &json!({"name": "Ada"})).expect(201);
    let order =
        json!({"user_id": ada["id"], "items": [{"product_id": bread["id"], "quantity": 1}]});
    let order = shop.admin.post("/api/orders", &order).expect(201);
    let path = path_of("customers", &ada);
    shop.admin.delete(&path).expect(204);
    assert_eq!(shop.admin.get("/api/customers").expect(200), json!([]));
    let archived = shop.admin.get(&path).expect(200);
    assert!(archived["archived_at"].is_string());
    assert_eq!(
        shop.admin.get("/api/customers?archived=true").expect(200),
        json!([archived])
    );
    assert_eq!(
        shop.admin.get(&path_of("orders", &order)).expect(200),
        order
    );
    let back = change(&shop, &ada, &json!({"archived": false})).expect(200);
    assert_eq!(back["archived_at"], json!(null));
    assert_eq!(
        pluck(&shop.admin.get("/api/customers").expect(200), "name"),
        ["Ada"]
    );
    shop.admin.delete(&path_of("orders", &order)).expect(204);
    shop.admin.delete(&path).expect(204);
    shop.admin.get(&path).refused(404, "not_found");
}

#[test]
fn an_admin_can_give_people_a_role_and_a_password() {
    let shop = Shop::open();
    let new = json!({"name": "Ada", "email": "ada@shop.example", "role": "ADMIN", "password": "rye and spelt"});
    let ada = add(&shop, &new).expect(201);
    assert_eq!(ada["role"], "ADMIN");
    let token = log_in(&shop, "ada@shop.example", "rye and spelt").expect(200)["token"].clone();
    let as_ada = shop.with_token(token.as_str().unwrap());
    as_ada
        .post("/api/products", &json!({"name": "Bun", "price": 1}))
        .expect(201);
    assert_eq!(
        change(&shop, &ada, &json!({"role": "CUSTOMER"})).expect(200)["role"],
        "CUSTOMER"
    );
    as_ada.get("/api/auth/me").refused(401, "unauthenticated");
    let as_ada = shop.sign_in("ada@shop.example", "rye and spelt");
    as_ada
        .post("/api/products", &json!({"name": "Bun", "price": 1}))
        .refused(403, "forbidden");
    change(&shop, &ada, &json!({"password": "spelt and rye"})).expect(200);
    log_in(&shop, "ada@shop.example", "rye and spelt").refused(401, "unauthenticated");
    log_in(&shop, "ada@shop.example", "spelt and rye").expect(200);
    change(&shop, &ada, &json!({"password": null})).expect(200);
    log_in(&shop, "ada@shop.example", "spelt and rye").refused(401, "unauthenticated");
    // Who has no password yet can't sign in, and can be given one.
    let bob = add(&shop, &json!({"name": "Bob", "email": "bob@shop.example"})).expect(201);
    log_in(&shop, "bob@shop.example", "").refused(401, "unauthenticated");
    change(&shop, &bob, &json!({"password": "first password"})).expect(200);
    log_in(&shop, "bob@shop.example", "first password").expect(200);
}

#[test]
fn a_password_is_of_no_use_without_an_email() {
    let shop = Shop::open();
    let problem = add(&shop, &json!({"name": "Ada", "password": "rye and spelt"}));
    assert_eq!(fields(&problem.refused(400, "invalid")), ["email"]);
    let bob = add(
        &shop,
        &json!({"name": "Bob", "email": "bob@shop.example", "password": "rye and spelt"}),
    );
    let bob = bob.expect(201);
    assert_eq!(
        fields(&change(&shop, &bob, &json!({"email": null})).refused(400, "invalid")),
        ["email"]
    );
    change(&shop, &bob, &json!({"email": null, "password": null})).expect(200);
}

#[test]
fn the_last_admin_cannot_be_deleted_archived_or_demoted() {
    let shop = Shop::open();
    let me = shop.admin.get("/api/auth/me").expect(200);
    let seq = last_seq(&shop);
    for patch in [
        json!({"archived": true}),
        json!({"role": "CUSTOMER"}),
        json!({"role": "CUSTOMER", "name": "x"}),
    ] {
        change(&shop, &me, &patch).refused(409, "last_admin");
    }
    shop.admin
        .delete(&path_of("customers", &me))
        .refused(409, "last_admin");
    assert_eq!(last_seq(&shop), seq);
    assert_eq!(shop.admin.get("/api/auth/me").expect(200), me);
    change(&shop, &me, &json!({"name": "Boss"})).expect(200);
    // An archived admin is none; a second one in use is.
    let ada = add(&shop, &json!({"name": "Ada", "role": "ADMIN"})).expect(201);
    change(&shop, &ada, &json!({"archived": true})).expect(200);
    shop.admin
        .delete(&path_of("customers", &me))
        .refused(409, "last_admin");
    change(&shop, &ada, &json!({"archived": false})).expect(200);
    shop.admin.delete(&path_of("customers", &me)).expect(204);
    shop.admin
        .get("/api/auth/me")
        .refused(401, "unauthenticated");
}

#[test]
fn two_admins_who_remove_each_other_at_once_leave_one() {
    let shop = Shop::open();
    let new = json!({"name": "Ada", "email": "ada@shop.example", "role": "ADMIN", "password": "rye and spelt"});
    let ada = path_of("customers", &add(&shop, &new).expect(201));
    let as_ada = shop.sign_in("ada@shop.example", "rye and spelt");
    let me = path_of("customers", &shop.admin.get("/api/auth/me").expect(200));
    let replies = at_once(2, |index| match index {
        0 => shop.admin.delete(&ada).status,
        _ => as_ada.delete(&me).status,
    });
    let removed = replies.iter().filter(|status| **status == 204).count();
    assert_eq!(removed, 1, "{replies:?}");
    let left = [&shop.admin, &as_ada]
        .into_iter()
        .filter(|c| c.get("/api/auth/me").status == 200);
    assert_eq!(left.count(), 1);
}

#[test]
fn all_fields_that_are_wrong_are_named_at_once() {
    let shop = Shop::open();
    let ada = add(&shop, &json!({"name": "Ada", "email": "ada@shop.example"})).expect(201);
    let long = |length| "x".repeat(length);
    let wrong: [(Value, &[&str]); 10] = [
        (
            json!({"name": "", "email": "x", "phone": long(51), "address": long(1001), "note": long(4001), "password": "short"}),
            &["address", "email", "name", "note", "password", "phone"],
        ),
        (json!({"name": " \t "}), &["name"]),
        (json!({"name": "a\nb"}), &["name"]),
        (json!({"name": "Ada", "email": "ada@"}), &["email"]),
        (
            json!({"name": "Ada", "email": "ada shop@shop.example"}),
            &["email"],
        ),
        (
            json!({"name": "Ada", "email": format!("{}@shop.example", long(300))}),
            &["email"],
        ),
        (
            json!({"name": "Ada", "email": "a@b.example", "password": "1234567"}),
            &["password"],
        ),
        (json!({"name": "Ada", "role": "BOSS"}), &["role"]),
        (json!({"name": "Ada", "role": null}), &["role"]),
        (
            json!({"name": "Ada", "cart": 1, "password_hash": "x"}),
            &["cart", "password_hash"],
        ),
    ];
    for (body, expected) in wrong {
        assert_eq!(
            fields(&add(&shop, &body).refused(400, "invalid")),
            expected,
            "{body}"
        );
        let problem = change(&shop, &ada, &body).refused(400, "invalid");
        assert_eq!(fields(&problem), expected, "{body}");
    }
    assert_eq!(shop.admin.get("/api/customers").expect(200), json!([ada]));
    for field in ["name", "role", "archived"] {
        let problem = change(&shop, &ada, &json!({ field: null })).refused(400, "invalid");
        assert_eq!(fields(&problem), [field], "{field} has no null");
    }
    assert_eq!(
        fields(&add(&shop, &json!({})).refused(400, "invalid")),
        ["name"]
    );
}

#[test]
fn a_patch_that_changes_nothing_is_no_change() {
    let shop = Shop::open();
    let ada = add(&shop, &json!({"name": "Ada", "email": "ada@shop.example"})).expect(201);
    let seq = last_seq(&shop);
    shop.advance_ms(1000);
    for patch in [
        json!({}),
        json!({"name": "Ada", "email": "ADA@shop.example", "phone": null, "role": "CUSTOMER"}),
        json!({"archived": false}),
    ] {
        assert_eq!(change(&shop, &ada, &patch).expect(200), ada, "{patch}");
    }
    assert_eq!(last_seq(&shop), seq);
}

/// A shop with a customer of so many orders.
fn regular(orders: usize) -> (Shop, Value) {
    let shop = Shop::open();
    let product = shop.product("Rye bread", 4.8, None);
    let regular = add(&shop, &json!({"name": "Corner Kiosk"})).expect(201);
    let items = json!([{"product_id": product["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": regular["id"]});
    for _ in 0..orders {
        shop.admin.post("/api/orders", &order).expect(201);
    }
    (shop, regular)
}

/// How many orders a search counts.
fn count(shop: &Shop, q: &str) -> i64 {
    let counts = shop.admin.get(&format!("/api/orders/counts?q={q}"));
    let counts = counts.expect(200)["counts"].clone();
    let counts = counts.as_array().unwrap().iter();
    counts.map(|count| count["orders"].as_i64().unwrap()).sum()
}

#[test]
fn all_orders_of_a_good_customer_are_found_by_a_new_name_once_it_is_saved() {
    let (shop, regular) = regular(230);
    assert_eq!(count(&shop, "corner+rye"), 230);
    change(&shop, &regular, &json!({"name": "Station Kiosk"})).expect(200);
    assert_eq!(count(&shop, "station+rye"), 230);
    assert_eq!(count(&shop, "corner"), 0);
}

/// The server does what is left while it works: nothing tells when it is done but the table.
fn wait_until_none_is_left(shop: &Shop) {
    let database = sql(shop);
    let left = "SELECT count(*) FROM orders_search_backlog";
    found(|| (database.query_row(left, [], |row| row.get(0)) == Ok(0)).then_some(()));
}

#[test]
fn orders_that_are_not_yet_found_by_a_new_name_are_soon_after_a_restart() {
    let (mut shop, regular) = regular(130);
    shop.stop();
    let id: Uuid = regular["id"].as_str().unwrap().parse().unwrap();
    // As after a power cut in the middle of it: the newest thirty are done.
    let database = sql(&shop);
    let rename = "UPDATE users SET name = 'Station Kiosk' WHERE id = ?1";
    database.execute(rename, [id.as_bytes()]).unwrap();
    let left = "INSERT INTO orders_search_backlog (user_id, below) VALUES (?1, 1101)";
    database.execute(left, [id.as_bytes()]).unwrap();
    drop(database);
    shop.restart();
    wait_until_none_is_left(&shop);
    assert_eq!(count(&shop, "station"), 100);
    assert_eq!(count(&shop, "corner"), 30);
}
