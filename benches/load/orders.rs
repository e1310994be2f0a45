//! Orders to be made and moved by a measurement.

use std::io::{Error, Result};
use std::net::SocketAddr;
use std::time::Duration;

use super::clients;
use super::connection::{Connection, Request};
use super::figures::Figures;
use super::server::Server;

/// How many orders a client makes or moves before it begins again.
const PER_CLIENT: usize = 250;

/// A request that makes an order of two items.
pub async fn creation(server: &Server, token: &str) -> Result<Request> {
    let list = get(server, token, "/api/products?q=DR").await?;
    let products: Vec<_> = list.as_array().into_iter().flatten().take(2).collect();
    if products.len() < 2 {
        return Err(Error::other(
            "there are no two products without stock to order",
        ));
    }
    let items: Vec<_> = products
        .iter()
        .map(|product| serde_json::json!({ "product_id": product["id"], "quantity": 2 }))
        .collect();
    let body = serde_json::json!({ "items": items }).to_string();
    Ok(Request::new("POST", "/api/orders", Some(token), &body))
}

/// Some JSON of the server.
pub async fn get(server: &Server, token: &str, path: &str) -> Result<serde_json::Value> {
    let mut connection = Connection::open(server.address).await?;
    let request = Request::new("GET", path, Some(token), "");
    Ok(serde_json::from_slice(
        connection.send(&request).await?.body,
    )?)
}

/// Sends some JSON.
pub async fn post(
    server: &Server,
    token: &str,
    path: &str,
    body: &serde_json::Value,
) -> Result<()> {
    let mut connection = Connection::open(server.address).await?;
    let request = Request::new("POST", path, Some(token), &body.to_string());
    match connection.send(&request).await? {
        answer if answer.status == 201 => Ok(()),
        answer => Err(Error::other(format!("{path} answers {}", answer.status))),
    }
}

/// Requests that move orders of their own, each order twice: it is paid, then handed over.
#[derive(Clone)]
pub struct Moves {
    clients: usize,
    first: i64,
    requests: std::sync::Arc<Vec<Request>>,
}

impl Moves {
    /// Makes enough orders to be moved by so many clients.
    pub async fn new(server: &Server, token: &str, clients: usize) -> Result<Self> {
        Self::of(server, token, clients, clients * PER_CLIENT).await
    }

    /// Makes so many orders to be moved.
    pub async fn of(server: &Server, token: &str, clients: usize, orders: usize) -> Result<Self> {
        let create = creation(server, token).await?;
        let mut making = rocket::tokio::task::JoinSet::new();
        let makers = 64.min(orders);
        for maker in 0..makers {
            let (address, create) = (server.address, create.clone());
            let share = orders / makers + usize::from(maker < orders % makers);
            making.spawn(async move { make(address, &create, share).await });
        }
        let mut numbers = Vec::new();
        while let Some(made) = making.join_next().await {
            numbers.extend(made.map_err(Error::other)??);
        }
        // In the order of their rows, as the loop of SQLite alone moves them.
        numbers.sort_unstable();
        let requests = ["PAID", "FULFILLED"].iter().flat_map(|status| {
            let body = format!("{{\"status\":\"{status}\"}}");
            numbers.iter().map(move |number| {
                Request::new(
                    "PATCH",
                    &format!("/api/orders/{number}"),
                    Some(token),
                    &body,
                )
            })
        });
        Ok(Self {
            clients,
            first: numbers.first().copied().unwrap_or(0),
            requests: std::sync::Arc::new(requests.collect()),
        })
    }

    /// How many moves there are.
    pub fn len(&self) -> usize {
        self.requests.len()
    }

    /// The path of the first order.
    pub fn path(&self) -> String {
        format!("/api/orders/{}", self.first)
    }

    /// The move with this place.
    pub fn request(&self, place: usize) -> Request {
        self.requests[place % self.requests.len()].clone()
    }

    /// Sends all of them, or as many as the time allows.
    pub async fn run(&self, address: SocketAddr, at_most: Duration) -> Result<Figures> {
        let moves = self.clone();
        let clients = self.clients;
        let share = self.len() / clients;
        clients::run(address, clients, at_most, 200, move |client, sent| {
            (sent < share).then(|| moves.request(sent * clients + client))
        })
        .await
    }
}

async fn make(address: SocketAddr, create: &Request, count: usize) -> Result<Vec<i64>> {
    let mut connection = Connection::open(address).await?;
    let mut numbers = Vec::new();
    for _ in 0..count {
        let answer = connection.send(create).await?;
        let order: serde_json::Value = serde_json::from_slice(answer.body)?;
        match order["number"].as_i64() {
            Some(number) => numbers.push(number),
            None => return Err(Error::other(format!("no order was made: {order}"))),
        }
    }
    Ok(numbers)
}
