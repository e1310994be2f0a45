//! The certificate that the server shows, and when it has to be another one.
//!
//! It comes from the local authority ([`super::authority`]) or from the owner's files. Once a minute
//! [`Certificates::keep_current`] looks whether the address, the date or the files ask for another. The server
//! then begins anew with it: what it listens with can't be exchanged under way.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rocket::http::tls::rustls::client::verify_server_name;
use rocket::http::tls::rustls::crypto::ring::default_provider;
use rocket::http::tls::rustls::pki_types::ServerName;
use rocket::http::tls::rustls::server::ParsedCertificate;
use rocket::http::tls::rustls::sign::CertifiedKey;
use rocket::http::tls::util::{load_certs, load_private_key};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::sync::Notify;
use x509_cert::der::Decode;

use super::addresses::hosts;
use super::authority::{Authority, Issued, Shown};
use crate::config::{Config, Tls};
use crate::domain::Timestamp;
use crate::error::{Error, Result};
use crate::store::settings::{TLS_AUTHORITY, TLS_CERTIFICATE};
use crate::store::{self, ReadTx, Store, WriteTx};

/// How often it is looked whether the certificate is still the right one.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How many addresses of before a certificate keeps: a laptop goes back and forth between networks.
const FORMER_ADDRESSES: usize = 16;
/// The last of the names that the server may get on the LAN when others are taken: `oms-9.local`.
const LAST_NAME: u8 = 9;

/// The certificate in force, and where the next one comes from.
pub struct Certificates {
    source: Source,
    present: Mutex<InForce>,
    /// Why the last look brought nothing; it is logged once.
    complaint: Mutex<Option<String>>,
    changed: Notify,
}

/// A certificate with those that lead to its authority, and its private key, both PEM.
#[derive(Clone, PartialEq, Eq)]
pub struct Pair {
    /// The certificates.
    pub chain: Vec<u8>,
    /// The key.
    pub key: Vec<u8>,
}

/// A pair, and the authority that devices must trust for it.
struct InForce {
    pair: Pair,
    authority: Option<Shown>,
}

enum Source {
    Authority(Local),
    Files { cert: PathBuf, key: PathBuf },
}

/// What certificates of the local authority are made from. The authority itself is read anew each time: a
/// backup that was restored may have brought another one.
struct Local {
    store: Store,
    shop: String,
    address: IpAddr,
}

