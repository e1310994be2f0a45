//! Who may open a socket, and what ends it.

use serde_json::{Value, json};
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Client, PASSWORD, Place, Shop, Socket};

const EMAIL: &str = "ada@shop.example";

/// A socket that has said hello.
fn greeted(client: &Client) -> Socket {
    let mut socket = Socket::open(client, None);
    socket.expect("hello");
    socket
}

fn path_of(user: &Value) -> String {
    format!("/api/customers/{}", user["id"].as_str().unwrap())
}

/// Shows that a socket is still served.
#[track_caller]
fn assert_alive(shop: &Shop, socket: &mut Socket) {
    shop.product("Sign of life", 1.0, None);
    while socket.next()["data"]["name"] != "Sign of life" {}
}

#[test]
fn nobody_hears_anything_without_signing_in() {
    let shop = Shop::open();
    let refused = |client: &Client| Socket::try_open(client, "", &[]).err();
    assert_eq!(refused(&shop.anyone()), Some(401));
    assert_eq!(refused(&shop.with_token("nonsense")), Some(401));
    let cookie = [("Cookie", "oms_session=nonsense")];
    let refused = Socket::try_open(&shop.anyone(), "?since=0", &cookie).err();
    assert_eq!(refused, Some(401));
    // A token in the address would end up in logs: it is not taken.
    let in_address = format!("?token={}", shop.admin.token.as_deref().unwrap());
    let refused = Socket::try_open(&shop.anyone(), &in_address, &[]).err();
    assert!(matches!(refused, Some(400 | 401)), "{refused:?}");
}

#[test]
fn a_browser_may_listen_from_the_shops_own_pages_and_those_it_allows() {
    let allowed = "https://desk.example";
    let shop = Shop::open_with(|config| config.allowed_origins = vec![allowed.to_owned()]);
    let login = json!({"email": "admin@shop.example", "password": PASSWORD});
    let login = shop.anyone().post("/api/auth/login", &login);
    let cookie = login.header("set-cookie").unwrap().split(';').next();
    let cookie = cookie.unwrap().to_owned();
    let own = shop.admin.origin();
    let tried = |client: &Client, headers: &[(&'static str, &str)]| {
        let opened = Socket::try_open(client, "", headers);
        opened.map(|mut socket| socket.expect("hello")["seq"].is_i64())
    };
    let anyone = shop.anyone();
    for origin in [own.as_str(), allowed, "HTTPS://Desk.Example"] {
        let headers = [("Cookie", cookie.as_str()), ("Origin", origin)];
        assert_eq!(tried(&anyone, &headers), Ok(true), "{origin}");
    }
    for origin in [
        "https://evil.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://desk.example.evil.example",
    ] {
        let headers = [("Cookie", cookie.as_str()), ("Origin", origin)];
        assert_eq!(tried(&anyone, &headers), Err(403), "{origin}");
        assert_eq!(tried(&shop.admin, &[("Origin", origin)]), Err(403));
    }
    assert_eq!(tried(&shop.admin, &[]), Ok(true), "a script has no Origin");
    assert_eq!(tried(&shop.admin, &[("Origin", &own)]), Ok(true));
}

#[test]
fn signing_out_ends_the_sockets_of_this_session_and_no_other() {
    let shop = Shop::open();
    let (here, _) = shop.customer("Ada", EMAIL);
    let there = shop.sign_in(EMAIL, PASSWORD);
    let mut ending = [greeted(&here), greeted(&here)];
    let mut staying = greeted(&there);
    here.post("/api/auth/logout", &json!({})).expect(204);
    for socket in &mut ending {
        assert_eq!(socket.close_code(), Some(CloseCode::Policy));
    }
    assert_alive(&shop, &mut staying);
    assert_eq!(Socket::try_open(&here, "", &[]).err(), Some(401));
}

#[test]
fn a_new_password_ends_every_other_socket_of_the_user_and_this_one_stays() {
    let shop = Shop::open();
    let (here, _) = shop.customer("Ada", EMAIL);
    let there = shop.sign_in(EMAIL, PASSWORD);
    let mut staying = greeted(&here);
    let mut ending = greeted(&there);
    let mut admin = shop.socket();
    let change = json!({"current_password": PASSWORD, "new_password": "another horse"});
    here.post("/api/auth/password", &change).expect(204);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    assert_alive(&shop, &mut staying);
    assert_alive(&shop, &mut admin);
}

#[test]
fn a_password_set_by_an_admin_ends_the_sockets_of_its_user() {
    let shop = Shop::open();
    let (ada, record) = shop.customer("Ada", EMAIL);
    let mut ending = greeted(&ada);
    let password = json!({"password": "another horse"});
    shop.admin.patch(&path_of(&record), &password).expect(200);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
}

#[test]
fn archiving_demoting_and_deleting_someone_ends_their_sockets() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let ends = |email: &str, change: &dyn Fn(&str)| {
        let (client, record) = shop.customer("Ada", email);
        let mut socket = greeted(&client);
        change(&path_of(&record));
        assert_eq!(socket.close_code(), Some(CloseCode::Policy), "{email}");
        assert_eq!(Socket::try_open(&client, "", &[]).err(), Some(401));
    };
    let patch = |path: &str, body: Value| shop.admin.patch(path, &body).expect(200);
    ends("archived@shop.example", &|path| {
        patch(path, json!({"archived": true}));
    });
    ends("promoted@shop.example", &|path| {
        patch(path, json!({"role": "ADMIN"}));
    });
    ends("no-password@shop.example", &|path| {
        patch(path, json!({"password": null}));
    });
    ends("deleted@shop.example", &|path| {
        shop.admin.delete(path).expect(204);
    });
    ends("with-orders@shop.example", &|path| {
        let id = path.rsplit('/').next().unwrap();
        let items = json!([{"product_id": bread["id"], "quantity": 1}]);
        let order = json!({"items": items, "user_id": id});
        shop.admin.post("/api/orders", &order).expect(201);
        shop.admin.delete(path).expect(204);
    });
    let admin = json!({"name": "Eve", "email": EMAIL, "password": PASSWORD, "role": "ADMIN"});
    let record = shop.admin.post("/api/customers", &admin).expect(201);
    let mut demoted = greeted(&shop.sign_in(EMAIL, PASSWORD));
    patch(&path_of(&record), json!({"role": "CUSTOMER"}));
    assert_eq!(demoted.close_code(), Some(CloseCode::Policy));
}

