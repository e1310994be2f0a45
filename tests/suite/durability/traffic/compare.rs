//! What a server says after its end, held against what it had answered before.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::{Changed, Traffic};
use crate::support::{Client, Server, Socket, seq_of};

impl Traffic {
    /// Compares what this round did, and sends again what was not answered.
    pub(in crate::durability) fn compare(&mut self, server: &Server) {
        let admin = self.admin(server);
        let events = self.compare_events(&admin);
        for (number, answers) in &self.orders {
            self.compare_order(&admin, *number, answers);
        }
        for product in &self.products {
            compare_product(&admin, product);
        }
        self.compare_counts(&admin);
        self.find_each_answer_once(&events);
        for (key, order) in std::mem::take(&mut self.unanswered) {
            let again = admin.with("Idempotency-Key", &key);
            let order = again.post("/api/orders", &order).expect(201);
            let number = order["number"].as_i64().unwrap();
            self.orders.entry(number).or_default().push(order);
        }
        self.past.append(&mut self.orders);
        self.past_products.append(&mut self.products);
    }

    /// Compares what all rounds did.
    pub(in crate::durability) fn compare_all(&mut self, server: &Server) {
        let admin = self.admin(server);
        self.heard.clear();
        self.compare_events(&admin);
        for (number, answers) in &self.past {
            self.compare_order(&admin, *number, answers);
        }
        for product in &self.past_products {
            compare_product(&admin, product);
        }
        self.compare_counts(&admin);
        assert!(self.past.len() > self.rounds, "too little was answered");
    }

    /// What was heard is what is in the log, from where it was compared before to its end, each event
    /// once and without a gap.
    fn compare_events(&mut self, admin: &Client) -> Vec<Value> {
        let mut socket = Socket::open(admin, Some(self.seq));
        let present = seq_of(&socket.expect("hello"));
        let log = match present > self.seq {
            true => socket.up_to(present),
            false => Vec::new(),
        };
        let seqs: Vec<_> = log.iter().map(seq_of).collect();
        assert_eq!(seqs, (self.seq + 1..=present).collect::<Vec<_>>());
        for heard in &self.heard {
            assert!(
                log.starts_with(heard),
                "{} events were heard up to {:?}, the log ends at {present}",
                heard.len(),
                heard.last()
            );
        }
        self.seq = present;
        log
    }

    /// An order is as it was answered last, or one change further that nobody was told of; and whole.
    fn compare_order(&self, admin: &Client, number: i64, answers: &[Value]) {
        let path = format!("/api/orders/{number}");
        let found = admin.get(&path);
        if found.status == 404 {
            assert!(self.going.contains(&number), "order {number} is missing");
            return;
        }
        assert!(!self.gone.contains(&number), "order {number} is back");
        let order = found.expect(200);
        let version = |order: &Value| order["version"].as_i64().unwrap();
        let answered = answers.iter().map(version).max().unwrap();
        let is_near = [answered, answered + 1].contains(&version(&order));
        assert!(is_near, "answered {answered}: {order}");
        for answer in answers.iter().filter(|it| version(it) == version(&order)) {
            assert_eq!(*answer, order);
        }
        let items = order["items"].as_array().unwrap();
        let total: f64 = items
            .iter()
            .map(|it| it["line_total"].as_f64().unwrap())
            .sum();
        assert!(
            total > 0.0 && json!(total) == json!(order["total"].as_f64()),
            "{order}"
        );
        let timeline = admin.get(&format!("{path}/events")).expect(200);
        let timeline = timeline.as_array().unwrap();
        let moves = timeline.iter().rfind(|event| !event["to"].is_null());
        assert_eq!(moves.unwrap()["to"], order["status"], "{timeline:?}");
        assert_eq!(timeline.len() as i64, version(&order), "{timeline:?}");
    }

    /// The counters are those of the orders that are there, and no request made two.
    fn compare_counts(&self, admin: &Client) {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        let mut notes = BTreeSet::new();
        for order in admin.walk("/api/orders?limit=200") {
            let status = order["status"].as_str().unwrap().to_owned();
            *counts.entry(status).or_default() += 1;
            assert!(notes.insert(order["note"].to_string()), "twice: {order}");
        }
        let counted = admin.get("/api/orders/counts").expect(200);
        for count in counted["counts"].as_array().unwrap() {
            let found = counts.get(count["status"].as_str().unwrap());
            assert_eq!(count["orders"], *found.unwrap_or(&0), "{counted}");
        }
    }

    /// Of every answer there is exactly one event.
    fn find_each_answer_once(&self, events: &[Value]) {
        let mut found: BTreeMap<(i64, Option<i64>), usize> = BTreeMap::new();
        for event in events {
            let data = &event["data"];
            let version = match event["event"].as_str().unwrap() {
                "orderStatusUpdated" | "orderUpdated" => data["version"].as_i64(),
                "orderDeleted" => None,
                _ => continue,
            };
            let number = data["number"].as_i64().unwrap();
            *found.entry((number, version)).or_default() += 1;
        }
        assert!(found.values().all(|times| *times == 1), "{found:?}");
        for (number, answers) in &self.orders {
            for answer in answers {
                let version = answer["version"].as_i64();
                assert!(found.contains_key(&(*number, version)), "{answer}");
            }
            if self.gone.contains(number) {
                assert!(found.contains_key(&(*number, None)), "{number}");
            }
        }
    }
}

/// A product has the price that was answered last, or the one after it; each change of its stock is in
/// the ledger once, and the stock is the ledger's sum.
fn compare_product(admin: &Client, changed: &Changed) {
    let path = format!("/api/products/{}", changed.id);
    let product = admin.get(&path).expect(200);
    let prices = [changed.price, changed.price + 1];
    let price = product["price"].as_f64().unwrap();
    assert!(prices.iter().any(|it| *it as f64 == price), "{product}");
    let ledger = admin.walk(&format!("{path}/stock?limit=200"));
    let sum: i64 = ledger
        .iter()
        .map(|row| row["delta"].as_i64().unwrap())
        .sum();
    assert_eq!(product["stock"], sum, "{product}");
    for reason in &changed.reasons {
        let rows = ledger.iter().filter(|row| row["reason"] == **reason);
        assert_eq!(rows.count(), 1, "{reason}");
    }
}
