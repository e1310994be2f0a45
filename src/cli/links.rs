//! Links to pages of the server, as a terminal shows them: for this machine, for the LAN, as a QR code.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::Failure;
use crate::config::Config;
use crate::ops::addresses::{Address, Addresses, Kind};

/// A line for each of a server's addresses.
pub(super) fn lines(addresses: &[Address], page: &str) -> String {
    let lines = addresses.iter().map(|address| {
        let place = match address.kind {
            Kind::ThisMachine => "this machine",
            Kind::Lan => "on the LAN",
            Kind::Mdns => "by its name",
        };
        format!("  {place:<14}{}\n", link(address, page))
    });
    lines.collect()
}

/// [`lines()`], and the best link of the LAN as a picture for a phone.
pub(super) fn lines_and_picture(addresses: &[Address], page: &str) -> String {
    let mut text = lines(addresses, page);
    let best = addresses.iter().find(|it| it.kind == Kind::Lan);
    if let Some(Ok(code)) = best.map(|address| QrCode::new(link(address, page))) {
        let picture = code.render::<Dense1x2>().build();
        text.push_str(&format!(
            "Or point a phone in the same network at this:\n{picture}\n"
        ));
    }
    text
}

/// Where the server of these settings is reached.
///
/// # Errors
/// When they let the system choose the port, so that nobody but the server knows it.
pub(super) fn server(config: &Config) -> Result<Vec<Address>, Failure> {
    match config.port {
        0 => Err(Failure(
            "the setting port is 0, so the address of the server is not known: set port to the one that it printed, as with OMS_PORT=8000"
                .to_owned(),
        )),
        _ => Ok(Addresses::new(config).list()),
    }
}

fn link(address: &Address, page: &str) -> String {
    format!("{}{page}", address.url)
}
