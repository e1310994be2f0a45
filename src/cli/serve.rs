//! `oms serve`: runs the server until it is told to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use rocket::fairing::AdHoc;

use super::{Failure, print};
use crate::app::{App, launch};
use crate::config::Config;
use crate::domain::Clock;
use crate::ops::addresses::{Address, Addresses, Kind};

/// Runs the server; prints where it is, and the setup link while there is no admin.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let app = App::new(config, Clock::system())?;
    let setup_token = app.accounts.new_setup_token()?;
    let addresses = app.addresses.clone();
    let has_authority = app
        .certificates
        .is_some_and(|certificates| certificates.authority().is_some());
    let greeting = AdHoc::on_liftoff("greeting", move |_| {
        Box::pin(async move {
            let trust_page = has_authority.then(|| addresses.trust_page());
            let text = greeting(&addresses.list(), setup_token.as_deref(), trust_page);
            say(&text);
            tokio::spawn(tell_name(addresses));
        })
    });
    rocket::execute(launch(app.server.attach(greeting)))
        .map(|()| log::info!("stopped"))
        .map_err(|error| cannot_serve(config, &error))
}

fn say(text: &str) {
    if let Err(failure) = print(text) {
        log::warn!("the address cannot be printed: {failure}");
    }
}

/// Prints the server's name in its network: the greeting does not wait until it is sure that it is free.
async fn tell_name(addresses: Arc<Addresses>) {
    let mut names = addresses.names();
    while names.changed().await.is_ok() {
        let name = names.borrow_and_update().clone();
        if let Some(name) = name {
            say(&format!("Also by its name: {}\n", addresses.url_of(&name)));
        }
    }
}

/// Where the server is, for people to open, and where devices learn to trust it.
fn greeting(list: &[Address], setup_token: Option<&str>, trust_page: Option<String>) -> String {
    let page = setup_token.map_or(String::new(), |token| format!("setup#token={token}"));
    let link = |address: &Address| format!("{}{page}", address.url);
    let mut text = format!("OMS {} is running.\n", env!("CARGO_PKG_VERSION"));
    if let Some(trust_page) = trust_page {
        text.push_str(&format!(
            "Each device must learn once to trust it; this page says how:\n  {trust_page}\n"
        ));
    }
    text.push_str(match setup_token {
        Some(_) => "Open this link to set up the shop. It works once, for 30 minutes:\n",
        None => "Open it in a browser:\n",
    });
    for address in list {
        let place = match address.kind {
            Kind::ThisMachine => "this machine",
            Kind::Lan => "on the LAN",
            Kind::Mdns => "by its name",
        };
        text.push_str(&format!("  {place:<14}{}\n", link(address)));
    }
    let lan = list.iter().find(|address| address.kind == Kind::Lan);
    if let (Some(address), Some(_)) = (lan, setup_token)
        && let Ok(code) = QrCode::new(link(address))
    {
        let picture = code.render::<Dense1x2>().build();
        text.push_str(&format!(
            "Or point a phone in the same network at this:\n{picture}\n"
        ));
    }
    text
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

    fn address() -> Address {
        Address {
            url: "https://127.0.0.1:8000/".to_owned(),
            kind: Kind::ThisMachine,
        }
    }

    #[test]
    fn the_greeting_has_the_setup_link_while_it_is_needed() {
        let first = greeting(&[address()], Some("abc"), None);
        assert!(
            first.contains("https://127.0.0.1:8000/setup#token=abc\n"),
            "{first}"
        );
        let later = greeting(&[address()], None, None);
        assert!(
            later.contains("https://127.0.0.1:8000/\n") && !later.contains("setup"),
            "{later}"
        );
        assert!(!later.contains("trust"), "{later}");
    }

    #[test]
    fn the_greeting_says_where_devices_learn_to_trust_the_server() {
        let page = "http://192.168.1.20/trust".to_owned();
        let text = greeting(&[address()], None, Some(page));
        assert!(text.contains("  http://192.168.1.20/trust\n"), "{text}");
    }
}
