//! Mails with documents: they go out once, again and again until they are taken, and never in anyone's way.

use std::time::Instant;

use serde_json::{Value, json};

use super::mail_server::set;
use super::{fields, found, path_of, pluck};
use crate::support::{Conduct, MailBox, PASSWORD, Shop, Taken};

/// 2026-03-01T12:00:00Z.
const NOON_MS: i64 = 1_772_366_400_000;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const PUTS_OFF: Conduct = Conduct::Answers("RCPT", "451 4.7.1 come back later");
const WHO: Conduct = Conduct::Answers("RCPT", "550 5.1.1 nobody of this name");

/// A shop whose clock stands until it is set, with a mail server that takes what comes.
fn shop() -> (Shop, MailBox) {
    let shop = Shop::open_stopped(NOON_MS, |config| {
        config.backup_every_hours = 0;
        config.token_hours = 24 * 365;
        config.shop_name = "Bäckerei \"Rye\"".to_owned();
    });
    let mail = MailBox::open();
    set(&shop, &mail, json!({"send_invoices": true}));
    (shop, mail)
}

/// An order of someone with this address.
fn order_of(shop: &Shop, email: Option<&str>) -> Value {
    let buyer = json!({"name": "Ada Löwe", "email": email});
    let buyer = shop.admin.post("/api/customers", &buyer).expect(201);
    let bread = shop.product("Rye bread", 4.8, None);
    let items = json!([{"product_id": bread["id"], "quantity": 2}]);
    let order = json!({"items": items, "user_id": buyer["id"]});
    shop.admin.post("/api/orders", &order).expect(201)
}

fn paid(shop: &Shop, email: &str) -> Value {
    let order = order_of(shop, Some(email));
    shop.move_to(&order, "PAID")
}

fn mails(shop: &Shop) -> Value {
    shop.admin.get("/api/mails").expect(200)
}

/// The newest mail, once it is as it should be.
#[track_caller]
fn newest(shop: &Shop, is_so: impl Fn(&Value) -> bool) -> Value {
    found(|| Some(mails(shop)[0].clone()).filter(&is_so))
}

#[track_caller]
fn in_state(shop: &Shop, state: &str) -> Value {
    newest(shop, |mail| mail["state"] == state)
}

#[track_caller]
fn tried(shop: &Shop, attempts: i64) -> Value {
    newest(shop, |mail| mail["attempts"] == attempts)
}

fn ms(time: &Value) -> i64 {
    let time: jiff::Timestamp = time.as_str().unwrap().parse().unwrap();
    time.as_millisecond()
}

/// Sets the clock to when a mail is tried next.
fn wait_for_next_try(shop: &Shop, mail: &Value) -> i64 {
    let wait = ms(&mail["next_attempt_at"]) - ms(&mail["attempted_at"]);
    shop.advance_ms(wait);
    shop.look_after_deliveries();
    wait
}

fn send_again(shop: &Shop, mail: &Value) -> Value {
    let path = format!("{}/send", path_of("mails", mail));
    shop.admin.send("POST", &path, "", Vec::new()).expect(202)
}

fn alarms(shop: &Shop) -> Value {
    shop.admin.get("/api/alarms").expect(200)
}

/// Whether a mail bears what it has to, and nothing more.
#[track_caller]
fn assert_sound(taken: &Taken) {
    let head = taken.head();
    let mut names: Vec<_> = head
        .iter()
        .map(|line| line.split_once(':').unwrap().0)
        .collect();
    names.sort_unstable();
    let expected = [
        "Auto-Submitted",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ];
    assert_eq!(names, expected);
    assert_eq!(taken.header("Auto-Submitted"), "auto-generated");
    assert_eq!(taken.parts().len(), 2);
}

