//! The rules of orders: how one is taken, edited, moved and deleted, and what that does to the stock.

use serde_json::{Value, json};

use super::book::{Actor, Audience, Book, Item, Order, STATUSES, Times, at};
use super::rules::{Refusal, id, refused, text};

const MAX_QUANTITY: i64 = 1_000_000;
const MAX_AMOUNT: i128 = 999_999_999_999_999;

impl Book {
    pub(super) fn take_order(
        &mut self,
        by: &Actor,
        new: &Value,
        reply: &Value,
    ) -> Result<Value, Refusal> {
        let customer = text(&new["user_id"]);
        self.check_customer(customer.as_deref())?;
        let items = self.items(&new["items"], &[], reply)?;
        self.check_stock(&[], &items)?;
        let order = Order {
            id: id(reply),
            number: self.next_number,
            status: "PENDING",
            customer,
            items,
            note: text(&new["note"]),
            version: 1,
            times: Times::new(self.now),
            timeline: Vec::new(),
            paid: 0,
            invoice: None,
            credit_note: None,
        };
        self.next_number += 1;
        self.orders.push(order);
        let index = self.orders.len() - 1;
        self.tell_move(by, index, None, &Value::Null, &Value::Null);
        let items = self.orders[index].items.clone();
        self.shift(by, self.orders[index].number, "order", &[], &items);
        Ok(self.order_json(&self.orders[index]))
    }

    pub(super) fn change_order(
        &mut self,
        by: &Actor,
        id: &str,
        version: Option<i64>,
        patch: &Value,
        reply: &Value,
    ) -> Result<(u16, Value), Refusal> {
        let index = self.order(id, version)?;
        let order = &self.orders[index];
        let to = STATUSES.into_iter().find(|it| patch["status"] == *it);
        if let Some(to) = to.filter(|to| !order.allowed().contains(to)) {
            let more = json!({"from": order.status, "to": to, "allowed": order.allowed()});
            return Err(Refusal(400, "invalid_status", more));
        }
        self.edit(by, index, patch, reply)?;
        if let Some(to) = to {
            self.move_order(by, index, to, patch);
        }
        Ok((200, self.order_json(&self.orders[index])))
    }

    fn edit(
        &mut self,
        by: &Actor,
        index: usize,
        patch: &Value,
        reply: &Value,
    ) -> Result<(), Refusal> {
        let before = self.orders[index].clone();
        let (items, customer) = (patch.get("items"), patch.get("user_id"));
        if (items.is_some() || customer.is_some()) && before.status != "PENDING" {
            return refused(409, "order_not_editable");
        }
        let mut after = before.clone();
        if let Some(note) = patch.get("note") {
            after.note = text(note);
        }
        if let Some(customer) = customer.map(text).filter(|it| *it != before.customer) {
            self.check_customer(customer.as_deref())?;
            after.customer = customer;
        }
        if let Some(items) = items {
            after.items = self.items(items, &before.items, reply)?;
        }
        let changes = self.differences(&before, &after);
        if changes.is_empty() {
            return Ok(());
        }
        self.check_stock(&before.items, &after.items)?;
        after.version += 1;
        after.times.change(self.now);
        let former = before.customer.clone();
        let former = former.filter(|owner| after.customer.as_ref() != Some(owner));
        self.orders[index] = after.clone();
        let data = self.order_json(&after);
        self.tell("orderUpdated", audience(&after), former, data);
        let entry = [
            ("event", json!("orderUpdated")),
            ("changes", json!(changes)),
        ];
        self.write_timeline(by, index, entry);
        self.shift(by, after.number, "edit", &before.items, &after.items);
        Ok(())
    }

    fn move_order(&mut self, by: &Actor, index: usize, to: &'static str, patch: &Value) {
        let now = self.now;
        let order = &mut self.orders[index];
        let (from, held) = (order.status, order.items.clone());
        order.status = to;
        order.version += 1;
        order.times.change(now);
        if to == "CANCELLED" {
            order.items.iter_mut().for_each(|item| item.taken = 0);
        }
        let number = order.number;
        let change = self.settle(index, to);
        self.tell_move(by, index, Some(from), &patch["reason"], &change);
        if to == "CANCELLED" && patch["restock"] != json!(false) {
            self.shift(by, number, "restock", &held, &[]);
        }
    }

