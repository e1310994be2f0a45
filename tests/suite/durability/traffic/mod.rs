//! Clients at work on a server that is about to end, and whether all that they were answered is there
//! when it has come back: whole, once, and told to whoever listened.

mod client;
mod compare;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use fastrand::Rng;
use serde_json::{Value, json};

use crate::support::{Client, Reply, Server, Socket};

const CLIENTS: usize = 4;
const LISTENERS: usize = 2;

/// All that was answered and heard so far.
pub(super) struct Traffic {
    token: String,
    chance: Rng,
    rounds: usize,
    /// The last event that was compared.
    seq: i64,
    /// What each listener heard since.
    heard: Vec<Vec<Value>>,
    /// Orders as answers had them, by number: those of this round, and of all before.
    orders: BTreeMap<i64, Vec<Value>>,
    past: BTreeMap<i64, Vec<Value>>,
    /// Orders whose deletion was asked for, and those whose deletion was answered.
    going: BTreeSet<i64>,
    gone: BTreeSet<i64>,
    /// What each client of this round did to its product.
    products: Vec<Changed>,
    past_products: Vec<Changed>,
    /// Orders that were asked for without an answer: key and request.
    unanswered: Vec<(String, Value)>,
}

/// A product, and what was answered of its changes.
struct Changed {
    id: String,
    /// The last price, one more at each change.
    price: i64,
    /// Reasons in the ledger.
    reasons: Vec<String>,
}

/// Clients that are about to begin.
pub(super) struct Shift {
    admin: Client,
    sockets: Vec<Socket>,
}

impl Traffic {
    pub(super) fn new(token: String, chance: Rng) -> Self {
        Self {
            token,
            chance,
            rounds: 0,
            seq: 0,
            heard: Vec::new(),
            orders: BTreeMap::new(),
            past: BTreeMap::new(),
            going: BTreeSet::new(),
            gone: BTreeSet::new(),
            products: Vec::new(),
            past_products: Vec::new(),
            unanswered: Vec::new(),
        }
    }

    fn admin(&self, server: &Server) -> Client {
        Client::new(server.port, Some(self.token.clone()))
    }

    /// Makes a product for each client, and opens the sockets from where the last ones ended.
    pub(super) fn begin(&mut self, server: &Server) -> Shift {
        let admin = self.admin(server);
        self.rounds += 1;
        for client in 0..CLIENTS {
            let name = format!("Bread {client} of round {}", self.rounds);
            let product = json!({"name": name, "price": 1, "stock": 100_000});
            let product = admin.post("/api/products", &product).expect(201);
            self.products.push(Changed {
                id: product["id"].as_str().unwrap().to_owned(),
                price: 1,
                reasons: Vec::new(),
            });
        }
        let open = |_| Socket::open(&admin, Some(self.seq));
        let sockets = (0..LISTENERS).map(open).collect();
        Shift { admin, sockets }
    }

    /// Lets the clients work until each is refused or finds nobody. `end` is told of each answer, and
    /// ends the server. What the clients were refused with.
    pub(super) fn work(
        &mut self,
        shift: Shift,
        end: impl FnOnce(&Receiver<()>),
    ) -> Vec<Option<Reply>> {
        let Shift { admin, sockets } = shift;
        let (tell, told) = channel();
        let mut done = Vec::new();
        thread::scope(|scope| {
            let listening: Vec<_> = sockets
                .into_iter()
                .map(|socket| scope.spawn(|| listen(socket)))
                .collect();
            let working: Vec<_> = self
                .products
                .iter()
                .enumerate()
                .map(|(index, product)| {
                    let name = format!("{}.{index}", self.rounds);
                    let chance = Rng::with_seed(self.chance.u64(..));
                    let worker = client::Worker::new(&admin, name, product, chance, tell.clone());
                    scope.spawn(|| worker.work())
                })
                .collect();
            drop(tell);
            end(&told);
            done.extend(working.into_iter().map(|it| it.join().unwrap()));
            self.heard = listening.into_iter().map(|it| it.join().unwrap()).collect();
        });
        done.into_iter()
            .enumerate()
            .map(|(index, done)| self.take(index, done))
            .collect()
    }

    fn take(&mut self, index: usize, done: client::Done) -> Option<Reply> {
        for order in done.orders {
            let number = order["number"].as_i64().unwrap();
            self.orders.entry(number).or_default().push(order);
        }
        self.going.extend(done.going);
        self.gone.extend(done.gone);
        self.unanswered.extend(done.unanswered);
        let product = &mut self.products[index];
        product.price = done.price;
        product.reasons = done.reasons;
        done.refused
    }
}

/// Reads a socket to its end: all that it hears but the greeting.
fn listen(mut socket: Socket) -> Vec<Value> {
    let events = std::iter::from_fn(|| socket.try_next());
    events.filter(|event| event["event"] != "hello").collect()
}
