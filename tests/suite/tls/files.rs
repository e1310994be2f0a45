//! `tls = "files"`: the owner's certificate, and what is said of one that is of no use.

use std::path::Path;

use oms::config::Tls;
use rcgen::{CertificateParams, CertifiedKey, KeyPair, generate_simple_self_signed};
use tempfile::TempDir;

use super::{shown, shown_instead_of};
use crate::support::{Client, Place, Shop};

/// A certificate for this machine and its key, as PEM.
fn pair() -> (String, String) {
    let hosts = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(hosts).unwrap();
    (cert.pem(), signing_key.serialize_pem())
}

fn write(folder: &Path, (cert, key): &(String, String)) {
    std::fs::write(folder.join("cert.pem"), cert).unwrap();
    std::fs::write(folder.join("key.pem"), key).unwrap();
}

fn open(folder: &TempDir) -> Shop {
    Shop::open_with(|config| {
        config.tls = Tls::Files;
        config.tls_cert = Some(folder.path().join("cert.pem"));
        config.tls_key = Some(folder.path().join("key.pem"));
        config.http_port = 0;
    })
}

#[test]
fn new_files_are_taken_into_use_while_the_shop_is_open() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (pair(), pair());
    write(folder.path(), &first);
    let shop = open(&folder);
    shop.admin.get("/api/auth/me").expect(200);
    let before = shown(shop.port(), &first.0).unwrap();
    let told = shop.admin.get("/api/addresses").expect(200);
    assert!(told["authority"].is_null(), "{told}");

    // Half of the pair: whoever renews writes one file after the other.
    std::fs::write(folder.path().join("cert.pem"), &second.0).unwrap();
    shop.look_at_certificate();
    assert_eq!(shown(shop.port(), &first.0).unwrap(), before);

    write(folder.path(), &second);
    shop.look_at_certificate();
    shown_instead_of(&before, shop.port(), &second.0);
    let admin = Client::trusting(Some(second.0), shop.port(), shop.admin.token.clone());
    admin.get("/api/auth/me").expect(200);
}

fn settings(place: &Place) {
    place.write(
        "config.toml",
        "tls = \"files\"\ntls_cert = \"cert.pem\"\ntls_key = \"key.pem\"\nhttp_port = 0\n",
    );
}

#[test]
fn files_of_no_use_stop_the_start_with_one_line_that_names_key_and_file() {
    let place = Place::new();
    settings(&place);
    let start = || {
        place
            .oms(&["serve", "--address", "127.0.0.1", "--port", "0"])
            .failed()
    };
    let why = start();
    assert!(
        why.starts_with("tls_cert: cert.pem can't be used: "),
        "{why}"
    );

    let (cert, key) = pair();
    place.write("cert.pem", "no certificate");
    place.write("key.pem", &key);
    assert_eq!(
        start(),
        "tls_cert: cert.pem can't be used: it has no certificate as PEM"
    );

    place.write("cert.pem", &cert);
    place.write("key.pem", &cert);
    assert_eq!(
        start(),
        "tls_key: key.pem can't be used: it has not one private key as PEM"
    );

    place.write("key.pem", pair().1);
    assert_eq!(
        start(),
        "tls_key: key.pem can't be used: it is not the key of the certificate in cert.pem"
    );
    place.write("config.toml", "tls = \"files\"\ntls_cert = \"cert.pem\"\n");
    assert_eq!(
        start(),
        "tls = \"files\" needs tls_key: the path of a PEM file"
    );
}

#[test]
fn a_certificate_that_has_ended_is_warned_of() {
    let place = Place::new();
    settings(&place);
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(["localhost".to_owned()]).unwrap();
    params.not_after = rcgen::date_time_ymd(2020, 2, 29);
    let cert = params.self_signed(&key).unwrap();
    write(place.path("").as_path(), &(cert.pem(), key.serialize_pem()));
    let server = place.serve();
    assert!(
        server.greeting.contains("https://127.0.0.1:"),
        "{}",
        server.greeting
    );
    let log = server.stop().join("\n");
    let warning = "tls_cert: the certificate in cert.pem ended at 2020-02-29T00:00:00.000Z";
    assert!(log.contains(warning), "{log}");
}