    /// The money and the document that go with a move; what the timeline says of the money.
    fn settle(&mut self, index: usize, to: &str) -> Value {
        let order = &mut self.orders[index];
        let (kind, moved) = match to {
            "PAID" => ("payment", order.total()),
            "CANCELLED" => ("refund", order.paid),
            _ => return Value::Null,
        };
        let document = match (to, order.invoice) {
            ("PAID", _) => &mut order.invoice,
            ("CANCELLED", Some(_)) => &mut order.credit_note,
            _ => return Value::Null,
        };
        self.documents += 1;
        *document = Some(self.documents);
        order.paid = if to == "PAID" { moved } else { 0 };
        match moved {
            0 => Value::Null,
            _ => {
                let amount = format!("{}.{:02}", moved / 100, moved % 100);
                json!([{"field": "payment", "kind": kind, "method": "other", "amount": amount}])
            }
        }
    }

    pub(super) fn delete_order(
        &mut self,
        by: &Actor,
        id: &str,
        version: Option<i64>,
    ) -> Result<(u16, Value), Refusal> {
        let index = self.order(id, version)?;
        if ["PAID", "FULFILLED"].contains(&self.orders[index].status) {
            return refused(409, "order_not_deletable");
        }
        let order = self.orders.remove(index);
        let data = json!({"id": order.id, "number": order.number});
        self.tell("orderDeleted", audience(&order), None, data);
        self.shift(by, order.number, "restock", &order.items, &[]);
        Ok((204, Value::Null))
    }

    fn order(&self, id: &str, version: Option<i64>) -> Result<usize, Refusal> {
        let Some(index) = self.orders.iter().position(|order| order.id == id) else {
            return refused(404, "not_found");
        };
        match version {
            Some(version) if version != self.orders[index].version => {
                refused(412, "version_mismatch")
            }
            _ => Ok(index),
        }
    }

    fn check_customer(&self, id: Option<&str>) -> Result<(), Refusal> {
        let Some(id) = id else { return Ok(()) };
        let mut people = self.people.iter();
        match people.any(|it| it.id == id && it.times.archived.is_none()) {
            true => Ok(()),
            false => refused(400, "invalid"),
        }
    }

    /// What an order has after a request: each product once, one that was there already as it was sold.
    fn items(&self, wanted: &Value, before: &[Item], reply: &Value) -> Result<Vec<Item>, Refusal> {
        let mut items: Vec<Item> = Vec::new();
        for line in wanted.as_array().unwrap() {
            let product = text(&line["product_id"]).unwrap();
            let quantity = line["quantity"].as_i64().unwrap();
            if let Some(item) = items.iter_mut().find(|item| item.product == product) {
                item.quantity += quantity;
                continue;
            }
            let sold = before.iter().find(|item| item.product == product);
            let there = self.products.iter().find(|it| it.id == product);
            let in_use = there.filter(|it| it.times.archived.is_none());
            items.push(match (sold, in_use) {
                (Some(sold), _) => Item {
                    quantity,
                    ..sold.clone()
                },
                (None, None) => return refused(400, "invalid"),
                (None, Some(new)) => Item {
                    id: id(&reply["items"][items.len()]),
                    product,
                    name: new.name.clone(),
                    sku: new.sku.clone(),
                    quantity,
                    price: new.price,
                    taken: 0,
                },
            });
        }
        let line = |item: &Item| i128::from(item.price) * i128::from(item.quantity);
        let is_too_much = items.iter().any(|item| item.quantity > MAX_QUANTITY);
        if is_too_much || items.iter().map(line).sum::<i128>() > MAX_AMOUNT {
            return refused(400, "invalid");
        }
        for item in &mut items {
            let sold = before.iter().find(|sold| sold.product == item.product);
            let (sold, held) = sold.map_or((0, 0), |sold| (sold.quantity, sold.taken));
            let is_tracked = self.stock_of(&item.product).is_some();
            let more = if is_tracked { item.quantity - sold } else { 0 };
            item.taken = (held + more).clamp(0, item.quantity);
        }
        Ok(items)
    }

    fn stock_of(&self, product: &str) -> Option<i64> {
        let product = self.products.iter().find(|it| it.id == product);
        product.and_then(|product| product.stock)
    }