impl Certificates {
    /// Those of the settings, for the shop with this name; none where TLS is off. Makes the local authority at its
    /// first use.
    ///
    /// # Errors
    /// [`Error::Invalid`] names the key and the file that is of no use; [`Error::Storage`].
    pub fn new(config: &Config, store: &Store, shop: &str) -> Result<Option<Self>> {
        let source = match config.tls {
            Tls::Off => return Ok(None),
            Tls::SelfSigned => Source::Authority(Local {
                store: store.clone(),
                shop: shop.to_owned(),
                address: config.address,
            }),
            Tls::Files => Source::Files {
                cert: file(&config.tls_cert),
                key: file(&config.tls_key),
            },
        };
        let present = source.current()?;
        if let Source::Files { cert, .. } = &source {
            present.pair.warn_if_ended(cert, store.clock().now());
        }
        Ok(Some(Self {
            source,
            present: Mutex::new(present),
            complaint: Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// The certificate in force.
    pub fn present(&self) -> Pair {
        self.in_force().pair.clone()
    }

    /// Whether the certificate in force is for this name or IP address.
    pub fn is_for(&self, host: &str) -> bool {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let certificates = load_certs(&mut self.in_force().pair.chain.as_slice());
        let own = certificates.ok().and_then(|chain| chain.into_iter().next());
        let own = own
            .as_ref()
            .and_then(|own| ParsedCertificate::try_from(own).ok());
        match (own, ServerName::try_from(host)) {
            (Some(own), Ok(host)) => verify_server_name(&own, &host).is_ok(),
            _ => false,
        }
    }

    /// The authority that devices must trust; none where the owner's files are used.
    pub fn authority(&self) -> Option<Shown> {
        self.in_force().authority.clone()
    }

    /// Waits until there is another certificate.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    /// Looks once a minute, for as long as the server runs.
    pub async fn keep_current(self: Arc<Self>) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let this = self.clone();
            if let Err(error) = tokio::task::spawn_blocking(move || this.look()).await {
                log::error!("the certificate was not looked after: {error}");
            }
        }
    }

    /// Takes another certificate into use if there has to be one. What is wrong with it goes to the log, and
    /// the present one stays.
    pub fn look(&self) {
        let next = self.source.current();
        let mut complaint = self
            .complaint
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let next = match next {
            Ok(next) => next,
            Err(error) => {
                let error = error.to_string();
                if complaint.as_ref() != Some(&error) {
                    log::error!("the certificate in use stays: {error}");
                }
                *complaint = Some(error);
                return;
            }
        };
        *complaint = None;
        let mut present = self.in_force();
        if present.pair != next.pair {
            *present = next;
            log::info!("there is a new certificate: the server begins anew with it");
            self.changed.notify_one();
        }
    }

    fn in_force(&self) -> MutexGuard<'_, InForce> {
        self.present.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Source {
    fn current(&self) -> Result<InForce> {
        match self {
            Self::Authority(local) => local.current(),
            Self::Files { cert, key } => Ok(InForce {
                pair: Pair::read(cert, key)?,
                authority: None,
            }),
        }
    }
}

impl Local {
    /// The certificate that is kept, or a new one in its place.
    fn current(&self) -> Result<InForce> {
        let hosts = own_hosts(self.address);
        let authority = self.authority(&hosts)?;
        let kept = self
            .store
            .read_blocking(|tx| get::<Issued>(tx, TLS_CERTIFICATE))?;
        let now = self.store.clock().now();
        let issued = match kept {
            Some(kept) if !authority.is_due(&kept, &hosts, now) => kept,
            kept => {
                let former = kept.map_or_else(Vec::new, |kept| kept.hosts);
                let issued = authority.issue(&with_former(hosts, former), now)?;
                let fresh = issued.clone();
                self.store
                    .write_blocking(move |tx| set(tx, TLS_CERTIFICATE, &fresh))?;
                issued
            }
        };
        Ok(InForce {
            pair: Pair::from(issued),
            authority: Some(authority.shown()),
        })
    }

    /// The authority that is kept; a new one where there is none, or its time is over.
    fn authority(&self, hosts: &[String]) -> Result<Authority> {
        let now = self.store.clock().now();
        let kept = self
            .store
            .read_blocking(|tx| get::<Authority>(tx, TLS_AUTHORITY))?;
        if let Some(kept) = kept.filter(|kept| !kept.has_ended(now)) {
            return Ok(kept);
        }
        let authority = Authority::new(&self.shop, hosts, now)?;
        let fresh = authority.clone();
        self.store
            .write_blocking(move |tx| set(tx, TLS_AUTHORITY, &fresh))?;
        Ok(authority)
    }
}

/// The present hosts, and some addresses of before.
fn with_former(mut hosts: Vec<String>, former: Vec<String>) -> Vec<String> {
    let former: Vec<_> = former
        .into_iter()
        .filter(|host| host.parse::<IpAddr>().is_ok() && !hosts.contains(host))
        .take(FORMER_ADDRESSES)
        .collect();
    hosts.extend(former);
    hosts
}

/// All names and addresses by which browsers may call a server that listens at `address`.
fn own_hosts(address: IpAddr) -> Vec<String> {
    let mut own = vec!["localhost".to_owned()];
    own.extend((1..=LAST_NAME).map(super::mdns::nth_name));
    let machine = hostname::get()
        .ok()
        .and_then(|name| name.into_string().ok());
    if let Some(machine) = machine.filter(|name| is_host_name(name)) {
        let machine = machine.to_ascii_lowercase();
        if !machine.contains('.') {
            own.push(format!("{machine}.local"));
        }
        own.push(machine);
    }
    let ips = hosts(address).into_iter().map(|ip| ip.to_string());
    own.extend(ips.chain(["127.0.0.1".to_owned(), "::1".to_owned()]));
    let mut seen = Vec::new();
    own.retain(|host| {
        let is_new = !seen.contains(host);
        seen.push(host.clone());
        is_new
    });
    own
}

fn is_host_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
    !name.is_empty() && name.chars().all(fits) && !name.starts_with(['-', '.'])
}

fn get<T: DeserializeOwned>(tx: &ReadTx<'_>, key: &'static str) -> Result<Option<T>> {
    store::settings::get(tx, key)?
        .map(|text| {
            serde_json::from_str(&text)
                .map_err(|error| Error::Storage(format!("the setting {key} is damaged: {error}")))
        })
        .transpose()
}

fn set<T: Serialize>(tx: &WriteTx<'_>, key: &str, value: &T) -> Result<()> {
    let text = serde_json::to_string(value).map_err(|error| Error::Internal(error.to_string()))?;
    store::settings::set(tx, key, &text)
}

impl From<Issued> for Pair {
    fn from(issued: Issued) -> Self {
        Self {
            chain: issued.certificate.into_bytes(),
            key: issued.key.into_bytes(),
        }
    }
}

impl Pair {
    /// Reads both files, and checks that they are what the server can use.
    fn read(cert: &Path, key: &Path) -> Result<Self> {
        let pair = Self {
            chain: bytes("tls_cert", cert)?,
            key: bytes("tls_key", key)?,
        };
        let chain = load_certs(&mut pair.chain.as_slice())
            .ok()
            .filter(|chain| !chain.is_empty())
            .ok_or_else(|| of_no_use("tls_cert", cert, "it has no certificate as PEM"))?;
        let private = load_private_key(&mut pair.key.as_slice())
            .map_err(|_| of_no_use("tls_key", key, "it has not one private key as PEM"))?;
        CertifiedKey::from_der(chain, private, &default_provider()).map_err(|_| {
            let why = format!("it is not the key of the certificate in {}", cert.display());
            of_no_use("tls_key", key, &why)
        })?;
        Ok(pair)
    }

    /// When its first certificate, the server's, ends.
    fn ends_at(&self) -> Option<Timestamp> {
        let chain = load_certs(&mut self.chain.as_slice()).ok()?;
        let certificate = x509_cert::Certificate::from_der(chain.first()?).ok()?;
        let ends = certificate.tbs_certificate.validity.not_after;
        let ends_ms = i64::try_from(ends.to_unix_duration().as_millis()).ok()?;
        Some(Timestamp::from_millisecond(ends_ms))
    }

    fn warn_if_ended(&self, cert: &Path, now: Timestamp) {
        if let Some(ends_at) = self.ends_at().filter(|ends_at| *ends_at <= now) {
            log::warn!(
                "tls_cert: the certificate in {} ended at {ends_at}, and browsers refuse it: get a new one",
                cert.display()
            );
        }
    }
}

/// The file of a key that the settings have; they were checked.
fn file(path: &Option<PathBuf>) -> PathBuf {
    path.clone().unwrap_or_default()
}

fn bytes(key: &str, file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).map_err(|error| of_no_use(key, file, &error.to_string()))
}

fn of_no_use(key: &str, file: &Path, why: &str) -> Error {
    Error::invalid(key, format!("{} can't be used: {why}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hosts_have_each_name_and_address_once() {
        let own = own_hosts("127.0.0.1".parse().unwrap());
        for host in [
            "localhost",
            "oms.local",
            "oms-2.local",
            "oms-9.local",
            "127.0.0.1",
            "::1",
        ] {
            let times = own.iter().filter(|own| *own == host).count();
            assert_eq!(times, 1, "{host}: {own:?}");
        }
    }

    #[test]
    fn a_certificate_keeps_addresses_of_before_but_no_names() {
        let list = |hosts: &[&str]| {
            hosts
                .iter()
                .map(|host| (*host).to_owned())
                .collect::<Vec<_>>()
        };
        let hosts = with_former(
            list(&["oms.local", "10.0.0.2"]),
            list(&["old", "10.0.0.1", "10.0.0.2"]),
        );
        assert_eq!(hosts, ["oms.local", "10.0.0.2", "10.0.0.1"]);
    }
}
