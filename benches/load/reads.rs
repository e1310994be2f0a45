//! Lists: 50 orders with their items, beside a Rocket route that has the same bytes ready.

use std::io::Result;
use std::net::SocketAddr;
use std::time::Duration;

use super::clients::{self, Beside};
use super::connection::{Connection, Request};
use super::figures::{Figures, median, verdict};
use super::orders::creation;
use super::sample;
use super::server::Server;
use super::{Options, folder_file};

const CLIENTS: usize = 32;

/// Prints rates and latencies of the list, and their ratios to bare Rocket.
pub async fn run(options: &Options) -> Result<()> {
    let database = sample::copy(&sample::make(&options.executable, options.orders)?, "reads")?;
    let oms = Server::start(&options.executable, &database).await?;
    let token = oms.sign_in().await?;
    let list = Request::new("GET", "/api/orders", Some(&token), "");
    let body = folder_file("list.json");
    std::fs::write(
        &body,
        Connection::open(oms.address).await?.send(&list).await?.body,
    )?;
    let bare = Server::baseline(&["bare-rocket", &body.to_string_lossy()]).await?;
    let plain = Request::new("GET", "/", None, "");
    let create = creation(&oms, &token).await?;

    let mut rounds: [Vec<Figures>; 3] = Default::default();
    for _ in 0..options.rounds {
        rounds[0].push(hammer(&bare, &plain, options.lasting()).await?);
        rounds[1].push(hammer(&oms, &list, options.lasting()).await?);
        let writer = Beside::begin(creating(oms.address, create.clone()));
        rounds[2].push(hammer(&oms, &list, options.lasting()).await?);
        drop(writer);
    }
    for (name, figures) in [
        "bare Rocket, same bytes",
        "list",
        "list, a writer without pause",
    ]
    .iter()
    .zip(&rounds)
    {
        figures
            .iter()
            .for_each(|round| println!("{}", round.line(name)));
    }
    let ratio = |which: usize| {
        median(
            rounds[which]
                .iter()
                .zip(&rounds[0])
                .map(|(oms, bare)| oms.rate() / bare.rate()),
        )
    };
    let p99 = median(
        rounds[1]
            .iter()
            .zip(&rounds[0])
            .map(|(oms, bare)| oms.quantile(0.99) / bare.quantile(0.99)),
    );
    verdict("list / bare", ratio(1), "", ">= 0.5", ratio(1) >= 0.5);
    verdict(
        "list with a writer / bare",
        ratio(2),
        "",
        ">= 0.3",
        ratio(2) >= 0.3,
    );
    verdict("p99 of the list / bare", p99, "", "<= 4", p99 <= 4.0);
    println!("resident {:.1} MB", oms.resident());
    Ok(())
}

async fn hammer(server: &Server, request: &Request, lasting: Duration) -> Result<Figures> {
    let request = request.clone();
    clients::run(server.address, CLIENTS, lasting, 200, move |_, _| {
        Some(request.clone())
    })
    .await
}

async fn creating(address: SocketAddr, create: Request) -> Result<Figures> {
    clients::run(address, 1, clients::FOREVER, 201, move |_, _| {
        Some(create.clone())
    })
    .await
}
