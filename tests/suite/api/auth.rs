//! Signing in: passwords, the brake on guessing, one-time links.

use oms::auth::hash_one_time;
use serde_json::{Value, json};

use super::{at_once, fields, path_of, sql};
use crate::support::{Reply, Shop};

const EMAIL: &str = "admin@shop.example";
const PASSWORD: &str = "correct horse";
const MINUTE_MS: i64 = 60_000;

fn log_in(shop: &Shop, email: &str, password: &str) -> Reply {
    let credentials = json!({"email": email, "password": password});
    shop.anyone().post("/api/auth/login", &credentials)
}

/// Tries a wrong password until the server has had enough; how many it took, and the refusal.
fn guess(shop: &Shop, email: &str) -> (usize, Reply) {
    let mut guesses = (1..=100).map(|index| (index, log_in(shop, email, "a wrong guess")));
    guesses
        .find(|(_, reply)| reply.status != 401)
        .expect("a brake on guessing")
}

/// Makes a link that signs this user in, as the command line does.
fn link(shop: &Shop, user: &Value, token: &str, valid_ms: i64) {
    let id = "SELECT id FROM users WHERE lower(hex(id)) = replace(?2, '-', '')";
    let insert = format!("INSERT INTO one_time_tokens VALUES (?1, 'SIGN_IN', ({id}), ?3)");
    let expires = jiff::Timestamp::now().as_millisecond() + valid_ms;
    let bound = rusqlite::params![hash_one_time(token), user["id"].as_str(), expires];
    assert_eq!(sql(shop).execute(&insert, bound).unwrap(), 1);
}

fn follow(shop: &Shop, token: &str) -> Reply {
    shop.anyone()
        .post("/api/auth/link", &json!({ "token": token }))
}

#[test]
fn who_signs_in_gets_a_token_that_says_who_they_are_and_until_when() {
    let shop = Shop::open();
    for email in [EMAIL, "ADMIN@Shop.Example", " admin@shop.example "] {
        let reply = log_in(&shop, email, PASSWORD);
        let body = reply.expect(200);
        let client = shop.with_token(body["token"].as_str().unwrap());
        let me = client.get("/api/auth/me");
        assert_eq!(me.header("cache-control"), Some("no-store"));
        assert_eq!(me.expect(200), body["user"]);
        let expires: jiff::Timestamp = body["expires_at"].as_str().unwrap().parse().unwrap();
        let hours = (expires.as_second() - jiff::Timestamp::now().as_second()) / 60;
        assert!((11 * 60 + 50..=12 * 60).contains(&hours), "{expires}");
    }
}

#[test]
fn a_wrong_password_and_an_unknown_email_look_the_same() {
    let shop = Shop::open();
    let archived = json!({"name": "Eve", "email": "eve@shop.example", "password": PASSWORD});
    let eve = shop.admin.post("/api/customers", &archived).expect(201);
    shop.admin
        .patch(&path_of("customers", &eve), &json!({"archived": true}))
        .expect(200);
    let bob = json!({"name": "Bob", "email": "bob@shop.example"});
    shop.admin.post("/api/customers", &bob).expect(201);
    let wrong = log_in(&shop, EMAIL, "a wrong guess");
    for (email, password) in [
        ("nobody@shop.example", PASSWORD),
        ("eve@shop.example", PASSWORD),
        ("bob@shop.example", PASSWORD),
        (EMAIL, "CORRECT HORSE"),
        (EMAIL, "correct horse "),
        (EMAIL, ""),
        ("", ""),
        ("' OR 1=1 --", PASSWORD),
    ] {
        let reply = log_in(&shop, email, password);
        assert_eq!(
            (reply.status, &reply.text),
            (401, &wrong.text),
            "{email} {password}"
        );
        assert_eq!(reply.header("set-cookie"), None);
        assert!(reply.header("www-authenticate").is_some());
    }
    wrong.refused(401, "unauthenticated");
}

#[test]
fn too_many_failures_are_braked_until_the_clock_has_moved_on() {
    let shop = Shop::open();
    let other = json!({"name": "Bob", "email": "bob@shop.example", "password": PASSWORD});
    shop.admin.post("/api/customers", &other).expect(201);
    let (guesses, braked) = guess(&shop, EMAIL);
    assert!((5..=20).contains(&guesses), "{guesses}");
    let wait_s: i64 = braked.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=3600).contains(&wait_s), "{wait_s}");
    braked.refused(429, "too_many");
    // The right password is of no use to a guesser now, and others are not locked out.
    log_in(&shop, EMAIL, PASSWORD).refused(429, "too_many");
    log_in(&shop, "ADMIN@shop.example", PASSWORD).refused(429, "too_many");
    log_in(&shop, "bob@shop.example", PASSWORD).expect(200);
    shop.admin.get("/api/auth/me").expect(200);
    shop.advance_ms((wait_s + 1) * 1000);
    log_in(&shop, EMAIL, PASSWORD).expect(200);
    // Success forgets the failures before it.
    assert_eq!(guess(&shop, EMAIL).0, guesses);
}

