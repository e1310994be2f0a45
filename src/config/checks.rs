//! Turns the text of one setting into its type, or refuses it with `None`.
//!
//! Pure functions: no file is opened and no name is looked up in the network. What to tell the user
//! about a refusal stands in the table of keys.

use std::net::{IpAddr, Ipv6Addr};
use std::path::{MAIN_SEPARATOR, PathBuf};

use ipnet::IpNet;
use iso_currency::Currency;
use jiff::tz::TimeZone;
use log::LevelFilter;
use sentry::types::Dsn;

use super::{LogFormat, MetricsAccess, Secret};

/// The path of a file that lasts: SQLite takes `:memory:` and `file:` for something else.
pub(super) fn database_path(text: &str) -> Option<PathBuf> {
    let is_file = !text.trim().is_empty()
        && !text.contains(char::is_control)
        && !text.starts_with(':')
        && !text.starts_with("file:")
        && !text.ends_with(['/', MAIN_SEPARATOR]);
    is_file.then(|| PathBuf::from(text))
}

/// The path of a folder.
pub(super) fn folder_path(text: &str) -> Option<PathBuf> {
    let is_folder = !text.trim().is_empty() && !text.contains(char::is_control);
    is_folder.then(|| PathBuf::from(text))
}

/// A name without white space around it.
pub(super) fn shop_name(text: &str) -> Option<String> {
    let name = text.trim();
    let fits = (1..=100).contains(&name.chars().count()) && !name.contains(char::is_control);
    fits.then(|| name.to_owned())
}

/// Only currencies with a minor unit: gold and the code for tests have none to count in.
pub(super) fn currency(text: &str) -> Option<Currency> {
    Currency::from_code(&text.trim().to_ascii_uppercase())
        .filter(|currency| currency.exponent().is_some())
}

/// A level in any case; to log nothing at all is no choice.
pub(super) fn log_level(text: &str) -> Option<LevelFilter> {
    let level: LevelFilter = text.trim().parse().ok()?;
    (level != LevelFilter::Off).then_some(level)
}

/// A zone that has an IANA name, and that name.
pub(super) fn timezone(text: &str) -> Option<(TimeZone, String)> {
    let zone = TimeZone::get(text.trim()).ok()?;
    let name = zone.iana_name()?.to_owned();
    Some((zone, name))
}

/// A format in any case.
pub(super) fn log_format(text: &str) -> Option<LogFormat> {
    match text.trim().to_ascii_lowercase().as_str() {
        "text" => Some(LogFormat::Text),
        "json" => Some(LogFormat::Json),
        _ => None,
    }
}

/// A DSN of Sentry. Whether someone listens there is not looked at.
pub(super) fn sentry_dsn(text: &str) -> Option<Secret> {
    let dsn: Dsn = text.trim().parse().ok()?;
    // What is taken here must be one that can be built anew: the crate makes addresses of its parts.
    (!dsn.host().is_empty()).then(|| Secret::new(text.trim()))
}

/// A choice in any case.
pub(super) fn metrics_access(text: &str) -> Option<MetricsAccess> {
    match text.trim().to_ascii_lowercase().as_str() {
        "admin" => Some(MetricsAccess::Admin),
        "public" => Some(MetricsAccess::Public),
        "off" => Some(MetricsAccess::Off),
        _ => None,
    }
}

/// A network, or an address as the network of one; bits past the prefix are dropped.
pub(super) fn network(text: &str) -> Option<IpNet> {
    let text = text.trim();
    let network = text
        .parse()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .ok()?;
    Some(network.trunc())
}

/// An origin as browsers write it: lower case, without a port that the scheme implies.
pub(super) fn origin(text: &str) -> Option<String> {
    let text = text.trim().to_ascii_lowercase();
    let (scheme, rest) = text.split_once("://")?;
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (rest, None),
    };
    let host = host_name(host)?;
    if !scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        || !scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return None;
    }
    let Some(port) = port else {
        return Some(format!("{scheme}://{host}"));
    };
    let is_digits = port.chars().all(|c| c.is_ascii_digit());
    let port: u16 = port.parse().ok().filter(|port| is_digits && *port > 0)?;
    match (scheme, port) {
        ("http", 80) | ("https", 443) => Some(format!("{scheme}://{host}")),
        _ => Some(format!("{scheme}://{host}:{port}")),
    }
}

