//! The addresses under which people reach a server, the most promising first.

use std::net::IpAddr;

/// An address of a network interface of this machine.
struct Candidate {
    interface: String,
    ip: IpAddr,
    /// A tunnel, such as a VPN: those in the house are seldom in it.
    is_tunnel: bool,
}

/// How the names of interfaces begin that lead to containers and virtual machines on this machine alone.
const VIRTUAL: &[&str] = &[
    "docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "flannel", "lxc", "lxd", "podman",
];

/// The addresses worth trying for a server that listens on `address`: this machine first, then the LAN.
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
    let loopback = IpAddr::from([127, 0, 0, 1]);
    let lan = worth_trying(candidates.collect());
    std::iter::once(loopback).chain(lan).collect()
}

/// The best address of the LAN, if there is one.
pub fn best_of_lan(hosts: &[IpAddr]) -> Option<IpAddr> {
    hosts.iter().copied().find(|host| !host.is_loopback())
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
