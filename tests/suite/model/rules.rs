//! What the shop has to make of a request: the rules of the contract, in the plainest form.

use serde_json::{Value, json};

use super::act::{Act, Call, NONSENSE};
use super::book::{Actor, Audience, Book, Kept, Person, Product, Times, at};
use super::op::Who;

/// How long an answer is given again, in milliseconds.
const KEPT_MS: i64 = 24 * 60 * 60 * 1000;

/// How a request ends.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// With this status and body.
    Done(u16, Value),
    /// With a problem of this status, code and further members. Nothing has changed.
    Refused(u16, &'static str, Value),
}

/// Why not.
#[derive(Debug)]
pub struct Refusal(pub u16, pub &'static str, pub Value);

pub fn refused<T>(status: u16, code: &'static str) -> Result<T, Refusal> {
    Err(Refusal(status, code, json!({})))
}

/// What a rule gives: status and body.
type Answer = Result<(u16, Value), Refusal>;

impl Book {
    /// Does what a request asks, if the shop does. Only ids are taken from how it was answered.
    pub fn apply(&mut self, act: &Act, reply: &Value) -> Outcome {
        self.events.clear();
        let mut after = self.clone();
        match after.work(act, reply) {
            Ok((status, body)) => {
                *self = after;
                Outcome::Done(status, body)
            }
            Err(Refusal(status, code, more)) => Outcome::Refused(status, code, more),
        }
    }

    fn work(&mut self, act: &Act, reply: &Value) -> Answer {
        let by = match self.actor(act)? {
            Some(by) => by,
            // What is read is read by anyone who is signed in.
            None => return refused(403, "forbidden"),
        };
        match &act.call {
            Call::MakeProduct(new) => self.make_product(&by, new, reply),
            Call::ChangeProduct(id, patch) => self.change_product(&by, id, patch),
            Call::DeleteProduct(id) => self.delete_product(id),
            Call::ChangeStock(id, change) => self.change_stock(&by, id, change),
            Call::MakeCustomer(new) => self.make_customer(new, reply),
            Call::ChangeCustomer(id, patch) => self.change_customer(id, patch),
            Call::DeleteCustomer(id) => self.delete_customer(id),
            Call::TakeOrder(new, key) => self.take_once(&by, new, *key, reply),
            Call::ChangeOrder(id, version, patch) => {
                self.change_order(&by, id, *version, patch, reply)
            }
            Call::DeleteOrder(id, version) => self.delete_order(&by, id, *version),
            Call::Nonsense(which) => refused(NONSENSE[*which].3, ""),
        }
    }

    /// As whom someone acts; none: they may only look.
    fn actor(&self, act: &Act) -> Result<Option<Actor>, Refusal> {
        let index = match act.who {
            Who::Owner => 0,
            Who::Partner => 1,
            Who::Stranger => return refused(401, "unauthenticated"),
            Who::Cora if !self.cora_is_in => return refused(401, "unauthenticated"),
            Who::Cora => return Ok(None),
        };
        let person = &self.people[index];
        Ok(Some(Actor {
            id: person.id.clone(),
            name: person.name.clone(),
        }))
    }

    fn make_product(&mut self, by: &Actor, new: &Value, reply: &Value) -> Answer {
        let sku = text(&new["sku"]);
        self.check_sku(sku.as_deref(), None)?;
        self.products.push(Product {
            id: id(reply),
            sku,
            name: text(&new["name"]).unwrap(),
            price: minor(&new["price"]),
            stock: None,
            times: Times::new(self.now),
            ledger: Vec::new(),
        });
        let index = self.products.len() - 1;
        self.count(by, index, new["stock"].as_i64());
        Ok((201, self.tell_product(index, false)))
    }

    fn change_product(&mut self, by: &Actor, id: &str, patch: &Value) -> Answer {
        let index = self.product(id)?;
        let before = self.products[index].clone();
        let now = self.now;
        if let Some(sku) = patch.get("sku") {
            self.check_sku(sku.as_str(), Some(id))?;
        }
        let product = &mut self.products[index];
        if let Some(sku) = patch.get("sku") {
            product.sku = text(sku);
        }
        if let Some(name) = patch.get("name") {
            product.name = text(name).unwrap();
        }
        if let Some(price) = patch.get("price") {
            product.price = minor(price);
        }
        product.times.archive(patch["archived"].as_bool(), now);
        let counted = patch.get("stock").map_or(before.stock, Value::as_i64);
        if *product == before && counted == before.stock {
            return Ok((200, self.product_json(&before)));
        }
        product.times.change(now);
        self.count(by, index, counted);
        Ok((
            200,
            self.tell_product(index, before.times.archived.is_some()),
        ))
    }

    fn delete_product(&mut self, id: &str) -> Answer {
        let index = self.product(id)?;
        let now = self.now;
        let mut items = self.orders.iter().flat_map(|order| &order.items);
        if !items.any(|item| item.product == id) {
            self.products.remove(index);
            self.tell(
                "productDeleted",
                Audience::Everyone,
                None,
                json!({"id": id}),
            );
            return Ok((204, Value::Null));
        }
        let times = &mut self.products[index].times;
        let was_archived = times.archived.is_some();
        times.archive(Some(true), now);
        times.change(now);
        self.tell_product(index, was_archived);
        Ok((204, Value::Null))
    }

    fn change_stock(&mut self, by: &Actor, id: &str, change: &Value) -> Answer {
        let index = self.product(id)?;
        let product = &self.products[index];
        let delta = change["delta"].as_i64().unwrap();
        let stock = product.stock.unwrap_or(0) + delta;
        if stock < 0 {
            return refused(400, "invalid");
        }
        let kind = if product.stock.is_some() {
            "adjustment"
        } else {
            "initial"
        };
        let was_archived = product.times.archived.is_some();
        self.move_stock(
            by,
            index,
            delta,
            Some(stock),
            (kind, &change["reason"], None),
        );
        Ok((200, self.tell_product(index, was_archived)))
    }

    /// Sets the stock of a product to what was counted; none: it is not tracked any more.
    fn count(&mut self, by: &Actor, index: usize, counted: Option<i64>) {
        let before = self.products[index].stock;
        let (delta, kind) = match (before, counted) {
            _ if before == counted => return,
            (Some(before), Some(counted)) => (counted - before, "count"),
            (None, counted) => (counted.unwrap(), "initial"),
            (Some(before), None) => (-before, "untracked"),
        };
        self.move_stock(by, index, delta, counted, (kind, &Value::Null, None));
    }

    /// Writes the ledger, and the stock that is its sum.
    pub fn move_stock(
        &mut self,
        by: &Actor,
        index: usize,
        delta: i64,
        stock: Option<i64>,
        (kind, reason, order): (&str, &Value, Option<i64>),
    ) {
        let now = self.now;
        let product = &mut self.products[index];
        product.ledger.push(json!({
            "at": at(now), "delta": delta, "stock": stock.unwrap_or(0), "kind": kind,
            "reason": reason, "order_number": order, "actor": by.json(),
        }));
        product.stock = stock;
        product.times.change(now);
    }

    pub fn tell_product(&mut self, index: usize, was_archived: bool) -> Value {
        let product = &self.products[index];
        let audience = match product.times.archived.is_some() && was_archived {
            true => Audience::Admins,
            false => Audience::Everyone,
        };
        let json = self.product_json(product);
        self.tell("productUpdated", audience, None, json.clone());
        json
    }

    fn product(&self, id: &str) -> Result<usize, Refusal> {
        let place = self.products.iter().position(|product| product.id == id);
        place.map_or_else(|| refused(404, "not_found"), Ok)
    }

    fn check_sku(&self, sku: Option<&str>, own: Option<&str>) -> Result<(), Refusal> {
        let Some(sku) = sku else { return Ok(()) };
        let has_it = |product: &Product| {
            let other = product.sku.as_deref();
            other.is_some_and(|other| other.eq_ignore_ascii_case(sku))
        };
        let mut others = self
            .products
            .iter()
            .filter(|it| Some(it.id.as_str()) != own);
        match others.any(has_it) {
            true => refused(409, "sku_taken"),
            false => Ok(()),
        }
    }

    fn make_customer(&mut self, new: &Value, reply: &Value) -> Answer {
        let email = text(&new["email"]).map(|email| email.to_lowercase());
        self.check_email(email.as_deref(), None)?;
        self.people.push(Person {
            id: id(reply),
            name: text(&new["name"]).unwrap(),
            email,
            note: text(&new["note"]),
            role: "CUSTOMER",
            has_password: false,
            times: Times::new(self.now),
        });
        Ok((201, self.tell_person(self.people.len() - 1)))
    }

    fn change_customer(&mut self, id: &str, patch: &Value) -> Answer {
        let index = self.person(id)?;
        let before = self.people[index].clone();
        let now = self.now;
        let mut person = before.clone();
        if let Some(name) = patch.get("name") {
            person.name = text(name).unwrap();
        }
        if let Some(email) = patch.get("email") {
            person.email = text(email).map(|email| email.to_lowercase());
        }
        if let Some(note) = patch.get("note") {
            person.note = text(note);
        }
        person.times.archive(patch["archived"].as_bool(), now);
        if person.email != before.email {
            self.check_email(person.email.as_deref(), Some(id))?;
        }
        if person == before {
            return Ok((200, self.person_json(&before)));
        }
        if person.has_password && person.email.is_none() {
            return refused(400, "invalid");
        }
        person.times.change(now);
        if person.times.archived.is_some() && before.times.archived.is_none() {
            self.throw_out(id);
        }
        self.people[index] = person;
        Ok((200, self.tell_person(index)))
    }

    fn delete_customer(&mut self, id: &str) -> Answer {
        let index = self.person(id)?;
        let now = self.now;
        self.throw_out(id);
        let is_named = |order: &super::book::Order| order.customer.as_deref() == Some(id);
        if self.orders.iter().any(is_named) {
            let times = &mut self.people[index].times;
            times.archive(Some(true), now);
            times.change(now);
            self.tell_person(index);
        } else {
            self.people.remove(index);
            let owner = Audience::Owner(id.to_owned());
            self.tell("customerDeleted", owner, None, json!({"id": id}));
        }
        Ok((204, Value::Null))
    }

    fn throw_out(&mut self, id: &str) {
        self.cora_is_in &= self.cora != id;
    }

    fn tell_person(&mut self, index: usize) -> Value {
        let json = self.person_json(&self.people[index]);
        let owner = Audience::Owner(self.people[index].id.clone());
        self.tell("customerUpdated", owner, None, json.clone());
        json
    }

    fn person(&self, id: &str) -> Result<usize, Refusal> {
        let place = self.people.iter().position(|person| person.id == id);
        place.map_or_else(|| refused(404, "not_found"), Ok)
    }

    fn check_email(&self, email: Option<&str>, own: Option<&str>) -> Result<(), Refusal> {
        let mut others = self.people.iter().filter(|it| Some(it.id.as_str()) != own);
        match email.is_some() && others.any(|other| other.email.as_deref() == email) {
            true => refused(409, "email_taken"),
            false => Ok(()),
        }
    }

    /// Takes an order; with a key that was used before, gives the answer of then.
    fn take_once(&mut self, by: &Actor, new: &Value, key: Option<u8>, reply: &Value) -> Answer {
        let now = self.now;
        let is_same = |kept: &Kept| Some(kept.key) == key && kept.who == by.id;
        let mut kept = self.kept.iter().filter(|kept| kept.at > now - KEPT_MS);
        if let Some(kept) = kept.find(|kept| is_same(kept)) {
            return match kept.request == *new {
                true => Ok((201, kept.answer.clone())),
                false => refused(409, "idempotency_conflict"),
            };
        }
        let answer = self.take_order(by, new, reply)?;
        if let Some(key) = key {
            self.kept.retain(|kept| !is_same(kept));
            self.kept.push(Kept {
                who: by.id.clone(),
                key,
                request: new.clone(),
                answer: answer.clone(),
                at: now,
            });
        }
        Ok((201, answer))
    }
}

/// The id that the shop gave.
pub fn id(reply: &Value) -> String {
    reply["id"].as_str().unwrap_or_default().to_owned()
}

pub fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// An amount in minor units.
fn minor(value: &Value) -> i64 {
    (value.as_f64().unwrap() * 100.0).round() as i64
}
