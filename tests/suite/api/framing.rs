//! Where one request ends and the next begins: what a proxy in front and the server must not see differently.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::support::Shop;

/// Sends bytes, and gives the statuses of all answers until the server closes.
fn statuses(shop: &Shop, bytes: &str) -> Vec<u16> {
    let mut stream = TcpStream::connect(("127.0.0.1", shop.port())).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_secs(20)))
        .unwrap();
    stream.write_all(bytes.as_bytes()).unwrap();
    let mut text = Vec::new();
    stream.read_to_end(&mut text).expect("the server closes");
    let text = String::from_utf8_lossy(&text).into_owned();
    let answers = text.split("HTTP/1.1 ").skip(1);
    answers.map(|it| it[..3].parse().unwrap()).collect()
}

/// A request for the health at the end, after which the server closes.
const LAST: &str = "GET /healthz HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n";

fn report(framing: &str, body: &str) -> String {
    format!(
        "POST /api/client-errors HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n{framing}\r\n\r\n{body}"
    )
}

#[test]
fn a_body_ends_where_its_chunks_end_whatever_length_is_told_besides() {
    let shop = Shop::open();
    let chunks = "f\r\n{\"message\":\"x\"}\r\n0\r\n\r\n";
    for (framing, answers) in [
        ("Transfer-Encoding: chunked", &[204, 200][..]),
        // A proxy may have gone by the length: nothing is read after it (RFC 9112, 6.3).
        ("Transfer-Encoding: chunked\r\nContent-Length: 4", &[204]),
        ("Content-Length: 4\r\nTransfer-Encoding: chunked", &[204]),
    ] {
        let bytes = report(framing, chunks) + LAST;
        assert_eq!(statuses(&shop, &bytes), answers, "{framing}");
    }
}

#[test]
fn a_request_whose_end_is_told_in_two_ways_is_refused_and_nothing_after_it_is_read() {
    let shop = Shop::open();
    for framing in [
        "Content-Length: 15\r\nContent-Length: 4",
        "Content-Length: 15, 4",
        "Content-Length: +15",
        "Content-Length: 15x",
        "Content-Length: -1",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity",
        "Content-Length : 15",
    ] {
        let bytes = report(framing, "{\"message\":\"x\"}") + LAST;
        assert_eq!(statuses(&shop, &bytes), [400], "{framing}");
    }
}
