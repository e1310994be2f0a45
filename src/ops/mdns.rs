//! The server's name in its network: `oms.local`, told by multicast DNS (RFC 6762), and the service that
//! network browsers list (DNS-SD, RFC 6763).
//!
//! A name that another machine answers to becomes the next one, `oms-2.local`. Names are a convenience: whatever
//! goes wrong here is a warning, and the server runs.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use mdns_sd::{DaemonEvent, Error, IfKind, ServiceDaemon, ServiceInfo};

use super::addresses::Addresses;
use crate::config::Config;

/// How often the machine's own addresses are looked at, in seconds.
const LOOK_EVERY_S: u32 = 30;
/// The longest name of a service, in bytes.
const LABEL_BYTES: usize = 63;
/// How long the goodbye may take.
const GOODBYE: Duration = Duration::from_millis(500);

/// The first, second, … name to try.
pub fn nth_name(n: u8) -> String {
    match n {
        0 | 1 => "oms.local".to_owned(),
        n => format!("oms-{n}.local"),
    }
}

/// What is told to the network.
#[derive(Clone, Debug)]
pub struct Announcement {
    address: IpAddr,
    is_https: bool,
    shop: String,
}

/// A name that is being told. Without [`Announced::withdraw`] others believe in it for two more minutes.
pub struct Announced {
    daemon: ServiceDaemon,
    service: String,
}

impl Announcement {
    /// What the settings say is to be told of the shop with this name; nothing where they say so, or where only this machine listens.
    pub fn new(config: &Config, shop: &str) -> Option<Self> {
        (config.mdns && !config.address.is_loopback()).then(|| Self {
            address: config.address,
            is_https: config.tls.is_on(),
            shop: shop.to_owned(),
        })
    }

    /// Begins to tell it. `addresses` get the name as soon as nobody else claims it.
    ///
    /// # Errors
    /// When the network takes no multicast.
    pub fn begin(&self, addresses: Arc<Addresses>) -> Result<Announced, Error> {
        let daemon = ServiceDaemon::new()?;
        daemon.set_ip_check_interval(LOOK_EVERY_S)?;
        self.choose_interfaces(&daemon)?;
        let service = self.service(addresses.port())?;
        let announced = Announced {
            daemon: daemon.clone(),
            service: service.get_fullname().to_owned(),
        };
        let events = daemon.monitor()?;
        daemon.register(service)?;
        tokio::spawn(async move {
            let mut name = nth_name(1);
            let mut told = None;
            while let Ok(event) = events.recv_async().await {
                match event {
                    // The service has a name too, which may change in the same way.
                    DaemonEvent::NameChange(change) if is_host(&change.original) => {
                        change.new_name.trim_end_matches('.').clone_into(&mut name);
                    }
                    DaemonEvent::Announce(..) if told.as_ref() != Some(&name) => {
                        addresses.set_name(&name);
                        log::info!("the server is {name} in its network");
                        told = Some(name.clone());
                    }
                    DaemonEvent::Error(error) => log::warn!("the name in the network: {error}"),
                    _ => {}
                }
            }
        });
        Ok(announced)
    }

    /// The server listens by IPv4 where it listens everywhere; an answer with another address would lead
    /// browsers astray first.
    fn choose_interfaces(&self, daemon: &ServiceDaemon) -> Result<(), Error> {
        match self.address.is_unspecified() {
            true => {
                daemon.disable_interface(vec![IfKind::IPv6, IfKind::LoopbackV4, IfKind::LoopbackV6])
            }
            false => {
                daemon.disable_interface(IfKind::All)?;
                daemon.enable_interface(IfKind::Addr(self.address))
            }
        }
    }

    fn service(&self, port: u16) -> Result<ServiceInfo, Error> {
        let kind = match self.is_https {
            true => "_https._tcp.local.",
            false => "_http._tcp.local.",
        };
        let host = format!("{}.", nth_name(1));
        let nothing: &[(&str, &str)] = &[];
        let label = label(&self.shop);
        match self.address.is_unspecified() {
            true => Ok(ServiceInfo::new(kind, label, &host, "", port, nothing)?.enable_addr_auto()),
            false => ServiceInfo::new(kind, label, &host, self.address, port, nothing),
        }
    }
}

impl Announced {
    /// Tells the network that the name is free again.
    pub async fn withdraw(self) {
        let gone = async {
            let told = self.daemon.unregister(&self.service).ok()?;
            told.recv_async().await.ok()?;
            self.daemon.shutdown().ok()?.recv_async().await.ok()
        };
        // Nobody waits for it: it is forgotten by itself.
        let _ = tokio::time::timeout(GOODBYE, gone).await;
    }
}

fn is_host(name: &str) -> bool {
    name.trim_end_matches('.')
        .eq_ignore_ascii_case(&nth_name(1))
}

/// The beginning of a shop's name that fits.
fn label(shop: &str) -> &str {
    let mut end = shop.len().min(LABEL_BYTES);
    while !shop.is_char_boundary(end) {
        end -= 1;
    }
    &shop[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_server_that_others_reach_has_a_name_and_only_if_it_may() {
        let with = |address: &str, mdns| {
            let config = Config {
                address: address.parse().unwrap(),
                mdns,
                ..Config::default()
            };
            Announcement::new(&config, "Rye")
        };
        assert!(with("0.0.0.0", true).is_some());
        assert!(with("192.168.1.20", true).is_some());
        assert!(with("127.0.0.1", true).is_none());
        assert!(with("::1", true).is_none());
        assert!(with("0.0.0.0", false).is_none());
    }

    #[test]
    fn a_long_shop_name_is_cut_between_letters() {
        assert_eq!(label("Bäckerei"), "Bäckerei");
        assert_eq!(label(&"ä".repeat(40)), "ä".repeat(31));
    }

    #[test]
    fn the_service_bears_the_shops_name_its_scheme_and_port() {
        let announcement = Announcement {
            address: "0.0.0.0".parse().unwrap(),
            is_https: true,
            shop: "Rye & Co.".to_owned(),
        };
        let service = announcement.service(8443).unwrap();
        assert_eq!(service.get_type(), "_https._tcp.local.");
        assert_eq!(service.get_hostname(), "oms.local.");
        assert_eq!(service.get_port(), 8443);
        assert_eq!(
            service.get_fullname(),
            "Rye & Co\\..\\_https._tcp.local.".replace(".\\_", "._")
        );
    }
}
