//! What ends a session, and tokens that never were one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use oms::config::Secret;
use serde_json::{Value, json};
use sha2::Sha512;

use super::path_of;
use crate::support::{Client, Shop};

const HOUR_MS: i64 = 60 * 60 * 1000;
const KEY: &str = "thirty-two bytes and a few more for good measure";

/// A token with this body, signed by another algorithm with the same key.
fn hs512(key: &str, body: &str) -> String {
    let message = format!("eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.{body}");
    let mac = Hmac::<Sha512>::new_from_slice(key.as_bytes()).unwrap();
    let mac = mac.chain_update(&message).finalize().into_bytes();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac))
}

fn signed_in(client: &Client) -> bool {
    let reply = client.get("/api/auth/me");
    match reply.status {
        200 => true,
        _ => {
            let ws = client.get("/api/ws");
            ws.refused(401, "unauthenticated");
            client
                .post("/api/orders", &json!({"items": []}))
                .refused(401, "unauthenticated");
            reply.refused(401, "unauthenticated");
            false
        }
    }
}

#[test]
fn a_users_sessions_end_at_once_when_an_admin_takes_away_what_they_rest_on() {
    let shop = Shop::open();
    let ends = [
        (json!({"archived": true}), true),
        (json!({"role": "ADMIN"}), true),
        (json!({"password": "rye and spelt"}), true),
        (json!({"password": null}), true),
        (
            json!({"name": "Robert", "phone": "030 1", "role": "CUSTOMER"}),
            false,
        ),
        (json!({"email": "robert@shop.example"}), false),
    ];
    for (index, (patch, ends)) in ends.iter().enumerate() {
        let email = format!("bob{index}@shop.example");
        let (here, bob) = shop.customer("Bob", &email);
        let there = shop.sign_in(&email, "correct horse");
        shop.admin
            .patch(&path_of("customers", &bob), patch)
            .expect(200);
        assert_eq!([signed_in(&here), signed_in(&there)], [!ends; 2], "{patch}");
    }
    let (bob, record) = shop.customer("Bob", "bob@shop.example");
    shop.admin
        .delete(&path_of("customers", &record))
        .expect(204);
    assert!(!signed_in(&bob), "deleted");
    let (eve, record) = shop.customer("Eve", "eve@shop.example");
    let bread = shop.product("Rye bread", 4.8, None);
    let items = json!([{"product_id": bread["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": record["id"]});
    shop.admin.post("/api/orders", &order).expect(201);
    shop.admin
        .delete(&path_of("customers", &record))
        .expect(204);
    assert!(!signed_in(&eve), "archived, since an order names her");
    // Brought back, she signs in anew; the old session stays ended.
    shop.admin
        .patch(&path_of("customers", &record), &json!({"archived": false}))
        .expect(200);
    assert!(!signed_in(&eve));
    shop.sign_in("eve@shop.example", "correct horse");
    assert!(signed_in(&shop.admin));
}

#[test]
fn an_admin_who_gives_themself_a_new_password_stays_signed_in_here() {
    let shop = Shop::open();
    let elsewhere = shop.sign_in("admin@shop.example", "correct horse");
    let me = path_of("customers", &shop.admin.get("/api/auth/me").expect(200));
    shop.admin
        .patch(&me, &json!({"password": "rye and spelt"}))
        .expect(200);
    assert!(signed_in(&shop.admin));
    assert!(!signed_in(&elsewhere));
}

#[test]
fn a_session_lasts_as_long_as_the_shop_says() {
    let shop = Shop::open_with(|config| config.token_hours = 2);
    shop.advance_ms(2 * HOUR_MS - 60_000);
    assert!(signed_in(&shop.admin));
    shop.advance_ms(60_000);
    assert!(!signed_in(&shop.admin));
    assert!(signed_in(
        &shop.sign_in("admin@shop.example", "correct horse")
    ));
}

#[test]
fn a_session_outlives_a_restart_and_so_does_its_end() {
    let mut shop = Shop::open();
    let gone = shop.sign_in("admin@shop.example", "correct horse");
    gone.send("POST", "/api/auth/logout", "", Vec::new())
        .expect(204);
    shop.restart();
    assert!(signed_in(&shop.admin));
    assert!(!signed_in(&shop.with_token(gone.token.as_deref().unwrap())));
}

#[test]
fn a_token_that_this_server_did_not_sign_is_none() {
    let shop = Shop::open_with(|config| config.jwt_secret = Some(Secret::new(KEY)));
    let (bob, _) = shop.customer("Bob", "bob@shop.example");
    let ours = shop.admin.token.clone().unwrap();
    let claims: Value = jsonwebtoken::dangerous::insecure_decode::<Value>(&ours)
        .unwrap()
        .claims;
    let bobs = bob.token.clone().unwrap();
    let bobs: Value = jsonwebtoken::dangerous::insecure_decode::<Value>(&bobs)
        .unwrap()
        .claims;
    let sign = |key: &str, claims: &Value| {
        let key = EncodingKey::from_secret(key.as_bytes());
        encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
    };
    let with = |member: &str, value: Value| {
        let mut claims = claims.clone();
        claims[member] = value;
        claims
    };
    let [head, body, signature] = ours.split('.').collect::<Vec<_>>()[..] else {
        panic!("three parts")
    };
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let other_key = "another key that has thirty-two bytes as well";
    let unknown = json!("018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e");
    for (what, token) in [
        ("nothing", String::new()),
        ("no token", "token".to_owned()),
        ("dots", "..".to_owned()),
        ("another key", sign(other_key, &claims)),
        ("another algorithm", hs512(KEY, body)),
        ("no algorithm", format!("{none}.{body}.")),
        ("no algorithm, signed", format!("{none}.{body}.{signature}")),
        ("no signature", format!("{head}.{body}.")),
        ("a shortened signature", ours[..ours.len() - 2].to_owned()),
        ("a body of someone else", {
            let other = sign(other_key, &bobs);
            let body = other.split('.').nth(1).unwrap().to_owned();
            format!("{head}.{body}.{signature}")
        }),
        (
            "a session that never was",
            sign(KEY, &with("jti", unknown.clone())),
        ),
        (
            "the session of another",
            sign(KEY, &with("jti", bobs["jti"].clone())),
        ),
        ("a user who never was", sign(KEY, &with("sub", unknown))),
        ("no claims", sign(KEY, &json!({}))),
        ("a very long text", "x".repeat(4000)),
    ] {
        assert!(!signed_in(&shop.with_token(&token)), "{what}");
    }
    for header in [
        "",
        "Bearer",
        "Basic YWRtaW46eA==",
        &ours,
        &format!("Token {ours}"),
        &format!("Bearer {ours} x"),
    ] {
        let reply = shop
            .anyone()
            .with("Authorization", header)
            .get("/api/auth/me");
        reply.refused(401, "unauthenticated");
    }
    let scheme = shop
        .anyone()
        .with("Authorization", &format!("bearer {ours}"));
    assert!(
        signed_in(&scheme),
        "the name of a scheme has no case (RFC 9110, 11.1)"
    );
    let in_the_address = format!("/api/auth/me?token={ours}");
    assert_ne!(shop.anyone().get(&in_the_address).status, 200);
    assert!(signed_in(&shop.admin));
}
