//! Requests that are refused: what each costs, and what a flood of them does to the good ones.

use std::io::Result;

use super::Options;
use super::clients::{self, Beside};
use super::connection::Request;
use super::figures::{Figures, median};
use super::orders::{self, Moves};
use super::sample;
use super::server::Server;

/// Clients that ask for what they get, and clients that are refused.
const GOOD: usize = 8;
const FLOOD: usize = 32;

/// Prints the processor time of each kind of refusal beside a kept list, and the list's latency under a flood
/// of each.
pub async fn run(options: &Options) -> Result<()> {
    let database = sample::make(&options.executable, options.orders)?;
    let database = sample::copy(&database, "refused")?;
    let oms = Server::start(&options.executable, &database).await?;
    let token = oms.sign_in().await?;
    let customer = customer(&oms, &token).await?;
    let moved = Moves::of(&oms, &token, 1, 1).await?;
    let list = Request::new("GET", "/api/orders", Some(&token), "");
    let patch = |token: &str, body| Request::new("PATCH", &moved.path(), Some(token), body);
    clients::run(oms.address, 1, options.lasting(), 200, {
        let moved = moved.clone();
        move |_, sent| (sent == 0).then(|| moved.request(0))
    })
    .await?;
    let kinds = [
        ("nothing", 200, list.clone()),
        (
            "400, a move that is none",
            400,
            patch(&token, "{\"status\":\"PENDING\"}"),
        ),
        (
            "401, a token that is none",
            401,
            Request::new("GET", "/api/orders", Some("no.such.token"), ""),
        ),
        (
            "403, a customer who writes",
            403,
            patch(&customer, "{\"note\":\"x\"}"),
        ),
        (
            "409, items of a paid order",
            409,
            patch(&token, "{\"user_id\":null}"),
        ),
    ];
    for (name, status, request) in kinds {
        let mut rounds = Vec::new();
        let mut costs = Vec::new();
        for _ in 0..options.rounds {
            let flooding = flood(&oms, status, request.clone(), options);
            costs.push(flooding.await?);
            let beside = (status != 200).then(|| {
                let (address, request) = (oms.address, request.clone());
                let forever = clients::FOREVER;
                Beside::begin(async move {
                    clients::run(address, FLOOD, forever, status, move |_, _| {
                        Some(request.clone())
                    })
                    .await
                })
            });
            let list = list.clone();
            let good = clients::run(oms.address, GOOD, options.lasting(), 200, move |_, _| {
                Some(list.clone())
            });
            rounds.push(good.await?);
            drop(beside);
        }
        println!(
            "{name}: {:.0} microseconds of the server's processor each",
            median(costs)
        );
        for round in &rounds {
            println!("{}", round.line(&format!("list beside {name}")));
        }
        let failed: u64 = rounds.iter().map(|round: &Figures| round.failures).sum();
        assert_eq!(failed, 0, "a good request was refused");
    }
    Ok(())
}

/// Microseconds of the server's processor for one of so many requests of a kind.
async fn flood(oms: &Server, status: u16, request: Request, options: &Options) -> Result<f64> {
    let cpu = oms.cpu();
    let figures = clients::run(
        oms.address,
        FLOOD,
        options.lasting(),
        status,
        move |_, _| Some(request.clone()),
    )
    .await?;
    assert_eq!(figures.failures, 0, "not refused as expected");
    let each = (oms.cpu() - cpu).as_secs_f64() / (figures.rate() * figures.lasted.as_secs_f64());
    Ok(each * 1e6)
}

/// The token of someone who may only look.
async fn customer(oms: &Server, token: &str) -> Result<String> {
    let body = serde_json::json!({
        "name": "Flood", "email": "flood@shop.example", "password": sample::PASSWORD,
    });
    orders::post(oms, token, "/api/customers", &body).await?;
    oms.sign_in_as("flood@shop.example").await
}
