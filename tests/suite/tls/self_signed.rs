//! `tls = "self-signed"`: one authority, and certificates as they are needed.

use oms::config::{Config, Tls};
use serde_json::json;

use super::{connect, event, shown, shown_instead_of, socket};
use crate::support::{Client, Shop};

fn settings(config: &mut Config) {
    config.tls = Tls::SelfSigned;
    config.http_port = 0;
    config.shop_name = "Rye & Co".to_owned();
}

fn authority(shop: &Shop) -> String {
    shop.admin.trusted.clone().unwrap()
}

#[test]
fn a_client_that_trusts_the_authority_does_everything() {
    let shop = Shop::open_with(settings);
    let bread = shop.product("Rye bread", 4.8, Some(9));
    let mut socket = socket(&shop.admin, "");
    assert_eq!(event(&mut socket)["event"], "hello");
    let order = shop.order(&bread, 2);
    let told = event(&mut socket);
    assert_eq!(told["event"], "orderStatusUpdated");
    assert_eq!(told["data"]["id"], order["id"]);
}

#[test]
fn signing_in_sets_a_cookie_that_never_goes_over_plain_http() {
    let shop = Shop::open_with(settings);
    let credentials = json!({"email": "admin@shop.example", "password": "correct horse"});
    let reply = shop.anyone().post("/api/auth/login", &credentials);
    let cookie = reply.header("set-cookie").unwrap().to_owned();
    assert!(cookie.contains("; Secure"), "{cookie}");
    assert!(cookie.starts_with("__Host-oms_session="), "{cookie}");
    let value = cookie.split(';').next().unwrap();
    let browser = shop.anyone().with("Cookie", value);
    let page = browser.with("Origin", &shop.admin.origin());
    let product = json!({"name": "Bun", "price": 1});
    page.post("/api/products", &product).expect(201);
    let plain = shop.admin.origin().replace("https://", "http://");
    for elsewhere in ["https://evil.example", plain.as_str()] {
        let elsewhere = browser.with("Origin", elsewhere);
        elsewhere
            .post("/api/products", &product)
            .refused(403, "forbidden");
    }
    let out = page.send("POST", "/api/auth/logout", "", Vec::new());
    let gone = out.header("set-cookie").unwrap();
    assert!(gone.starts_with("__Host-oms_session=;"), "{gone}");
    assert!(
        gone.contains("; Secure") && gone.contains("Max-Age=0"),
        "{gone}"
    );
    browser.get("/api/auth/me").refused(401, "unauthenticated");
    // It would lock the owner out who switches HTTPS off again.
    assert_eq!(reply.header("strict-transport-security"), None);
}

#[test]
fn the_certificate_is_for_every_name_of_the_server_and_for_no_other() {
    let shop = Shop::open_with(settings);
    let to = |host: &str| connect("127.0.0.1", shop.port(), host, &authority(&shop)).map(drop);
    for host in ["localhost", "127.0.0.1", "::1", "oms.local", "oms-2.local"] {
        to(host).unwrap();
    }
    for host in ["bank.example", "shop.local", "10.1.2.3"] {
        assert!(to(host).is_err(), "{host}");
    }
}

#[test]
fn another_authority_is_not_trusted() {
    let (shop, other) = (Shop::open_with(settings), Shop::open_with(settings));
    assert!(shown(shop.port(), &authority(&other)).is_err());
}

#[test]
fn authority_and_certificate_outlive_a_restart() {
    let mut shop = Shop::open_with(settings);
    let (trusted, before) = (authority(&shop), shown(shop.port(), &authority(&shop)));
    shop.restart();
    assert_eq!(authority(&shop), trusted);
    assert_eq!(shown(shop.port(), &trusted), before);
    shop.admin.get("/api/auth/me").expect(200);
}

