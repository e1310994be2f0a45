//! `oms user`: who may sign in.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use rusqlite::Connection;
use serde_json::{Value, json};
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Client, PASSWORD, Place, Ran, Shop, Socket};

const EMAIL: &str = "ada@shop.example";

fn add(place: &Place, email: &str, name: &str, role: &[&str], password: &str) -> Ran {
    let mut args = vec!["user", "add", "--email", email, "--name", name];
    args.extend(role);
    args.push("--password-stdin");
    place.oms_reading(password, &args)
}

fn login(place: &Place, email: &str, password: &str) -> u16 {
    let server = place.serve();
    let credentials = json!({"email": email, "password": password});
    server.anyone().post("/api/auth/login", &credentials).status
}

#[test]
fn someone_who_was_added_can_sign_in_with_the_role_they_were_given() {
    let place = Place::new();
    let admin = add(
        &place,
        " Ada@Shop.Example ",
        "Ada",
        &["--role", "admin"],
        "correct horse\n",
    );
    assert_eq!(
        admin.ok(),
        "Added Ada, who can sign in as ada@shop.example.\n"
    );
    // Whatever ends the line is no part of the password, and there need be none.
    for (email, password) in [
        ("ben@shop.example", "staple battery\r\n"),
        ("cid@shop.example", "staple battery"),
    ] {
        add(&place, email, "Ben", &[], password).ok();
    }
    let server = place.serve();
    assert!(server.setup_token().is_none(), "there is an admin");
    for (email, password, role) in [
        (EMAIL, "correct horse", "ADMIN"),
        ("ben@shop.example", "staple battery", "CUSTOMER"),
        ("cid@shop.example", "staple battery", "CUSTOMER"),
    ] {
        let credentials = json!({"email": email, "password": password});
        let reply = server.anyone().post("/api/auth/login", &credentials);
        assert_eq!(reply.expect(200)["user"]["role"], role);
    }
}

#[test]
fn an_email_that_is_taken_is_refused_whatever_its_case() {
    let place = Place::new();
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let why = add(&place, "ADA@shop.example", "Twin", &[], "correct horse\n").failed();
    assert!(why.contains("email"), "{why}");
    assert_eq!(place.oms(&["user", "list"]).ok().lines().count(), 1);
}

#[test]
fn input_that_is_no_good_is_refused_and_nothing_is_added() {
    let place = Place::new();
    for (email, name, password, mention) in [
        (EMAIL, "Ada", "short\n", "8"),
        (EMAIL, "Ada", "\n", "8"),
        (EMAIL, "Ada", "", "8"),
        ("no address", "Ada", "correct horse\n", "email"),
        (EMAIL, " ", "correct horse\n", "name"),
    ] {
        let why = add(&place, email, name, &[], password).failed();
        assert!(why.contains(mention), "{why}");
        assert!(!why.contains("short"), "{why}");
    }
    assert_eq!(
        place.oms(&["user", "list"]).ok(),
        "There are no users yet.\n"
    );
}

#[test]
fn a_new_password_takes_the_place_of_the_old_one() {
    let place = Place::new();
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let password = ["user", "password", "ADA@shop.example", "--password-stdin"];
    let told = place.oms_reading("another horse\n", &password).ok();
    assert_eq!(
        told,
        "Ada has a new password; every session and API token of theirs has ended.\n"
    );
    assert_eq!(login(&place, EMAIL, "correct horse"), 401);
    assert_eq!(login(&place, EMAIL, "another horse"), 200);
    let why = place.oms_reading("short\n", &password).failed();
    assert!(why.contains('8'), "{why}");
    let unknown = ["user", "password", "eve@shop.example", "--password-stdin"];
    let why = place.oms_reading("correct horse\n", &unknown).failed();
    assert!(why.contains("eve@shop.example"), "{why}");
    assert_eq!(login(&place, EMAIL, "another horse"), 200);
}

#[test]
fn a_password_is_asked_for_at_a_terminal_alone_and_kept_as_a_hash() {
    let place = Place::new();
    let add_without = ["user", "add", "--email", EMAIL, "--name", "Ada"];
    let why = place.oms_reading("correct horse\n", &add_without).failed();
    assert!(why.contains("--password-stdin"), "{why}");
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let connection = Connection::open(place.database()).unwrap();
    let hash: String = connection
        .query_row("SELECT password_hash FROM users", [], |row| row.get(0))
        .unwrap();
    assert!(hash.starts_with("$argon2id$"), "{hash}");
}

#[test]
fn the_list_has_a_line_for_everyone_with_role_name_and_email() {
    let place = Place::new();
    add(
        &place,
        EMAIL,
        "Ada Lovelace",
        &["--role", "admin"],
        "correct horse\n",
    )
    .ok();
    add(
        &place,
        "ben@shop.example",
        "Ben",
        &["--role", "customer"],
        "correct horse\n",
    )
    .ok();
    let list = place.oms(&["user", "list"]).ok();
    let mut lines: Vec<_> = list
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "ADMIN Ada Lovelace ada@shop.example",
            "CUSTOMER Ben ben@shop.example"
        ]
    );
}

