//! Many at once: what they did and what they were told must be what the book says for some order of their
//! requests, in which each client's own follow one another and the events come as they were heard.

use std::collections::VecDeque;
use std::thread;

use proptest::collection::vec;
use serde_json::Value;

use super::act::Act;
use super::book::Book;
use super::desk::{Desk, answered};
use super::op::{Lines, Op, Pick, What, Who, write};
use crate::support::Reply;

/// How many write at once.
const CLIENTS: usize = 4;

/// What a client asked, and what it was told.
type Told = VecDeque<(Act, Reply)>;

/// A few products, one of them scarce, a customer beside Cora, and three orders.
fn beginning() -> Vec<Op> {
    let product = |name, stock| What::MakeProduct {
        name,
        sku: None,
        price: 480,
        stock,
    };
    let order = |lines: Lines, customer| What::TakeOrder {
        lines,
        customer,
        note: None,
        key: None,
    };
    let customer = What::MakeCustomer {
        name: 0,
        email: Some(0),
        note: None,
    };
    let what = [
        product(0, Some(9)),
        product(1, None),
        customer,
        order(vec![(Pick(0), 2), (Pick(1), 1)], Some(Pick(0))),
        order(vec![(Pick(0), 1)], Some(Pick(1))),
        order(vec![(Pick(1), 3)], None),
    ];
    let ops = what.map(|what| Op {
        who: Who::Owner,
        what,
    });
    ops.to_vec()
}

/// Lets each client do its part, all at once.
fn at_once(desk: &Desk, parts: &[Vec<Op>]) -> Vec<Told> {
    let work = |part: &[Op]| {
        let acts = part.iter().filter_map(|op| Act::of(op, &desk.book));
        let told = acts.map(|act| {
            let reply = act.send(&desk.client(act.who));
            (act, reply)
        });
        told.collect()
    };
    thread::scope(|scope| {
        let working: Vec<_> = parts
            .iter()
            .map(|part| scope.spawn(|| work(part)))
            .collect();
        working.into_iter().map(|it| it.join().unwrap()).collect()
    })
}

/// Takes the first request off whose answer and events are what the book says now, and brings the book there.
fn next(book: &Book, told: &mut [Told], log: &[Value], events: bool) -> Option<Book> {
    told.iter_mut().find_map(|queue| {
        let (act, reply) = queue.front()?;
        let mut after = book.clone();
        let outcome = after.apply(act, &reply.body);
        let heard = log.iter().take(after.events.len());
        let fits = answered(&outcome, reply) == outcome
            && after.events.is_empty() != events
            && heard.eq(after.events.iter().map(|event| &event.frame));
        fits.then(|| {
            queue.pop_front();
            after
        })
    })
}

/// Finds an order in which the book says the same, and brings the book to its end.
fn explain(book: &mut Book, mut told: Vec<Told>, log: &[Value]) {
    let mut heard = 0;
    while told.iter().any(|queue| !queue.is_empty()) {
        // What has no effect first: it may be true at this moment alone.
        let log = &log[heard..];
        let after = next(book, &mut told, log, false).or_else(|| next(book, &mut told, log, true));
        let Some(after) = after else {
            let stuck: Vec<_> = told.iter().filter_map(VecDeque::front).collect();
            panic!("nothing explains {stuck:?}\nbefore {:?}", log.first());
        };
        heard += after.events.len();
        *book = after;
    }
    assert_eq!(heard, log.len(), "events of nobody: {:?}", &log[heard..]);
}

fn run(parts: &[Vec<Op>]) {
    let mut desk = Desk::open();
    beginning().iter().for_each(|op| desk.go(op));
    let told = at_once(&desk, parts);
    let log = desk.heard_meanwhile();
    explain(&mut desk.book, told, &log);
    desk.close();
}

#[test]
fn what_many_do_at_once_is_what_they_could_have_done_one_after_the_other() {
    super::test_cases(5, vec(vec(write(), 1..12), CLIENTS), |parts| run(&parts));
}
