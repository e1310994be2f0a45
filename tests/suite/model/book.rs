//! The shop as a simple book keeps it: lists in memory, and how each entry looks to those who ask.

use oms::domain::Timestamp;
use serde_json::{Value, json};

use super::act::amount;
use super::op::{Pick, Version};

/// The pipeline.
pub const STATUSES: [&str; 4] = ["PENDING", "PAID", "FULFILLED", "CANCELLED"];

/// Who does something, as timelines name them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub id: String,
    pub name: String,
}

impl Actor {
    pub fn json(&self) -> Value {
        json!({"id": self.id, "name": self.name})
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    pub id: String,
    pub sku: Option<String>,
    pub name: String,
    pub price: i64,
    pub stock: Option<i64>,
    pub times: Times,
    /// Oldest first, without their ids.
    pub ledger: Vec<Value>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: Option<String>,
    pub note: Option<String>,
    pub role: &'static str,
    pub has_password: bool,
    pub times: Times,
}

/// When an entry was made, changed and archived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    pub created: i64,
    pub updated: i64,
    pub archived: Option<i64>,
}

impl Times {
    pub fn new(now: i64) -> Self {
        Self {
            created: now,
            updated: now,
            archived: None,
        }
    }

    /// Notes a change. An entry never changed before it was made or last changed.
    pub fn change(&mut self, now: i64) {
        self.updated = self.updated.max(now);
    }

    /// Archives (`true`) or brings back, if that is asked.
    pub fn archive(&mut self, asked: Option<bool>, now: i64) {
        match asked {
            Some(true) => self.archived = self.archived.or(Some(now.max(self.updated))),
            Some(false) => self.archived = None,
            None => {}
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    pub id: String,
    pub product: String,
    pub name: String,
    pub sku: Option<String>,
    pub quantity: i64,
    pub price: i64,
    /// How many of them came out of tracked stock.
    pub taken: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    pub id: String,
    pub number: i64,
    pub status: &'static str,
    pub customer: Option<String>,
    pub items: Vec<Item>,
    pub note: Option<String>,
    pub version: i64,
    pub times: Times,
    pub timeline: Vec<Value>,
    pub paid: i64,
    pub invoice: Option<i64>,
    pub credit_note: Option<i64>,
}

impl Order {
    pub fn total(&self) -> i64 {
        let line = |item: &Item| item.price * item.quantity;
        self.items.iter().map(line).sum()
    }

    pub fn allowed(&self) -> &'static [&'static str] {
        match self.status {
            "PENDING" => &["PAID", "CANCELLED"],
            "PAID" => &["FULFILLED", "CANCELLED"],
            "FULFILLED" => &["CANCELLED"],
            _ => &[],
        }
    }
}

/// Who may see an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    Everyone,
    Admins,
    Owner(String),
}

/// What sockets hear.
#[derive(Clone, Debug)]
pub struct Event {
    pub frame: Value,
    pub audience: Audience,
    /// Whose order it was until now.
    pub former: Option<String>,
}

/// An answer that is given again.
#[derive(Clone, Debug)]
pub struct Kept {
    pub who: String,
    pub key: u8,
    pub request: Value,
    pub answer: Value,
    pub at: i64,
}

/// Everything.
#[derive(Clone, Debug)]
pub struct Book {
    pub now: i64,
    pub seq: i64,
    pub next_number: i64,
    /// Of invoices and credit notes.
    pub documents: i64,
    pub products: Vec<Product>,
    pub people: Vec<Person>,
    pub orders: Vec<Order>,
    pub kept: Vec<Kept>,
    /// Of the last act.
    pub events: Vec<Event>,
    /// The customer whose session is looked at.
    pub cora: String,
    /// Whether it lasts.
    pub cora_is_in: bool,
}

impl Book {
    pub fn customers(&self) -> Vec<&Person> {
        let people = self.people.iter();
        people.filter(|person| person.role == "CUSTOMER").collect()
    }

