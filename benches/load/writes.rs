//! Orders made and moved, each on disk before it is answered, beside SQLite doing its part alone.

use std::io::Result;
use std::time::Duration;

use super::connection::Request;
use super::figures::{Figures, median, verdict};
use super::orders::{Moves, creation};
use super::sample;
use super::server::Server;
use super::{Options, bare, clients, folder_file};

const CLIENTS: usize = 64;
/// How many writes share a commit in the loop that 64 clients are held against.
const SHARED: usize = 32;
/// Time enough for all moves of a round.
const AT_MOST: Duration = Duration::from_secs(60);

/// Prints rates and latencies of creating and moving, and their ratios to SQLite alone.
pub async fn run(options: &Options) -> Result<()> {
    let database = sample::copy(
        &sample::make(&options.executable, options.orders)?,
        "writes",
    )?;
    let oms = Server::start(&options.executable, &database).await?;
    let token = oms.sign_in().await?;
    let create = creation(&oms, &token).await?;
    let mut rows = bare::Sqlite::with_schema_of_oms(&folder_file("bare.db"), options.orders)?;
    let mut plain = bare::Sqlite::with_plain_schema(&folder_file("plain.db"), options.orders)?;

    let mut one = Vec::new();
    let mut many = Vec::new();
    let mut moved = Vec::new();
    let mut alone: [Vec<f64>; 3] = Default::default();
    for _ in 0..options.rounds {
        alone[0].push(rows.creates(1, options.lasting())?);
        one.push(creates(&oms, &create, 1, options.lasting()).await?);
        alone[1].push(rows.creates(SHARED, options.lasting())?);
        many.push(creates(&oms, &create, CLIENTS, options.lasting()).await?);
        alone[2].push(plain.moves(SHARED, options.lasting())?);
        let moves = Moves::new(&oms, &token, CLIENTS).await?;
        moved.push(moves.run(oms.address, AT_MOST).await?);
    }
    let rows = [
        (
            "create, 1 client",
            &one,
            &alone[0],
            "SQLite alone, these rows, 1 a commit",
        ),
        (
            "create, 64 clients",
            &many,
            &alone[1],
            "SQLite alone, these rows, 32",
        ),
        (
            "move, 64 clients",
            &moved,
            &alone[2],
            "SQLite alone, plain schema, 32",
        ),
    ];
    for (name, rounds, alone, beside) in rows {
        rounds
            .iter()
            .for_each(|round| println!("{}", round.line(name)));
        println!("{beside:<34} {:>9.0}/s", median(alone.iter().copied()));
    }
    for ((name, rounds, alone, _), goal) in rows.into_iter().zip([0.6, 0.5, 12.0 / 64.0]) {
        let ratio = median(
            rounds
                .iter()
                .zip(alone)
                .map(|(round, alone)| round.rate() / alone),
        );
        verdict(
            &format!("{name} / SQLite alone"),
            ratio,
            "",
            &format!(">= {goal:.2}"),
            ratio >= goal,
        );
        let p99 = median(rounds.iter().map(|round| round.quantile(0.99)));
        verdict(&format!("{name}, p99"), p99, " ms", "< 20 ms", p99 < 20.0);
        let worst = rounds.iter().map(Figures::worst).fold(0.0, f64::max);
        verdict(
            &format!("{name}, worst"),
            worst,
            " ms",
            "< 1000 ms",
            worst < 1000.0,
        );
    }
    Ok(())
}

async fn creates(
    server: &Server,
    create: &Request,
    clients: usize,
    lasting: Duration,
) -> Result<Figures> {
    let create = create.clone();
    clients::run(server.address, clients, lasting, 201, move |_, _| {
        Some(create.clone())
    })
    .await
}