    fn check_stock(&self, before: &[Item], after: &[Item]) -> Result<(), Refusal> {
        let shortage = |item: &Item| {
            let held = held_by(before, &item.product);
            let stock = self.stock_of(&item.product)?;
            (item.taken > held && item.taken - held > stock).then(|| {
                let product = self.products.iter().find(|it| it.id == item.product);
                json!({
                    "product_id": item.product, "name": product.unwrap().name,
                    "requested": item.quantity, "available": stock + held,
                })
            })
        };
        let shortages: Vec<_> = after.iter().filter_map(shortage).collect();
        match shortages.is_empty() {
            true => Ok(()),
            false => Err(Refusal(
                409,
                "insufficient_stock",
                json!({ "shortages": shortages }),
            )),
        }
    }

    /// Moves goods of tracked products out of the stock and back into it.
    fn shift(&mut self, by: &Actor, number: i64, kind: &str, before: &[Item], after: &[Item]) {
        let is_gone = |item: &&Item| after.iter().all(|other| other.product != item.product);
        let gone = before.iter().filter(is_gone).map(|item| (item, 0));
        let kept = after.iter().map(|item| (item, item.taken));
        for (item, taken) in kept.chain(gone) {
            let delta = held_by(before, &item.product) - taken;
            let place = self.products.iter().position(|it| it.id == item.product);
            let index = place.unwrap();
            let Some(stock) = self.products[index].stock.filter(|_| delta != 0) else {
                continue;
            };
            let was_archived = self.products[index].times.archived.is_some();
            let why = (kind, &Value::Null, Some(number));
            self.move_stock(by, index, delta, Some(stock + delta), why);
            self.tell_product(index, was_archived);
        }
    }

    fn differences(&self, before: &Order, after: &Order) -> Vec<Value> {
        let mut changes = Vec::new();
        if before.customer != after.customer {
            let (from, to) = (before.customer.as_ref(), after.customer.as_ref());
            let (from, to) = (self.customer_json(from), self.customer_json(to));
            changes.push(json!({"field": "customer", "from": from, "to": to}));
        }
        if before.note != after.note {
            changes.push(json!({"field": "note", "from": before.note, "to": after.note}));
        }
        let quantity = |items: &[Item], product: &str| {
            let item = items.iter().find(|item| item.product == product);
            item.map_or(0, |item| item.quantity)
        };
        let is_new = |item: &&Item| quantity(&before.items, &item.product) == 0;
        for item in before.items.iter().chain(after.items.iter().filter(is_new)) {
            let from = quantity(&before.items, &item.product);
            let to = quantity(&after.items, &item.product);
            if from != to {
                changes.push(json!({
                    "field": "item", "product_id": item.product, "product_name": item.name,
                    "from": from, "to": to,
                }));
            }
        }
        changes
    }

    fn tell_move(
        &mut self,
        by: &Actor,
        index: usize,
        from: Option<&str>,
        reason: &Value,
        changes: &Value,
    ) {
        let order = self.orders[index].clone();
        let mut data = self.order_json(&order);
        data["previous_status"] = json!(from);
        self.tell("orderStatusUpdated", audience(&order), None, data);
        let entry = [
            ("event", json!("orderStatusUpdated")),
            ("from", json!(from)),
            ("to", json!(order.status)),
            ("reason", reason.clone()),
            ("changes", changes.clone()),
        ];
        self.write_timeline(by, index, entry);
    }

    fn write_timeline<const N: usize>(
        &mut self,
        by: &Actor,
        index: usize,
        fields: [(&str, Value); N],
    ) {
        let seq = self.seq;
        let order = &mut self.orders[index];
        let mut entry = json!({
            "seq": seq, "at": at(order.times.updated), "actor": by.json(),
            "from": null, "to": null, "reason": null, "changes": null,
        });
        for (name, value) in fields {
            entry[name] = value;
        }
        order.timeline.push(entry);
    }
}

fn audience(order: &Order) -> Audience {
    let owner = order.customer.clone();
    owner.map_or(Audience::Admins, Audience::Owner)
}

fn held_by(items: &[Item], product: &str) -> i64 {
    let item = items.iter().find(|item| item.product == product);
    item.map_or(0, |item| item.taken)
}
