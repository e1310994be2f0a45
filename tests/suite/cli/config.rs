//! Settings: where they come from, which source wins, and what is refused.

use std::path::Path;

use serde_json::json;

use crate::support::{Place, Ran};

/// The value and the source of a key, as `oms config` shows them.
fn shown(ran: Ran, key: &str) -> (String, String) {
    let table = ran.ok();
    let row = table
        .lines()
        .find(|line| line.starts_with(&format!("{key} ")));
    let row = row.unwrap_or_else(|| panic!("{key} is not in:\n{table}"));
    let columns: Vec<_> = row.split("  ").map(str::trim).collect();
    let columns: Vec<_> = columns.iter().filter(|text| !text.is_empty()).collect();
    (columns[1].to_string(), columns[2].to_string())
}

#[test]
fn the_command_line_wins_over_variables_over_the_env_file_over_the_settings_file() {
    let place = Place::new();
    let database = |variables: &[(&str, &str)], args: &[&str]| {
        let args = [&["config"], args].concat();
        shown(place.oms_where(variables, &args), "database")
    };
    let told = |value: &str, source: &str| (value.to_owned(), source.to_owned());
    assert_eq!(database(&[], &[]), told("oms.db", "default"));
    place.write("config.toml", "database = \"file.db\"\n");
    assert_eq!(database(&[], &[]), told("file.db", "config.toml"));
    place.write(".env", "OMS_DATABASE=dotenv.db\n");
    let (value, source) = database(&[], &[]);
    assert_eq!(value, "dotenv.db");
    assert!(source.contains(".env"), "{source}");
    let variable = [("OMS_DATABASE", "variable.db")];
    assert_eq!(
        database(&variable, &[]),
        told("variable.db", "OMS_DATABASE")
    );
    assert_eq!(
        database(&variable, &["--database", "flag.db"]),
        told("flag.db", "--database")
    );
    place.write("other.toml", "database = \"other.db\"\n");
    assert_eq!(
        database(&variable, &["--config", "other.toml"]),
        told("variable.db", "OMS_DATABASE")
    );
}

#[test]
fn every_source_sets_numbers_and_lists_too() {
    let place = Place::new();
    place.write(
        "config.toml",
        "port = 9001\nallowed_origins = [\"https://a.example\"]\n",
    );
    assert_eq!(shown(place.oms(&["config"]), "port").0, "9001");
    let variables = [
        ("OMS_PORT", "9002"),
        (
            "OMS_ALLOWED_ORIGINS",
            "https://b.example, http://c.example:3000",
        ),
    ];
    let ran = || place.oms_where(&variables, &["config"]);
    assert_eq!(shown(ran(), "port"), ("9002".into(), "OMS_PORT".into()));
    assert_eq!(
        shown(ran(), "allowed_origins").0,
        "https://b.example, http://c.example:3000"
    );
}

