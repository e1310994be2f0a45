//! The local authority: made once, trusted once on each device, and from then on the one that vouches for
//! whatever certificate the server needs.
//!
//! It is kept in the database, so that a shop that moves to another machine stays trusted. Its key is a secret
//! like the one that signs sessions. Who steals it can pretend to be machines in private networks only: the
//! authority itself says that it vouches for nothing else, and devices hold it to that.

use std::net::IpAddr;

use ipnet::IpNet;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    NameConstraints,
};
use rocket::http::tls::util::load_certs;
use rocket::time::OffsetDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::error::{Error, Result};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long an authority lasts: longer than the devices that trust it.
const AUTHORITY_MS: i64 = 3652 * DAY_MS;
/// How long a certificate lasts: no longer than browsers take.
const CERTIFICATE_MS: i64 = 397 * DAY_MS;
/// A certificate with less than this left is renewed.
const RENEWED_BEFORE_MS: i64 = 30 * DAY_MS;
/// Clocks of devices go wrong; a certificate of today has begun yesterday.
const BEGUN_BEFORE_MS: i64 = DAY_MS;

/// The names and networks that nobody owns in the internet: machines in one's own network have them.
const PRIVATE: [&str; 14] = [
    "localhost",
    "local",
    "lan",
    "home.arpa",
    "internal",
    "10.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "100.64.0.0/10",
    "169.254.0.0/16",
    "127.0.0.0/8",
    "fc00::/7",
    "fe80::/10",
    "::1/128",
];

/// The authority, with its key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Authority {
    /// What devices show of it.
    name: String,
    /// Its certificate, PEM.
    certificate: String,
    key: String,
    /// What it vouches for: names with all below them, and networks.
    permitted: Vec<String>,
    ends_ms: i64,
}

/// What everyone may know of an authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// What devices show of it.
    pub name: String,
    /// Its certificate, which devices install, PEM.
    pub certificate: String,
    /// SHA-256 of the certificate, as devices show it: `AB:CD:…`.
    pub fingerprint: String,
}

/// A certificate that the authority vouches for, with its key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Issued {
    /// The server's certificate, PEM.
    pub certificate: String,
    /// Its private key, PEM.
    pub key: String,
    /// The host names and IP addresses that it is for.
    pub hosts: Vec<String>,
    authority: String,
    begins_ms: i64,
    ends_ms: i64,
}

impl Authority {
    /// A new one of `shop`, which vouches for private networks and names, and for `hosts`.
    ///
    /// # Errors
    /// [`Error::Internal`] when no key can be made.
    pub fn new(shop: &str, hosts: &[String], now: Timestamp) -> Result<Self> {
        let begins_ms = now.max(Timestamp::EARLIEST).as_millisecond();
        let mut authority = Self {
            name: format!("OMS local authority of {shop}"),
            certificate: String::new(),
            key: String::new(),
            permitted: PRIVATE.map(str::to_owned).to_vec(),
            ends_ms: begins_ms + AUTHORITY_MS,
        };
        for host in hosts {
            if !authority.vouches_for(host) {
                let network = host.parse().map(|ip: IpAddr| IpNet::from(ip).to_string());
                authority
                    .permitted
                    .push(network.unwrap_or_else(|_| host.clone()));
            }
        }
        let key = KeyPair::generate().map_err(defect)?;
        let mut params = authority.params();
        params.not_before = instant(Timestamp::EARLIEST.as_millisecond())?;
        params.not_after = instant(authority.ends_ms)?;
        authority.certificate = params.self_signed(&key).map_err(defect)?.pem();
        authority.key = key.serialize_pem();
        Ok(authority)
    }

    /// What everyone may know of it.
    pub fn shown(&self) -> Shown {
        Shown {
            name: self.name.clone(),
            certificate: self.certificate.clone(),
            fingerprint: self.fingerprint(),
        }
    }

    fn fingerprint(&self) -> String {
        let certificates = load_certs(&mut self.certificate.as_bytes()).unwrap_or_default();
        let digest = certificates.first().map(Sha256::digest).unwrap_or_default();
        let pairs: Vec<_> = digest.iter().map(|byte| format!("{byte:02X}")).collect();
        pairs.join(":")
    }

    /// Whether it can still vouch for anything.
    pub fn has_ended(&self, now: Timestamp) -> bool {
        self.ends_ms <= now.as_millisecond()
    }

    /// A certificate for those of `hosts` that it vouches for.
    ///
    /// # Errors
    /// [`Error::Internal`] when no key can be made.
    pub fn issue(&self, hosts: &[String], now: Timestamp) -> Result<Issued> {
        let hosts: Vec<_> = hosts
            .iter()
            .filter(|host| self.vouches_for(host))
            .cloned()
            .collect();
        let begins_ms = now.as_millisecond() - BEGUN_BEFORE_MS;
        let ends_ms = self.ends_ms.min(begins_ms + CERTIFICATE_MS);
        let mut params = CertificateParams::new(hosts.clone()).map_err(defect)?;
        params.distinguished_name = named("OMS");
        params.not_before = instant(begins_ms)?;
        params.not_after = instant(ends_ms)?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let issuer = Issuer::new(self.params(), KeyPair::from_pem(&self.key).map_err(defect)?);
        let key = KeyPair::generate().map_err(defect)?;
        let certificate = params.signed_by(&key, &issuer).map_err(defect)?;
        Ok(Issued {
            certificate: certificate.pem(),
            key: key.serialize_pem(),
            hosts,
            authority: self.fingerprint(),
            begins_ms,
            ends_ms,
        })
    }

