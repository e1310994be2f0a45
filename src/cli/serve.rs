//! `oms serve`: runs the server until it is told to stop.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use rocket::fairing::AdHoc;

use super::{Failure, print};
use crate::app::{App, launch};
use crate::config::Config;
use crate::domain::Clock;
use crate::ops::panics;

/// Runs the server; prints where it is, and the setup link while there is no admin.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let app = App::new(config, Clock::system())?;
    panics::tell(app.reports.clone());
    let setup_token = app.accounts.new_setup_token()?;
    let greeting = AdHoc::on_liftoff("greeting", move |server| {
        Box::pin(async move {
            let at = SocketAddr::new(server.config().address, server.config().port);
            if let Err(failure) = print(&greeting(at, setup_token.as_deref())) {
                log::warn!("the address cannot be printed: {failure}");
            }
        })
    });
    rocket::execute(launch(app.server.attach(greeting)))
        .map(|()| log::info!("stopped"))
        .map_err(|error| cannot_serve(config, &error))
}

/// Where the server is, for people to open.
fn greeting(at: SocketAddr, setup_token: Option<&str>) -> String {
    let hosts = hosts(at.ip());
    let page = setup_token.map_or(String::new(), |token| format!("setup#token={token}"));
    let link = |host: &IpAddr| format!("http://{}/{page}", SocketAddr::new(*host, at.port()));
    let mut text = format!("OMS {} is running.\n", env!("CARGO_PKG_VERSION"));
    text.push_str(match setup_token {
        Some(_) => "Open this link to set up the shop. It works once, for 30 minutes:\n",
        None => "Open it in a browser:\n",
    });
    for host in &hosts {
        let place = if host.is_loopback() {
            "this machine"
        } else {
            "on the LAN"
        };
        text.push_str(&format!("  {place:<14}{}\n", link(host)));
    }
    let lan = hosts.iter().find(|host| !host.is_loopback());
    if let (Some(host), Some(_)) = (lan, setup_token)
        && let Ok(code) = QrCode::new(link(host))
    {
        let picture = code.render::<Dense1x2>().build();
        text.push_str(&format!(
            "Or point a phone in the same network at this:\n{picture}\n"
        ));
    }
    text
}

/// The addresses under which browsers reach the server: this machine first, then the LAN.
fn hosts(address: IpAddr) -> Vec<IpAddr> {
    if !address.is_unspecified() {
        return vec![address];
    }
    let loopback = IpAddr::from([127, 0, 0, 1]);
    let mut lan: Vec<_> = if_addrs::get_if_addrs()
        .unwrap_or_default()
        .into_iter()
        .map(|interface| interface.ip())
        .filter(|ip| ip.is_ipv4() && !ip.is_loopback() && !is_link_local(ip))
        .collect();
    // Home and shop networks are private ones; what else there is belongs to tunnels and containers.
    lan.sort_by_key(|ip| !is_home(ip));
    lan.dedup();
    [loopback].into_iter().chain(lan).collect()
}

fn is_link_local(ip: &IpAddr) -> bool {
    matches!(ip, IpAddr::V4(ip) if ip.is_link_local())
}

fn is_home(ip: &IpAddr) -> bool {
    matches!(ip, IpAddr::V4(ip) if ip.octets().starts_with(&[192, 168]) || ip.octets().starts_with(&[10]))
}

fn cannot_serve(config: &Config, error: &rocket::Error) -> Failure {
    use rocket::error::ErrorKind as Rocket;
    let at = SocketAddr::new(config.address, config.port);
    let reason = match error.kind() {
        Rocket::Bind(error) | Rocket::Io(error) => match error.kind() {
            ErrorKind::AddrInUse => format!(
                "port {} is in use, perhaps by another OMS: stop that one, or choose another port with --port",
                config.port
            ),
            ErrorKind::AddrNotAvailable => format!(
                "{} is no address of this machine: set address to one of its own, or to 0.0.0.0 for all",
                config.address
            ),
            ErrorKind::PermissionDenied => {
                format!(
                    "{at} may not be used by this account: choose a port of 1024 or more with --port"
                )
            }
            _ => format!("cannot listen on {at}: {error}"),
        },
        _ => format!("the server on {at} ended: {error}"),
    };
    Failure(reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_has_the_setup_link_while_it_is_needed() {
        let at = "127.0.0.1:8000".parse().unwrap();
        assert!(greeting(at, Some("abc")).contains("http://127.0.0.1:8000/setup#token=abc\n"));
        let later = greeting(at, None);
        assert!(
            later.contains("http://127.0.0.1:8000/\n") && !later.contains("setup"),
            "{later}"
        );
    }
}
