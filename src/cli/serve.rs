//! `oms serve`: runs the server until it is told to stop.

use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::mpsc;

use clap::Args;
use rocket::fairing::AdHoc;

use super::{Failure, links, print, setting};
use crate::app::{App, launch};
use crate::config::Config;
use crate::domain::Clock;
use crate::ops::{panics, port_holder};

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
    let App {
        accounts,
        reports,
        server,
        ..
    } = App::new(config, Clock::system())?;
    panics::tell(reports);
    let (fail, failed) = mpsc::channel();
    let greeting = AdHoc::on_liftoff("greeting", move |server| {
        Box::pin(async move {
            let at = SocketAddr::new(server.config().address, server.config().port);
            // Not before it listens: a new link ends the one before it, which may be of a server that runs.
            match accounts.new_setup_token().await {
                Ok(token) => greet(at, token.as_deref()),
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

fn greet(at: SocketAddr, setup_token: Option<&str>) {
    if let Err(failure) = print(&greeting(at, setup_token)) {
        log::warn!("the address cannot be printed: {failure}");
    }
}

/// Where the server is, for people to open.
fn greeting(at: SocketAddr, setup_token: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    match setup_token {
        Some(token) => format!(
            "OMS {version} is running.\n\
             Open this link to set up the shop. It works once, for 30 minutes:\n{}",
            links::lines_and_picture(at, &format!("setup#token={token}"))
        ),
        None => format!(
            "OMS {version} is running.\nOpen it in a browser:\n{}",
            links::lines(at, "")
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
