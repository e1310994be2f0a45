//! `oms user`: who may sign in.

use rusqlite::Connection;
use serde_json::json;

use crate::support::{Place, Ran};

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