#[test]
fn an_invoice_goes_to_its_buyer_once_it_is_issued_and_the_credit_note_after_it() {
    let (shop, mail) = shop();
    let order = order_of(&shop, Some("ada@buyer.example"));
    assert!(!mail.has_more() && mails(&shop) == json!([]));
    shop.move_to(&order, "PAID");
    let taken = mail.next();
    assert_sound(&taken);
    assert_eq!(
        (taken.from.as_str(), &taken.to),
        ("rye@shop.example", &vec!["ada@buyer.example".to_owned()])
    );
    assert_eq!(taken.header("To"), "ada@buyer.example");
    assert_eq!(taken.header("Date"), "Sun, 01 Mar 2026 12:00:00 +0000");
    assert!(taken.header("From").ends_with("<rye@shop.example>"));
    let sent = in_state(&shop, "sent");
    let expected = json!({
        "id": sent["id"], "kind": "invoice", "document": 1, "order_id": order["id"],
        "order_number": order["number"], "to": "ada@buyer.example", "created_at": "2026-03-01T12:00:00.000Z",
        "actor": null, "state": "sent", "attempts": 1, "attempted_at": "2026-03-01T12:00:00.000Z",
        "next_attempt_at": null, "failure": null, "answer": "2.0.0 Ok: queued as 4711",
        "sent_at": "2026-03-01T12:00:00.000Z",
    });
    assert_eq!(sent, expected);
    let id = format!("<{}@shop.example>", sent["id"].as_str().unwrap());
    assert_eq!(taken.header("Message-ID"), id);
    assert!(
        taken.parts()[0].contains("Invoice 1 for your order 1001"),
        "{}",
        taken.text
    );
    // What is sent is what is shown.
    let shown = shop.admin.get("/api/documents/1");
    assert!(shown.bytes.starts_with(b"%PDF-") && taken.file() == shown.bytes);
    shop.move_to(&order, "CANCELLED");
    let credit_note = mail.next();
    assert_sound(&credit_note);
    assert!(credit_note.parts()[0].contains("Credit note 2 for your order 1001"));
    assert_ne!(credit_note.header("Message-ID"), id);
    in_state(&shop, "sent");
    assert_eq!(pluck(&mails(&shop), "kind"), ["credit_note", "invoice"]);
    assert!(!mail.has_more());
}

#[test]
fn nobody_gets_mail_who_has_no_address_or_when_the_shop_does_not_want_it() {
    let (shop, mail) = shop();
    let order = order_of(&shop, None);
    shop.move_to(&order, "PAID");
    let walk_in = shop.order(&shop.product("Bun", 1.0, None), 1);
    shop.move_to(&walk_in, "PAID");
    set(&shop, &mail, json!({"send_invoices": false}));
    paid(&shop, "ada@buyer.example");
    assert_eq!(mails(&shop), json!([]));
    assert!(!mail.has_more());
}

#[test]
fn what_the_server_puts_off_is_tried_again_with_the_same_id_and_sent_once() {
    let (shop, mail) = shop();
    mail.becomes(PUTS_OFF);
    paid(&shop, "ada@buyer.example");
    for (wait_ms, attempts) in [(5_000, 1), (60_000, 2)] {
        let failed = tried(&shop, attempts);
        assert_eq!(
            (&failed["state"], &failed["failure"]),
            (&json!("waiting"), &json!("put_off"))
        );
        assert_eq!(failed["answer"], "451 4.7.1 come back later");
        let waited = wait_for_next_try(&shop, &failed);
        assert!((waited - wait_ms).abs() <= wait_ms / 10, "{waited}");
    }
    let failed = tried(&shop, 3);
    mail.becomes(Conduct::HangsUpAfterData);
    wait_for_next_try(&shop, &failed);
    let failed = tried(&shop, 4);
    assert_eq!(
        (&failed["failure"], &failed["answer"]),
        (&json!("broken"), &json!(null))
    );
    mail.becomes(Conduct::Takes);
    wait_for_next_try(&shop, &failed);
    let taken = mail.next();
    assert_eq!(
        taken.header("Message-ID"),
        format!("<{}@shop.example>", failed["id"].as_str().unwrap())
    );
    let sent = in_state(&shop, "sent");
    assert_eq!(
        (&sent["attempts"], &sent["failure"]),
        (&json!(5), &json!(null))
    );
    shop.advance_ms(DAY_MS);
    shop.look_after_deliveries();
    paid(&shop, "bob@buyer.example");
    assert_eq!(mail.next().to, ["bob@buyer.example"]);
    assert!(!mail.has_more());
}

