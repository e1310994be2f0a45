//! A real shop beside the book: what is done in one is done in the other, and everything that can be seen of
//! the two is compared.

use std::collections::BTreeSet;

use oms::store::check::problems;
use serde_json::{Value, json};

use super::act::Act;
use super::book::{Book, Order, Person, Product, Times, name_key};
use super::look::{Look, counts};
use super::op::{Op, STEPS, What, Who};
use super::rules::Outcome;
use crate::support::{Client, PASSWORD, Reply, Shop, Socket, second_process, seq_of};

/// When everything begins: 2026-03-01T12:00:00Z.
const BEGINNING: i64 = 1_772_366_400_000;

/// A shop and its book.
pub struct Desk {
    shop: Shop,
    pub book: Book,
    partner: Client,
    cora: Client,
    /// What the owner hears.
    ear: Socket,
    /// What Cora hears, as long as her session lasts.
    ear_of_cora: Option<Socket>,
}

impl Desk {
    /// A shop with two admins and a customer who are signed in, and a clock that stands still.
    pub fn open() -> Self {
        let shop = Shop::open_stopped(BEGINNING, |config| {
            config.token_hours = 24 * 365;
            config.backup_every_hours = 0;
        });
        let partner = json!({"name": "Partner", "email": "partner@shop.example",
            "password": PASSWORD, "role": "ADMIN"});
        shop.admin.post("/api/customers", &partner).expect(201);
        let partner = shop.sign_in("partner@shop.example", PASSWORD);
        let (cora, _) = shop.customer("Cora", "cora@shop.example");
        let people = [&shop.admin, &partner, &cora].map(|client| {
            let record = client.get("/api/auth/me").expect(200);
            let text = |name: &str| record[name].as_str().map(str::to_owned);
            let role = if text("role").unwrap() == "ADMIN" {
                "ADMIN"
            } else {
                "CUSTOMER"
            };
            Person {
                id: text("id").unwrap(),
                name: text("name").unwrap(),
                email: text("email"),
                note: None,
                role,
                has_password: true,
                times: Times::new(BEGINNING),
            }
        });
        let mut ear = shop.socket();
        let mut ear_of_cora = Socket::open(&cora, None);
        ear_of_cora.expect("hello");
        let book = Book {
            now: BEGINNING,
            seq: seq_of(&ear.expect("hello")),
            next_number: 1001,
            documents: 0,
            products: Vec::new(),
            cora: people[2].id.clone(),
            cora_is_in: true,
            people: people.to_vec(),
            orders: Vec::new(),
            kept: Vec::new(),
            events: Vec::new(),
        };
        Self {
            shop,
            book,
            partner,
            cora,
            ear,
            ear_of_cora: Some(ear_of_cora),
        }
    }

    pub fn client(&self, who: Who) -> Client {
        match who {
            Who::Owner => self.shop.admin.clone(),
            Who::Partner => self.partner.clone(),
            Who::Cora => self.cora.clone(),
            Who::Stranger => self.shop.anyone(),
        }
    }

    /// Does an op in both, and compares.
    pub fn go(&mut self, op: &Op) {
        self.book.events.clear();
        match (&op.what, Act::of(op, &self.book)) {
            (_, Some(act)) => self.act(&act),
            (What::Look(filter), _) => {
                Look::of(filter, &self.book).compare(&self.client(op.who), op.who, &self.book);
            }
            (What::SetClock(step), _) => {
                self.book.now += STEPS[*step];
                self.shop.advance_ms(STEPS[*step]);
            }
            (What::Reconnect, _) => self.reconnect(op.who),
            other => panic!("{other:?} does nothing"),
        }
    }

    fn act(&mut self, act: &Act) {
        let before = self.book.clone();
        let reply = act.send(&self.client(act.who));
        let outcome = self.book.apply(act, &reply.body);
        assert_eq!(answered(&outcome, &reply), outcome, "{act:?}");
        self.hear();
        self.compare_lists();
        self.compare_what_changed(&before);
    }

    /// Every event of the last act is heard, by those who may, and none else.
    fn hear(&mut self) {
        for event in &self.book.events {
            assert_eq!(self.ear.next(), event.frame);
        }
        let Some(ear) = &mut self.ear_of_cora else {
            return;
        };
        if !self.book.cora_is_in {
            assert_eq!(ear.try_next(), None, "Cora's session has ended");
            self.ear_of_cora = None;
            return;
        }
        for event in &self.book.events {
            if let Some(frame) = self.book.heard_by(&self.book.cora, event) {
                assert_eq!(ear.next(), frame);
            }
        }
    }

    /// A socket that was gone for a while hears what it missed. Here it missed nothing: an event more would
    /// show.
    fn reconnect(&mut self, who: Who) {
        let (client, ear) = match who {
            Who::Cora => (&self.cora, self.ear_of_cora.as_mut()),
            _ => (&self.shop.admin, Some(&mut self.ear)),
        };
        if let Some(ear) = ear {
            *ear = Socket::open(client, Some(self.book.seq));
            assert_eq!(seq_of(&ear.expect("hello")), self.book.seq);
        }
    }