#[test]
fn a_change_of_name_ends_no_socket() {
    let shop = Shop::open();
    let (ada, record) = shop.customer("Ada", EMAIL);
    let mut socket = greeted(&ada);
    let name = json!({"name": "Ada King"});
    shop.admin.patch(&path_of(&record), &name).expect(200);
    assert_eq!(socket.expect("customerUpdated")["data"]["name"], "Ada King");
    assert_alive(&shop, &mut socket);
}

#[test]
fn a_password_given_on_the_command_line_ends_the_users_sockets_on_the_running_server() {
    let shop = Shop::open();
    let (ada, _) = shop.customer("Ada", EMAIL);
    let mut ending = greeted(&ada);
    let mut staying = shop.socket();
    let place = Place::new();
    let database = shop.database();
    let password = [
        "user",
        "password",
        EMAIL,
        "--password-stdin",
        "--database",
        database.to_str().unwrap(),
    ];
    place.oms_reading("another horse\n", &password).ok();
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    assert_alive(&shop, &mut staying);
    shop.sign_in(EMAIL, "another horse");
}

#[test]
fn a_socket_ends_when_its_session_runs_out() {
    const HOUR_MS: i64 = 60 * 60 * 1000;
    let shop = Shop::open_with(|config| config.token_hours = 1);
    // Of the hour, three seconds are left.
    shop.advance_ms(HOUR_MS - 3_000);
    let mut ending = greeted(&shop.admin);
    let admin = shop.sign_in("admin@shop.example", PASSWORD);
    let mut staying = greeted(&admin);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    admin.post("/api/products", &json!({"name": "Rye bread", "price": 4.8}));
    staying.expect("productUpdated");
    assert_eq!(Socket::try_open(&shop.admin, "", &[]).err(), Some(401));
}
