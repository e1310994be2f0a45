//! Reports of what went wrong: that they arrive, that nothing private is in them, and that a place that
//! can't be reached costs nothing.

use std::net::TcpListener;
use std::sync::Arc;

use oms::app::App;
use oms::config::{Config, Secret};
use oms::domain::Clock;
use oms::ops::error_reports::BrowserError;
use oms::ops::panics;
use oms::store::Store;
use rocket::local::blocking::Client as Local;
use rocket::{State, get, routes};
use serde_json::{Value, json};

use crate::support::{Place, Sentry, event_of};

/// An installation that reports to this DSN.
fn reporting_to(dsn: &str) -> Place {
    let place = Place::new();
    place.write("config.toml", format!("sentry_dsn = \"{dsn}\"\n"));
    place
}

/// Something that went wrong in a browser, with everything in it that must not be told.
fn private_error() -> Value {
    json!({
        "message": "TypeError: no total of Jane.Doe@mail.example at /api/orders?q=Jane+Doe&token=abc123",
        "stack": "TypeError: x\n    at total (https://shop.example/static/index-BqZ1.js?q=Jane+Doe:1:2)",
        "url": "https://shop.example/orders/1001?q=Jane+Doe#token=abc123",
        "request_id": "0193a4de-0000-7000-8000-000000000001",
    })
}

