//! The mail server of the shop: how it is set, and what a test of it tells.

use std::net::TcpListener;

use serde_json::{Value, json};

use super::{fields, sql};
use crate::support::{Conduct, MailBox, Place, Shop, Wire};

/// Sets a mail server on this machine, with more.
pub(super) fn set(shop: &Shop, mail: &MailBox, more: Value) -> Value {
    let mut patch = json!({
        "host": "127.0.0.1", "port": mail.port, "security": "none", "sender_address": "rye@shop.example",
    });
    let more = more.as_object().unwrap().clone();
    patch.as_object_mut().unwrap().extend(more);
    shop.admin.patch("/api/settings/mail", &patch).expect(200)
}

fn patched(shop: &Shop, patch: Value) -> Value {
    shop.admin.patch("/api/settings/mail", &patch).expect(200)
}

fn tested(shop: &Shop) -> Value {
    let reply = shop
        .admin
        .send("POST", "/api/settings/mail/test", "", Vec::new());
    reply.expect(200)
}

fn signs_in() -> Value {
    json!({"user": "rye", "password": "sour dough"})
}

#[test]
fn the_mail_server_is_set_and_its_password_kept_and_never_told() {
    let shop = Shop::open();
    let nothing = json!({
        "host": null, "port": 587, "security": "starttls", "user": null, "has_password": false, "authority": null,
        "sender_name": null, "sender_address": null, "send_invoices": false, "paused": false,
    });
    assert_eq!(shop.admin.get("/api/settings/mail").expect(200), nothing);
    let all = json!({
        "host": " smtp.shop.example ", "port": 465, "security": "tls", "user": "rye", "password": "sour dough",
        "sender_name": "Rye & Sons", "sender_address": "rye@shop.example", "send_invoices": true,
    });
    let set = patched(&shop, all);
    let expected = json!({
        "host": "smtp.shop.example", "port": 465, "security": "tls", "user": "rye", "has_password": true,
        "authority": null, "sender_name": "Rye & Sons", "sender_address": "rye@shop.example",
        "send_invoices": true, "paused": false,
    });
    assert_eq!(set, expected);
    assert_eq!(patched(&shop, json!({"port": 465}))["has_password"], true);
    for path in [
        "/api/settings/mail",
        "/api/settings",
        "/api/shop",
        "/api/openapi.json",
    ] {
        let told = shop.admin.get(path).text;
        assert!(!told.contains("sour dough"), "{path}: {told}");
    }
    assert_eq!(patched(&shop, json!({"user": null}))["has_password"], false);
    let off = patched(&shop, json!({"host": null}));
    assert_eq!(off["host"], json!(null));
    let reply = shop
        .admin
        .send("POST", "/api/settings/mail/test", "", Vec::new());
    reply.refused(409, "no_mail_server");
    let kept: String = sql(&shop)
        .query_row(
            "SELECT value FROM settings WHERE key = 'mail_server'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert!(
        !kept.contains("sour dough"),
        "what nobody needs is not kept"
    );
}

#[test]
fn what_does_not_go_together_is_refused_by_field() {
    let shop = Shop::open();
    let server = json!({"host": "smtp.shop.example", "sender_address": "rye@shop.example"});
    patched(&shop, server);
    patched(&shop, signs_in());
    for (patch, wrong) in [
        (json!({"security": "none"}), "security"),
        (json!({"security": "ssl"}), "security"),
        (json!({"host": "smtp://shop.example"}), "host"),
        (json!({"host": "shop.example\r\nX"}), "host"),
        (json!({"host": "mail.eve.example"}), "password"),
        (json!({"password": null}), "password"),
        (json!({"port": 0}), "port"),
        (json!({"port": 65536}), "port"),
        (json!({"sender_address": null}), "sender_address"),
        (
            json!({"sender_address": "rye@bäckerei.example"}),
            "sender_address",
        ),
        (
            json!({"sender_address": "rye@shop.example\r\nBcc: eve@eve.example"}),
            "sender_address",
        ),
        (
            json!({"sender_name": "Rye\r\nBcc: eve@eve.example"}),
            "sender_name",
        ),
        (json!({"authority": "nonsense"}), "authority"),
        (json!({"paused": true}), "paused"),
        (json!({"has_password": true}), "has_password"),
        (json!({"send_invoices": null}), "send_invoices"),
    ] {
        let problem = shop.admin.patch("/api/settings/mail", &patch);
        let problem = problem.refused(400, "invalid");
        assert_eq!(fields(&problem), [wrong], "{patch}");
    }
}

