//! What people do, by id: a request, and what the model has to know of it.

use serde_json::{Value, json};

use super::book::{Book, STATUSES};
use super::op::{EMAILS, Lines, NOTES, Op, PEOPLE, PRODUCTS, Pick, SKUS, What, Who};
use crate::support::{Client, Reply};

/// An id that nothing has.
const NOTHING: &str = "01900000-0000-7000-8000-000000000000";

/// Requests that are refused whatever the shop holds.
pub const NONSENSE: [(&str, &str, &str, u16); 24] = [
    ("POST", "/api/orders", "{", 400),
    ("POST", "/api/orders", r#"{"items": []}"#, 400),
    (
        "POST",
        "/api/orders",
        r#"{"items": [{"product_id": "x", "quantity": 1}]}"#,
        400,
    ),
    ("POST", "/api/orders", r#"{"items": [], "total": 1}"#, 400),
    ("POST", "/api/orders", "[]", 400),
    ("PATCH", "/api/orders/1", r#"{"status": "PAID"}"#, 404),
    ("PATCH", "/api/orders/1001", r#"{"status": "LOST"}"#, 400),
    ("PATCH", "/api/orders/1001", r#"{"status": null}"#, 400),
    ("PATCH", "/api/orders/1001", r#"{"reason": "why"}"#, 400),
    (
        "PATCH",
        "/api/orders/1001",
        r#"{"status": "PAID", "restock": true}"#,
        400,
    ),
    ("PATCH", "/api/orders/nobody", r#"{"note": null}"#, 404),
    ("DELETE", "/api/orders/1000", "", 404),
    ("PUT", "/api/orders/1001", "{}", 405),
    ("POST", "/api/products", r#"{"name": "", "price": 1}"#, 400),
    (
        "POST",
        "/api/products",
        r#"{"name": "Rye", "price": -1}"#,
        400,
    ),
    (
        "POST",
        "/api/products",
        r#"{"name": "Rye", "price": 1.005}"#,
        400,
    ),
    (
        "POST",
        "/api/products",
        r#"{"name": "Rye", "price": "1"}"#,
        400,
    ),
    (
        "POST",
        "/api/products",
        r#"{"name": "Rye", "price": 1, "stock": -1}"#,
        400,
    ),
    (
        "POST",
        "/api/products",
        r#"{"name": "Rye", "price": 10000000000000}"#,
        400,
    ),
    (
        "POST",
        "/api/customers",
        r#"{"name": "Ada", "email": "nowhere"}"#,
        400,
    ),
    (
        "POST",
        "/api/customers",
        r#"{"name": "Ada", "role": "KING"}"#,
        400,
    ),
    ("GET", "/api/orders?limit=0", "", 400),
    ("GET", "/api/orders?cursor=AAAA", "", 400),
    ("GET", "/api/orders?colour=red", "", 400),
];

/// A request.
#[derive(Clone, Debug)]
pub struct Act {
    pub who: Who,
    pub call: Call,
}

/// What is asked, of whom it is asked, and with which body.
#[derive(Clone, Debug)]
pub enum Call {
    MakeProduct(Value),
    ChangeProduct(String, Value),
    DeleteProduct(String),
    ChangeStock(String, Value),
    MakeCustomer(Value),
    ChangeCustomer(String, Value),
    DeleteCustomer(String),
    TakeOrder(Value, Option<u8>),
    ChangeOrder(String, Option<i64>, Value),
    DeleteOrder(String, Option<i64>),
    Nonsense(usize),
}

impl Act {
    /// The request of an op, by what the book knows; none: it is no change of the shop.
    pub fn of(op: &Op, book: &Book) -> Option<Self> {
        let product = |pick: &Pick| one(*pick, &book.products, |it| &it.id);
        let customer = |pick: &Pick| one(*pick, &book.customers(), |it| &it.id);
        let order = |pick: &Pick| one(*pick, &book.orders, |it| &it.id);
        let call = match &op.what {
            What::MakeProduct {
                name,
                sku,
                price,
                stock,
            } => Call::MakeProduct(body([
                ("name", Some(json!(PRODUCTS[*name]))),
                ("sku", Some(json!(sku.map(|sku| SKUS[sku])))),
                ("price", Some(amount(*price))),
                ("stock", Some(json!(stock))),
            ])),
            What::ChangeProduct {
                product: pick,
                name,
                sku,
                price,
                stock,
                archived,
            } => {
                let body = body([
                    ("name", name.map(|name| json!(PRODUCTS[name]))),
                    ("sku", sku.map(|sku| json!(sku.map(|sku| SKUS[sku])))),
                    ("price", price.map(amount)),
                    ("stock", stock.map(|stock| json!(stock))),
                    ("archived", archived.map(Value::from)),
                ]);
                Call::ChangeProduct(product(pick), body)
            }
            What::DeleteProduct(pick) => Call::DeleteProduct(product(pick)),
            What::ChangeStock {
                product: pick,
                delta,
                reason,
            } => {
                let reason = reason.map(|reason| json!(NOTES[reason]));
                let body = body([("delta", Some(json!(delta))), ("reason", reason)]);
                Call::ChangeStock(product(pick), body)
            }
            What::MakeCustomer { name, email, note } => Call::MakeCustomer(body([
                ("name", Some(json!(PEOPLE[*name]))),
                ("email", email.map(|email| json!(EMAILS[email]))),
                ("note", note.map(|note| json!(NOTES[note]))),
            ])),
            What::ChangeCustomer {
                customer: pick,
                name,
                email,
                note,
                archived,
            } => {
                let body = body([
                    ("name", name.map(|name| json!(PEOPLE[name]))),
                    (
                        "email",
                        email.map(|email| json!(email.map(|email| EMAILS[email]))),
                    ),
                    ("note", note.map(|note| json!(note.map(|note| NOTES[note])))),
                    ("archived", archived.map(Value::from)),
                ]);
                Call::ChangeCustomer(customer(pick), body)
            }
            What::DeleteCustomer(pick) => Call::DeleteCustomer(customer(pick)),
            What::TakeOrder {
                lines,
                customer: who,
                note,
                key,
            } => {
                let body = body([
                    ("items", Some(items(lines, product))),
                    ("user_id", who.as_ref().map(|who| json!(customer(who)))),
                    ("note", note.map(|note| json!(NOTES[note]))),
                ]);
                Call::TakeOrder(body, *key)
            }
            What::MoveOrder {
                order: pick,
                version,
                status,
                restock,
                note,
            } => {
                let is_cancel = STATUSES[*status] == "CANCELLED";
                let body = body([
                    ("status", Some(json!(STATUSES[*status]))),
                    ("restock", restock.filter(|_| is_cancel).map(Value::from)),
                    ("reason", is_cancel.then(|| json!("as it comes"))),
                    ("note", note.map(|note| json!(note.map(|note| NOTES[note])))),
                ]);
                Call::ChangeOrder(order(pick), book.version(*pick, *version), body)
            }
            What::EditOrder {
                order: pick,
                version,
                lines,
                note,
                customer: who,
                status,
            } => {
                let who = who.as_ref().map(|who| json!(who.as_ref().map(customer)));
                let body = body([
                    ("items", lines.as_ref().map(|lines| items(lines, product))),
                    ("note", note.map(|note| json!(note.map(|note| NOTES[note])))),
                    ("user_id", who),
                    ("status", status.map(|status| json!(STATUSES[status]))),
                ]);
                Call::ChangeOrder(order(pick), book.version(*pick, *version), body)
            }
            What::DeleteOrder(pick, version) => {
                Call::DeleteOrder(order(pick), book.version(*pick, *version))
            }
            What::SendNonsense(which) => Call::Nonsense(*which),
            What::Look(_) | What::SetClock(_) | What::Reconnect => return None,
        };
        let who = match call {
            // What is wrong with it comes behind who may do it.
            Call::Nonsense(_) => Who::Owner,
            _ => op.who,
        };
        Some(Self { who, call })
    }

    /// Does it.
    pub fn send(&self, client: &Client) -> Reply {
        let tagged = |version: &Option<i64>| match version {
            Some(version) => client.with("If-Match", &format!("\"{version}\"")),
            None => client.clone(),
        };
        match &self.call {
            Call::MakeProduct(body) => client.post("/api/products", body),
            Call::ChangeProduct(id, body) => client.patch(&format!("/api/products/{id}"), body),
            Call::DeleteProduct(id) => client.delete(&format!("/api/products/{id}")),
            Call::ChangeStock(id, body) => client.post(&format!("/api/products/{id}/stock"), body),
            Call::MakeCustomer(body) => client.post("/api/customers", body),
            Call::ChangeCustomer(id, body) => client.patch(&format!("/api/customers/{id}"), body),
            Call::DeleteCustomer(id) => client.delete(&format!("/api/customers/{id}")),
            Call::TakeOrder(body, None) => client.post("/api/orders", body),
            Call::TakeOrder(body, Some(key)) => {
                let careful = client.with("Idempotency-Key", &format!("key-{key}"));
                careful.post("/api/orders", body)
            }
            Call::ChangeOrder(id, version, body) => {
                tagged(version).patch(&format!("/api/orders/{id}"), body)
            }
            Call::DeleteOrder(id, version) => tagged(version).delete(&format!("/api/orders/{id}")),
            Call::Nonsense(which) => {
                let (method, path, body, _) = NONSENSE[*which];
                let kind = if body.is_empty() {
                    ""
                } else {
                    "application/json"
                };
                client.send(method, path, kind, body.as_bytes().to_vec())
            }
        }
    }
}

/// The id of one of these.
fn one<T>(Pick(pick): Pick, all: &[T], id: impl Fn(&T) -> &String) -> String {
    match (pick, all.len()) {
        (255, _) | (_, 0) => NOTHING.to_owned(),
        (pick, len) => id(&all[usize::from(pick) % len]).clone(),
    }
}

fn items(lines: &Lines, product: impl Fn(&Pick) -> String) -> Value {
    let item =
        |(pick, quantity): &(Pick, i64)| json!({"product_id": product(pick), "quantity": quantity});
    lines.iter().map(item).collect()
}

/// An amount of minor units as JSON has it.
pub fn amount(minor: i64) -> Value {
    json!(minor as f64 / 100.0)
}

/// An object of those fields that are there.
fn body<const N: usize>(fields: [(&str, Option<Value>); N]) -> Value {
    let there = fields.into_iter();
    there
        .filter_map(|(name, value)| Some((name.to_owned(), value?)))
        .collect()
}
