//! Plain HTTP beside HTTPS leads to it, and gives what a device needs before it trusts the server.

use std::net::TcpListener;

use oms::config::Tls;
use serde_json::json;

use super::free_port;
use crate::support::{Client, Shop};

fn open() -> (Shop, Client) {
    let http_port = free_port();
    let shop = Shop::open_with(|config| {
        config.tls = Tls::SelfSigned;
        config.http_port = http_port;
    });
    (shop, Client::new(http_port, None))
}

#[test]
fn every_page_leads_to_itself_by_https() {
    let (shop, plain) = open();
    for path in ["/", "/orders?status=PENDING&q=rye%20bread", "/api/orders"] {
        for method in ["GET", "HEAD"] {
            let reply = plain.send(method, path, "", Vec::new());
            assert_eq!(reply.status, 308, "{reply:?}");
            let there = format!("{}{path}", shop.admin.origin());
            assert_eq!(reply.header("location"), Some(there.as_str()));
            assert_eq!(reply.header("cache-control"), Some("no-store"));
            assert!(reply.header("x-request-id").is_some());
        }
    }
}

#[test]
fn it_leads_to_the_same_name_or_address_and_to_nobody_elses() {
    let (shop, plain) = open();
    for (host, there) in [
        ("oms.local", "oms.local"),
        ("OMS.local:80", "oms.local"),
        ("localhost", "localhost"),
        // Of a machine that passes a port on.
        ("192.168.7.7", "192.168.7.7"),
        ("[::1]", "[::1]"),
        ("evil.example", "127.0.0.1"),
        ("oms.local.evil.example", "127.0.0.1"),
    ] {
        let reply = plain.with("Host", host).get("/orders?q=1");
        let there = format!("https://{there}:{}/orders?q=1", shop.port());
        let location = reply.header("location").unwrap().to_lowercase();
        assert_eq!(location, there, "{host}");
    }
}

#[test]
fn nothing_of_the_shop_goes_over_it() {
    let (shop, plain) = open();
    let credentials = json!({"email": "admin@shop.example", "password": "correct horse"});
    plain
        .post("/api/auth/login", &credentials)
        .refused(403, "forbidden");
    let admin = Client::new(plain.port, shop.admin.token.clone());
    // Led on it would work, and the token go over the network in the open again and again.
    admin.get("/api/auth/me").refused(403, "forbidden");
}

#[test]
fn a_device_gets_the_authority_and_how_to_trust_it() {
    let (shop, plain) = open();
    let page = plain.get("/trust");
    assert_eq!(page.status, 200);
    assert!(page.text.contains("/oms-authority.crt"));
    let file = plain.get("/oms-authority.crt");
    assert_eq!(Some(&file.text), shop.admin.trusted.as_ref());
    let told = shop.admin.get("/api/addresses").expect(200);
    let url = format!("http://127.0.0.1:{}/trust", plain.port);
    assert_eq!(told["authority"]["url"], url);
}

#[test]
fn it_ends_with_the_server() {
    let (mut shop, plain) = open();
    assert_eq!(plain.get("/").status, 308);
    shop.stop();
    assert!(plain.try_send("GET", "/", "", Vec::new()).is_err());
}

#[test]
fn the_server_runs_without_it_when_its_port_is_taken() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let shop = Shop::open_with(|config| {
        config.tls = Tls::SelfSigned;
        config.http_port = port;
    });
    shop.admin.get("/api/auth/me").expect(200);
    let told = shop.admin.get("/api/addresses").expect(200);
    let url = format!("{}/trust", shop.admin.origin());
    assert_eq!(told["authority"]["url"], url);
}
