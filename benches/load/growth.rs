//! What a million orders cost against ten thousand: processor time of the server for each request.

use std::io::{Error, Result};

use super::connection::{Connection, Request};
use super::figures::{growth, median};
use super::orders::{self, Moves};
use super::sample;
use super::server::Server;
use super::{MILLION, Options};

/// How often each request is sent in a round.
const TIMES: usize = 200;

/// Reads of the orders: what they are, and their path; `{n}` stands for an order's number.
const READS: &[(&str, &str)] = &[
    ("list", "/api/orders"),
    ("list, oldest first", "/api/orders?sort=number"),
    ("list, by change", "/api/orders?sort=-updated_at"),
    ("list, by total", "/api/orders?sort=-total"),
    ("list, one status", "/api/orders?status=PENDING"),
    (
        "list, two statuses by total",
        "/api/orders?status=PENDING,PAID&sort=-total",
    ),
    ("list, one customer", "/api/orders?user_id={user}"),
    (
        "list, customer by total",
        "/api/orders?user_id={user}&sort=-total",
    ),
    ("list, one day", "/api/orders?from={day}&to={day}"),
    (
        "list, status and days by total",
        "/api/orders?status=FULFILLED&from={day}&sort=-total",
    ),
    ("search, common word", "/api/orders?q=rye"),
    ("search, beginning of a word", "/api/orders?q=cor"),
    ("search, a long beginning", "/api/orders?q=biscui"),
    ("search, one letter", "/api/orders?q=b"),
    ("search, two words", "/api/orders?q=harbour+bread"),
    (
        "search, word and status",
        "/api/orders?q=corner&status=PENDING",
    ),
    ("search, number", "/api/orders?q={n}"),
    ("one order", "/api/orders/{n}"),
    ("timeline of an order", "/api/orders/{n}/events"),
    ("counts", "/api/orders/counts"),
    ("products", "/api/products"),
    ("search of customers", "/api/customers?q=hotel"),
];

/// Prints the ratio for every read and for a move.
pub async fn run(options: &Options) -> Result<()> {
    let few = Subject::start(options, options.orders).await?;
    let many = Subject::start(options, MILLION).await?;
    let mut names: Vec<_> = READS.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.push("second page of the list".to_owned());
    names.push("move".to_owned());
    let mut costs = [few.reads().await?, many.reads().await?];
    let mut rounds: Vec<[Vec<f64>; 2]> = names.iter().map(|_| Default::default()).collect();
    for _ in 0..options.rounds {
        for (which, subject) in [&few, &many].into_iter().enumerate() {
            for (place, request) in costs[which].iter_mut().enumerate() {
                if !names[place].contains(&options.only) {
                    continue;
                }
                rounds[place][which].push(subject.cost(TIMES, |_| request.clone()).await?);
            }
            if !"move".contains(&options.only) {
                continue;
            }
            let moves = Moves::of(&subject.server, &subject.token, 1, TIMES / 2).await?;
            let place = names.len() - 1;
            rounds[place][which].push(
                subject
                    .cost(moves.len(), |place| moves.request(place))
                    .await?,
            );
        }
    }
    println!(
        "microseconds of the server's processor a request: {}, {MILLION} orders",
        options.orders
    );
    let measured = names.iter().zip(rounds);
    for (name, costs) in measured.filter(|(name, _)| name.contains(&options.only)) {
        let [few, many] = costs.map(median);
        growth(name, few, many);
    }
    Ok(())
}

struct Subject {
    server: Server,
    token: String,
    /// The order whose note is changed: an old one, which no first page shows.
    noted: i64,
}

impl Subject {
    async fn start(options: &Options, orders: u32) -> Result<Self> {
        let database = sample::make(&options.executable, orders)?;
        let database = sample::copy(&database, &format!("growth-{orders}"))?;
        let server = Server::start(&options.executable, &database).await?;
        let token = server.sign_in().await?;
        let oldest = orders::get(&server, &token, "/api/orders?sort=number&limit=1").await?;
        let noted = oldest[0]["number"].as_i64().unwrap_or(0);
        Ok(Self {
            server,
            token,
            noted,
        })
    }

    /// The requests of [`READS`] and a second page.
    async fn reads(&self) -> Result<Vec<Request>> {
        let list = orders::get(&self.server, &self.token, "/api/orders?limit=200").await?;
        let order = &list[150];
        let customers = orders::get(&self.server, &self.token, "/api/customers?limit=1").await?;
        let user = customers[0]["id"].as_str();
        let day = order["created_at"].as_str().unwrap_or("")[..10].to_owned();
        let number = order["number"].to_string();
        let fill = |path: &str| {
            path.replace("{n}", &number)
                .replace("{day}", &day)
                .replace("{user}", user.unwrap_or(""))
        };
        let get = |path: &str| Request::new("GET", path, Some(&self.token), "");
        let mut requests: Vec<_> = READS.iter().map(|(_, path)| get(&fill(path))).collect();
        let mut connection = Connection::open(self.server.address).await?;
        connection.send(&get("/api/orders")).await?;
        let next = connection.next_page();
        requests.push(get(next.as_deref().unwrap_or("/api/orders")));
        Ok(requests)
    }

    /// The median of the microseconds of processor time that requests take. Between two of them something is
    /// written, so that no answer is one that was kept.
    async fn cost(&self, times: usize, request: impl Fn(usize) -> Request) -> Result<f64> {
        let mut connection = Connection::open(self.server.address).await?;
        let mut costs = Vec::with_capacity(times);
        for place in 0..times {
            let note = Request::new(
                "PATCH",
                &format!("/api/orders/{}", self.noted),
                Some(&self.token),
                &format!("{{\"note\":\"{place}\"}}"),
            );
            connection.send(&note).await?;
            let cpu = self.server.cpu();
            let answer = connection.send(&request(place)).await?;
            if answer.status != 200 {
                let text = String::from_utf8_lossy(answer.body);
                return Err(Error::other(format!("not answered as expected: {text}")));
            }
            costs.push((self.server.cpu() - cpu).as_secs_f64() * 1e6);
        }
        Ok(median(costs))
    }
}
