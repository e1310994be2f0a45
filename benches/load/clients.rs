//! Clients that send without a pause, all on the one thread of the generator.

use std::future::Future;
use std::io::{Error, Result};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use rocket::tokio::task::JoinSet;

use super::connection::{Connection, Request};
use super::figures::Figures;

/// Longer than any measurement: for what goes on until it is dropped.
pub const FOREVER: Duration = Duration::from_secs(24 * 60 * 60);

/// So many clients, each asking `next` for its request as soon as the one before was answered.
/// `next` gets the client's place and how many it has sent; with `None` the client has done its share.
pub async fn run<F>(
    address: SocketAddr,
    clients: usize,
    lasting: Duration,
    expected: u16,
    next: F,
) -> Result<Figures>
where
    F: Fn(usize, usize) -> Option<Request> + Clone + Send + Sync + 'static,
{
    let mut running = JoinSet::new();
    let began = Instant::now();
    for client in 0..clients {
        let next = next.clone();
        running.spawn(async move {
            let next = |sent| next(client, sent);
            one(address, began + lasting, expected, next).await
        });
    }
    let mut figures = Figures::default();
    while let Some(client) = running.join_next().await {
        figures.merge(&client.map_err(Error::other)??);
    }
    figures.lasted = began.elapsed();
    Ok(figures)
}

async fn one(
    address: SocketAddr,
    until: Instant,
    expected: u16,
    next: impl Fn(usize) -> Option<Request>,
) -> Result<Figures> {
    let mut connection = Connection::open(address).await?;
    let mut figures = Figures::default();
    for sent in 0.. {
        let Some(request) = next(sent) else { break };
        let began = Instant::now();
        if began >= until {
            break;
        }
        let status = connection.send(&request).await?.status;
        figures.add(began.elapsed());
        figures.failures += u64::from(status != expected);
    }
    Ok(figures)
}

/// Work of the generator while something else is measured; ends when it is dropped.
pub struct Beside(rocket::tokio::task::JoinHandle<()>);

impl Beside {
    /// Begins.
    pub fn begin(work: impl Future<Output = Result<Figures>> + Send + 'static) -> Self {
        Self(rocket::tokio::spawn(async move {
            if let Err(error) = work.await {
                eprintln!("the work beside a measurement ended: {error}");
            }
        }))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        self.0.abort();
    }
}
