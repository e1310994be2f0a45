//! Who may call what: every route of the OpenAPI document, tried by everyone.

use serde_json::{Value, json};

use super::{fields, found, path_of};
use crate::support::{Client, Manner, Receiver, Reply, Shop};

/// A route: method and path as the document has them, a body or null, what it answers.
pub(super) type Route = (&'static str, Value, Statuses);

/// What a route answers to: nobody, someone archived, another customer, the customer whose order and
/// record the path names, an admin. In this order, so that only the last one changes anything.
pub(super) type Statuses = [u16; 5];

const ANYONE: Statuses = [200; 5];
const SIGNED_IN: Statuses = [401, 401, 200, 200, 200];
const OWN: Statuses = [401, 401, 404, 200, 200];
const WHO: [&str; 5] = [
    "nobody",
    "someone archived",
    "another customer",
    "the customer",
    "an admin",
];

/// A webhook whose receiver has wanted no more, at a ping.
fn told(shop: &Shop) -> (Value, Value) {
    let receiver = Receiver::that(Manner::Answers(410, ""));
    let webhook = json!({"url": receiver.url(), "events": ["customerDeleted"]});
    let webhook = shop.admin.post("/api/webhooks", &webhook).expect(201);
    let test = format!("{}/test", path_of("webhooks", &webhook));
    let ping = shop.admin.send("POST", &test, "", Vec::new()).expect(202);
    // That it was noted is told by the alarm.
    found(|| Some(shop.admin.get("/api/alarms").expect(200)).filter(|it| *it != json!([])));
    (webhook, ping)
}

fn admin_only(status: u16) -> Statuses {
    [401, 401, 403, 403, status]
}

/// A shop with two customers, an order of each, and one who was archived while signed in.
pub(super) struct World {
    pub shop: Shop,
    order: Value,
    /// Another one of the customer's: it is paid for, so not deleted.
    paid_order: Value,
    product: Value,
    customer: Value,
    token: Value,
    display: Value,
    /// Of the links to the customer's order and to the board.
    link_tokens: [String; 2],
    webhook: Value,
    /// A delivery to it.
    delivery: Value,
    archived: Client,
}

impl World {
    pub fn new() -> Self {
        let shop = Shop::open_with(|config| config.token_hours = 100);
        let product = shop.product("Rye bread", 4.8, Some(100));
        let mut orders = [Value::Null, Value::Null];
        let mut records = Vec::new();
        for (name, email) in [
            ("Otto Fremd", "otto@fremd.example"),
            ("Karla Eigen", "karla@eigen.example"),
        ] {
            let (_, record) = shop.customer(name, email);
            let items = json!([{"product_id": product["id"], "quantity": 1}]);
            let order =
                json!({"items": items, "user_id": record["id"], "note": format!("For {name}")});
            let take = || shop.admin.post("/api/orders", &order).expect(201);
            orders = [take(), take()];
            records.push(record);
        }
        let (archived, record) = shop.customer("Arno Weg", "arno@weg.example");
        shop.admin
            .patch(&path_of("customers", &record), &json!({"archived": true}))
            .expect(200);
        let token = json!({"name": "Nightly export", "read_only": true});
        let [order, paid_order] = orders;
        // An invoice of the customer's, which outlives its order.
        let items = json!([{"product_id": product["id"], "quantity": 1}]);
        let gone = json!({"items": items, "user_id": records[1]["id"]});
        let gone = shop.admin.post("/api/orders", &gone).expect(201);
        shop.move_to(&gone, "PAID");
        shop.move_to(&gone, "CANCELLED");
        shop.admin.delete(&path_of("orders", &gone)).expect(204);
        let (display, board) = shop.display("Counter");
        let (webhook, delivery) = told(&shop);
        Self {
            paid_order,
            link_tokens: [shop.link(&order), board],
            display,
            order,
            webhook,
            delivery,
            customer: records.remove(1),
            token: shop.admin.post("/api/tokens", &token).expect(201),
            product,
            archived,
            shop,
        }
    }

    /// A route's path with the id of what the customer may see.
    pub fn path(&self, template: &str) -> String {
        let thing = match template.split('/').nth(2) {
            Some("orders") if template.ends_with("/payments") => &self.paid_order,
            Some("orders") => &self.order,
            Some("products") => &self.product,
            Some("tokens") => &self.token,
            Some("displays") => &self.display,
            Some("webhooks") => &self.webhook,
            _ => &self.customer,
        };
        let [to_order, to_board] = &self.link_tokens;
        let to_what = match template.split('/').nth(2) {
            Some("display") => to_board,
            _ => to_order,
        };
        template
            .replace("{id}", thing["id"].as_str().unwrap())
            .replace("{token}", to_what)
            .replace("{number}", "1")
            .replace("{delivery_id}", self.delivery["id"].as_str().unwrap())
    }

    /// Everyone, in sessions of their own, so that one may sign out.
    fn callers(&self) -> [Client; 5] {
        // Failures of the route before count no more.
        self.shop.advance_ms(60 * 60 * 1000);
        let sign_in = |email| self.shop.sign_in(email, "correct horse");
        [
            self.shop.anyone(),
            self.archived.clone(),
            sign_in("otto@fremd.example"),
            sign_in("karla@eigen.example"),
            sign_in("admin@shop.example"),
        ]
    }

    fn item(&self) -> Value {
        json!([{"product_id": self.product["id"], "quantity": 1}])
    }
}

/// Every route: method and path as the document has them, a body (a text: CSV), the statuses. What deletes comes last.
pub(super) fn routes(world: &World) -> Vec<Route> {
    let login = json!({"email": "admin@shop.example", "password": "correct horse"});
    let password = json!({"current_password": "correct horse", "new_password": "correct horse"});
    let setup = json!({"token": "x", "name": "Eve", "email": "eve@shop.example", "password": "rye and spelt"});
    let none = || json!(null);
    vec![
        ("GET /healthz", none(), ANYONE),
        ("GET /metrics", none(), admin_only(200)),
        ("GET /api/openapi.json", none(), ANYONE),
        ("GET /api/docs", none(), ANYONE),
        ("GET /api/setup", none(), ANYONE),
        ("POST /api/setup", setup, [409; 5]),
        ("POST /api/auth/login", login, ANYONE),
        ("POST /api/auth/link", json!({"token": "x"}), [401; 5]),
        ("POST /api/client-errors", json!({"message": "x"}), [204; 5]),
        ("GET /api/auth/me", none(), SIGNED_IN),
        // Before the admin's password, with which their tokens end.
        ("GET /api/tokens", none(), admin_only(200)),
        (
            "POST /api/tokens",
            json!({"name": "Till", "read_only": false}),
            admin_only(201),
        ),
        ("DELETE /api/tokens/{id}", none(), admin_only(204)),
        ("GET /api/webhooks", none(), admin_only(200)),
        (
            "POST /api/webhooks",
            json!({"url": "http://127.0.0.1:9/", "events": ["customerDeleted"]}),
            admin_only(201),
        ),
        ("GET /api/webhooks/{id}", none(), admin_only(200)),
        (
            "PATCH /api/webhooks/{id}",
            json!({"paused": true}),
            admin_only(200),
        ),
        ("GET /api/webhooks/{id}/deliveries", none(), admin_only(200)),
        ("POST /api/webhooks/{id}/secret", none(), admin_only(200)),
        ("POST /api/webhooks/{id}/test", none(), admin_only(202)),
        (
            "POST /api/webhooks/{id}/deliveries/{delivery_id}/send",
            none(),
            admin_only(202),
        ),
        (
            "POST /api/auth/password",
            password,
            [401, 401, 204, 204, 204],
        ),
        ("POST /api/auth/logout", none(), [401, 401, 204, 204, 204]),
        ("GET /api/ws", none(), [401, 401, 400, 400, 400]),
        ("GET /api/orders", none(), SIGNED_IN),
        ("GET /api/orders/counts", none(), SIGNED_IN),
        (
            "POST /api/orders",
            json!({"items": world.item()}),
            admin_only(201),
        ),
        ("GET /api/orders/{id}", none(), OWN),
        ("GET /api/orders/{id}/events", none(), OWN),
        (
            "PATCH /api/orders/{id}",
            json!({"note": "For Karla Eigen!"}),
            admin_only(200),
        ),
        ("GET /api/orders/{id}/payments", none(), OWN),
        (
            "GET /api/orders/{id}/receipt",
            none(),
            [401, 401, 404, 409, 409],
        ),
        ("GET /api/documents", none(), admin_only(200)),
        ("GET /api/documents/{number}", none(), OWN),
        (
            "POST /api/orders/{id}/payments",
            json!({"amount": 0.01}),
            admin_only(200),
        ),
        ("POST /api/orders/{id}/link", none(), admin_only(200)),
        // Whoever has the link sees what it shows.
        ("GET /api/status/{token}", none(), ANYONE),
        ("GET /api/status/{token}/ws", none(), [400; 5]),
        ("DELETE /api/orders/{id}/link", none(), admin_only(204)),
        ("GET /api/display/{token}", none(), ANYONE),
        ("GET /api/display/{token}/ws", none(), [400; 5]),
        ("GET /api/displays", none(), admin_only(200)),
        (
            "POST /api/displays",
            json!({"name": "Window"}),
            admin_only(201),
        ),
        ("GET /api/displays/settings", none(), admin_only(200)),
        (
            "PATCH /api/displays/settings",
            json!({"display_names": false}),
            admin_only(200),
        ),
        ("DELETE /api/displays/{id}", none(), admin_only(204)),
        ("GET /api/products", none(), SIGNED_IN),
        (
            "POST /api/products",
            json!({"name": "Bun", "price": 1}),
            admin_only(201),
        ),
        ("GET /api/products/{id}", none(), SIGNED_IN),
        (
            "PATCH /api/products/{id}",
            json!({"price": 5}),
            admin_only(200),
        ),
        ("GET /api/products/{id}/stock", none(), admin_only(200)),
        (
            "POST /api/products/{id}/stock",
            json!({"delta": 1}),
            admin_only(200),
        ),
        ("GET /api/customers", none(), SIGNED_IN),
        (
            "POST /api/customers",
            json!({"name": "Eve"}),
            admin_only(201),
        ),
        ("GET /api/customers/{id}", none(), OWN),
        (
            "PATCH /api/customers/{id}",
            json!({"phone": "030 1"}),
            admin_only(200),
        ),
        ("GET /api/settings", none(), admin_only(200)),
        (
            "PATCH /api/settings",
            json!({"tax_number": "20/123/4"}),
            admin_only(200),
        ),
        ("GET /api/settings/logo", none(), [404; 5]),
        (
            "PUT /api/settings/logo",
            json!("no picture"),
            admin_only(400),
        ),
        ("DELETE /api/settings/logo", none(), admin_only(404)),
        ("GET /api/settings/mail", none(), admin_only(200)),
        (
            "PATCH /api/settings/mail",
            json!({"port": 465, "security": "tls"}),
            admin_only(200),
        ),
        ("POST /api/settings/mail/test", none(), admin_only(409)),
        ("GET /api/mails", none(), admin_only(200)),
        ("POST /api/mails/{id}/send", none(), admin_only(404)),
        ("DELETE /api/mails/{id}", none(), admin_only(404)),
        // There are such an order and such a document, and no mail server.
        (
            "POST /api/orders/{id}/receipt/mails",
            json!({"to": "karla@eigen.example"}),
            admin_only(409),
        ),
        (
            "POST /api/documents/{number}/mails",
            json!({}),
            admin_only(409),
        ),
        ("GET /api/shop", none(), SIGNED_IN),
        ("GET /api/addresses", none(), admin_only(200)),
        ("GET /api/reports/summary", none(), admin_only(200)),
        ("GET /api/reports/closing", none(), admin_only(200)),
        ("GET /api/export/orders.csv", none(), admin_only(200)),
        ("GET /api/export/products.csv", none(), admin_only(200)),
        ("GET /api/export/customers.csv", none(), admin_only(200)),
        (
            "POST /api/import/products",
            json!("sku,name,price\nX,Bun,1\n"),
            admin_only(200),
        ),
        (
            "POST /api/import/customers",
            json!("email,name\nx@y.example,Eve\n"),
            admin_only(200),
        ),
        ("GET /api/reports/customers/{id}", none(), admin_only(200)),
        ("GET /api/backups", none(), admin_only(200)),
        ("POST /api/backups", none(), admin_only(201)),
        ("GET /api/backups/{name}", none(), admin_only(404)),
        ("POST /api/backups/{name}/restore", none(), admin_only(404)),
        ("GET /api/alarms", none(), admin_only(200)),
        ("DELETE /api/webhooks/{id}", none(), admin_only(204)),
        ("DELETE /api/orders/{id}", none(), admin_only(204)),
        ("DELETE /api/products/{id}", none(), admin_only(204)),
        ("DELETE /api/customers/{id}", none(), admin_only(204)),
    ]
}

/// Sends a request, with a body if there is one.
pub(super) fn call(caller: &Client, method: &str, path: &str, body: &Value) -> Reply {
    match body {
        Value::Null => caller.send(method, path, "", Vec::new()),
        Value::String(csv) => caller.send(method, path, "text/csv", csv.clone().into_bytes()),
        body => caller.send(
            method,
            path,
            "application/json",
            body.to_string().into_bytes(),
        ),
    }
}

/// Method and path of every operation that the document describes.
pub(super) fn documented(shop: &Shop) -> Vec<String> {
    let document = shop.anyone().get("/api/openapi.json").expect(200);
    let paths = document["paths"].as_object().unwrap();
    let mut operations: Vec<_> = paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    operations.sort();
    operations
}

#[test]
fn every_route_answers_to_everyone_as_they_may() {
    let world = World::new();
    let routes = routes(&world);
    let mut tried: Vec<_> = routes
        .iter()
        .map(|(route, ..)| (*route).to_owned())
        .collect();
    tried.sort();
    assert_eq!(
        tried,
        documented(&world.shop),
        "each route needs a row in this table"
    );
    let mut wrong = Vec::new();
    for (route, body, statuses) in routes {
        let (method, template) = route.split_once(' ').unwrap();
        let path = world.path(template);
        for (index, caller) in world.callers().iter().enumerate() {
            let reply = call(caller, method, &path, &body);
            let who = WHO[index];
            if reply.status != statuses[index] {
                wrong.push(format!(
                    "{who}: {route} {} instead of {}",
                    reply.status, statuses[index]
                ));
            }
            if reply.status >= 400 {
                assert_eq!(
                    reply.header("content-type"),
                    Some("application/problem+json"),
                    "{who}: {route}"
                );
            }
            let hidden: &[&str] = match index {
                3 => &["Otto", "fremd", "Arno"],
                4 => &[],
                _ => &["Otto Fremd", "Karla", "eigen", "Arno"],
            };
            let own = index == 2;
            for name in hidden
                .iter()
                .filter(|name| !(own && **name == "Otto Fremd"))
            {
                assert!(!reply.text.contains(name), "{who}: {route} {}", reply.text);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_a_customer_may_not_write_stays_as_it_was() {
    let world = World::new();
    let read = |path: &str| world.shop.admin.get(path).expect(200);
    let seen = || {
        let things = [
            "/api/orders",
            "/api/products",
            "/api/customers",
            "/api/settings",
        ];
        things.map(read)
    };
    let before = seen();
    let [_, _, other, own, _] = world.callers();
    for customer in [other, own] {
        for (method, template, body) in [
            ("POST", "/api/orders", json!({"items": world.item()})),
            ("PATCH", "/api/orders/{id}", json!({"status": "PAID"})),
            ("DELETE", "/api/orders/{id}", json!(null)),
            ("PATCH", "/api/products/{id}", json!({"price": 0})),
            ("POST", "/api/products/{id}/stock", json!({"delta": 5})),
            ("PATCH", "/api/customers/{id}", json!({"role": "ADMIN"})),
            ("DELETE", "/api/customers/{id}", json!(null)),
            ("PATCH", "/api/settings", json!({"name": "Theirs"})),
        ] {
            let path = world.path(template);
            let reply = customer.send(
                method,
                &path,
                "application/json",
                body.to_string().into_bytes(),
            );
            reply.refused(403, "forbidden");
        }
    }
    assert_eq!(seen(), before);
}

#[test]
fn a_refusal_does_not_tell_whether_there_is_such_an_order_or_customer() {
    let world = World::new();
    let [_, _, other, ..] = world.callers();
    let nothing = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
    for (there, not_there) in [
        (
            world.path("/api/orders/{id}"),
            format!("/api/orders/{nothing}"),
        ),
        (
            world.path("/api/orders/{id}/events"),
            format!("/api/orders/{nothing}/events"),
        ),
        (
            world.path("/api/orders/{id}/payments"),
            format!("/api/orders/{nothing}/payments"),
        ),
        (
            format!("/api/orders/{}", world.order["number"]),
            "/api/orders/999999".to_owned(),
        ),
        (
            world.path("/api/customers/{id}"),
            format!("/api/customers/{nothing}"),
        ),
    ] {
        let (hidden, absent) = (other.get(&there), other.get(&not_there));
        assert_eq!(hidden.text, absent.text, "{there}");
        hidden.refused(404, "not_found");
        absent.refused(404, "not_found");
    }
}

#[test]
fn a_customer_asks_in_vain_for_the_list_of_admins_or_of_others() {
    let world = World::new();
    let [_, _, _, own, _] = world.callers();
    let mine = json!([world.customer]);
    assert_eq!(own.get("/api/customers").expect(200), mine);
    assert_eq!(own.get("/api/customers?q=otto").expect(200), json!([]));
    let admins = own.get("/api/customers?role=ADMIN");
    assert!(!admins.text.contains("Admin"), "{}", admins.text);
    let orders = own.get("/api/orders").expect(200);
    assert_eq!(orders, json!([world.paid_order, world.order]));
}

#[test]
fn an_order_that_was_anothers_before_does_not_tell_its_customer_whose() {
    let world = World::new();
    let [_, _, other, own, _] = world.callers();
    let me = other.get("/api/auth/me").expect(200);
    // A note is free text, which may say anything; this one has none.
    let new = json!({"items": world.item(), "user_id": world.customer["id"]});
    let made = world.shop.admin.post("/api/orders", &new).expect(201);
    let order = path_of("orders", &made);
    own.get(&order).expect(200);
    let patch = json!({"user_id": me["id"]});
    world.shop.admin.patch(&order, &patch).expect(200);
    let timeline = format!("{order}/events");
    own.get(&order).refused(404, "not_found");
    own.get(&timeline).refused(404, "not_found");
    let entries = other.get(&timeline).expect(200);
    assert_eq!(entries.as_array().unwrap().len(), 2, "{entries}");
    for path in [
        &timeline,
        &order,
        "/api/orders",
        "/api/orders?q=karla",
        "/api/orders?q=eigen.example",
        "/api/customers",
        "/api/customers?q=karla",
        "/api/products",
    ] {
        let reply = other.get(path);
        assert_eq!(reply.status, 200, "{path}");
        for name in ["Karla", "karla", "eigen", "Arno"] {
            assert!(!reply.text.contains(name), "{path}: {}", reply.text);
        }
        // Nor by an id that is not theirs to know.
        let id = world.customer["id"].as_str().unwrap();
        assert!(!reply.text.contains(id), "{path}: {}", reply.text);
        if path.contains("q=") {
            assert_eq!(reply.body, json!([]), "{path}");
        }
    }
}

#[test]
fn every_route_names_all_query_parameters_that_it_does_not_know() {
    let world = World::new();
    let mut wrong = Vec::new();
    for route in documented(&world.shop) {
        let (method, template) = route.split_once(' ').unwrap();
        let path = format!("{}?cart=1&till=2", world.path(template));
        let body = if ["POST", "PATCH"].contains(&method) {
            b"{}".to_vec()
        } else {
            Vec::new()
        };
        let reply = world
            .shop
            .admin
            .send(method, &path, "application/json", body);
        let named = reply.body["errors"].is_array().then(|| fields(&reply.body));
        if (reply.status, named) != (400, Some(vec!["cart", "till"])) {
            wrong.push(format!("{route}: {} {}", reply.status, reply.body["code"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