#[test]
fn a_recipient_that_is_refused_fails_at_once_with_the_servers_words_and_holds_up_nobody() {
    let (shop, mail) = shop();
    mail.becomes(WHO);
    paid(&shop, "ada@wrong.example");
    let failed = in_state(&shop, "failed");
    assert_eq!(failed["failure"], "recipient_refused");
    assert_eq!(failed["answer"], "550 5.1.1 nobody of this name");
    assert_eq!(
        (&failed["attempts"], &failed["next_attempt_at"]),
        (&json!(1), &json!(null))
    );
    let alarm = json!({
        "kind": "mail_failed", "at": "2026-03-01T12:00:00.000Z",
        "detail": "1 not sent. The mail server refused the recipient.",
    });
    assert_eq!(alarms(&shop), json!([alarm]));
    mail.becomes(Conduct::Takes);
    paid(&shop, "bob@buyer.example");
    assert_eq!(mail.next().to, ["bob@buyer.example"]);
    let only_failed = shop.admin.get("/api/mails?state=failed").expect(200);
    assert_eq!(only_failed, json!([failed]));
    assert_eq!(send_again(&shop, &failed)["state"], "waiting");
    assert_eq!(mail.next().to, ["ada@wrong.example"]);
    found(|| (alarms(&shop) == json!([])).then_some(()));
    let path = format!("{}/send", path_of("mails", &failed));
    found(|| {
        let sent = shop.admin.get("/api/mails?state=sent").expect(200);
        (sent.as_array().unwrap().len() == 2).then_some(())
    });
    shop.admin
        .send("POST", &path, "", Vec::new())
        .refused(409, "mail_sent");
    shop.admin
        .delete(&path_of("mails", &failed))
        .refused(409, "mail_sent");
}

#[test]
fn after_more_than_a_day_it_is_given_up_with_an_alarm_until_someone_lets_it_go() {
    let (shop, mail) = shop();
    mail.becomes(Conduct::Answers("AUTH", "535 5.7.8 no"));
    set(&shop, &mail, json!({"user": "rye", "password": "wrong"}));
    paid(&shop, "ada@buyer.example");
    let mut waited = 0;
    for attempts in 1..9 {
        let failed = tried(&shop, attempts);
        assert_eq!(
            (&failed["state"], &failed["failure"]),
            (&json!("waiting"), &json!("sign_in_refused"))
        );
        // Soon someone is told: a wrong password does not become right by itself.
        let told = alarms(&shop) != json!([]);
        assert_eq!(told, attempts >= 3, "{attempts}");
        waited += wait_for_next_try(&shop, &failed);
    }
    assert!(waited > DAY_MS, "{waited}");
    let failed = in_state(&shop, "failed");
    assert_eq!(
        (&failed["attempts"], &failed["next_attempt_at"]),
        (&json!(9), &json!(null))
    );
    assert_eq!(alarms(&shop)[0]["kind"], "mail_failed");
    shop.admin.delete(&path_of("mails", &failed)).expect(204);
    assert_eq!((mails(&shop), alarms(&shop)), (json!([]), json!([])));
    shop.admin
        .delete(&path_of("mails", &failed))
        .refused(404, "not_found");
}

#[test]
fn a_server_that_comes_back_gets_all_that_waits_for_it() {
    let (shop, mail) = shop();
    mail.becomes(Conduct::Babbles);
    for name in ["ada", "bob", "cem"] {
        paid(&shop, &format!("{name}@buyer.example"));
        tried(&shop, 1);
    }
    mail.becomes(Conduct::Takes);
    // None of them is due: another mail goes out, and shows that the server is there.
    paid(&shop, "dan@buyer.example");
    let mut to: Vec<_> = (0..4).map(|_| mail.next().to.remove(0)).collect();
    to.sort();
    let all = ["ada", "bob", "cem", "dan"].map(|name| format!("{name}@buyer.example"));
    assert_eq!(to, all);
}

