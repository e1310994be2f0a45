//! What a mail server may be.

use super::*;

fn patch(text: &str) -> MailSettingsPatch {
    serde_json::from_str(text).unwrap()
}

fn fields(error: Error) -> Vec<String> {
    match error {
        Error::Invalid(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other}"),
    }
}

fn refused(server: &MailServer, text: &str) -> Vec<String> {
    fields(server.with(patch(text)).err().expect("it is refused"))
}

fn set() -> MailServer {
    let text = r#"{"host": "smtp.shop.example", "user": "shop", "password": "s3cret",
                   "sender_address": "shop@shop.example"}"#;
    MailServer::default()
        .with(patch(text))
        .expect("it is right")
}

#[test]
fn without_encryption_mail_stays_in_the_own_network() {
    for own in [
        "127.0.0.1",
        "192.168.1.7",
        "10.0.0.1",
        "::1",
        "fd00::1",
        "localhost",
        "nas",
        "NAS.local",
        "mail.lan",
    ] {
        assert!(is_in_own_network(own), "{own}");
    }
    for other in [
        "smtp.shop.example",
        "8.8.8.8",
        "2001:db8::1",
        "local.example",
    ] {
        assert!(!is_in_own_network(other), "{other}");
    }
    assert_eq!(refused(&set(), r#"{"security": "none"}"#), ["security"]);
    let text = r#"{"host": "nas.local", "security": "none", "password": "other"}"#;
    assert!(set().with(patch(text)).is_ok());
}

#[test]
fn a_password_is_kept_for_its_server_and_for_no_other() {
    let kept = set().with(patch(r#"{"port": 2525, "sender_name": "Rye"}"#));
    assert_eq!(
        kept.ok().and_then(|it| it.password).as_deref(),
        Some("s3cret")
    );
    for elsewhere in [r#"{"host": "eve.example"}"#, r#"{"authority": "x"}"#] {
        assert_eq!(refused(&set(), elsewhere), ["password"]);
    }
    let off = set().with(patch(r#"{"host": null}"#)).expect("it is right");
    assert!(off.password.is_none() && !off.is_set());
    assert_eq!(refused(&set(), r#"{"password": null}"#), ["password"]);
    let nobody = set().with(patch(r#"{"user": null}"#)).expect("it is right");
    assert!(nobody.password.is_none());
}

#[test]
fn a_host_is_a_name_or_an_address_and_no_more() {
    for right in [
        "smtp.shop.example",
        "localhost",
        "10.0.0.1",
        "::1",
        "xn--bckerei-5wa.example",
    ] {
        assert!(host_name(right, &()).is_ok(), "{right}");
    }
    for wrong in [
        "smtp.shop.example:25",
        "smtp://shop.example",
        "shop..example",
        "-a.example",
        "a b",
        "a\r\nb",
        "bäckerei.example",
    ] {
        assert!(host_name(wrong, &()).is_err(), "{wrong}");
    }
}

#[test]
fn only_certificates_are_taken_as_such() {
    let mine = rcgen::generate_simple_self_signed(["nas.local".to_owned()]).unwrap();
    assert!(certificates(&mine.cert.pem(), &()).is_ok());
    for wrong in [
        "",
        "nonsense",
        &mine.signing_key.serialize_pem(),
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
    ] {
        assert!(certificates(wrong, &()).is_err(), "{wrong}");
    }
}
