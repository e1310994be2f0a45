//! The first request after a start, with nothing of the database in memory: what a laptop pays in the morning.

use std::fs::File;
use std::io::{Error, Result};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rustix::fs::{Advice, fadvise};

use super::connection::{Connection, Request};
use super::figures::{growth, median};
use super::orders;
use super::sample;
use super::server::Server;
use super::{MILLION, Options};

/// Reads that a screen begins with; `{n}` stands for the number of an old order.
const READS: [(&str, &str); 5] = [
    ("list", "/api/orders"),
    ("list, one status", "/api/orders?status=PENDING"),
    ("list, by total", "/api/orders?sort=-total"),
    ("search, common word", "/api/orders?q=rye"),
    ("one order", "/api/orders/{n}"),
];
const MOVE: &str = "move";

/// What the first request of a server costs.
struct Cost {
    /// Processor time, microseconds.
    processor: f64,
    /// From sending it to its answer, milliseconds.
    waited: f64,
}

/// Prints the first request's processor time with a million orders against few, and how long it took.
pub async fn run(options: &Options) -> Result<()> {
    let few = Subject::new(options, options.orders).await?;
    let many = Subject::new(options, MILLION).await?;
    println!("first request after a start, nothing of the database in memory");
    for name in READS.map(|(name, _)| name).into_iter().chain([MOVE]) {
        if !name.contains(&options.only) {
            continue;
        }
        let mut costs = [Vec::new(), Vec::new()];
        for round in 0..options.rounds {
            costs[0].push(few.first(options, name, round).await?);
            costs[1].push(many.first(options, name, round).await?);
        }
        let [few, many] = costs.map(|costs| {
            let processor = median(costs.iter().map(|cost| cost.processor));
            (processor, median(costs.iter().map(|cost| cost.waited)))
        });
        println!(
            "{name:<20} answered after {:.1} and {:.1} ms",
            few.1, many.1
        );
        growth(name, few.0, many.0);
    }
    Ok(())
}

struct Subject {
    database: PathBuf,
    token: String,
    /// Old orders that wait.
    waiting: Vec<i64>,
}

impl Subject {
    async fn new(options: &Options, orders: u32) -> Result<Self> {
        let database = sample::copy(
            &sample::make(&options.executable, orders)?,
            &format!("cold-{orders}"),
        )?;
        let oms = Server::start(&options.executable, &database).await?;
        let token = oms.sign_in().await?;
        let path = "/api/orders?status=PENDING&sort=number&limit=50";
        let list = orders::get(&oms, &token, path).await?;
        let numbers = list.as_array().into_iter().flatten();
        let waiting = numbers.filter_map(|order| order["number"].as_i64());
        Ok(Self {
            database,
            token,
            waiting: waiting.collect(),
        })
    }

    fn request(&self, name: &str, round: usize) -> Request {
        let number = self.waiting[round % self.waiting.len()];
        match READS.iter().find(|(read, _)| *read == name) {
            Some((_, path)) => {
                let path = path.replace("{n}", &number.to_string());
                Request::new("GET", &path, Some(&self.token), "")
            }
            None => {
                let path = format!("/api/orders/{number}");
                Request::new("PATCH", &path, Some(&self.token), r#"{"status":"PAID"}"#)
            }
        }
    }

    /// The cost of the first request of a server on a database that nobody has read.
    async fn first(&self, options: &Options, name: &str, round: usize) -> Result<Cost> {
        forget(&self.database)?;
        let oms = Server::start(&options.executable, &self.database).await?;
        let mut connection = Connection::open(oms.address).await?;
        let (cpu, began) = (oms.cpu(), Instant::now());
        let answer = connection.send(&self.request(name, round)).await?;
        let (status, waited) = (answer.status, began.elapsed());
        if status != 200 {
            return Err(Error::other(format!("{name} is answered by {status}")));
        }
        Ok(Cost {
            processor: (oms.cpu() - cpu).as_secs_f64() * 1e6,
            waited: waited.as_secs_f64() * 1e3,
        })
    }
}

/// Lets the system forget what it keeps of a file in memory.
fn forget(database: &Path) -> Result<()> {
    let file = File::open(database)?;
    file.sync_all()?;
    Ok(fadvise(&file, 0, None, Advice::DontNeed)?)
}