#[test]
fn a_browser_error_arrives_without_names_queries_and_tokens() {
    let sentry = Sentry::open();
    let place = reporting_to(&sentry.dsn());
    let server = place.serve();
    server
        .anyone()
        .with("Cookie", "oms_session=abc123")
        .post("/api/client-errors", &private_error())
        .expect(204);
    let text = sentry.next_text();
    let event = event_of(&text);
    assert_eq!(event["message"], "TypeError: no total of … at /api/orders");
    assert_eq!(event["culprit"], "https://shop.example/orders/1001");
    assert_eq!(event["logger"], "browser");
    assert_eq!(event["release"], concat!("oms@", env!("CARGO_PKG_VERSION")));
    let extra = &event["extra"];
    assert_eq!(
        extra["after_request"],
        "0193a4de-0000-7000-8000-000000000001"
    );
    let stack = "TypeError: x\n    at total (https://shop.example/static/index-BqZ1.js";
    assert_eq!(extra["stack"], stack);
    for absent in ["server_name", "user", "request", "breadcrumbs", "contexts"] {
        assert!(event.get(absent).is_none(), "{absent} in {event}");
    }
    let log = server.stop().join("\n");
    assert!(log.contains("in a browser: TypeError"), "{log}");
    for secret in ["Jane", "mail.example", "abc123"] {
        assert!(!text.contains(secret), "{secret} in {text}");
        assert!(!log.contains(secret), "{secret} in {log}");
    }
    assert!(!log.contains("public@"), "the DSN is in {log}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_request_that_fails_arrives_by_its_route_without_what_was_sent() {
    let sentry = Sentry::open();
    let place = reporting_to(&sentry.dsn());
    let server = place.serve_unharmed_by_file_limits();
    let admin = server.claim();
    let user = admin
        .post("/api/customers", &json!({"name": "Jane Doe"}))
        .expect(201);
    let path = format!("/api/customers/{}", user["id"].as_str().unwrap());
    server.limit_files("0");
    let secret = json!({"note": "hunter2", "email": "jane@mail.example"});
    let problem = admin.with("X-Private", "hunter2").patch(&path, &secret);
    let problem = problem.refused(503, "storage");
    let text = sentry.next_text();
    let event = event_of(&text);
    assert_eq!(event["message"], "503 storage: PATCH /api/customers/<id>");
    assert_eq!(event["transaction"], "PATCH /api/customers/<id>");
    let tags = json!({"method": "PATCH", "route": "/api/customers/<id>", "status": "503", "code": "storage"});
    assert_eq!(event["tags"], tags);
    assert_eq!(event["extra"], json!({"request_id": problem["request_id"]}));
    let token = admin.token.unwrap();
    let private = [
        "hunter2",
        "jane",
        "Jane",
        token.as_str(),
        "oms.db",
        "admin@",
    ];
    for secret in private.into_iter().chain([user["id"].as_str().unwrap()]) {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}

#[get("/in-route")]
fn in_route() {
    panic!("no place for \"Jane Doe\"");
}

#[get("/in-write")]
async fn in_write(store: &State<Store>) -> Result<(), oms::error::Error> {
    store.write(|_| panic!("in a command")).await
}

#[get("/in-read")]
async fn in_read(store: &State<Store>) -> Result<(), oms::error::Error> {
    store.read(|_| panic!("in a snapshot")).await
}

#[test]
fn a_panic_arrives_once_wherever_it_happens_and_the_server_goes_on() {
    let sentry = Sentry::open();
    let place = Place::new();
    let config = Config {
        database: place.database(),
        sentry_dsn: Some(Secret::new(sentry.dsn())),
        ..Config::default()
    };
    let app = App::new(&config, Clock::system()).unwrap();
    let reports = app.reports.clone();
    let before = Arc::new(std::panic::take_hook());
    panics::tell(reports.clone());
    let panicking = routes![in_route, in_write, in_read];
    let client = Local::untracked(app.server.mount("/panics", panicking)).unwrap();
    let mut told = Vec::new();
    for path in ["/panics/in-route", "/panics/in-write", "/panics/in-read"] {
        let answer = client.get(path).dispatch();
        assert_eq!(answer.status().code, 500, "{path}");
        let problem: Value = serde_json::from_str(&answer.into_string().unwrap()).unwrap();
        assert_eq!(problem["code"], "internal", "{path}");
        assert!(!problem.to_string().contains("Jane"), "{path}");
    }
    assert_eq!(client.get("/healthz").dispatch().status().code, 200);
    reports.browser_error(&BrowserError {
        message: "the last",
        stack: "",
        page: "",
        after_request: "",
    });
    loop {
        let event = sentry.next();
        if event["message"] == "the last" {
            break;
        }
        let panic = &event["exception"]["values"][0];
        assert_eq!(event["level"], "fatal", "{event}");
        let place = event["tags"]["place"].as_str().unwrap();
        assert!(
            place.starts_with("tests/suite/cli/error_reports.rs:"),
            "{place}"
        );
        told.push(panic["value"].as_str().unwrap().to_owned());
    }
    std::panic::set_hook(Box::new(move |info| before(info)));
    assert_eq!(
        told,
        ["no place for \"…\"", "in a command", "in a snapshot"]
    );
}

#[test]
fn a_place_that_never_answers_holds_up_neither_requests_nor_the_end() {
    let sentry = Sentry::mute();
    let place = reporting_to(&sentry.dsn());
    let server = place.serve();
    let anyone = server.anyone();
    let report = |count: usize| json!({"message": format!("x{count} is not a function")});
    for count in 0..5 {
        anyone
            .post("/api/client-errors", &report(count))
            .expect(204);
    }
    // The first one is under way, and the others wait behind it.
    let first = sentry.next();
    assert_eq!(first["message"], "x0 is not a function");
    anyone.get("/healthz").expect(200);
    let log = server.stop().join("\n");
    assert!(!place.path("oms.db-wal").exists());
    assert!(log.contains("reports could not be sent"), "{log}");
    assert!(log.contains("stopped"), "{log}");
}

#[test]
fn a_place_where_nobody_is_costs_nothing() {
    let nobody = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    for dsn in [
        format!("http://public@127.0.0.1:{port}/1"),
        "https://public@nobody.invalid/1".to_owned(),
    ] {
        let place = reporting_to(&dsn);
        let mut server = place.serve();
        let anyone = server.anyone();
        anyone
            .post("/api/client-errors", &private_error())
            .expect(204);
        anyone.get("/healthz").expect(200);
        server.signal("TERM");
        assert_eq!(server.ended(), Some(0), "{dsn}");
        assert!(!place.path("oms.db-wal").exists(), "{dsn}");
    }
}

#[test]
fn what_is_no_dsn_stops_the_start_and_is_not_repeated() {
    let place = reporting_to("https://hunter2.example/1");
    let why = place.oms(&["serve"]).failed();
    assert!(why.contains("sentry_dsn = (hidden) is not valid"), "{why}");
    assert!(!why.contains("hunter2"), "{why}");
    let place = reporting_to("https://hunter2@sentry.example/1");
    let shown = place.oms(&["config"]).ok();
    assert!(
        shown.contains("(hidden)") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[test]
fn a_place_that_leads_elsewhere_is_not_followed() {
    let elsewhere = Sentry::open();
    let sentry = Sentry::leading_to(&elsewhere);
    let place = reporting_to(&sentry.dsn());
    let server = place.serve();
    for _ in 0..2 {
        let report = server.anyone();
        report
            .post("/api/client-errors", &private_error())
            .expect(204);
        // One report is done with before the next one is sent.
        sentry.next();
    }
    assert!(!elsewhere.has_more());
}