    /// Whether a certificate has to be made anew: it is another authority's, its time is not now or nearly
    /// over, or it lacks one of `hosts`.
    pub fn is_due(&self, issued: &Issued, hosts: &[String], now: Timestamp) -> bool {
        let lacks = |host: &String| self.vouches_for(host) && !issued.hosts.contains(host);
        let now_ms = now.as_millisecond();
        // The last one ends with its authority: another would not last longer.
        let renewed_from_ms = match issued.ends_ms < self.ends_ms {
            true => issued.ends_ms - RENEWED_BEFORE_MS,
            false => issued.ends_ms,
        };
        issued.authority != self.fingerprint()
            || !(issued.begins_ms..renewed_from_ms).contains(&now_ms)
            || hosts.iter().any(lacks)
    }

    fn vouches_for(&self, host: &str) -> bool {
        let ip = host.parse::<IpAddr>();
        self.permitted
            .iter()
            .any(|permitted| match (permitted.parse::<IpNet>(), &ip) {
                (Ok(network), Ok(ip)) => network.contains(ip),
                (Err(_), Err(_)) => host
                    .strip_suffix(permitted.as_str())
                    .is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
                _ => false,
            })
    }

    /// What stands in its certificate, but for the dates.
    fn params(&self) -> CertificateParams {
        let permitted = self
            .permitted
            .iter()
            .map(|permitted| match permitted.parse::<IpNet>() {
                Ok(network) => GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(
                    network.addr(),
                    network.prefix_len(),
                )),
                Err(_) => GeneralSubtree::DnsName(permitted.clone()),
            });
        let mut params = CertificateParams::default();
        params.distinguished_name = named(&self.name);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        params.name_constraints = Some(NameConstraints {
            permitted_subtrees: permitted.collect(),
            excluded_subtrees: Vec::new(),
        });
        params
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn instant(millisecond: i64) -> Result<OffsetDateTime> {
    OffsetDateTime::from_unix_timestamp(millisecond.div_euclid(1000))
        .map_err(|error| Error::Internal(format!("no date of a certificate: {error}")))
}

fn defect(error: rcgen::Error) -> Error {
    Error::Internal(format!("no certificate can be made: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000)
    }

    fn hosts(hosts: &[&str]) -> Vec<String> {
        hosts.iter().map(|host| (*host).to_owned()).collect()
    }

    #[test]
    fn it_vouches_for_machines_in_private_networks_and_this_one_alone() {
        let own = hosts(&["till", "203.0.113.5", "192.168.1.20"]);
        let authority = Authority::new("Rye & Co", &own, now()).unwrap();
        for host in [
            "localhost",
            "oms.local",
            "till",
            "203.0.113.5",
            "10.9.8.7",
            "fd00::1",
        ] {
            assert!(authority.vouches_for(host), "{host}");
        }
        for host in [
            "bank.example",
            "local.example",
            "notlocal",
            "203.0.113.6",
            "2001:db8::1",
        ] {
            assert!(!authority.vouches_for(host), "{host}");
        }
        let issued = authority.issue(&hosts(&["oms.local", "bank.example"]), now());
        assert_eq!(issued.unwrap().hosts, ["oms.local"]);
    }

    #[test]
    fn a_certificate_is_due_by_its_hosts_its_date_and_its_authority() {
        let authority = Authority::new("Rye & Co", &[], now()).unwrap();
        let own = hosts(&["oms.local", "192.168.1.20"]);
        let issued = authority.issue(&own, now()).unwrap();
        let is_due =
            |hosts: &[String], days| authority.is_due(&issued, hosts, now().plus_ms(days * DAY_MS));
        assert!(!is_due(&own, 0));
        assert!(
            !is_due(&own[..1], 0),
            "an address that has gone does no harm"
        );
        assert!(is_due(&hosts(&["192.168.1.21"]), 0));
        assert!(!is_due(&hosts(&["bank.example"]), 0), "it would not help");
        assert!(!is_due(&own, 365));
        assert!(is_due(&own, 367));
        assert!(is_due(&own, -2));
        let other = Authority::new("Rye & Co", &[], now()).unwrap();
        assert!(other.is_due(&issued, &own, now()));
    }

    #[test]
    fn near_its_own_end_it_does_not_renew_without_an_end() {
        let authority = Authority::new("Rye & Co", &[], now()).unwrap();
        let late = now().plus_ms(AUTHORITY_MS - 10 * DAY_MS);
        let issued = authority.issue(&[], late).unwrap();
        assert!(!authority.is_due(&issued, &[], late));
        assert!(authority.has_ended(now().plus_ms(AUTHORITY_MS)));
    }

    #[test]
    fn a_clock_that_starts_in_1970_makes_no_authority_of_the_past() {
        let authority = Authority::new("Rye & Co", &[], Timestamp::from_millisecond(0)).unwrap();
        assert!(!authority.has_ended(now()));
    }
}
