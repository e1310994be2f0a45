//! Links to pages of the server, as a terminal shows them: for this machine, for the LAN, as a QR code.

use std::net::{IpAddr, SocketAddr};

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::Failure;
use crate::config::Config;
use crate::ops::addresses;

/// A line for each address that is worth trying of a server that listens on `at`.
pub(super) fn lines(at: SocketAddr, page: &str) -> String {
    let hosts = addresses::hosts(at.ip()).into_iter();
    let lines = hosts.map(|host| {
        let place = match host.is_loopback() {
            true => "this machine",
            false => "on the LAN",
        };
        format!("  {place:<14}{}\n", link(host, at.port(), page))
    });
    lines.collect()
}

/// [`lines()`], and the best link of the LAN as a picture for a phone.
pub(super) fn lines_and_picture(at: SocketAddr, page: &str) -> String {
    let mut text = lines(at, page);
    let best = addresses::best_of_lan(&addresses::hosts(at.ip()));
    if let Some(Ok(code)) = best.map(|host| QrCode::new(link(host, at.port(), page))) {
        let picture = code.render::<Dense1x2>().build();
        text.push_str(&format!(
            "Or point a phone in the same network at this:\n{picture}\n"
        ));
    }
    text
}

/// Where the server of these settings listens.
///
/// # Errors
/// When they let the system choose the port, so that nobody but the server knows it.
pub(super) fn server(config: &Config) -> Result<SocketAddr, Failure> {
    match config.port {
        0 => Err(Failure(
            "the setting port is 0, so the address of the server is not known: set port to the one that it printed, as with OMS_PORT=8000"
                .to_owned(),
        )),
        port => Ok(SocketAddr::new(config.address, port)),
    }
}

fn link(host: IpAddr, port: u16, page: &str) -> String {
    format!("http://{}/{page}", SocketAddr::new(host, port))
}
