//! Sockets of scripts, which show an API token.

use serde_json::{Value, json};
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{PASSWORD, Shop, Socket};

fn made(shop: &Shop, name: &str) -> Value {
    let token = json!({"name": name, "read_only": true});
    shop.admin.post("/api/tokens", &token).expect(201)
}

/// A socket of this token that has said hello.
fn greeted(shop: &Shop, token: &Value) -> Socket {
    let client = shop.with_token(token["token"].as_str().unwrap());
    let mut socket = Socket::open(&client, None);
    socket.expect("hello");
    socket
}

/// Shows that a socket is still served, with what admins alone hear.
#[track_caller]
fn assert_alive(shop: &Shop, socket: &mut Socket) {
    let customer = json!({"name": "Sign of life"});
    shop.admin.post("/api/customers", &customer).expect(201);
    while socket.next()["data"]["name"] != "Sign of life" {}
}

#[test]
fn a_revoked_token_loses_its_sockets_at_once_and_no_other_does() {
    let shop = Shop::open();
    let [revoked, other] = ["Wall screen", "Till"].map(|name| made(&shop, name));
    let mut ending = [greeted(&shop, &revoked), greeted(&shop, &revoked)];
    let mut staying = [greeted(&shop, &other), shop.socket()];
    for socket in ending.iter_mut().chain(&mut staying) {
        assert_alive(&shop, socket);
    }
    let path = format!("/api/tokens/{}", revoked["id"].as_str().unwrap());
    shop.admin.delete(&path).expect(204);
    for socket in &mut ending {
        assert_eq!(socket.close_code(), Some(CloseCode::Policy));
    }
    for socket in &mut staying {
        assert_alive(&shop, socket);
    }
    let client = shop.with_token(revoked["token"].as_str().unwrap());
    assert_eq!(Socket::try_open(&client, "", &[]).err(), Some(401));
}

#[test]
fn a_new_password_ends_the_sockets_of_its_admins_tokens() {
    let shop = Shop::open();
    let mut ending = greeted(&shop, &made(&shop, "Wall screen"));
    let mut staying = shop.socket();
    let change = json!({"current_password": PASSWORD, "new_password": "rye and spelt"});
    shop.admin.post("/api/auth/password", &change).expect(204);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    assert_alive(&shop, &mut staying);
}

#[test]
fn a_tokens_socket_outlives_every_sign_in() {
    const HOUR_MS: i64 = 60 * 60 * 1000;
    let shop = Shop::open_with(|config| config.token_hours = 1);
    let mut socket = greeted(&shop, &made(&shop, "Wall screen"));
    shop.advance_ms(2 * HOUR_MS);
    shop.admin
        .get("/api/orders")
        .refused(401, "unauthenticated");
    let admin = shop.sign_in("admin@shop.example", PASSWORD);
    // Ends a session of the same admin: the socket asks whether its own token still counts.
    let other = shop.sign_in("admin@shop.example", PASSWORD);
    other.post("/api/auth/logout", &json!({})).expect(204);
    admin
        .post("/api/products", &json!({"name": "Rye bread", "price": 4.8}))
        .expect(201);
    socket.expect("productUpdated");
}
