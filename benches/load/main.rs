//! Drives a running server over HTTP and WebSocket, and prints what it does under load.
//!
//! `cargo bench --bench load -- reads` starts the executable on a database of sample data, measures,
//! and holds the figures against bare Rocket or SQLite alone in the same run, on the same machine. The
//! generator is one thread. Nothing here decides a test.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that can't go on ends"
)]
#![allow(missing_docs, unreachable_pub, reason = "a program, not a library")]

mod bare;
mod clients;
mod cold;
mod connection;
mod figures;
mod footprint;
mod growth;
mod mixed;
mod orders;
mod reads;
mod refused;
#[path = "../sample/mod.rs"]
mod sample;
mod server;
mod sockets;
mod starve;
mod writes;

use std::io::Result;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, Subcommand};

/// The many orders that a few are held against.
const MILLION: u32 = 1_000_000;

/// Measures OMS under load.
#[derive(Parser)]
struct Options {
    #[command(subcommand)]
    measurement: Measurement,
    /// Seconds that each part of a round lasts.
    #[arg(long, global = true, default_value_t = 4)]
    seconds: u64,
    /// Rounds, of which the median counts.
    #[arg(long, global = true, default_value_t = 5)]
    rounds: usize,
    /// Orders in the database.
    #[arg(long, global = true, default_value_t = 10_000)]
    orders: u32,
    /// For `growth` and `cold`: only requests that have this in their name.
    #[arg(long, global = true, default_value = "")]
    only: String,
    /// The executable to start.
    #[arg(long, global = true, default_value = env!("CARGO_BIN_EXE_oms"))]
    executable: PathBuf,
    /// For `mixed`: the address of a server that runs already, as 127.0.0.1:8000; with --token.
    #[arg(long, global = true)]
    url: Option<SocketAddr>,
    /// An admin's token for it.
    #[arg(long, global = true)]
    token: Option<String>,
    /// Its process, to see its memory.
    #[arg(long, global = true)]
    process: Option<u32>,
    /// Given by cargo.
    #[arg(long, global = true, hide = true)]
    bench: bool,
}

impl Options {
    fn lasting(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

#[derive(Subcommand)]
enum Measurement {
    /// Lists, beside a Rocket route that has the same bytes ready.
    Reads,
    /// Orders made and moved, beside SQLite alone.
    Writes,
    /// Requests at a million orders against ten thousand.
    Growth,
    /// The first request after a start, at a million orders against ten thousand.
    Cold,
    /// Events to 1,000 and 5,000 sockets, and what idle ones cost.
    Sockets,
    /// Start, memory, size, and what an idle server does.
    Footprint,
    /// Requests that are refused, and good ones beside a flood of them.
    Refused,
    /// Everything at once.
    Mixed,
    /// Clients that say nothing, take nothing or come too often, beside normal ones; takes some minutes.
    Starve,
    /// The baseline server of `reads`.
    #[command(hide = true)]
    BareRocket { body: PathBuf },
}

/// A file beside the databases.
fn folder_file(name: &str) -> PathBuf {
    sample::folder().join(name)
}

fn main() -> Result<()> {
    let options = Options::parse();
    if let Measurement::BareRocket { body } = &options.measurement {
        return rocket::execute(bare::rocket(body));
    }
    let runtime = rocket::tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        match options.measurement {
            Measurement::Reads => reads::run(&options).await,
            Measurement::Writes => writes::run(&options).await,
            Measurement::Growth => growth::run(&options).await,
            Measurement::Cold => cold::run(&options).await,
            Measurement::Sockets => sockets::run(&options).await,
            Measurement::Footprint => footprint::run(&options).await,
            Measurement::Refused => refused::run(&options).await,
            Measurement::Mixed => mixed::run(&options).await,
            Measurement::Starve => starve::run(&options).await,
            Measurement::BareRocket { .. } => Ok(()),
        }
    })
}