#[test]
fn a_certificate_that_is_nearly_over_is_renewed_while_the_shop_is_open() {
    // By this machine's clock, which the test's client reads, it is good at both times.
    let year_ms = 370 * 24 * 60 * 60 * 1000;
    let shop = Shop::open_ahead(-year_ms, |config| {
        settings(config);
        config.token_hours = 500 * 24;
    });
    let trusted = authority(&shop);
    let before = shown(shop.port(), &trusted).unwrap();
    let bread = shop.product("Rye bread", 4.8, None);
    let mut open = socket(&shop.admin, "");
    let seq = event(&mut open)["seq"].as_i64().unwrap();
    shop.look_at_certificate();
    assert_eq!(
        shown(shop.port(), &trusted).unwrap(),
        before,
        "it is good for another year"
    );

    shop.advance_ms(year_ms);
    shop.look_at_certificate();
    let after = shown_instead_of(&before, shop.port(), &trusted);
    assert_ne!(after, before);
    let closed = loop {
        match open.read() {
            Ok(tungstenite::Message::Close(frame)) => break frame.unwrap().code,
            Ok(_) => {}
            Err(error) => panic!("{error} instead of a close frame"),
        }
    };
    assert_eq!(u16::from(closed), 1001);
    // What it counts goes on.
    let metrics = shop.admin.get("/metrics").text;
    let served = r#"oms_http_requests_total{method="POST",route="/api/products",status="201"} 1"#;
    assert!(metrics.contains(served), "{metrics}");
    let order = shop.order(&bread, 1);
    let mut again = socket(&shop.admin, &format!("?since={seq}"));
    assert_eq!(event(&mut again)["event"], "hello");
    assert_eq!(event(&mut again)["data"]["id"], order["id"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_new_address_gets_a_certificate_of_the_same_authority() {
    let mut shop = Shop::open_with(settings);
    let trusted = authority(&shop);
    shop.restart_with(|config| config.address = "127.0.0.2".parse().unwrap());
    let to = |host| connect("127.0.0.2", shop.port(), host, &trusted).map(drop);
    to("127.0.0.2").unwrap();
    to("localhost").unwrap();
    assert_eq!(authority(&shop), trusted);
}

#[test]
fn admins_see_where_the_server_is_and_whom_to_trust() {
    let shop = Shop::open_with(settings);
    let told = shop.admin.get("/api/addresses").expect(200);
    let addresses = told["addresses"].as_array().unwrap();
    assert_eq!(addresses.len(), 1, "{told}");
    let url = format!("https://127.0.0.1:{}/", shop.port());
    assert_eq!(addresses[0]["url"], url);
    assert_eq!(addresses[0]["kind"], "this_machine");
    let picture = &addresses[0]["qr_code"];
    assert!(picture["size"].as_u64().unwrap() >= 21, "{picture}");
    assert!(
        picture["path"]
            .as_str()
            .unwrap()
            .starts_with("M0 0h7v1h-7z"),
        "{picture}"
    );
    let known = &told["authority"];
    assert_eq!(known["name"], "OMS local authority of Rye & Co");
    assert_eq!(known["url"], format!("{url}trust"));
    let page = shop.anyone().get("/trust").text;
    assert!(
        page.contains(known["fingerprint"].as_str().unwrap()),
        "{page}"
    );
}

#[test]
fn without_https_there_is_no_authority() {
    let shop = Shop::open();
    let told = shop.admin.get("/api/addresses").expect(200);
    assert_eq!(told["authority"], json!(null));
    assert_eq!(
        told["addresses"][0]["url"],
        format!("{}/", shop.admin.origin())
    );
    for path in ["/trust", "/oms-authority.crt"] {
        shop.anyone().get(path).refused(404, "not_found");
    }
}

#[test]
fn the_page_on_trusting_speaks_the_readers_language_and_of_their_device() {
    let shop = Shop::open_with(settings);
    let reader = |language: &str, agent: &str| -> Client {
        shop.anyone()
            .with("Accept-Language", language)
            .with("User-Agent", agent)
    };
    let german = reader("de-DE,de;q=0.9", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)").get("/trust");
    assert_eq!(
        german.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(german.text.contains("Diesem Server vertrauen"));
    assert!(german.text.contains("<details id=\"apple-mobile\" open>"));
    assert!(german.text.contains("Rye &amp; Co"), "{}", german.text);
    let policy = german.header("content-security-policy").unwrap().to_owned();
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(!german.text.contains("<script") && !german.text.contains("style="));
    let english = reader("fr", "Mozilla/5.0 (Linux; Android 16)").get("/trust");
    assert!(english.text.contains("<details id=\"android\" open>"));
    assert!(english.text.contains("Trust this server"));
    let chosen = reader("fr", "").get("/trust?lang=de");
    assert!(chosen.text.contains("Diesem Server vertrauen"));
    assert_eq!(shop.anyone().get("/trust.css").status, 200);
}

#[test]
fn the_authority_is_a_file_that_devices_install() {
    let shop = Shop::open_with(settings);
    let file = shop.anyone().get("/oms-authority.crt");
    assert_eq!(
        file.header("content-type"),
        Some("application/x-x509-ca-cert")
    );
    let disposition = file.header("content-disposition").unwrap();
    assert_eq!(disposition, "attachment; filename=\"oms-authority.crt\"");
    assert_eq!(file.text, authority(&shop));
    assert!(!file.text.contains("PRIVATE"));
}
