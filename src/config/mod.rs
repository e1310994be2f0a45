//! The settings of one installation, read once at start and passed on from there.
//!
//! [`Config::load`] merges the command line, the environment, a `.env` file, `config.toml` and the
//! defaults, in that order of precedence, and checks every value that any of them gives. What a key
//! is called, means and allows stands in one table, [`keys::KEYS`]; where values come from is the
//! business of `sources`. Nothing here changes the process's environment, logs, or opens anything
//! but the two settings files, and no other module reads a variable or a settings file by itself.

mod checks;
pub mod keys;
mod shop;
mod sources;

use std::ffi::OsString;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;

use figment::{Figment, Profile};
use ipnet::IpNet;
use iso_currency::Currency;
use jiff::tz::TimeZone;
use log::LevelFilter;

use keys::{Fallback, KEYS};
pub use shop::SHOP_KEYS;
pub use sources::{CONFIG_FILE, DOTENV_FILE};
use sources::{DEFAULT, Findings};

/// All settings, checked. The fields are described, with their units, in [`keys::KEYS`].
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where the server listens.
    pub address: IpAddr,
    /// The TCP port; 0 lets the system choose a free one.
    pub port: u16,
    /// Whether browsers are spoken to by HTTPS, and with whose certificate.
    pub tls: Tls,
    /// The certificate chain as PEM, with `tls` [`Tls::Files`].
    pub tls_cert: Option<PathBuf>,
    /// The private key of `tls_cert` as PEM.
    pub tls_key: Option<PathBuf>,
    /// The TCP port that leads plain HTTP to HTTPS where `tls` is not off; 0: none.
    pub http_port: u16,
    /// Whether the server tells its name on the LAN by mDNS.
    pub mdns: bool,
    /// The SQLite file, relative to the working directory.
    pub database: PathBuf,
    /// The name that the shop has at first, as people read it. See [`SHOP_KEYS`].
    pub shop_name: String,
    /// The currency of all amounts at first. It always has a minor unit (`exponent()` is `Some`).
    pub currency: Currency,
    /// The zone in which the shop's days begin and end.
    pub timezone: TimeZone,
    /// The IANA name of `timezone`.
    pub timezone_name: String,
    /// At how many left a product counts as running out, at first.
    pub low_stock: i64,
    /// The least important messages that are still logged; never `Off`.
    pub log_level: LevelFilter,
    /// How log lines look.
    pub log_format: LogFormat,
    /// How long a sign-in lasts, in hours.
    pub token_hours: u32,
    /// The HS256 key; `None`: the one kept in the database.
    pub jwt_secret: Option<Secret>,
    /// Origins besides the server's own from which browsers may write and open sockets,
    /// exactly as a browser sends them in `Origin`.
    pub allowed_origins: Vec<String>,
    /// Proxies whose word about the client's address is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// How many connections one address may have that are no live socket; 0: any number.
    pub connections_per_address: usize,
    /// The folder of the backups; `None`: `backups` beside the database. See [`Config::backup_folder`].
    pub backup_dir: Option<PathBuf>,
    /// How often a backup is made at first, in hours; 0: never by itself.
    pub backup_every_hours: u32,
    /// How many backups are kept at first.
    pub backup_keep: usize,
    /// Where what goes wrong is reported: a Sentry DSN; `None`: nowhere.
    pub sentry_dsn: Option<Secret>,
    /// Who may read `/metrics`.
    pub metrics: MetricsAccess,
    /// The keys that someone has set, wherever.
    pub named: Vec<&'static str>,
}

/// Who may read `/metrics`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricsAccess {
    /// Admins.
    Admin,
    /// Anyone.
    Public,
    /// Nobody: there is no such page.
    Off,
}

/// Whether browsers are spoken to by HTTPS, and with whose certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Plain HTTP.
    Off,
    /// HTTPS, with certificates of the local authority that OMS makes itself.
    SelfSigned,
    /// HTTPS, with the certificate of `tls_cert` and `tls_key`.
    Files,
}

impl Tls {
    /// Whether it is HTTPS.
    pub fn is_on(self) -> bool {
        self != Self::Off
    }
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One line for people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// A text that must not be shown: neither `Debug` nor `Display` tells it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps `text` from view.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret itself, as text.
    pub fn expose_text(&self) -> &str {
        &self.0
    }

    /// The secret itself, as the bytes that serve as a key.
    pub fn expose(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(hidden)")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(keys::HIDDEN)
    }
}

/// Where [`Config::load`] looks. The caller hands in the environment, so that tests need not change
/// the one they run in. Without `Debug` on purpose: the environment holds secrets.
#[derive(Clone, Default)]
pub struct Overrides {
    /// `--config`: this file must exist. `None`: `config.toml` in `directory`, if there is one.
    pub config_file: Option<PathBuf>,
    /// What was given on the command line.
    pub flags: Vec<Flag>,
    /// Where `config.toml` and `.env` are looked for; empty is the working directory. With
    /// `config_file` the `.env` beside that file is read instead.
    pub directory: PathBuf,
    /// The process's environment.
    pub environment: Vec<(OsString, OsString)>,
}

