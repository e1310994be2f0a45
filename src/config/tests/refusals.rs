//! What stops the start or is warned about, and how it is told.

use super::*;

#[test]
fn every_key_takes_good_values_and_refuses_bad_ones_from_file_and_variable() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        (
            "address",
            &["127.0.0.1", "::"],
            &["", "localhost", "1.2.3", "1.2.3.4:80"],
        ),
        (
            "port",
            &["0", "65535"],
            &["", "-1", "65536", "abc", "80.5", "99999999999999999999"],
        ),
        (
            "tls",
            &["off", "self-signed", "OFF"],
            &["", "on", "selfsigned"],
        ),
        ("tls_cert", &["/etc/oms/cert.pem"], &["", " ", "/etc/oms/"]),
        ("tls_key", &["key.pem"], &["", "keys/"]),
        ("http_port", &["0", "80"], &["", "-1", "65536", "http"]),
        ("mdns", &["true", "false"], &["", "yes", "1", "off"]),
        ("database", &["x.db"], &["", ":memory:"]),
        ("shop_name", &["A"], &["", " "]),
        ("currency", &["JPY", "usd"], &["", "EURO", "XAU"]),
        ("timezone", &["Europe/Berlin", "UTC"], &["", "Mars/Base"]),
        (
            "low_stock",
            &["0", "1000000"],
            &["", "-1", "1000001", "few", "2.5"],
        ),
        ("log_level", &["error", "trace"], &["", "off", "loud"]),
        ("log_format", &["text", "json"], &["", "xml"]),
        ("token_hours", &["1", "8760"], &["", "0", "8761", "1.5"]),
        ("jwt_secret", &[SECRET], &["", &SECRET[1..]]),
        (
            "allowed_origins",
            &["https://a.example"],
            &["a.example", "https://a.example/x"],
        ),
        (
            "trusted_proxies",
            &["::1,10.0.0.0/8"],
            &["proxy", "10.0.0.0/40"],
        ),
        (
            "connections_per_address",
            &["0", "100000"],
            &["", "-1", "100001", "many"],
        ),
        ("backup_dir", &["copies", "/media/usb/"], &["", " "]),
        ("backup_every_hours", &["0", "8760"], &["", "-1", "8761"]),
        ("backup_keep", &["1", "10000"], &["", "0", "10001", "all"]),
        (
            "sentry_dsn",
            &[
                "https://key@sentry.example/1",
                "http://k@127.0.0.1:9000/a/2",
            ],
            &[
                "",
                "on",
                "https://sentry.example/1",
                "https://key@sentry.example",
                "ftp://key@sentry.example/1",
            ],
        ),
        (
            "metrics",
            &["admin", "public", "off"],
            &["", "on", "true", "nobody"],
        ),
    ];
    assert_eq!(rows.len(), KEYS.len());
    for (key, good, bad) in rows {
        let key = keys::find(key).unwrap();
        let is_number = key.read_toml(1.into()).is_ok();
        let is_switch = key.read_toml(true.into()).is_ok();
        let is_list = key.read_toml(Vec::<String>::new().into()).is_ok();
        let line = |value: &str| match value {
            _ if is_list => format!("{} = {:?}", key.name, value.split(',').collect::<Vec<_>>()),
            number if is_number && number.contains(|c: char| c.is_ascii_digit()) => {
                format!("{} = {number}", key.name)
            }
            "true" | "false" if is_switch => format!("{} = {value}", key.name),
            text => format!("{} = {text:?}", key.name),
        };
        for value in *good {
            Shop::new().variable(key.variable(), *value).load();
            Shop::new().file("config.toml", line(value)).load();
        }
        for value in *bad {
            let told = Shop::new().variable(key.variable(), *value).problems();
            assert_eq!(told.len(), 1, "{told:?}");
            let start = format!("environment variable {}: {} = ", key.variable(), key.name);
            assert!(told[0].starts_with(&start), "{told:?}");
            assert!(told[0].ends_with(key.allowed), "{told:?}");
            let told = Shop::new().file("config.toml", line(value)).problems();
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].starts_with("config.toml, line 1"), "{told:?}");
        }
    }
}

#[test]
fn all_problems_are_told_together_with_their_places() {
    let text = "# mine\nport = \"abc\"\nprot = 80\n\"we\\nird\" = 1\ntoken_hours = \"12\"\n\
                shop_name = 7\ntrusted_proxies = \"::1\"\nallowed_origins = [\"https://a.example\", \"*\"]\n\
                log_level = 2020-01-01\n[server]\naddress = \"::\"\n";
    let shop = Shop::new()
        .file("config.toml", text)
        .file(
            ".env",
            format!("OMS_LOG_FORMAT=xml\nOMS_JWT_SECRET={SECRET} x\n"),
        )
        .variable("OMS_TOKEN_HOURS", "0")
        .flag("port", "-1", "--port");
    assert_eq!(
        shop.problems(),
        [
            r#"config.toml: we\nird is not a setting; there are address, port, tls, tls_cert, tls_key, http_port, mdns, database, shop_name, currency, timezone, low_stock, log_level, log_format, token_hours, jwt_secret, allowed_origins, trusted_proxies, connections_per_address, backup_dir, backup_every_hours, backup_keep, sentry_dsn, metrics"#,
            r#"config.toml, line 2: port = "abc" is not valid: a number from 0 to 65535"#,
            r#"config.toml, line 3: prot is not a setting; did you mean port?"#,
            r#"config.toml, line 5: token_hours = "12" is not valid: a number from 1 to 8760, without quotes"#,
            r#"config.toml, line 6: shop_name = 7 is not valid: a text of 1 to 100 characters on one line, in quotes"#,
            r#"config.toml, line 7: trusted_proxies = "::1" is not valid: IP addresses or networks such as 127.0.0.1 or 10.0.0.0/8, in square brackets"#,
            r#"config.toml, line 8: allowed_origins = "*" is not valid: origins such as https://shop.example or http://10.0.0.5:3000, without path or final slash"#,
            r#"config.toml, line 9: log_level = a table or date is not valid: error, warn, info, debug or trace"#,
            r#"config.toml, line 10: [server] is not known; settings are not grouped in sections"#,
            r#".env: OMS_LOG_FORMAT: log_format = "xml" is not valid: text or json"#,
            r#".env, line 2: this is not NAME=value; a value with spaces or # needs quotes"#,
            r#"environment variable OMS_TOKEN_HOURS: token_hours = 0 is not valid: a number from 1 to 8760"#,
            r#"--port: port = -1 is not valid: a number from 0 to 65535"#,
        ]
    );
}

