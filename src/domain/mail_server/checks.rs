//! What can be a mail server's name, and which certificates can be trusted.

use core::net::IpAddr;

use rustls::RootCertStore;
use rustls::pki_types::{CertificateDer, pem::PemObject};

/// Names that end so are in the shop's own network.
const OWN_NETWORK: [&str; 5] = [".local", ".lan", ".internal", ".home.arpa", ".localhost"];

/// Whether a server is in the shop's own network, by its address or by a name that only means something there.
pub(super) fn is_in_own_network(host: &str) -> bool {
    match host.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private() || ip.is_link_local(),
        Ok(IpAddr::V6(ip)) => {
            ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()
        }
        Err(_) => {
            let name = host.to_ascii_lowercase();
            !name.contains('.') || OWN_NETWORK.iter().any(|end| name.ends_with(end))
        }
    }
}

pub(super) fn only_ended(paused: &bool, (): &()) -> garde::Result {
    match paused {
        false => Ok(()),
        true => Err(garde::Error::new("can only be set to false")),
    }
}

pub(super) fn host_name(text: &str, (): &()) -> garde::Result {
    let is_ip = text.parse::<IpAddr>().is_ok();
    let is_label = |label: &str| {
        let inner = label
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
        !label.is_empty()
            && label.len() <= 63
            && inner
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    if is_ip || text.split('.').all(is_label) {
        return Ok(());
    }
    Err(garde::Error::new(
        "must be a server's name or address alone, such as smtp.shop.example",
    ))
}

pub(super) fn certificates(text: &str, (): &()) -> garde::Result {
    let mut store = RootCertStore::empty();
    let mut found = 0;
    for certificate in CertificateDer::pem_slice_iter(text.as_bytes()) {
        match certificate.map(|certificate| store.add(certificate)) {
            Ok(Ok(())) => found += 1,
            _ => return Err(garde::Error::new("is no certificate that can be trusted")),
        }
    }
    match found {
        0 => Err(garde::Error::new(
            "must begin with -----BEGIN CERTIFICATE-----",
        )),
        _ => Ok(()),
    }
}