#[test]
fn a_test_goes_to_who_asks_for_it_and_tells_what_the_server_said() {
    let shop = Shop::open();
    let mail = MailBox::open();
    set(
        &shop,
        &mail,
        json!({"sender_name": "Bäckerei \"Rye\"", "user": "rye", "password": "sour dough"}),
    );
    let went = tested(&shop);
    let expected = json!({
        "to": "admin@shop.example", "sent": true, "failure": null, "answer": "2.0.0 Ok: queued as 4711",
    });
    assert_eq!(went, expected);
    let taken = mail.next();
    assert_eq!(taken.from, "rye@shop.example");
    assert_eq!(taken.to, ["admin@shop.example"]);
    let expected = ("rye".to_owned(), "sour dough".to_owned());
    assert_eq!(taken.signed_in, Some(expected));
    assert!(taken.text.contains("It works."), "{}", taken.text);
    assert_eq!(shop.admin.get("/api/mails").expect(200), json!([]));
}

#[test]
fn a_test_names_the_step_that_does_not_work() {
    let shop = Shop::open();
    let mail = MailBox::open();
    set(&shop, &mail, signs_in());
    let refuses = |command, answer| Conduct::Answers(command, answer);
    for (conduct, failure, answer) in [
        (
            refuses("AUTH", "535 5.7.8 wrong"),
            "sign_in_refused",
            json!("535 5.7.8 wrong"),
        ),
        (
            refuses("MAIL", "553 5.7.1 not yours"),
            "sender_refused",
            json!("553 5.7.1 not yours"),
        ),
        (
            refuses("RCPT", "550 5.1.1 who?"),
            "recipient_refused",
            json!("550 5.1.1 who?"),
        ),
        (
            refuses("DATA", "554 5.7.1 spam"),
            "message_refused",
            json!("554 5.7.1 spam"),
        ),
        (
            refuses("RCPT", "451 4.7.1 later"),
            "put_off",
            json!("451 4.7.1 later"),
        ),
        (
            refuses("AUTH", "454 4.7.0 later"),
            "put_off",
            json!("454 4.7.0 later"),
        ),
        (Conduct::HangsUpAfterData, "broken", json!(null)),
        (Conduct::Babbles, "broken", json!(null)),
        (
            refuses("EHLO", "250 mail.example"),
            "no_sign_in",
            json!(null),
        ),
    ] {
        mail.becomes(conduct);
        let went = tested(&shop);
        assert_eq!(
            (&went["failure"], &went["answer"]),
            (&json!(failure), &answer)
        );
        assert_eq!(went["sent"], false);
    }
    // Nobody listens there any more.
    let port = TcpListener::bind(("127.0.0.1", 0))
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    patched(&shop, json!({"port": port}));
    assert_eq!(tested(&shop)["failure"], "unreachable");
    let nowhere = json!({"host": "mail.invalid", "security": "tls", "password": "sour dough"});
    patched(&shop, nowhere);
    assert_eq!(tested(&shop)["failure"], "unknown_host");
    assert!(!mail.has_more());
}