#[test]
fn other_settings_are_tried_at_once() {
    let (shop, mail) = shop();
    mail.becomes(Conduct::Babbles);
    paid(&shop, "ada@buyer.example");
    tried(&shop, 1);
    let right = MailBox::open();
    set(&shop, &right, json!({}));
    assert_eq!(right.next().to, ["ada@buyer.example"]);
    assert_eq!(in_state(&shop, "sent")["attempts"], 2);
}

#[test]
fn a_server_that_hangs_holds_up_neither_orders_nor_the_end_and_gets_the_mail_later() {
    let (mut shop, mail) = shop();
    mail.becomes(Conduct::Hangs);
    let began = Instant::now();
    for name in ["ada", "bob", "cem"] {
        paid(&shop, &format!("{name}@buyer.example"));
    }
    mail.is_called();
    shop.stop();
    assert!(began.elapsed().as_secs() < 15, "{:?}", began.elapsed());
    mail.becomes(Conduct::Takes);
    shop.restart();
    let mut to: Vec<_> = (0..3).map(|_| mail.next().to.remove(0)).collect();
    to.sort();
    assert_eq!(
        to,
        [
            "ada@buyer.example",
            "bob@buyer.example",
            "cem@buyer.example"
        ]
    );
    in_state(&shop, "sent");
    shop.restart();
    paid(&shop, "dan@buyer.example");
    assert_eq!(
        mail.next().to,
        ["dan@buyer.example"],
        "nothing is sent twice"
    );
}

#[test]
fn a_restored_backup_sends_nothing_again_and_nothing_new_until_someone_says_so() {
    let (shop, mail) = shop();
    mail.becomes(PUTS_OFF);
    paid(&shop, "ada@buyer.example");
    let waiting = tried(&shop, 1);
    let backup = shop
        .admin
        .send("POST", "/api/backups", "", Vec::new())
        .expect(201);
    mail.becomes(Conduct::Takes);
    wait_for_next_try(&shop, &waiting);
    mail.next();
    in_state(&shop, "sent");
    let restore = format!("/api/backups/{}/restore", backup["name"].as_str().unwrap());
    shop.admin
        .send("POST", &restore, "", Vec::new())
        .expect(200);
    let admin = shop.sign_in("admin@shop.example", PASSWORD);
    let failed = admin.get("/api/mails").expect(200)[0].clone();
    assert_eq!(
        (&failed["state"], &failed["failure"]),
        (&json!("failed"), &json!("restored"))
    );
    let kinds = pluck(&admin.get("/api/alarms").expect(200), "kind");
    assert_eq!(kinds, ["mail_paused", "mail_failed"]);
    let settings = admin.get("/api/settings/mail").expect(200);
    assert_eq!(
        (&settings["paused"], &settings["send_invoices"]),
        (&json!(true), &json!(true))
    );
    // What is sold meanwhile waits.
    let bread = json!({"name": "Bun", "price": 1});
    let bread = admin.post("/api/products", &bread).expect(201);
    let bob = json!({"name": "Bob", "email": "bob@buyer.example"});
    let bob = admin.post("/api/customers", &bob).expect(201);
    let order =
        json!({"items": [{"product_id": bread["id"], "quantity": 1}], "user_id": bob["id"]});
    let order = admin.post("/api/orders", &order).expect(201);
    let path = path_of("orders", &order);
    admin.patch(&path, &json!({"status": "PAID"})).expect(200);
    shop.advance_ms(DAY_MS);
    shop.look_after_deliveries();
    assert!(!mail.has_more());
    let go_on = json!({"paused": false});
    assert_eq!(
        admin.patch("/api/settings/mail", &go_on).expect(200)["paused"],
        false
    );
    assert_eq!(mail.next().to, ["bob@buyer.example"]);
    assert!(!mail.has_more());
}