/// A setting given on the command line.
#[derive(Debug, Clone)]
pub struct Flag {
    /// The key it sets, such as `port`.
    pub key: &'static str,
    /// What the user wrote.
    pub value: String,
    /// How the user wrote it, such as `--port`.
    pub name: &'static str,
}

/// What [`Config::load`] found.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings in force.
    pub config: Config,
    /// What is worth a warning in the log, one line each.
    pub warnings: Vec<String>,
    /// Every setting in the order of [`keys::KEYS`], for `oms config`.
    pub settings: Vec<Setting>,
}

/// One setting in force, fit to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key.
    pub key: &'static str,
    /// Its value; a secret's is hidden.
    pub value: String,
    /// Where the value comes from: a file, a variable, a flag or the default.
    pub source: String,
}

/// Everything that is wrong with the settings, one line each. No line tells a secret's value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", problems.join("\n"))]
pub struct ConfigError {
    /// Each names the key, the file or variable, and what is allowed.
    pub problems: Vec<String>,
}

impl Config {
    /// Reads and merges all sources.
    ///
    /// # Errors
    /// When a source holds a bad value (also one that a stronger source replaces: it would strike
    /// later, when that source is gone), the file has an unknown key or can't be read, or
    /// `config_file` does not exist. All problems are collected.
    pub fn load(options: &Overrides) -> Result<Loaded, ConfigError> {
        let mut findings = Findings::default();
        let merged = Figment::from(sources::defaults(&mut findings))
            .merge(sources::config_file(options, &mut findings))
            .merge(sources::dotenv_file(options, &mut findings))
            .merge(sources::environment(&options.environment, &mut findings))
            .merge(sources::flags(&options.flags, &mut findings));

        let mut config = Self::blank();
        let settings = config.fill(&merged, &mut findings);
        findings.problems.extend(checks::together(&config));
        if !findings.problems.is_empty() {
            return Err(ConfigError {
                problems: findings.problems,
            });
        }
        Ok(Loaded {
            config,
            warnings: findings.warnings,
            settings,
        })
    }

    /// Takes over what `merged` holds and tells for each key what is now in force and why.
    fn fill(&mut self, merged: &Figment, findings: &mut Findings) -> Vec<Setting> {
        self.use_system_timezone();
        let mut settings = Vec::with_capacity(KEYS.len());
        for key in KEYS {
            if let Ok(value) = merged.find_value(key.name)
                && let Err(problem) = key.apply(&value, self)
            {
                findings.problems.push(problem);
            }
            let source = match (merged.find_metadata(key.name), key.fallback) {
                (Some(metadata), _) => metadata.interpolate(&Profile::Default, &[key.name]),
                (None, Fallback::Value(_)) => DEFAULT.to_owned(),
                (None, Fallback::Otherwise(what)) => format!("{DEFAULT}: {what}"),
            };
            if merged.contains(key.name) && source != DEFAULT {
                self.named.push(key.name);
            }
            settings.push(Setting {
                key: key.name,
                value: key.show(self),
                source,
            });
        }
        settings
    }

    /// The system's zone is taken only if it has a name: browsers are told it too. Else UTC stays.
    fn use_system_timezone(&mut self) {
        let zone = TimeZone::try_system().unwrap_or(TimeZone::UTC);
        if let Some(name) = zone.iana_name() {
            self.timezone_name = name.to_owned();
            self.timezone = zone;
        }
    }

    /// A value of every field for the table to overwrite; the defaults stand in [`keys::KEYS`].
    fn blank() -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            tls: Tls::Off,
            tls_cert: None,
            tls_key: None,
            http_port: 0,
            mdns: false,
            database: PathBuf::new(),
            shop_name: String::new(),
            currency: Currency::EUR,
            timezone: TimeZone::UTC,
            timezone_name: "UTC".to_owned(),
            low_stock: 0,
            log_level: LevelFilter::Info,
            log_format: LogFormat::Text,
            token_hours: 1,
            jwt_secret: None,
            allowed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            connections_per_address: 0,
            backup_dir: None,
            backup_every_hours: 0,
            backup_keep: 1,
            sentry_dsn: None,
            metrics: MetricsAccess::Admin,
            named: Vec::new(),
        }
    }

    /// The folder of the backups.
    pub fn backup_folder(&self) -> PathBuf {
        let beside = || self.database.with_file_name("backups");
        self.backup_dir.clone().unwrap_or_else(beside)
    }
}

impl Default for Config {
    /// The settings of an installation without any file, variable or flag.
    fn default() -> Self {
        let mut config = Self::blank();
        let mut findings = Findings::default();
        let defaults = Figment::from(sources::defaults(&mut findings));
        config.fill(&defaults, &mut findings);
        config
    }
}

#[cfg(test)]
mod tests;
