//! The files of the web app: each in the form that its client takes.

use brotli_decompressor::BrotliDecompress;

use crate::support::{Client, Reply, Shop};

/// The first script that the app's page names.
fn script(anyone: &Client) -> String {
    let page = anyone.get("/").text;
    let (_, rest) = page.split_once("src=\"/static/").unwrap();
    let (name, _) = rest.split_once('"').unwrap();
    format!("/static/{name}")
}

fn taking(anyone: &Client, codings: &str, path: &str) -> Reply {
    let reply = anyone.with("Accept-Encoding", codings).get(path);
    assert_eq!(reply.status, 200, "{path} as {codings}");
    assert_eq!(reply.header("vary"), Some("Accept-Encoding"), "{path}");
    reply
}

#[test]
fn a_file_is_the_same_in_every_form_and_has_another_tag_in_each() {
    let shop = Shop::open();
    let anyone = shop.anyone();
    for path in ["/", "/api/openapi.json", &script(&anyone)] {
        let plain = taking(&anyone, "identity", path);
        assert_eq!(plain.header("content-encoding"), None, "{path}");

        let brotli = taking(&anyone, "gzip, br", path);
        assert_eq!(brotli.header("content-encoding"), Some("br"), "{path}");
        let mut content = Vec::new();
        BrotliDecompress(&mut brotli.bytes.as_slice(), &mut content).unwrap();
        assert!(content == plain.bytes, "{path}");

        let gzip = taking(&anyone, "gzip, br;q=0", path);
        assert_eq!(gzip.header("content-encoding"), Some("gzip"), "{path}");
        assert_eq!(gzip.bytes[..2], [0x1f, 0x8b], "{path}");
        // RFC 1952, 2.3.1: the last four bytes say how long the content is.
        let length = u32::try_from(plain.bytes.len()).unwrap().to_le_bytes();
        assert_eq!(gzip.bytes[gzip.bytes.len() - 4..], length, "{path}");

        let tags = [&plain, &brotli, &gzip].map(|reply| reply.header("etag").unwrap());
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2]);
        for (tag, codings) in tags.into_iter().zip(["identity", "gzip, br", "gzip"]) {
            let again = anyone.with("Accept-Encoding", codings);
            let again = again.with("If-None-Match", tag).get(path);
            assert_eq!((again.status, again.text.len()), (304, 0), "{path}");
        }
    }
}
