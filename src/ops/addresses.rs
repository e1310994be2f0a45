//! The addresses under which browsers reach this server: those worth trying, the surest first.
//!
//! The greeting, the settings page and the certificates all take them from here. They are looked up when they
//! are asked for, since a laptop that is carried to another network gets others.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicU16, Ordering};

use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use crate::config::Config;

/// This machine, to itself.
const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// How the names of interfaces begin that lead to containers and virtual machines on this machine alone.
const VIRTUAL: &[&str] = &[
    "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "flannel", "lxc", "lxd", "podman",
];

/// Under which addresses one server is reached.
#[derive(Debug)]
pub struct Addresses {
    address: IpAddr,
    is_https: bool,
    port: AtomicU16,
    /// The port that plain HTTP has beside HTTPS; 0: none.
    http_port: AtomicU16,
    /// The name on the LAN, once no other machine claims it.
    name: watch::Sender<Option<String>>,
}

/// One address, as it is typed into a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// It, with a slash at its end.
    pub url: String,
    /// From where it works.
    pub kind: Kind,
}

/// From where an address works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// In a browser on the machine that OMS runs on.
    ThisMachine,
    /// On every device in the same network.
    Lan,
    /// By name, on devices in the same network that look names up by mDNS.
    Mdns,
}

/// An address of a network interface of this machine.
struct Candidate {
    interface: String,
    ip: IpAddr,
    /// A tunnel, such as a VPN: those in the house are seldom in it.
    is_tunnel: bool,
}

impl Addresses {
    /// Those of a server that listens as the settings say.
    pub fn new(config: &Config) -> Self {
        Self {
            address: config.address,
            is_https: config.tls.is_on(),
            port: AtomicU16::new(config.port),
            http_port: AtomicU16::new(0),
            name: watch::Sender::new(None),
        }
    }

    /// The port that the server has; until it listens, the one of the settings.
    pub fn port(&self) -> u16 {
        self.port.load(Ordering::Relaxed)
    }

    /// The server listens at this port.
    pub fn set_port(&self, port: u16) {
        self.port.store(port, Ordering::Relaxed);
    }

    /// Plain HTTP listens at this port, and leads to HTTPS.
    pub fn set_http_port(&self, port: u16) {
        self.http_port.store(port, Ordering::Relaxed);
    }

    /// Every port that browsers connect to.
    pub fn ports(&self) -> Vec<u16> {
        let http = self.http_port.load(Ordering::Relaxed);
        let ports = [self.port(), http].into_iter();
        ports.filter(|port| *port != 0).collect()
    }

    /// The server has this name on the LAN, such as `oms.local`.
    pub fn set_name(&self, name: &str) {
        self.name.send_replace(Some(name.to_owned()));
    }

    /// Hears of the name, which comes later than the server, and changes when another machine claims it.
    pub fn names(&self) -> watch::Receiver<Option<String>> {
        self.name.subscribe()
    }

    /// The address that has this host name.
    pub fn url_of(&self, name: &str) -> String {
        self.url(&format!("{name}:{}", self.port()))
    }

    /// The address that most devices reach.
    pub fn best(&self) -> String {
        self.url_at(best(&hosts(self.address)))
    }

    /// All of them: this machine's, then those in the network, then the name.
    pub fn list(&self) -> Vec<Address> {
        let hosts = hosts(self.address).into_iter().map(|ip| {
            let kind = match ip.is_loopback() {
                true => Kind::ThisMachine,
                false => Kind::Lan,
            };
            Address {
                url: self.url_at(ip),
                kind,
            }
        });
        let name = self.name.borrow().clone();
        let named = name.map(|name| Address {
            url: self.url_of(&name),
            kind: Kind::Mdns,
        });
        hosts.chain(named).collect()
    }

    /// Where a device finds the page on how to trust this server: by plain HTTP if there is any, as it does not
    /// trust it yet.
    pub fn trust_page(&self) -> String {
        let ip = best(&hosts(self.address));
        match self.http_port.load(Ordering::Relaxed) {
            0 => format!("https://{}/trust", SocketAddr::new(ip, self.port())),
            80 => format!("http://{}/trust", bracketed(ip)),
            port => format!("http://{}/trust", SocketAddr::new(ip, port)),
        }
    }

    fn url_at(&self, ip: IpAddr) -> String {
        self.url(&SocketAddr::new(ip, self.port()).to_string())
    }

    fn url(&self, host: &str) -> String {
        let (scheme, usual) = match self.is_https {
            true => ("https", ":443"),
            false => ("http", ":80"),
        };
        let host = host.strip_suffix(usual).unwrap_or(host);
        format!("{scheme}://{host}/")
    }
}

fn bracketed(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => format!("[{ip}]"),
    }
}

