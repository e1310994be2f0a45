//! `oms serve` from its first start to its end.

use std::net::TcpListener;

use serde_json::json;

use crate::support::{Client, Place};

#[test]
fn the_first_start_prints_a_setup_link_that_works_once() {
    let place = Place::new();
    let server = place.serve();
    assert!(server.greeting.contains("running"), "{}", server.greeting);
    let link = format!("http://127.0.0.1:{}/setup#token=", server.port);
    assert!(server.greeting.contains(&link), "{}", server.greeting);
    let page = server.anyone().get("/setup");
    assert_eq!(page.status, 200);
    let needed = |client: &Client| client.get("/api/setup").expect(200)["needed"].clone();
    assert_eq!(needed(&server.anyone()), true);
    let admin = server.claim();
    assert_eq!(admin.get("/api/auth/me").expect(200)["role"], "ADMIN");
    assert_eq!(needed(&admin), false);
    let again = json!({"token": server.setup_token(), "name": "Eve", "email": "eve@shop.example", "password": "correct horse"});
    assert_eq!(server.anyone().post("/api/setup", &again).status, 409);
}

#[test]
fn a_new_start_prints_a_new_link_and_the_old_one_works_no_more() {
    let place = Place::new();
    let first = place.serve().setup_token().unwrap().to_owned();
    let server = place.serve();
    let second = server.setup_token().unwrap();
    assert_ne!(first, second);
    let old = json!({"token": first, "name": "Eve", "email": "eve@shop.example", "password": "correct horse"});
    server
        .anyone()
        .post("/api/setup", &old)
        .refused(403, "forbidden");
    server.claim();
}

#[test]
fn there_is_no_link_once_there_is_an_admin_and_sessions_outlive_the_restart() {
    let place = Place::new();
    let mut first = place.serve();
    let admin = first.claim();
    first.signal("TERM");
    assert_eq!(first.ended(), Some(0));
    let second = place.serve();
    assert!(!second.greeting.contains("setup"), "{}", second.greeting);
    assert!(!second.greeting.contains("token"), "{}", second.greeting);
    let admin = Client::new(second.port, admin.token);
    assert_eq!(admin.get("/api/auth/me").expect(200)["name"], "Admin");
}

#[test]
fn it_ends_well_when_it_is_told_to_and_leaves_a_sound_database() {
    for signal in ["TERM", "INT"] {
        let place = Place::new();
        let mut server = place.serve();
        let admin = server.claim();
        let product = json!({"name": "Rye bread", "price": 4.8});
        admin.post("/api/products", &product).expect(201);
        server.signal(signal);
        assert_eq!(server.ended(), Some(0), "{signal}");
        assert!(!place.path("oms.db-wal").exists(), "{signal}");
        place.oms(&["check"]).ok();
    }
}

#[test]
fn no_secret_gets_into_the_log() {
    let place = Place::new();
    let server = place.serve();
    let token = server.setup_token().unwrap().to_owned();
    let admin = server.claim();
    let wrong = json!({"email": "admin@shop.example", "password": "wrong password"});
    server.anyone().post("/api/auth/login", &wrong).expect(401);
    admin.get("/api/orders?q=Jane+Doe").expect(200);
    let log = server.stop().join("\n");
    let secrets = [
        token.as_str(),
        admin.token.as_deref().unwrap(),
        "correct horse",
        "wrong password",
    ];
    for secret in secrets {
        assert!(!log.contains(secret), "{secret} is in the log:\n{log}");
    }
}

#[test]
fn a_port_in_use_is_told_in_one_line_that_names_it() {
    let place = Place::new();
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for args in [
        &["serve", "--address", "127.0.0.1", "--port", &port][..],
        &["--address", "127.0.0.1", "--port", &port],
    ] {
        let why = place.oms(args).failed();
        assert!(why.contains(&port) && why.contains("--port"), "{why}");
    }
}

#[test]
fn a_second_server_that_finds_the_port_taken_names_the_first_and_leaves_its_setup_link_alone() {
    let place = Place::new();
    let first = place.serve();
    let port = first.port.to_string();
    let why = place
        .oms(&["serve", "--address", "127.0.0.1", "--port", &port])
        .failed();
    assert!(why.contains(&port) && why.contains("--port"), "{why}");
    if cfg!(target_os = "linux") {
        let holder = format!("oms (process {})", first.pid());
        assert!(why.contains(&holder), "{why}");
    }
    first.claim();
}

#[test]
fn the_server_answers_under_the_settings_it_was_given() {
    let place = Place::new();
    place.write(
        "config.toml",
        "shop_name = \"Rye & Co\"\ncurrency = \"JPY\"\n",
    );
    place.write(".env", "OMS_TIMEZONE=Asia/Tokyo\n");
    let server = place.serve();
    let setup = server.anyone().get("/api/setup").expect(200);
    assert_eq!(setup["shop_name"], "Rye & Co");
    assert_eq!(setup["currency"], "JPY");
    assert_eq!(setup["timezone"], "Asia/Tokyo");
    let health = server.anyone().get("/healthz").expect(200);
    assert_eq!(health["status"], "ok");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
}