#[test]
fn guesses_that_come_at_once_are_braked_too() {
    let shop = Shop::open();
    let statuses = at_once(40, |_| log_in(&shop, EMAIL, "a wrong guess").status);
    let tried = statuses.iter().filter(|status| **status == 401).count();
    let braked = statuses.iter().filter(|status| **status == 429).count();
    assert_eq!(tried + braked, 40, "{statuses:?}");
    assert!(tried <= 20, "{tried} guesses got through");
}

#[test]
fn one_address_cannot_try_one_password_on_everyone() {
    let shop = Shop::open();
    let mut tries =
        (0..200).map(|index| log_in(&shop, &format!("p{index}@shop.example"), PASSWORD));
    let braked = tries
        .find(|reply| reply.status != 401)
        .expect("a brake on guessing");
    braked.refused(429, "too_many");
    shop.advance_ms(60 * MINUTE_MS);
    log_in(&shop, EMAIL, PASSWORD).expect(200);
}

#[test]
fn signing_out_revokes_this_token_and_no_other() {
    let shop = Shop::open();
    let elsewhere = shop.sign_in(EMAIL, PASSWORD);
    let reply = shop.admin.send("POST", "/api/auth/logout", "", Vec::new());
    assert_eq!(reply.expect(204), json!(null));
    shop.admin
        .get("/api/auth/me")
        .refused(401, "unauthenticated");
    let again = shop.admin.send("POST", "/api/auth/logout", "", Vec::new());
    again.refused(401, "unauthenticated");
    elsewhere.get("/api/auth/me").expect(200);
}

#[test]
fn a_new_password_keeps_this_session_and_ends_all_others() {
    let shop = Shop::open();
    let (elsewhere, here) = (shop.sign_in(EMAIL, PASSWORD), &shop.admin);
    let (bob, _) = shop.customer("Bob", "bob@shop.example");
    let change = json!({"current_password": PASSWORD, "new_password": "rye and spelt"});
    assert_eq!(
        here.post("/api/auth/password", &change).expect(204),
        json!(null)
    );
    here.get("/api/auth/me").expect(200);
    elsewhere
        .get("/api/auth/me")
        .refused(401, "unauthenticated");
    bob.get("/api/auth/me").expect(200);
    log_in(&shop, EMAIL, PASSWORD).refused(401, "unauthenticated");
    log_in(&shop, EMAIL, "rye and spelt").expect(200);
    // A customer may change theirs too: it is their own.
    bob.post("/api/auth/password", &change).expect(204);
    bob.get("/api/auth/me").expect(200);
    log_in(&shop, "bob@shop.example", "rye and spelt").expect(200);
}

#[test]
fn a_password_changes_only_with_the_present_one_and_to_a_long_one() {
    let shop = Shop::open();
    for (current, new, field) in [
        ("a wrong guess", "rye and spelt", "current_password"),
        (PASSWORD, "1234567", "new_password"),
        (PASSWORD, "", "new_password"),
    ] {
        let change = json!({"current_password": current, "new_password": new});
        let problem = shop
            .admin
            .post("/api/auth/password", &change)
            .refused(400, "invalid");
        assert_eq!(fields(&problem), [field]);
    }
    log_in(&shop, EMAIL, PASSWORD).expect(200);
    // Eight letters are eight letters in any script.
    let change = json!({"current_password": PASSWORD, "new_password": "пароль12"});
    shop.admin.post("/api/auth/password", &change).expect(204);
    log_in(&shop, EMAIL, "пароль12").expect(200);
    // Guessing the present password through a stolen session is braked as well.
    let change = json!({"current_password": "a wrong guess", "new_password": "rye and spelt"});
    let mut tries = (0..100).map(|_| shop.admin.post("/api/auth/password", &change));
    let braked = tries
        .find(|reply| reply.status != 400)
        .expect("a brake on guessing");
    braked.refused(429, "too_many");
}

#[test]
fn a_sign_in_link_works_once_and_not_for_long() {
    let shop = Shop::open();
    let me = shop.admin.get("/api/auth/me").expect(200);
    link(&shop, &me, "once", 60 * MINUTE_MS);
    let reply = follow(&shop, "once");
    assert!(reply.header("set-cookie").is_some());
    let body = reply.expect(200);
    assert_eq!(body["user"], me);
    shop.with_token(body["token"].as_str().unwrap())
        .get("/api/orders")
        .expect(200);
    follow(&shop, "once").refused(401, "unauthenticated");
    follow(&shop, "never").refused(401, "unauthenticated");
    link(&shop, &me, "late", 60 * MINUTE_MS);
    shop.advance_ms(60 * MINUTE_MS);
    follow(&shop, "late").refused(401, "unauthenticated");
    link(&shop, &me, "race", 180 * MINUTE_MS);
    let statuses = at_once(6, |_| follow(&shop, "race").status);
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "{statuses:?}"
    );
    let mut tries = (0..100).map(|_| follow(&shop, "never"));
    let braked = tries
        .find(|reply| reply.status != 401)
        .expect("a brake on guessing");
    braked.refused(429, "too_many");
}

