//! What is on disk stays there, and what cannot get there is said.

#[cfg(target_os = "linux")]
mod faults;
mod files;
mod kill;
#[cfg(target_os = "linux")]
mod power;
mod queue;
mod storage;
mod traffic;
mod upgrade;

use serde_json::{Value, json};

use crate::support::{Client, Place};

fn product(name: &str) -> Value {
    json!({"name": name, "price": 4.8})
}

fn make(admin: &Client, name: &str) {
    admin.post("/api/products", &product(name)).expect(201);
}

/// A write that must be refused because of the disk.
#[track_caller]
fn refuse(admin: &Client) {
    let reply = admin.post("/api/products", &product("White loaf"));
    reply.refused(503, "storage");
}

/// The names of all products.
fn names(admin: &Client) -> Vec<String> {
    let products = admin.walk("/api/products?limit=200");
    let name = |product: &Value| product["name"].as_str().unwrap().to_owned();
    products.iter().map(name).collect()
}

/// The names of all products once the server has started anew, on a sound database.
fn names_after_start(place: &Place, admin: &Client) -> Vec<String> {
    let server = place.serve();
    place.oms(&["check"]).ok();
    names(&Client::new(server.port, admin.token.clone()))
}

/// Why the server does not start.
#[track_caller]
fn refused_start(place: &Place) -> String {
    let log = place.try_serve().err();
    log.expect("it starts").join("\n")
}