#[test]
fn a_document_is_sent_by_hand_to_its_buyer_or_to_whom_one_names() {
    let (shop, mail) = shop();
    set(&shop, &mail, json!({"send_invoices": false}));
    let order = paid(&shop, "ada@buyer.example");
    let send = |path: &str, body: Value| shop.admin.post(path, &body);
    let asked = send("/api/documents/1/mails", json!({})).expect(202);
    assert_eq!(
        (&asked["to"], &asked["document"]),
        (&json!("ada@buyer.example"), &json!(1))
    );
    assert_eq!(asked["actor"]["name"], "Admin");
    assert_eq!(mail.next().to, ["ada@buyer.example"]);
    send(
        "/api/documents/1/mails",
        json!({"to": "books@shop.example"}),
    )
    .expect(202);
    assert_eq!(mail.next().to, ["books@shop.example"]);
    let receipt = format!("/api/orders/{}/receipt/mails", order["number"]);
    let asked = send(&receipt, json!({})).expect(202);
    assert_eq!(
        (&asked["kind"], &asked["document"]),
        (&json!("receipt"), &json!(null))
    );
    assert!(mail.next().parts()[0].contains("receipt for your order 1001"));
    let of_order = shop.admin.get("/api/mails?order=1001").expect(200);
    assert_eq!(of_order.as_array().unwrap().len(), 3);
    assert_eq!(
        shop.admin.get("/api/mails?order=1002").expect(200),
        json!([])
    );

    send("/api/documents/2/mails", json!({})).refused(404, "not_found");
    send("/api/documents/x/mails", json!({})).refused(404, "not_found");
    send("/api/orders/999/receipt/mails", json!({})).refused(404, "not_found");
    for wrong in [
        "ada",
        "ada@b\r\nRCPT TO:<eve@eve.example>",
        "ädä@buyer.example",
        "a@b.example, c@d.example",
    ] {
        let problem = send("/api/documents/1/mails", json!({"to": wrong}));
        assert_eq!(fields(&problem.refused(400, "invalid")), ["to"], "{wrong}");
    }
    let walk_in = shop.order(&shop.product("Bun", 1.0, None), 1);
    let receipt = format!("/api/orders/{}/receipt/mails", walk_in["number"]);
    send(&receipt, json!({"to": "ada@buyer.example"})).refused(409, "nothing_paid");
    shop.move_to(&walk_in, "PAID");
    let problem = send("/api/documents/2/mails", json!({}));
    assert_eq!(fields(&problem.refused(400, "invalid")), ["to"]);
    set(&shop, &mail, json!({"host": null}));
    send("/api/documents/1/mails", json!({})).refused(409, "no_mail_server");
    assert!(!mail.has_more());
}

#[test]
fn nobody_can_flood_others_by_the_shops_mail_server() {
    let (shop, mail) = shop();
    paid(&shop, "ada@buyer.example");
    mail.next();
    let send = || {
        shop.admin
            .post("/api/documents/1/mails", &json!({"to": "eve@eve.example"}))
    };
    for _ in 0..100 {
        send().expect(202);
    }
    send().refused(429, "too_many");
    // What goes out by itself is none of them.
    paid(&shop, "bob@buyer.example");
    assert_eq!(mails(&shop)[0]["to"], "bob@buyer.example");
    shop.advance_ms(60 * 60 * 1000);
    send().expect(202);
}

#[test]
fn mails_are_written_in_the_language_of_the_documents() {
    let (shop, mail) = shop();
    let german = json!({"document_language": "de"});
    shop.admin.patch("/api/settings", &german).expect(200);
    paid(&shop, "ada@buyer.example");
    let taken = mail.next();
    assert!(
        taken.parts()[0].contains("anbei die Rechnung 1 zu Ihrer Bestellung 1001"),
        "{}",
        taken.text
    );
    assert!(
        taken.header("Subject").starts_with("Rechnung 1 von "),
        "{}",
        taken.header("Subject")
    );
}

#[test]
fn the_list_of_mails_is_walked_page_by_page() {
    let (shop, mail) = shop();
    for index in 0..5 {
        paid(&shop, &format!("ada{index}@buyer.example"));
        mail.next();
    }
    found(|| {
        pluck(&mails(&shop), "state")
            .iter()
            .all(|it| it == "sent")
            .then_some(())
    });
    for path in ["/api/mails?limit=2", "/api/mails?limit=2&state=sent"] {
        assert_eq!(json!(shop.admin.walk(path)), mails(&shop), "{path}");
    }
    shop.admin
        .get("/api/mails?state=lost")
        .refused(400, "invalid");
}