#[test]
fn a_list_that_was_just_asked_for_has_whom_another_program_adds_at_once() {
    let place = Place::new();
    let server = place.serve();
    let admin = server.claim();
    let names = || {
        let users = admin.get("/api/customers").expect(200);
        let names = users.as_array().unwrap().iter();
        names.map(|user| user["name"].clone()).collect::<Vec<_>>()
    };
    assert!(names().is_empty());
    add(&place, "ben@shop.example", "Ben", &[], "correct horse\n").ok();
    assert_eq!(names(), ["Ben"]);
}

/// The token of the link that was printed.
fn link_of(place: &Place, email: &str) -> String {
    let told = place.oms(&["user", "link", email]).ok();
    assert!(told.contains("signs Ada in"), "{told}");
    let (_, rest) = told
        .split_once("http://127.0.0.1:8000/login#link=")
        .unwrap_or_else(|| panic!("no link for this machine in {told}"));
    rest.split_whitespace().next().unwrap().to_owned()
}

#[test]
fn who_is_locked_out_signs_in_by_a_link_once() {
    let place = Place::new();
    add(
        &place,
        EMAIL,
        "Ada",
        &["--role", "admin"],
        "correct horse\n",
    )
    .ok();
    let server = place.serve();
    let sign_in = |token: &str| {
        let link = json!({ "token": token });
        server.anyone().post("/api/auth/link", &link)
    };
    let before = link_of(&place, EMAIL);
    let token = link_of(&place, " ADA@shop.example");
    sign_in(&before).refused(401, "unauthenticated");
    let session = sign_in(&token).expect(200);
    assert_eq!(session["user"]["name"], "Ada");
    sign_in(&token).refused(401, "unauthenticated");
    // The password is as it was.
    let credentials = json!({"email": EMAIL, "password": "correct horse"});
    let login = server.anyone().post("/api/auth/login", &credentials);
    login.expect(200);
}

#[test]
fn a_sign_in_link_lasts_30_minutes_and_only_its_hash_is_kept() {
    let place = Place::new();
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let token = link_of(&place, EMAIL);
    let connection = Connection::open(place.database()).unwrap();
    let (lasts_ms, hash): (i64, Vec<u8>) = connection
        .query_row(
            "SELECT expires_at - unixepoch('subsec') * 1000, token_hash FROM one_time_tokens",
            [],
            |row| Ok((row.get::<_, f64>(0)? as i64, row.get(1)?)),
        )
        .unwrap();
    assert!(
        (29 * 60_000..=30 * 60_000).contains(&lasts_ms),
        "{lasts_ms}"
    );
    assert_eq!(hash.len(), 32);
    let bytes = std::fs::read(place.database()).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains(&token));
}

#[test]
fn no_link_is_made_for_a_stranger_for_who_is_archived_or_without_a_known_port() {
    let place = Place::new();
    add(
        &place,
        EMAIL,
        "Ada",
        &["--role", "admin"],
        "correct horse\n",
    )
    .ok();
    add(&place, "ben@shop.example", "Ben", &[], "correct horse\n").ok();
    let connection = Connection::open(place.database()).unwrap();
    connection
        .execute("UPDATE users SET archived_at = 1 WHERE name = 'Ben'", [])
        .unwrap();
    for (email, port, mention) in [
        ("eve@shop.example", "8000", "no user with the email eve@"),
        ("ben@shop.example", "8000", "Ben is archived"),
        (EMAIL, "0", "port"),
    ] {
        let ran = place.oms_where(&[("OMS_PORT", port)], &["user", "link", email]);
        let why = ran.failed();
        assert!(why.contains(mention), "{why}");
    }
    let links: i64 = connection
        .query_row("SELECT count(*) FROM one_time_tokens", [], |row| row.get(0))
        .unwrap();
    assert_eq!(links, 0);
}

fn signed_in(client: &Client) -> bool {
    match client.get("/api/auth/me").status {
        200 => true,
        status => {
            assert_eq!(status, 401);
            false
        }
    }
}

