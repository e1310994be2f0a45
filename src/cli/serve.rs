//! `oms serve`: runs the server until it is told to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::{Arc, mpsc};

use clap::Args;
use rocket::fairing::AdHoc;

use super::{Failure, links, print, setting};
use crate::app::{App, launch};
use crate::config::Config;
use crate::domain::Clock;
use crate::ops::addresses::{Address, Addresses};
use crate::ops::{panics, port_holder};
use crate::store::others;

/// Every socket takes a file descriptor, and most systems begin a program with 1,024 of them.
const DESCRIPTORS: u64 = 64 * 1024;

/// `oms serve`, and `oms` alone
#[derive(Debug, Default, Args)]
pub(super) struct ServeArgs {
    /// Address to listen on, in place of the one in the settings
    #[arg(long, value_name = "ADDRESS", value_parser = setting("address"))]
    pub(super) address: Option<String>,
    /// TCP port to listen on (0: a free one), in place of the one in the settings
    #[arg(long, value_name = "PORT", value_parser = setting("port"))]
    pub(super) port: Option<String>,
}

/// Runs the server; prints where it is, and the setup link while there is no admin.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    if let Err(error) = rlimit::increase_nofile_limit(DESCRIPTORS) {
        log::warn!("the limit of open files stays as it is: {error}");
    }
    let folder = config.backup_folder();
    others::refuse_if_they_may_write(&config.database, &folder)?;
    let App {
        accounts,
        reports,
        addresses,
        certificates,
        server,
        ..
    } = App::new(config, Clock::system())?;
    panics::tell(reports);
    warn_of_readers(config);
    let (fail, failed) = mpsc::channel();
    let has_authority = certificates.is_some_and(|it| it.authority().is_some());
    let greeting = AdHoc::on_liftoff("greeting", move |server| {
        Box::pin(async move {
            // Not before it listens: a new link ends the one before it, which may be of a server that runs.
            match accounts.new_setup_token().await {
                Ok(token) => {
                    let trust_page = has_authority.then(|| addresses.trust_page());
                    say(&greeting(&addresses.list(), token.as_deref(), trust_page));
                    tokio::spawn(tell_name(addresses));
                }
                Err(error) => {
                    // The receiver is there until the server has ended.
                    let _ = fail.send(Failure::from(error));
                    server.shutdown().notify();
                }
            }
        })
    });
    rocket::execute(launch(server.attach(greeting)))
        .map_err(|error| cannot_serve(config, &error))?;
    match failed.try_recv() {
        Ok(failure) => Err(failure),
        Err(_) => {
            log::info!("stopped");
            Ok(())
        }
    }
}

/// Tells of secrets that everyone on this machine may read.
fn warn_of_readers(config: &Config) {
    let key = config.tls_key.iter();
    for file in std::iter::once(&config.database).chain(key) {
        if others::they_may_read(file) {
            let file = file.display();
            log::warn!("everyone on this machine may read {file}: run chmod o-r \"{file}\"");
        }
    }
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
fn greeting(
    addresses: &[Address],
    setup_token: Option<&str>,
    trust_page: Option<String>,
) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let trust = trust_page.map_or_else(String::new, |page| {
        format!("Each device must learn once to trust it; this page says how:\n  {page}\n")
    });
    match setup_token {
        Some(token) => format!(
            "OMS {version} is running.\n{trust}\
             Open this link to set up the shop. It works once, for 30 minutes:\n{}",
            links::lines_and_picture(addresses, &format!("setup#token={token}"))
        ),
        None => format!(
            "OMS {version} is running.\n{trust}Open it in a browser:\n{}",
            links::lines(addresses, "")
        ),
    }
}

fn cannot_serve(config: &Config, error: &rocket::Error) -> Failure {
    use rocket::error::ErrorKind as Rocket;
    let at = SocketAddr::new(config.address, config.port);
    let reason = match error.kind() {
        Rocket::Bind(error) | Rocket::Io(error) => match error.kind() {
            ErrorKind::AddrInUse => in_use(config.port),
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

fn in_use(port: u16) -> String {
    let holder = port_holder::of(port).map_or("another program".to_owned(), |it| it.to_string());
    format!("port {port} is in use by {holder}: stop that one, or choose another port with --port")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::addresses::Kind;

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