#[test]
fn broken_toml_is_told_by_line_and_column_without_its_text() {
    let told = Shop::new()
        .file("config.toml", format!("port = 1\njwt_secret = {SECRET}"))
        .problems();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("config.toml, line 2, column "),
        "{told:?}"
    );
    assert!(!told[0].contains(&SECRET[1..]), "{told:?}");
    assert!(!told[0].contains('\n'), "{told:?}");
    let twice = Shop::new()
        .file("config.toml", "port = 1\nport = 2")
        .problems();
    assert!(
        twice[0].starts_with("config.toml, line 2, column 1: "),
        "{twice:?}"
    );
    assert_eq!(
        Shop::new().file("config.toml", b"\xff").problems(),
        ["config.toml: this is not UTF-8 text"]
    );
}

#[test]
fn a_config_file_that_was_asked_for_must_exist() {
    let mut shop = Shop::new()
        .file("config.toml", "port = 1")
        .file("other.toml", "port = 2");
    shop.options.config_file = Some(shop.folder.path().join("other.toml"));
    assert_eq!(shop.config().port, 2);
    shop.options.config_file = Some(shop.folder.path().join("none.toml"));
    let told = shop.problems();
    assert_eq!(
        told,
        ["none.toml: there is no such file; --config wants the path of a settings file"]
    );
    shop.options.config_file = Some(shop.folder.path().to_path_buf());
    assert!(shop.problems()[0].contains("can't be read"));
}

#[test]
fn an_unknown_variable_is_a_warning() {
    let shop = Shop::new()
        .file(".env", "OMS_SHOPNAME=x\nPORT=abc\n")
        .variable("OMS_port", "1")
        .variable("OMS_SMTP_HOST", SECRET)
        .variable("PATH", "/bin");
    assert_eq!(shop.config(), Config::default());
    let warnings = shop.load().warnings;
    let folder = format!(
        "{}{}",
        shop.folder.path().display(),
        std::path::MAIN_SEPARATOR
    );
    let warnings: Vec<_> = warnings
        .iter()
        .map(|line| line.replace(&folder, ""))
        .collect();
    assert_eq!(
        warnings,
        [
            "OMS_SHOPNAME in .env is not a setting and has no effect; did you mean OMS_SHOP_NAME?",
            "OMS_port in the environment is not a setting and has no effect; did you mean OMS_PORT?",
            "OMS_SMTP_HOST in the environment is not a setting and has no effect",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_variable_that_is_not_utf8_is_named() {
    use std::os::unix::ffi::OsStringExt;
    let broken = || OsString::from_vec(b"caf\xe9".to_vec());
    let told = Shop::new().variable("OMS_SHOP_NAME", broken()).problems();
    assert_eq!(
        told,
        [
            "environment variable OMS_SHOP_NAME: shop_name is not UTF-8 text; allowed is a text of 1 to 100 characters on one line"
        ]
    );
    let shop = Shop::new()
        .variable("OTHER", broken())
        .variable(broken(), "x");
    assert_eq!(shop.load().warnings, Vec::<String>::new());
}

#[test]
fn a_bad_value_stops_the_start_even_where_a_stronger_source_replaces_it() {
    let shop = Shop::new()
        .file("config.toml", "port = -1")
        .flag("port", "1", "--port");
    assert_eq!(
        shop.problems(),
        ["config.toml, line 1: port = -1 is not valid: a number from 0 to 65535"]
    );
}

#[test]
fn settings_that_do_not_go_together_stop_the_start() {
    let told = |text: &str| Shop::new().file("config.toml", text).problems();
    assert_eq!(
        told("tls = \"files\"\ntls_cert = \"cert.pem\""),
        ["tls = \"files\" needs tls_key: the path of a PEM file"]
    );
    assert_eq!(told("tls = \"files\"").len(), 2);
    assert_eq!(
        told("tls = \"self-signed\"\nport = 80"),
        ["http_port = 80 and port = 80 must differ: set http_port = 0 to have no plain HTTP"]
    );
    for fine in [
        "port = 80",
        "tls = \"self-signed\"\nport = 80\nhttp_port = 0",
        "tls = \"files\"\ntls_cert = \"c.pem\"\ntls_key = \"k.pem\"",
        "tls_cert = \"c.pem\"",
    ] {
        Shop::new().file("config.toml", fine).load();
    }
}