#[test]
fn signing_someone_out_ends_their_sessions_links_and_sockets_and_no_others() {
    let shop = Shop::open();
    let (ada, record) = shop.customer("Ada", EMAIL);
    let there = shop.sign_in(EMAIL, PASSWORD);
    let make_admin =
        json!({"name": "Ben", "email": "ben@shop.example", "password": PASSWORD, "role": "ADMIN"});
    shop.admin.post("/api/customers", &make_admin).expect(201);
    let ben = shop.sign_in("ben@shop.example", PASSWORD);
    let script = json!({"name": "Till", "read_only": true});
    let script = ben.post("/api/tokens", &script).expect(201);
    let script = shop.with_token(script["token"].as_str().unwrap());
    let mut ending = Socket::open(&ada, None);
    ending.expect("hello");
    let mut staying = shop.socket();
    staying.expect("hello");

    let place = Place::new();
    let database = shop.database();
    let at = ["--database", database.to_str().unwrap()];
    let sign_out = |who: &str| place.oms(&[&["user", "sign-out", who][..], &at].concat());
    let link = place
        .oms(&[&["user", "link", EMAIL][..], &at].concat())
        .ok();
    let link = link.split_once("#link=").unwrap().1;
    let link = link.split_whitespace().next().unwrap();

    let told = sign_out(" ADA@shop.example").ok();
    assert!(
        told.starts_with("Ada is signed out on every device."),
        "{told}"
    );
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    assert_eq!(
        [&ada, &there, &ben, &shop.admin].map(signed_in),
        [false, false, true, true]
    );
    let follow = shop
        .anyone()
        .post("/api/auth/link", &json!({"token": link}));
    follow.refused(401, "unauthenticated");
    shop.product("Sign of life", 1.0, None);
    assert_eq!(staying.next()["data"]["name"], "Sign of life");
    // She may come back by the same password, and scripts were not meant.
    assert!(signed_in(&shop.sign_in(EMAIL, PASSWORD)));
    sign_out("ben@shop.example").ok();
    assert_eq!([&ben, &script].map(signed_in), [false, true]);
    assert_eq!(
        shop.admin.get("/api/customers").expect(200)[0]["id"],
        record["id"]
    );

    let why = sign_out("eve@shop.example").failed();
    assert!(why.contains("no user with the email eve@"), "{why}");
}

#[test]
fn signing_everyone_out_has_the_running_server_sign_by_another_secret_at_once() {
    let mut shop = Shop::open();
    let secret = || -> String {
        let connection = Connection::open(shop.database()).unwrap();
        let key = "SELECT value FROM settings WHERE key = 'jwt_secret'";
        connection.query_row(key, [], |row| row.get(0)).unwrap()
    };
    let before = secret();
    let (ada, _) = shop.customer("Ada", EMAIL);
    let mut ending = shop.socket();
    ending.expect("hello");
    let place = Place::new();
    let database = shop.database();
    let everyone = [
        "user",
        "sign-out",
        "--everyone",
        "--database",
        database.to_str().unwrap(),
    ];
    let told = place.oms(&everyone).ok();
    assert!(told.starts_with("Everyone is signed out"), "{told}");
    assert_ne!(secret(), before);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    assert_eq!([&ada, &shop.admin].map(signed_in), [false, false]);
    // Whoever had the old secret can't sign the name of a session of today with it.
    let today = shop.sign_in(EMAIL, PASSWORD);
    let token = today.token.as_deref().unwrap();
    let claims = jsonwebtoken::dangerous::insecure_decode::<Value>(token)
        .unwrap()
        .claims;
    let key = EncodingKey::from_secret(before.as_bytes());
    let forged = encode(&Header::new(Algorithm::HS256), &claims, &key).unwrap();
    assert!(!signed_in(&shop.with_token(&forged)));
    let ours = DecodingKey::from_secret(secret().as_bytes());
    let read = decode::<Value>(token, &ours, &Validation::new(Algorithm::HS256));
    assert_eq!(read.unwrap().claims, claims);
    assert!(signed_in(&today));
    shop.restart();
    let token = today.token.as_deref().unwrap();
    assert!(
        signed_in(&shop.with_token(token)),
        "the new secret is the one that is kept"
    );
}

#[test]
fn a_secret_of_the_settings_is_changed_there_and_the_command_says_so() {
    let place = Place::new();
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let secret = [(
        "OMS_JWT_SECRET",
        "thirty-two bytes and a few more for good measure",
    )];
    let ran = place.oms_where(&secret, &["user", "sign-out", "--everyone"]);
    assert!(ran.stderr.contains("jwt_secret"), "{ran:?}");
    assert!(!ran.stderr.contains("thirty-two"), "{ran:?}");
    ran.ok();
    let ran = place.oms(&["user", "sign-out", "--everyone"]);
    assert_eq!(ran.stderr, "");
    ran.ok();
}

#[test]
fn a_password_that_is_guessed_first_is_refused() {
    let place = Place::new();
    for password in ["password1\n", "ada.1984\n", "ada@shop.example\n"] {
        let why = add(&place, EMAIL, "Ada", &[], password).failed();
        assert!(why.contains("password"), "{why}");
    }
    add(&place, EMAIL, "Ada", &[], "correct horse\n").ok();
    let set = ["user", "password", EMAIL, "--password-stdin"];
    for password in ["Iloveyou\n", "19.Ada.84\n"] {
        place.oms_reading(password, &set).failed();
    }
    assert_eq!(login(&place, EMAIL, "correct horse"), 200);
}