#[test]
fn a_password_that_is_guessed_first_is_refused_wherever_one_is_set() {
    let (shop, token) = Shop::open_unclaimed(|_| {});
    let claim = |password: &str| {
        let admin =
            json!({"token": token, "name": "Jo Miller", "email": EMAIL, "password": password});
        shop.anyone().post("/api/setup", &admin)
    };
    // One of the list, in any case; the name, the email, its parts, with digits around them.
    let weak = [
        "password1",
        "QWERTYuiop",
        "Jo-Miller",
        "MILLER1984",
        EMAIL,
        "admin2026!",
    ];
    for password in weak {
        let problem = claim(password).refused(400, "invalid");
        assert_eq!(fields(&problem), ["password"], "{password}");
    }
    let session = claim(PASSWORD).expect(201);
    let admin = shop.with_token(session["token"].as_str().unwrap());
    let me = path_of("customers", &session["user"]);
    for password in weak {
        let change = json!({"current_password": PASSWORD, "new_password": password});
        let problem = admin
            .post("/api/auth/password", &change)
            .refused(400, "invalid");
        assert_eq!(fields(&problem), ["new_password"], "{password}");
        let problem = admin
            .patch(&me, &json!({"password": password}))
            .refused(400, "invalid");
        assert_eq!(fields(&problem), ["password"], "{password}");
        let twin = json!({"name": "Jo Miller", "email": "admin@two.example", "password": password});
        if password != EMAIL {
            let problem = admin.post("/api/customers", &twin).refused(400, "invalid");
            assert_eq!(fields(&problem), ["password"], "{password}");
        }
    }
    log_in(&shop, EMAIL, PASSWORD).expect(200);
    // Nothing else is asked of a password: neither digits nor signs, nor that it be short.
    for password in ["breadbutterjam", "        rye", &"rye ".repeat(250)] {
        let new = json!({"name": "Guest", "email": null, "password": password});
        let problem = admin.post("/api/customers", &new).refused(400, "invalid");
        assert_eq!(fields(&problem), ["email"], "{password}");
    }
}

#[test]
fn a_sign_in_takes_the_place_of_the_session_whose_cookie_came_along() {
    let shop = Shop::open();
    let (bob, _) = shop.customer("Bob", "bob@shop.example");
    let elsewhere = shop.sign_in("bob@shop.example", PASSWORD);
    let cookie = format!("oms_session={}", bob.token.as_ref().unwrap());
    let browser = shop.anyone().with("Cookie", &cookie);
    let try_with = |password: &str| {
        let credentials = json!({"email": EMAIL, "password": password});
        browser.post("/api/auth/login", &credentials)
    };
    try_with("a wrong guess").expect(401);
    browser.get("/api/auth/me").expect(200);
    let me = shop.admin.get("/api/auth/me").expect(200);
    let session = try_with(PASSWORD).expect(200);
    assert_eq!(session["user"], me);
    bob.get("/api/auth/me").refused(401, "unauthenticated");
    elsewhere.get("/api/auth/me").expect(200);
    // By a link it is the same.
    link(&shop, &me, "once", 60 * MINUTE_MS);
    let cookie = format!("oms_session={}", session["token"].as_str().unwrap());
    let browser = shop.anyone().with("Cookie", &cookie);
    browser
        .post("/api/auth/link", &json!({"token": "once"}))
        .expect(200);
    browser.get("/api/auth/me").refused(401, "unauthenticated");
    shop.admin.get("/api/auth/me").expect(200);
}

#[test]
fn who_knows_the_right_password_elsewhere_gets_in_while_a_guesser_is_braked() {
    let shop = Shop::open_with(|config| {
        config.trusted_proxies = vec!["127.0.0.0/8".parse().unwrap()];
    });
    let from = |address: &str, password: &str| {
        let credentials = json!({"email": EMAIL, "password": password});
        let client = shop.anyone().with("X-Forwarded-For", address);
        client.post("/api/auth/login", &credentials)
    };
    let guesser = "203.0.113.9";
    let mut guesses = (0..100).map(|_| from(guesser, "a wrong guess"));
    guesses
        .find(|reply| reply.status == 429)
        .expect("a brake on guessing");
    from(guesser, PASSWORD).refused(429, "too_many");
    // What the guesser writes before the address that the proxy adds changes nothing.
    from(&format!("198.51.100.7, {guesser}"), PASSWORD).refused(429, "too_many");
    from("198.51.100.7", PASSWORD).expect(200);
}
