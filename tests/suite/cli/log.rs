//! The log of a server: one line a request, and nothing private in any.

use serde_json::{Value, json};

use crate::support::{Place, Reply};

fn id_of(reply: &Reply) -> &str {
    reply.header("x-request-id").unwrap()
}

#[test]
fn each_request_is_one_line_by_its_route_with_who_sent_it() {
    let place = Place::new();
    place.write("config.toml", "log_format = \"json\"\n");
    let server = place.serve();
    let admin = server.claim();
    let me = admin.get("/api/auth/me").expect(200);
    let jane = json!({"name": "Jane Doe", "email": "jane@mail.example", "note": "hunter2"});
    let customer = admin.post("/api/customers", &jane);
    assert_eq!(customer.status, 201);
    let path = format!("/api/customers/{}", customer.body["id"].as_str().unwrap());
    let wrong = json!({"email": "jane@mail.example", "password": "hunter2"});
    let who = me["id"].as_str().unwrap();
    let nobody = "-";
    let rows = [
        (customer, "POST", "/api/customers", 201, who),
        (admin.get(&path), "GET", "/api/customers/<id>", 200, who),
        (
            admin.get("/api/orders?q=Jane+Doe"),
            "GET",
            "/api/orders",
            200,
            who,
        ),
        (
            server.anyone().get("/api/orders?q=Jane+Doe"),
            "GET",
            "/api/orders",
            401,
            nobody,
        ),
        (
            server.anyone().post("/api/auth/login", &wrong),
            "POST",
            "/api/auth/login",
            401,
            nobody,
        ),
        (
            admin.get("/api/orders?jane@mail.example=hunter2"),
            "GET",
            "/api/orders",
            400,
            who,
        ),
        (
            admin.get("/api/nothing/jane?token=hunter2"),
            "GET",
            "/api/<path..>",
            404,
            nobody,
        ),
        (
            admin.get("/customers/jane?token=hunter2"),
            "GET",
            "/<path..>",
            200,
            nobody,
        ),
        (
            admin.send("TRACE", "/jane?token=hunter2", "", Vec::new()),
            "TRACE",
            "/<path..>",
            405,
            nobody,
        ),
    ];
    let log = server.stop();
    let lines: Vec<Value> = log
        .iter()
        .map(|line| serde_json::from_str(line).expect(line))
        .collect();
    for (reply, method, route, status, user) in &rows {
        assert_eq!(reply.status, *status, "{route}");
        let mut of_it = lines
            .iter()
            .filter(|line| line["request_id"] == id_of(reply));
        let line = of_it.next().expect(route);
        assert!(of_it.next().is_none(), "two lines of {route}");
        assert_eq!(line["method"], *method, "{line}");
        assert_eq!(line["route"], *route, "{line}");
        assert_eq!(line["status"], *status, "{line}");
        assert_eq!(line["user"], *user, "{line}");
        assert!(line["time_ms"].as_f64().unwrap() > 0.0, "{line}");
    }
    let token = admin.token.as_deref().unwrap();
    for secret in ["Jane", "jane", "hunter2", "admin@", "correct horse", token] {
        let line = log.iter().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}

#[test]
fn who_signs_in_or_fails_to_is_told_by_id_and_address_and_never_by_what_they_typed() {
    let place = Place::new();
    place.write("config.toml", "log_format = \"json\"\n");
    let server = place.serve();
    let admin = server.claim();
    let me = admin.get("/api/auth/me").expect(200);
    let sign_in = |email: &str, password: &str| {
        let credentials = json!({"email": email, "password": password});
        server.anyone().post("/api/auth/login", &credentials).status
    };
    assert_eq!(sign_in("admin@shop.example", "correct horse"), 200);
    assert_eq!(sign_in("jane@mail.example", "hunter2 hunter2"), 401);
    assert!((0..20).any(|_| sign_in("jane@mail.example", "hunter2 hunter2") == 429));
    let link = json!({"token": "hunter2"});
    assert_eq!(server.anyone().post("/api/auth/link", &link).status, 401);
    let change = |current: &str| {
        let change = json!({"current_password": current, "new_password": "rye and spelt"});
        admin.post("/api/auth/password", &change).status
    };
    assert_eq!([change("hunter2"), change("correct horse")], [400, 204]);
    let log = server.stop();
    let told = |message: &str, by: Value, user: &Value| {
        let lines = log
            .iter()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        let mut of_it = lines.filter(|line| line["message"].as_str().unwrap().starts_with(message));
        let fits = |line: &Value| {
            line["address"] == "127.0.0.1" && line["by"] == by && line["user"] == *user
        };
        assert!(of_it.any(|line| fits(&line)), "{message} {by}: {log:#?}");
    };
    told("signed in", json!("password"), &me["id"]);
    told("a sign-in failed", json!("password"), &json!(null));
    told("a sign-in failed", json!("link"), &json!(null));
    told("a sign-in was not tried", json!("password"), &json!(null));
    told("a password was not changed", json!(null), &me["id"]);
    told("a password was changed", json!(null), &me["id"]);
    for secret in ["jane", "hunter2", "admin@", "correct horse", "rye and"] {
        let line = log.iter().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