    /// The version that a change of an order is for.
    pub fn version(&self, Pick(pick): Pick, version: Version) -> Option<i64> {
        let order = match (pick, self.orders.len()) {
            (255, _) | (_, 0) => return matches!(version, Version::Present).then_some(1),
            (pick, len) => &self.orders[usize::from(pick) % len],
        };
        match version {
            Version::Any => None,
            Version::Present => Some(order.version),
            Version::Former => Some(order.version - 1),
        }
    }

    pub fn product_json(&self, product: &Product) -> Value {
        json!({
            "id": product.id, "sku": product.sku, "name": product.name,
            "price": amount(product.price), "tax_rate": 0, "stock": product.stock,
            "created_at": at(product.times.created), "updated_at": at(product.times.updated),
            "archived_at": product.times.archived.map(at),
        })
    }

    pub fn person_json(&self, person: &Person) -> Value {
        json!({
            "id": person.id, "name": person.name, "email": person.email, "phone": null,
            "address": null, "note": person.note, "role": person.role,
            "created_at": at(person.times.created), "updated_at": at(person.times.updated),
            "archived_at": person.times.archived.map(at),
        })
    }

    /// A customer by id and present name.
    pub fn customer_json(&self, id: Option<&String>) -> Value {
        let person = self.people.iter().find(|person| Some(&person.id) == id);
        json!(person.map(|person| json!({"id": person.id, "name": person.name})))
    }

    pub fn order_json(&self, order: &Order) -> Value {
        let item = |item: &Item| {
            json!({
                "id": item.id, "product_id": item.product, "product_name": item.name,
                "sku": item.sku, "quantity": item.quantity, "unit_price": amount(item.price),
                "discount": null, "line_total": amount(item.price * item.quantity),
                "discount_share": amount(0), "tax_rate": 0, "tax": amount(0),
            })
        };
        let items: Vec<_> = order.items.iter().map(item).collect();
        let total = amount(order.total());
        json!({
            "id": order.id, "number": order.number, "label": order.number.to_string(), "status": order.status,
            "user_id": order.customer, "customer": self.customer_json(order.customer.as_ref()),
            "items": items, "subtotal": total, "discount": null, "prices_include_tax": true,
            "taxes": [{"rate": 0, "net": total, "tax": amount(0), "gross": total}],
            "total": total, "paid": amount(order.paid), "invoice": order.invoice,
            "credit_note": order.credit_note, "currency": "EUR",
            "note": order.note, "version": order.version, "allowed_statuses": order.allowed(),
            "created_at": at(order.times.created), "updated_at": at(order.times.updated),
        })
    }

    /// Tells of something that happened.
    pub fn tell(&mut self, name: &str, audience: Audience, former: Option<String>, data: Value) {
        self.seq += 1;
        let frame = json!({"event": name, "seq": self.seq, "at": at(self.now), "data": data});
        self.events.push(Event {
            frame,
            audience,
            former,
        });
    }

    /// What a customer hears of an event, if anything.
    pub fn heard_by(&self, customer: &str, event: &Event) -> Option<Value> {
        match &event.audience {
            Audience::Everyone => Some(event.frame.clone()),
            Audience::Owner(owner) if owner == customer => Some(event.frame.clone()),
            _ if event.former.as_deref() == Some(customer) => {
                let mut gone = event.frame.clone();
                gone["event"] = json!("orderDeleted");
                gone["data"] = json!({"id": event.frame["data"]["id"], "number": event.frame["data"]["number"]});
                Some(gone)
            }
            _ => None,
        }
    }
}

/// An instant as JSON has it.
pub fn at(millisecond: i64) -> String {
    Timestamp::from_millisecond(millisecond).to_string()
}

/// What names are sorted by.
pub fn name_key(name: &str) -> String {
    name.to_lowercase().replace('é', "e")
}