/// The IP addresses worth trying for a server that listens on `address`: this machine first, then the LAN.
pub fn hosts(address: IpAddr) -> Vec<IpAddr> {
    if !address.is_unspecified() {
        return vec![address];
    }
    let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
    let candidates = interfaces.into_iter().map(|interface| Candidate {
        ip: interface.ip(),
        is_tunnel: interface.is_p2p(),
        interface: interface.name,
    });
    let lan = worth_trying(candidates.collect());
    std::iter::once(LOOPBACK).chain(lan).collect()
}

/// The one that most devices reach: of the LAN, if there is one.
fn best(hosts: &[IpAddr]) -> IpAddr {
    let lan = hosts.iter().find(|host| !host.is_loopback());
    lan.or(hosts.first()).copied().unwrap_or(LOOPBACK)
}

fn worth_trying(mut candidates: Vec<Candidate>) -> Vec<IpAddr> {
    candidates.retain(|it| it.is_reachable_from_elsewhere());
    // Home and shop networks are private ones; what else there is belongs to tunnels and providers.
    candidates.sort_by_key(|it| (it.is_tunnel, !is_home(it.ip)));
    let mut ips: Vec<IpAddr> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        if !ips.contains(&candidate.ip) {
            ips.push(candidate.ip);
        }
    }
    ips
}

impl Candidate {
    fn is_reachable_from_elsewhere(&self) -> bool {
        let IpAddr::V4(ip) = self.ip else {
            return false;
        };
        let is_virtual = VIRTUAL
            .iter()
            .any(|beginning| self.interface.starts_with(beginning));
        !is_virtual && !ip.is_loopback() && !ip.is_link_local() && !ip.is_unspecified()
    }
}

fn is_home(ip: IpAddr) -> bool {
    matches!(ip, IpAddr::V4(ip) if ip.is_private())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Tls;

    fn at(address: &str, port: u16, tls: Tls) -> Addresses {
        Addresses::new(&Config {
            address: address.parse().unwrap(),
            port,
            tls,
            ..Config::default()
        })
    }

    fn urls(addresses: &Addresses) -> Vec<String> {
        let list = addresses.list();
        list.into_iter().map(|address| address.url).collect()
    }

    #[test]
    fn an_address_has_the_scheme_and_a_port_that_is_not_the_usual_one() {
        for (address, port, tls, want) in [
            ("127.0.0.1", 8000, Tls::Off, "http://127.0.0.1:8000/"),
            ("10.0.0.7", 80, Tls::Off, "http://10.0.0.7/"),
            ("10.0.0.7", 443, Tls::SelfSigned, "https://10.0.0.7/"),
            ("10.0.0.7", 80, Tls::Files, "https://10.0.0.7:80/"),
            ("::1", 443, Tls::Files, "https://[::1]/"),
        ] {
            assert_eq!(urls(&at(address, port, tls)), [want]);
        }
    }

    #[test]
    fn the_name_comes_last_once_it_is_known() {
        let addresses = at("10.0.0.7", 8000, Tls::Off);
        assert_eq!(addresses.list()[0].kind, Kind::Lan);
        addresses.set_name("oms-2.local");
        let named = Address {
            url: "http://oms-2.local:8000/".to_owned(),
            kind: Kind::Mdns,
        };
        assert_eq!(addresses.list()[1..], [named]);
    }

    #[test]
    fn who_does_not_trust_the_server_yet_is_sent_to_plain_http_where_there_is_any() {
        let addresses = at("10.0.0.7", 8443, Tls::SelfSigned);
        assert_eq!(addresses.trust_page(), "https://10.0.0.7:8443/trust");
        addresses.set_http_port(80);
        assert_eq!(addresses.trust_page(), "http://10.0.0.7/trust");
        addresses.set_http_port(8080);
        assert_eq!(addresses.trust_page(), "http://10.0.0.7:8080/trust");
    }

    #[test]
    fn those_of_the_house_come_first_and_those_that_lead_nowhere_are_left_out() {
        let candidates = [
            ("lo", "127.0.0.1", false),
            ("tun0", "10.8.0.6", true),
            ("docker0", "172.17.0.1", false),
            ("br-1a2b3c", "172.18.0.1", false),
            ("wwan0", "100.72.1.9", false),
            ("eth0", "169.254.7.7", false),
            ("wlan0", "192.168.1.20", false),
            ("wlan0:1", "192.168.1.20", false),
            ("eth0", "fe80::1", false),
        ];
        let candidates = candidates.map(|(name, ip, is_tunnel)| Candidate {
            interface: name.to_owned(),
            ip: ip.parse().unwrap(),
            is_tunnel,
        });
        let found = worth_trying(candidates.into());
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, ["192.168.1.20", "100.72.1.9", "10.8.0.6"]);
    }

    #[test]
    fn a_server_on_one_address_has_that_alone_and_one_on_all_has_this_machine_first() {
        for address in ["127.0.0.1", "192.168.1.20", "::1"] {
            let address: IpAddr = address.parse().unwrap();
            assert_eq!(hosts(address), [address]);
        }
        for address in ["0.0.0.0", "::"] {
            let hosts = hosts(address.parse().unwrap());
            assert_eq!(hosts[0].to_string(), "127.0.0.1");
        }
    }
}
