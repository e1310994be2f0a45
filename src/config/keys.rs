//! The table of settings: one row a key, and nothing about a key stands anywhere else.
//!
//! Reading, checking, error texts, `oms config` and the test on `config.toml` all come from
//! [`KEYS`]. A row knows how to check a value and put it into [`Config`]; it does not know where the
//! value came from.

mod reading;

use std::path::Path;

use super::{Config, LogFormat, MetricsAccess, Secret, Tls, checks};

/// What stands in the place of a secret's value.
pub const HIDDEN: &str = "(hidden)";

/// How much of a bad value an error line repeats, in characters.
const SHOWN_CHARS: usize = 60;

/// One setting.
pub struct Key {
    /// Its name in the file; in capitals after `OMS_` it is the variable's.
    pub name: &'static str,
    /// What holds when nobody sets it.
    pub fallback: Fallback,
    /// What it is for and its unit, in one line.
    pub help: &'static str,
    /// Which values are allowed, to follow "is not valid: ".
    pub allowed: &'static str,
    /// Whether its value must never be shown.
    pub is_secret: bool,
    kind: Kind,
    show: fn(&Config) -> String,
}

/// What holds when a key is not set.
#[derive(Debug, Clone, Copy)]
pub enum Fallback {
    /// This value, written as in a variable.
    Value(&'static str),
    /// Something found at run time, in words.
    Otherwise(&'static str),
}

/// How a key is written, and the check that puts a value into the settings: `None` is a refusal.
enum Kind {
    Text(fn(&mut Config, &str) -> Option<()>),
    Number(fn(&mut Config, i64) -> Option<()>),
    Switch(fn(&mut Config, bool)),
    /// Called for one item after the other.
    List(fn(&mut Config, &str) -> Option<()>),
}

/// Every setting, in the order in which people read them.
pub static KEYS: &[Key] = &[
    Key {
        name: "address",
        fallback: Fallback::Value("0.0.0.0"),
        help: "The address to listen on: 0.0.0.0 for the whole network, 127.0.0.1 for this machine alone.",
        allowed: "an IP address such as 0.0.0.0, 127.0.0.1 or ::",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            text.trim().parse().ok().map(|value| config.address = value)
        }),
        show: |config| config.address.to_string(),
    },
    Key {
        name: "port",
        fallback: Fallback::Value("8000"),
        help: "The TCP port to listen on; 0 lets the system choose a free one.",
        allowed: "a number from 0 to 65535",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            number.try_into().ok().map(|value| config.port = value)
        }),
        show: |config| config.port.to_string(),
    },
    Key {
        name: "tls",
        fallback: Fallback::Value("off"),
        help: "HTTPS: off, self-signed (OMS makes the certificates; /trust on the server says how devices trust them) or files.",
        allowed: "off, self-signed or files",
        is_secret: false,
        kind: Kind::Text(|config, text| checks::tls(text).map(|value| config.tls = value)),
        show: |config| match config.tls {
            Tls::Off => "off".to_owned(),
            Tls::SelfSigned => "self-signed".to_owned(),
            Tls::Files => "files".to_owned(),
        },
    },
    Key {
        name: "tls_cert",
        fallback: Fallback::Otherwise("none; tls = files needs it"),
        help: "With tls = \"files\": the certificate and those that lead to its authority, as PEM.",
        allowed: "the path of a PEM file",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::file_path(text).map(|value| config.tls_cert = Some(value))
        }),
        show: |config| path(config.tls_cert.as_deref()),
    },
    Key {
        name: "tls_key",
        fallback: Fallback::Otherwise("none; tls = files needs it"),
        help: "With tls = \"files\": the private key of that certificate, as PEM.",
        allowed: "the path of a PEM file",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::file_path(text).map(|value| config.tls_key = Some(value))
        }),
        show: |config| path(config.tls_key.as_deref()),
    },
    Key {
        name: "http_port",
        fallback: Fallback::Value("80"),
        help: "With HTTPS on: the port where plain HTTP leads to it; 0: none.",
        allowed: "a number from 0 to 65535",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            number.try_into().ok().map(|value| config.http_port = value)
        }),
        show: |config| config.http_port.to_string(),
    },
    Key {
        name: "mdns",
        fallback: Fallback::Value("true"),
        help: "Whether the server is found as oms.local in its network (mDNS).",
        allowed: "true or false",
        is_secret: false,
        kind: Kind::Switch(|config, value| config.mdns = value),
        show: |config| config.mdns.to_string(),
    },
    Key {
        name: "database",
        fallback: Fallback::Value("oms.db"),
        help: "The file that holds everything; a relative path starts at the working directory.",
        allowed: "the path of a file",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::database_path(text).map(|value| config.database = value)
        }),
        show: |config| config.database.display().to_string(),
    },
    Key {
        name: "shop_name",
        fallback: Fallback::Value("My shop"),
        help: "The name of a new shop; after its first start the Settings page has it.",
        allowed: "a text of 1 to 100 characters on one line",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::shop_name(text).map(|value| config.shop_name = value)
        }),
        show: |config| config.shop_name.clone(),
    },
    Key {
        name: "currency",
        fallback: Fallback::Value("EUR"),
        help: "The currency of a new shop's prices; after its first start the Settings page has it.",
        allowed: "the ISO 4217 code of a currency such as EUR, USD or JPY",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::currency(text).map(|value| config.currency = value)
        }),
        show: |config| config.currency.code().to_owned(),
    },
    Key {
        name: "timezone",
        fallback: Fallback::Otherwise("the system's zone, else UTC"),
        help: "The zone in which the shop's days begin and end; without it the system's zone.",
        allowed: "the IANA name of a time zone such as Europe/Berlin or UTC",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            (config.timezone, config.timezone_name) = checks::timezone(text)?;
            Some(())
        }),
        show: |config| config.timezone_name.clone(),
    },
    Key {
        name: "low_stock",
        fallback: Fallback::Value("5"),
        help: "At how many left a product of a new shop counts as running out; then the Settings page has it.",
        allowed: "a number from 0 to 1000000",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            (0..=1_000_000)
                .contains(&number)
                .then(|| config.low_stock = number)
        }),
        show: |config| config.low_stock.to_string(),
    },
    Key {
        name: "log_level",
        fallback: Fallback::Value("info"),
        help: "The least important messages that are still logged, from error (few) to trace (all).",
        allowed: "error, warn, info, debug or trace",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::log_level(text).map(|value| config.log_level = value)
        }),
        show: |config| config.log_level.as_str().to_ascii_lowercase(),
    },
    Key {
        name: "log_format",
        fallback: Fallback::Value("text"),
        help: "How log lines look: text for people, json for programs.",
        allowed: "text or json",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::log_format(text).map(|value| config.log_format = value)
        }),
        show: |config| match config.log_format {
            LogFormat::Text => "text".to_owned(),
            LogFormat::Json => "json".to_owned(),
        },
    },
    Key {
        name: "token_hours",
        fallback: Fallback::Value("12"),
        help: "How long a sign-in lasts, in hours.",
        allowed: "a number from 1 to 8760",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            let hours = u32::try_from(number).ok()?;
            (1..=8760)
                .contains(&hours)
                .then(|| config.token_hours = hours)
        }),
        show: |config| config.token_hours.to_string(),
    },
    Key {
        name: "jwt_secret",
        fallback: Fallback::Otherwise("made once, kept in the database"),
        help: "The key that signs sign-ins; without it one is made and kept in the database.",
        allowed: "a text of at least 32 bytes",
        is_secret: true,
        kind: Kind::Text(|config, text| {
            (text.len() >= 32).then(|| config.jwt_secret = Some(Secret::new(text)))
        }),
        show: |config| hidden(config.jwt_secret.as_ref()),
    },
    Key {
        name: "allowed_origins",
        fallback: Fallback::Value(""),
        help: "Other web addresses from which browsers may use this server.",
        allowed: "origins such as https://shop.example or http://10.0.0.5:3000, without path or final slash",
        is_secret: false,
        kind: Kind::List(|config, text| {
            checks::origin(text).map(|value| config.allowed_origins.push(value))
        }),
        show: |config| listed(&config.allowed_origins),
    },
    Key {
        name: "trusted_proxies",
        fallback: Fallback::Value(""),
        help: "Proxies in front of this server that are believed about a client's address.",
        allowed: "IP addresses or networks such as 127.0.0.1 or 10.0.0.0/8",
        is_secret: false,
        kind: Kind::List(|config, text| {
            checks::network(text).map(|value| config.trusted_proxies.push(value))
        }),
        show: |config| listed(&config.trusted_proxies),
    },
    Key {
        name: "connections_per_address",
        fallback: Fallback::Value("500"),
        help: "How many connections one address may have, besides live screens and trusted proxies; 0: any number.",
        allowed: "a number from 0 to 100000",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            let count = usize::try_from(number).ok()?;
            (count <= 100_000).then(|| config.connections_per_address = count)
        }),
        show: |config| config.connections_per_address.to_string(),
    },
    Key {
        name: "backup_dir",
        fallback: Fallback::Otherwise("backups beside the database"),
        help: "The folder of the backups; a relative path starts at the working directory.",
        allowed: "the path of a folder",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::folder_path(text).map(|value| config.backup_dir = Some(value))
        }),
        show: |config| config.backup_folder().display().to_string(),
    },
    Key {
        name: "backup_every_hours",
        fallback: Fallback::Value("24"),
        help: "How often a new shop makes a backup, in hours, 0: never by itself; then the Settings page has it.",
        allowed: "a number from 0 to 8760",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            let hours = u32::try_from(number).ok()?;
            (hours <= 8760).then(|| config.backup_every_hours = hours)
        }),
        show: |config| config.backup_every_hours.to_string(),
    },
    Key {
        name: "backup_keep",
        fallback: Fallback::Value("14"),
        help: "How many backups a new shop keeps; then the Settings page has it.",
        allowed: "a number from 1 to 10000",
        is_secret: false,
        kind: Kind::Number(|config, number| {
            let count = usize::try_from(number).ok()?;
            (1..=10_000)
                .contains(&count)
                .then(|| config.backup_keep = count)
        }),
        show: |config| config.backup_keep.to_string(),
    },
    Key {
        name: "sentry_dsn",
        fallback: Fallback::Otherwise("no reports"),
        help: "Where panics, failed requests and browser errors are reported: the DSN of a Sentry project.",
        allowed: "a DSN such as https://key@sentry.example/1",
        is_secret: true,
        kind: Kind::Text(|config, text| {
            checks::sentry_dsn(text).map(|value| config.sentry_dsn = Some(value))
        }),
        show: |config| hidden(config.sentry_dsn.as_ref()),
    },
    Key {
        name: "metrics",
        fallback: Fallback::Value("admin"),
        help: "Who may read /metrics: admin (signed in or by a token), public (anyone) or off (nobody).",
        allowed: "admin, public or off",
        is_secret: false,
        kind: Kind::Text(|config, text| {
            checks::metrics_access(text).map(|value| config.metrics = value)
        }),
        show: |config| match config.metrics {
            MetricsAccess::Admin => "admin".to_owned(),
            MetricsAccess::Public => "public".to_owned(),
            MetricsAccess::Off => "off".to_owned(),
        },
    },
];

/// The row of `name`.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The row of the environment variable `name`, `OMS_PORT` for one.
pub fn find_variable(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.variable() == name)
}

/// The key that someone who wrote `name` most likely meant, whatever its case.
pub fn closest(name: &str) -> Option<&'static Key> {
    let name = name.to_lowercase();
    let likeness = |key: &Key| strsim::normalized_damerau_levenshtein(key.name, &name);
    let best = KEYS
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= 0.6).then_some(best)
}

fn path(path: Option<&Path>) -> String {
    path.map_or("(none)".to_owned(), |path| path.display().to_string())
}

fn hidden(secret: Option<&Secret>) -> String {
    secret.map_or("(none)", |_| HIDDEN).to_owned()
}

fn listed<T: ToString>(items: &[T]) -> String {
    if items.is_empty() {
        return "(none)".to_owned();
    }
    items
        .iter()
        .map(T::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
