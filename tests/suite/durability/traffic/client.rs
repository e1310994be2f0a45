//! One client: makes orders, edits, moves and deletes them, changes its product, and writes down what it
//! was answered.

use std::sync::mpsc::Sender;

use fastrand::Rng;
use serde_json::{Value, json};

use super::Changed;
use crate::support::{Client, Reply};

/// A client at work.
pub(super) struct Worker {
    admin: Client,
    name: String,
    product: String,
    chance: Rng,
    tell: Sender<()>,
    done: Done,
}

/// What it was answered.
#[derive(Default)]
pub(super) struct Done {
    pub(super) orders: Vec<Value>,
    pub(super) going: Vec<i64>,
    pub(super) gone: Vec<i64>,
    pub(super) unanswered: Option<(String, Value)>,
    pub(super) price: i64,
    pub(super) reasons: Vec<String>,
    /// The answer that ended its work; none: there was nobody.
    pub(super) refused: Option<Reply>,
}

impl Worker {
    pub(super) fn new(
        admin: &Client,
        name: String,
        product: &Changed,
        chance: Rng,
        tell: Sender<()>,
    ) -> Self {
        Self {
            admin: admin.clone(),
            name,
            product: product.id.clone(),
            chance,
            tell,
            done: Done {
                price: product.price,
                ..Done::default()
            },
        }
    }

    pub(super) fn work(mut self) -> Done {
        for index in 0.. {
            let key = format!("{}.{index}", self.name);
            if self.serve_one(&key).is_none() {
                break;
            }
        }
        self.done
    }

    /// An order's life, as far as chance takes it. None: the server is at its end.
    fn serve_one(&mut self, key: &str) -> Option<()> {
        let order = json!({"note": key, "items": self.items(2)});
        self.done.unanswered = Some((key.to_owned(), order.clone()));
        let caller = self.admin.with("Idempotency-Key", key);
        let made = self.ask(&caller, "POST", "/api/orders", &order, 201)?;
        self.done.unanswered = None;
        let number = made["number"].as_i64().unwrap();
        let path = format!("/api/orders/{number}");
        self.done.orders.push(made);
        if self.chance.bool() {
            self.change(&path, &json!({"items": self.items(3)}))?;
        }
        for status in ["PAID", "FULFILLED", "CANCELLED"] {
            if self.chance.u8(..5) == 0 {
                return self.change_product(key);
            }
            self.change(&path, &json!({ "status": status }))?;
        }
        if self.chance.bool() {
            self.done.going.push(number);
            let admin = self.admin.clone();
            self.ask(&admin, "DELETE", &path, &Value::Null, 204)?;
            self.done.gone.push(number);
        }
        Some(())
    }

    fn items(&self, quantity: i64) -> Value {
        json!([{"product_id": self.product, "quantity": quantity}])
    }

    fn change(&mut self, path: &str, patch: &Value) -> Option<()> {
        let admin = self.admin.clone();
        let changed = self.ask(&admin, "PATCH", path, patch, 200)?;
        self.done.orders.push(changed);
        Some(())
    }

    fn change_product(&mut self, reason: &str) -> Option<()> {
        let (admin, path) = (
            self.admin.clone(),
            format!("/api/products/{}", self.product),
        );
        let price = self.done.price + 1;
        self.ask(&admin, "PATCH", &path, &json!({ "price": price }), 200)?;
        self.done.price = price;
        let change = json!({"delta": 1, "reason": reason});
        self.ask(&admin, "POST", &format!("{path}/stock"), &change, 200)?;
        self.done.reasons.push(reason.to_owned());
        Some(())
    }

    fn ask(
        &mut self,
        caller: &Client,
        method: &str,
        path: &str,
        body: &Value,
        status: u16,
    ) -> Option<Value> {
        let (content_type, body) = match body {
            Value::Null => ("", Vec::new()),
            body => ("application/json", body.to_string().into_bytes()),
        };
        let reply = caller.try_send(method, path, content_type, body).ok()?;
        if reply.status != status {
            self.done.refused = Some(reply);
            return None;
        }
        // Nobody listens once the server is being ended.
        let _ = self.tell.send(());
        Some(reply.body)
    }
}