#[test]
fn a_bad_value_or_an_unknown_key_is_refused_with_its_place_and_what_is_allowed() {
    for (file, variables, mentions) in [
        (
            "port = 70000\n",
            &[][..],
            &["config.toml", "line 1", "port = 70000", "0 to 65535"][..],
        ),
        (
            "port = \"80\"\n",
            &[],
            &["config.toml", "port", "without quotes"],
        ),
        (
            "currency = \"EURO\"\n",
            &[],
            &["config.toml", "currency", "ISO 4217"],
        ),
        (
            "shop_name = \"Ours\"\nprot = 80\n",
            &[],
            &["config.toml", "line 2", "prot", "port"],
        ),
        ("[server]\nport = 80\n", &[], &["config.toml", "server"]),
        ("port = \n", &[], &["config.toml", "line 1"]),
        ("", &[("OMS_PORT", "many")], &["OMS_PORT", "0 to 65535"]),
        (
            "",
            &[("OMS_TIMEZONE", "Mars/Olympus")],
            &["OMS_TIMEZONE", "IANA"],
        ),
        (
            "",
            &[("OMS_LOG_FORMAT", "xml")],
            &["OMS_LOG_FORMAT", "text or json"],
        ),
        (
            "",
            &[("OMS_ALLOWED_ORIGINS", "*")],
            &["OMS_ALLOWED_ORIGINS", "https://"],
        ),
        (
            "",
            &[("OMS_TOKEN_HOURS", "0")],
            &["OMS_TOKEN_HOURS", "1 to 8760"],
        ),
        (
            "low_stock = -1\n",
            &[],
            &["config.toml", "low_stock = -1", "0 to 1000000"],
        ),
        (
            "",
            &[("OMS_LOW_STOCK", "1000001")],
            &["OMS_LOW_STOCK", "0 to 1000000"],
        ),
        (
            "",
            &[("OMS_JWT_SECRET", "short!")],
            &["OMS_JWT_SECRET", "32"],
        ),
    ] {
        let place = Place::new();
        place.write("config.toml", file);
        for command in ["config", "serve", "check"] {
            let why = place.oms_where(variables, &[command]).failed();
            for mention in mentions {
                assert!(why.contains(mention), "{mention} is not in: {why}");
            }
            assert!(!why.contains("short!"), "a secret is shown: {why}");
        }
        assert!(!place.database().exists());
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once_a_line_each() {
    let place = Place::new();
    place.write("config.toml", "port = 70000\ncolour = \"red\"\n");
    let ran = place.oms_where(&[("OMS_LOG_LEVEL", "loud")], &["config"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(ran.stderr.lines().count(), 3, "{ran:?}");
    for (line, mention) in ran.stderr.lines().zip(["port", "colour", "OMS_LOG_LEVEL"]) {
        assert!(
            line.starts_with("oms: ") && line.contains(mention),
            "{line}"
        );
    }
}

#[test]
fn an_unknown_variable_is_a_warning_and_stops_nothing() {
    let place = Place::new();
    let ran = place.oms_where(&[("OMS_PROT", "80"), ("UNRELATED", "1")], &["config"]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    assert_eq!(ran.stderr.lines().count(), 1, "{ran:?}");
    assert!(ran.stderr.contains("WARN"), "{}", ran.stderr);
    for mention in ["OMS_PROT", "OMS_PORT"] {
        assert!(ran.stderr.contains(mention), "{}", ran.stderr);
    }
}

#[test]
fn a_secret_is_never_shown() {
    let secret = "0123456789abcdef0123456789abcdef-secret";
    let place = Place::new();
    let ran = place.oms_where(&[("OMS_JWT_SECRET", secret)], &["config"]);
    assert!(!format!("{ran:?}").contains("secret\n") && !format!("{ran:?}").contains(secret));
    assert_eq!(shown(ran, "jwt_secret").0, "(hidden)");
}

#[test]
fn a_settings_file_that_is_named_must_be_there() {
    let place = Place::new();
    let why = place.oms(&["config", "--config", "missing.toml"]).failed();
    assert!(why.contains("missing.toml"), "{why}");
}

#[test]
fn the_env_file_beside_a_named_settings_file_is_read() {
    let place = Place::new();
    std::fs::create_dir(place.path("etc")).unwrap();
    place.write("etc/oms.toml", "port = 9001\n");
    place.write("etc/.env", "OMS_SHOP_NAME=\"Rye & Co\"\n");
    place.write(".env", "OMS_SHOP_NAME=Elsewhere\n");
    let ran = || place.oms(&["--config", "etc/oms.toml", "config"]);
    assert_eq!(shown(ran(), "shop_name").0, "Rye & Co");
    assert_eq!(shown(ran(), "port").0, "9001");
}

#[test]
fn a_line_of_the_env_file_that_makes_no_sense_is_told_without_what_it_holds() {
    let place = Place::new();
    place.write(".env", "OMS_PORT=80\nOMS_JWT_SECRET=\"never closed\n");
    let why = place.oms(&["config"]).failed();
    assert!(why.contains(".env"), "{why}");
    assert!(!why.contains("never closed"), "{why}");
}

#[test]
fn the_shops_own_settings_are_the_databases_after_the_first_start() {
    let place = Place::new();
    place.write("config.toml", "shop_name = \"First\"\nlow_stock = 3\n");
    let told = |key| shown(place.oms(&["config"]), key);
    assert_eq!(
        told("shop_name"),
        ("First".to_owned(), "config.toml".to_owned())
    );
    let server = place.serve();
    let admin = server.claim();
    let name = json!({"name": "Second"});
    admin.patch("/api/settings", &name).expect(200);
    drop(server);
    let source = "the database, by its Settings page";
    assert_eq!(told("shop_name"), ("Second".to_owned(), source.to_owned()));
    assert_eq!(told("low_stock"), ("3".to_owned(), source.to_owned()));
    assert_eq!(told("backup_keep"), ("14".to_owned(), source.to_owned()));
}

#[test]
fn a_settings_file_that_says_otherwise_than_the_database_is_told_in_one_line() {
    let place = Place::new();
    place.write("config.toml", "shop_name = \"First\"\n");
    let first = place.serve();
    first.claim();
    let log = first.stop();
    let is_about_it = |line: &&String| line.contains("Settings page");
    assert_eq!(log.iter().find(is_about_it), None);
    place.write("config.toml", "shop_name = \"Other\"\nbackup_keep = 3\n");
    let log = place.serve().stop();
    let lines: Vec<_> = log.iter().filter(is_about_it).collect();
    assert_eq!(lines.len(), 1, "{log:?}");
    for mention in [
        "WARN",
        "shop_name is First, not Other",
        "backup_keep is 14, not 3",
    ] {
        assert!(lines[0].contains(mention), "{mention}: {}", lines[0]);
    }
}

#[test]
fn the_settings_file_that_comes_along_says_what_holds_without_it() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml");
    let place = Place::new();
    let values = |table: String| {
        let rows: Vec<_> = table
            .lines()
            .map(|line| {
                line.split_whitespace()
                    .take(2)
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
            .collect();
        rows
    };
    let without = values(place.oms(&["config"]).ok());
    let with = values(
        place
            .oms(&["config", "--config", shipped.to_str().unwrap()])
            .ok(),
    );
    assert_eq!(with, without);
    let text = std::fs::read_to_string(shipped).unwrap();
    for row in &without[1..] {
        let key = &row[0];
        let is_listed = |line: &str| {
            let line = line.trim_start_matches("# ");
            line.starts_with(&format!("{key} = "))
        };
        assert!(text.lines().any(is_listed), "{key} is not in config.toml");
    }
}