    fn compare_lists(&self) {
        let (owner, book) = (&self.shop.admin, &self.book);
        let list = |path: &str| owner.get(path).expect(200);
        let orders: Vec<_> = book
            .orders
            .iter()
            .rev()
            .map(|it| book.order_json(it))
            .collect();
        assert_eq!(list("/api/orders?limit=200"), json!(orders));
        for (path, is_archived) in [("?limit=200", false), ("?limit=200&archived=true", true)] {
            let mut products: Vec<_> = book.products.iter().collect();
            products.retain(|it| it.times.archived.is_some() == is_archived);
            products.sort_by_key(|it| name_key(&it.name));
            let products: Vec<_> = products.iter().map(|it| book.product_json(it)).collect();
            assert_eq!(list(&format!("/api/products{path}")), json!(products));
            let mut people = book.customers();
            people.retain(|it| it.times.archived.is_some() == is_archived);
            people.sort_by_key(|it| name_key(&it.name));
            let people: Vec<_> = people.iter().map(|it| book.person_json(it)).collect();
            assert_eq!(list(&format!("/api/customers{path}")), json!(people));
        }
        let all: Vec<_> = book.orders.iter().collect();
        assert_eq!(list("/api/orders/counts"), counts(&all));
        self.compare_for_cora();
    }

    /// What a customer sees: her own orders, and what is in use.
    fn compare_for_cora(&self) {
        let (cora, book) = (&self.cora, &self.book);
        if !book.cora_is_in {
            cora.get("/api/orders").refused(401, "unauthenticated");
            return;
        }
        let own = book.orders.iter().rev();
        let own = own.filter(|order| order.customer.as_ref() == Some(&book.cora));
        let own: Vec<_> = own.map(|order| book.order_json(order)).collect();
        assert_eq!(cora.get("/api/orders").expect(200), json!(own));
        if let Some(other) = book
            .orders
            .iter()
            .find(|it| it.customer.as_ref() != Some(&book.cora))
        {
            cora.get(&format!("/api/orders/{}", other.number))
                .refused(404, "not_found");
        }
    }

    /// Each entry by itself that is not as it was, with its history.
    fn compare_what_changed(&self, before: &Book) {
        let orders = self
            .book
            .orders
            .iter()
            .filter(|it| !before.orders.contains(it));
        orders.for_each(|order| self.compare_order(order));
        let products = self
            .book
            .products
            .iter()
            .filter(|it| !before.products.contains(it));
        products.for_each(|product| self.compare_ledger(product));
        let ids = |book: &Book| -> BTreeSet<String> {
            let orders = book.orders.iter().map(|it| format!("orders/{}", it.id));
            let products = book.products.iter().map(|it| format!("products/{}", it.id));
            let people = book.people.iter().map(|it| format!("customers/{}", it.id));
            orders.chain(products).chain(people).collect()
        };
        for gone in ids(before).difference(&ids(&self.book)) {
            self.shop
                .admin
                .get(&format!("/api/{gone}"))
                .refused(404, "not_found");
        }
    }

    fn compare_order(&self, order: &Order) {
        let path = format!("/api/orders/{}", order.number);
        let read = self.shop.admin.get(&path);
        let tag = format!("\"{}\"", order.version);
        assert_eq!(read.header("etag"), Some(tag.as_str()));
        assert_eq!(read.expect(200), self.book.order_json(order));
        let timeline = self.shop.admin.get(&format!("{path}/events")).expect(200);
        assert_eq!(timeline, json!(order.timeline));
    }

    fn compare_ledger(&self, product: &Product) {
        let path = format!("/api/products/{}/stock?limit=200", product.id);
        let mut ledger = self.shop.admin.get(&path).expect(200);
        for row in ledger.as_array_mut().unwrap() {
            row.as_object_mut().unwrap().remove("id").unwrap();
        }
        let newest_first: Vec<_> = product.ledger.iter().rev().collect();
        assert_eq!(ledger, json!(newest_first));
    }

    /// What the owner's socket has heard since the last act.
    pub fn heard_meanwhile(&mut self) -> Vec<Value> {
        let present = seq_of(&self.shop.socket().expect("hello"));
        match present > self.book.seq {
            true => self.ear.up_to(present),
            false => Vec::new(),
        }
    }

    /// Compares the whole shop, before and after a restart.
    pub fn close(mut self) {
        self.compare_all();
        self.shop.restart();
        self.partner.port = self.shop.port();
        self.cora.port = self.shop.port();
        self.compare_all();
        let mut since = Socket::open(&self.shop.admin, Some(0));
        assert_eq!(seq_of(&since.expect("hello")), self.book.seq);
        self.shop.stop();
        let store = second_process(&self.shop.database());
        let problems = store.read_blocking(|tx| problems(tx, &mut |_| {})).unwrap();
        assert_eq!(problems, [""; 0]);
    }

    fn compare_all(&self) {
        self.compare_lists();
        self.book
            .orders
            .iter()
            .for_each(|order| self.compare_order(order));
        self.book
            .products
            .iter()
            .for_each(|product| self.compare_ledger(product));
    }
}

/// How a request ended, as far as a rule says how it is to end.
pub fn answered(wanted: &Outcome, reply: &Reply) -> Outcome {
    match wanted {
        Outcome::Done(..) => Outcome::Done(reply.status, reply.body.clone()),
        Outcome::Refused(_, code, more) => {
            let members = more.as_object().unwrap().keys();
            let told = members
                .map(|name| (name.clone(), reply.body[name].clone()))
                .collect();
            let is_code = code.is_empty() || reply.body["code"] == *code;
            Outcome::Refused(reply.status, if is_code { code } else { "another" }, told)
        }
    }
}
