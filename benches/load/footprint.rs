//! What the server takes while it does nothing: time to start, memory, size, processor, disk.

use std::io::Result;
use std::time::Duration;

use super::figures::{median, verdict};
use super::sample;
use super::server::Server;
use super::{MILLION, Options};

/// How long an idle server is watched.
const WATCHED: Duration = Duration::from_secs(30);

/// Prints the start with 10,000 and with a million orders, and the footprint after it.
pub async fn run(options: &Options) -> Result<()> {
    let mut medians = Vec::new();
    for orders in [options.orders, MILLION] {
        let database = sample::make(&options.executable, orders)?;
        let mut starts = Vec::new();
        let mut memory = Vec::new();
        for _ in 0..2 * options.rounds + 1 {
            let oms = Server::start(&options.executable, &database).await?;
            starts.push(oms.start.as_secs_f64() * 1000.0);
            memory.push(oms.resident());
        }
        println!("start to the first 200 with {orders} orders: {starts:.1?} ms");
        println!("resident then: {memory:.1?} MB");
        medians.push((median(starts), median(memory)));
    }
    let (start, memory) = medians[1];
    verdict(
        "start with a million orders",
        start,
        " ms",
        "< 40 ms",
        start < 40.0,
    );
    verdict(
        "resident after start",
        memory,
        " MB",
        "< 20 MB",
        memory < 20.0,
    );
    let size = std::fs::metadata(&options.executable)?.len() as f64 / 1e6;
    verdict("executable", size, " MB", "< 20 MB", size < 20.0);
    idle(options).await
}

async fn idle(options: &Options) -> Result<()> {
    let database = sample::make(&options.executable, MILLION)?;
    let oms = Server::start(&options.executable, &database).await?;
    // What the start itself left to be done.
    rocket::tokio::time::sleep(Duration::from_secs(3)).await;
    let (cpu, written) = (oms.cpu(), oms.written());
    rocket::tokio::time::sleep(WATCHED).await;
    let share = (oms.cpu() - cpu).as_secs_f64() / WATCHED.as_secs_f64() * 100.0;
    verdict("processor while idle", share, " %", "< 0.1 %", share < 0.1);
    let written = oms.written() - written;
    verdict("written while idle", written, " bytes", "0", written == 0.0);
    Ok(())
}