#[test]
fn a_server_that_nobody_vouches_for_gets_neither_password_nor_mail() {
    let shop = Shop::open();
    for (wire, security) in [(Wire::Starttls, "starttls"), (Wire::Tls, "tls")] {
        let mail = MailBox::with(wire);
        let more = json!({"security": security, "authority": null, "user": "rye", "password": "sour dough"});
        set(&shop, &mail, more);
        assert_eq!(tested(&shop)["failure"], "untrusted", "{security}");
        let authority = json!({"authority": mail.certificate, "password": "sour dough"});
        patched(&shop, authority);
        assert_eq!(tested(&shop)["sent"], true, "{security}");
        let taken = mail.next();
        assert!(taken.was_encrypted && !mail.has_more());
        assert_eq!(taken.signed_in.unwrap().1, "sour dough");
        // Its certificate is for a name, not for whoever shows it.
        patched(
            &shop,
            json!({"host": "127.0.0.2", "password": "sour dough"}),
        );
        assert_ne!(tested(&shop)["sent"], true, "{security}");
    }
    let without = MailBox::open();
    let more = json!({"security": "starttls", "user": "rye", "password": "sour dough"});
    set(&shop, &without, more);
    assert_eq!(tested(&shop)["failure"], "no_starttls");
    assert!(!without.has_more());
}

#[test]
fn neither_the_password_nor_who_gets_mail_is_in_the_log() {
    let place = Place::new();
    let mail = MailBox::open();
    mail.becomes(Conduct::Answers(
        "RCPT",
        "550 5.1.1 no ada@secret.example here",
    ));
    let server = place.serve();
    let admin = server.claim();
    let patch = json!({
        "host": "127.0.0.1", "port": mail.port, "security": "none", "sender_address": "rye@shop.example",
        "user": "rye", "password": "sour dough", "send_invoices": true,
    });
    admin.patch("/api/settings/mail", &patch).expect(200);
    let bread = admin
        .post("/api/products", &json!({"name": "Bread", "price": 1}))
        .expect(201);
    let ada = json!({"name": "Ada", "email": "ada@secret.example"});
    let ada = admin.post("/api/customers", &ada).expect(201);
    let order =
        json!({"items": [{"product_id": bread["id"], "quantity": 1}], "user_id": ada["id"]});
    let order = admin.post("/api/orders", &order).expect(201);
    let path = format!("/api/orders/{}", order["number"]);
    admin.patch(&path, &json!({"status": "PAID"})).expect(200);
    super::found(|| {
        let mails = admin.get("/api/mails").expect(200);
        (mails[0]["state"] == "failed").then_some(())
    });
    let log = server.stop().join("\n");
    assert!(log.contains("is not sent: recipient_refused"), "{log}");
    for secret in ["sour dough", "secret.example", "rye@shop"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn a_mail_that_waits_is_sent_after_the_server_was_killed() {
    let place = Place::new();
    let mail = MailBox::open();
    mail.becomes(Conduct::Hangs);
    let mut server = place.serve();
    let admin = server.claim();
    let patch = json!({
        "host": "127.0.0.1", "port": mail.port, "security": "none", "sender_address": "rye@shop.example",
        "send_invoices": true,
    });
    admin.patch("/api/settings/mail", &patch).expect(200);
    let bread = json!({"name": "Bread", "price": 1});
    let bread = admin.post("/api/products", &bread).expect(201);
    let ada = json!({"name": "Ada", "email": "ada@buyer.example"});
    let ada = admin.post("/api/customers", &ada).expect(201);
    let order =
        json!({"items": [{"product_id": bread["id"], "quantity": 1}], "user_id": ada["id"]});
    let order = admin.post("/api/orders", &order).expect(201);
    let path = format!("/api/orders/{}", order["number"]);
    admin.patch(&path, &json!({"status": "PAID"})).expect(200);
    mail.is_called();
    server.kill();
    mail.becomes(Conduct::Takes);
    let _again = place.serve();
    assert_eq!(mail.next().to, ["ada@buyer.example"]);
    assert!(!mail.has_more());
}
