//! A busy day: lists, searches, orders made and moved, refused requests, and a thousand screens that
//! listen, all at once.

use std::io::{Error, Result};
use std::time::Duration;

use rocket::tokio::task::JoinSet;

use super::connection::Request;
use super::figures::{Figures, verdict};
use super::orders::{Moves, creation};
use super::sample;
use super::server::Server;
use super::sockets::Listeners;
use super::{Options, clients};

const SOCKETS: usize = 1000;
/// Orders to be moved while it lasts.
const ORDERS: usize = 2000;

/// Prints the latencies of each kind of request, what the sockets missed, and the memory.
pub async fn run(options: &Options) -> Result<()> {
    let (oms, token) = match (options.url, &options.token) {
        (Some(address), Some(token)) => (Server::running(address, options.process), token.clone()),
        _ => {
            let database =
                sample::copy(&sample::make(&options.executable, options.orders)?, "mixed")?;
            let oms = Server::start(&options.executable, &database).await?;
            let token = oms.sign_in().await?;
            (oms, token)
        }
    };
    let create = creation(&oms, &token).await?;
    let moves = Moves::of(&oms, &token, 8, ORDERS).await?;
    let alone = reads(&oms, &token, options.lasting()).await?;
    println!("{}", alone.line("list and search, nothing else"));
    let mut listeners = Listeners::open(oms.address, &token, SOCKETS).await?;
    let get = |path: &str, token| Request::new("GET", path, token, "");
    let wrong = Request::new(
        "PATCH",
        "/api/orders/1001",
        Some(&token),
        "{\"status\":\"PENDING\"}",
    );
    let kinds = [
        ("create", 8, 201, create),
        ("refused: 400", 4, 400, wrong),
        (
            "refused: 401",
            4,
            401,
            get("/api/orders", Some("no.such.token")),
        ),
        ("refused: 404", 4, 404, get("/api/orders/1", Some(&token))),
    ];
    let mut running = JoinSet::new();
    let (address, lasting) = (oms.address, options.lasting());
    for (name, count, status, request) in kinds {
        running.spawn(async move {
            let figures = clients::run(address, count, lasting, status, move |_, _| {
                Some(request.clone())
            })
            .await;
            figures.map(|figures| (name, figures))
        });
    }
    running.spawn(async move {
        moves
            .run(address, lasting)
            .await
            .map(|figures| ("move", figures))
    });
    let read = reads(&oms, &token, lasting).await?;
    println!("{}", read.line("list and search"));
    let mut worst = read.worst();
    while let Some(done) = running.join_next().await {
        let (name, figures) = done.map_err(Error::other)??;
        println!("{}", figures.line(name));
        worst = worst.max(figures.worst());
    }
    let heard = listeners.drain().await;
    let missed = listeners.missed.load(std::sync::atomic::Ordering::Relaxed);
    println!(
        "{heard} frames heard by {} sockets that are still open",
        listeners.open_count()
    );
    verdict("events missed", missed as f64, "", "0", missed == 0);
    verdict("worst request", worst, " ms", "< 1000 ms", worst < 1000.0);
    let memory = oms.resident();
    verdict(
        "resident under mixed load",
        memory,
        " MB",
        "< 64 MB",
        memory < 64.0,
    );
    Ok(())
}

async fn reads(oms: &Server, token: &str, lasting: Duration) -> Result<Figures> {
    let get = |path: &str| Request::new("GET", path, Some(token), "");
    let requests = [
        get("/api/orders"),
        get("/api/orders?status=PENDING"),
        get("/api/orders?q=rye"),
    ];
    clients::run(oms.address, 8, lasting, 200, move |client, sent| {
        Some(requests[(client + sent) % requests.len()].clone())
    })
    .await
}