fn host_name(host: &str) -> Option<String> {
    if let Some(address) = host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let address: Ipv6Addr = address.parse().ok()?;
        return Some(format!("[{address}]"));
    }
    let is_name = !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c))
        && host.split('.').all(|label| !label.is_empty());
    is_name.then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_send_it() {
        for (given, want) in [
            ("https://shop.example", "https://shop.example"),
            (" HTTPS://Shop.Example:8443 ", "https://shop.example:8443"),
            ("https://shop.example:443", "https://shop.example"),
            ("http://shop.example:80", "http://shop.example"),
            ("http://shop.example:443", "http://shop.example:443"),
            ("http://10.0.0.5:3000", "http://10.0.0.5:3000"),
            ("http://[0:0::1]", "http://[::1]"),
            ("http://[::1]:3000", "http://[::1]:3000"),
            ("tauri://localhost", "tauri://localhost"),
        ] {
            assert_eq!(origin(given).as_deref(), Some(want), "{given}");
        }
        for given in [
            "",
            "*",
            "null",
            "shop.example",
            "https://",
            "https://shop.example/",
            "https://shop.example/admin",
            "https://shop.example:",
            "https://shop.example:0",
            "https://shop.example:65536",
            "https://shop.example:+80",
            "https://user@shop.example",
            "https://*.shop.example",
            "https://shop..example",
            "https://shop example",
            "https://b\u{fc}cher.example",
            "://shop.example",
            "1http://shop.example",
            "http://[::1",
            "http://::1",
            "http://[shop.example]",
            "https://shop.example?q",
        ] {
            assert_eq!(origin(given), None, "{given}");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        for (given, want) in [
            ("127.0.0.1", "127.0.0.1/32"),
            ("10.1.2.3/8", "10.0.0.0/8"),
            ("::1", "::1/128"),
            ("fd00::/8", "fd00::/8"),
        ] {
            assert_eq!(
                network(given).map(|net| net.to_string()).as_deref(),
                Some(want)
            );
        }
        for given in ["", "localhost", "10.0.0.0/33", "10.0.0", "10.0.0.1:80", "*"] {
            assert_eq!(network(given), None, "{given}");
        }
    }

    #[test]
    fn a_currency_can_be_counted_in() {
        assert_eq!(currency("EUR"), Some(Currency::EUR));
        assert_eq!(currency(" jpy "), Some(Currency::JPY));
        for given in ["", "EURO", "XAU", "XTS", "XXX", "€", "E"] {
            assert_eq!(currency(given), None, "{given}");
        }
    }

    #[test]
    fn a_zone_has_its_iana_name() {
        let name = |text| timezone(text).map(|(_, name)| name);
        assert_eq!(name("Europe/Berlin").as_deref(), Some("Europe/Berlin"));
        assert_eq!(
            name("america/new_york").as_deref(),
            Some("America/New_York")
        );
        assert_eq!(name("UTC").as_deref(), Some("UTC"));
        for given in ["", "Berlin", "Europe/Atlantis", "+02:00", "Etc/Unknown"] {
            assert_eq!(name(given), None, "{given}");
        }
    }

    #[test]
    fn a_database_is_a_file_that_lasts() {
        for given in ["oms.db", "/var/lib/oms/oms.db", "data/my shop.db"] {
            assert_eq!(database_path(given), Some(PathBuf::from(given)));
        }
        for given in ["", " ", ":memory:", "file:oms.db", "data/", "a\nb", "a\0b"] {
            assert_eq!(database_path(given), None, "{given:?}");
        }
    }

    #[test]
    fn a_shop_name_is_one_line_of_text() {
        assert_eq!(
            shop_name(" Bücher & Mehr ").as_deref(),
            Some("Bücher & Mehr")
        );
        assert_eq!(shop_name("1.0").as_deref(), Some("1.0"));
        assert!(shop_name(&"ä".repeat(100)).is_some());
        for given in ["", "  ", "two\nlines", "bell\u{7}", &"x".repeat(101)] {
            assert_eq!(shop_name(given), None, "{given:?}");
        }
    }

    #[test]
    fn log_settings_are_of_the_listed_words() {
        assert_eq!(log_level("warn"), Some(LevelFilter::Warn));
        assert_eq!(log_level("DEBUG"), Some(LevelFilter::Debug));
        assert_eq!(log_format("JSON"), Some(LogFormat::Json));
        for given in ["", "off", "warning", "3"] {
            assert_eq!(log_level(given), None, "{given}");
        }
        for given in ["", "xml"] {
            assert_eq!(log_format(given), None, "{given}");
        }
    }
}
