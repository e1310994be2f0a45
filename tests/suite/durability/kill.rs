//! A server that is killed in the middle of its work has lost nothing that it said yes to.

use std::collections::HashMap;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use serde_json::{Value, json};

use crate::support::{Client, Place, Socket, seq_of};

const ROUNDS: usize = 5;
const CLIENTS: usize = 4;
/// Answers after which the server is killed.
const ANSWERS: usize = 60;

/// A write that was answered with a 2xx: the order as the answer had it.
type Answered = Value;

/// Makes orders and moves them, until the server is gone.
fn work(admin: &Client, bread: &Value, answered: &Sender<Answered>) {
    let body = |value: Value| value.to_string().into_bytes();
    let items = json!([{"product_id": bread["id"], "quantity": 2}]);
    let order = body(json!({ "items": items }));
    loop {
        let path = "/api/orders";
        let Ok(made) = admin.try_send("POST", path, "application/json", order.clone()) else {
            return;
        };
        let made = made.expect(201);
        let path = format!("{path}/{}", made["number"]);
        answered.send(made).unwrap();
        for status in ["PAID", "FULFILLED", "CANCELLED"] {
            let patch = body(json!({ "status": status }));
            let Ok(moved) = admin.try_send("PATCH", &path, "application/json", patch) else {
                return;
            };
            answered.send(moved.expect(200)).unwrap();
        }
    }
}

/// Reads a socket to its end.
fn listen(mut socket: Socket) -> Vec<Value> {
    std::iter::from_fn(|| socket.try_next()).collect()
}

#[test]
fn what_was_answered_survives_kill_9_and_nothing_is_half_there() {
    let place = Place::new();
    let mut server = place.serve();
    let mut admin = server.claim();
    let bread = json!({"name": "Rye bread", "price": 4.8, "stock": 1_000_000});
    let bread = admin.post("/api/products", &bread).expect(201);
    let mut answered: HashMap<i64, Vec<Answered>> = HashMap::new();
    let mut seen: Vec<Value> = Vec::new();

    for round in 0..ROUNDS {
        let since = seen.last().map_or(0, seq_of);
        let (tell, told) = channel();
        thread::scope(|scope| {
            let listening: Vec<_> = (0..2)
                .map(|_| {
                    let socket = Socket::open(&admin, Some(since));
                    scope.spawn(|| listen(socket))
                })
                .collect();
            for _ in 0..CLIENTS {
                let tell = tell.clone();
                let (admin, bread) = (&admin, &bread);
                scope.spawn(move || work(admin, bread, &tell));
            }
            drop(tell);
            let mut answers: Vec<_> = told.iter().take(ANSWERS).collect();
            server.kill();
            answers.extend(told.iter());
            for order in answers {
                let number = order["number"].as_i64().unwrap();
                answered.entry(number).or_default().push(order);
            }
            // Both sockets heard the same, one perhaps more than the other. Go on with the first.
            let heard: Vec<Vec<Value>> = listening
                .into_iter()
                .map(|one| one.join().unwrap())
                .map(|frames| {
                    frames
                        .into_iter()
                        .filter(|it| it["event"] != "hello")
                        .collect()
                })
                .collect();
            assert!(heard[0].iter().zip(&heard[1]).all(|(a, b)| a == b));
            seen.extend(heard.into_iter().next().unwrap());
        });

        // No half of anything, before the server has touched the file again.
        let sound = place.oms(&["check"]);
        assert_eq!(sound.status, Some(0), "after round {round}: {sound:?}");
        server = place.serve();
        admin = Client::new(server.port, admin.token.clone());
        for (number, answers) in &answered {
            let order = admin.get(&format!("/api/orders/{number}")).expect(200);
            let versions = answers.iter().map(|answer| answer["version"].as_i64());
            assert!(
                order["version"].as_i64() >= versions.max().unwrap(),
                "{order}"
            );
            for answer in answers
                .iter()
                .filter(|it| it["version"] == order["version"])
            {
                assert_eq!(*answer, order);
            }
        }
    }

    // What was heard before, and what a client hears that goes on from there: each event once.
    let mut socket = Socket::open(&admin, seen.last().map(seq_of));
    let present = seq_of(&socket.expect("hello"));
    while seen.last().map(seq_of) < Some(present) {
        seen.push(socket.next());
    }
    let seqs: Vec<_> = seen.iter().map(seq_of).collect();
    assert_eq!(seqs, (1..=present).collect::<Vec<_>>());
    // Of every write that was answered there is exactly one event, and no order number came twice.
    let mut moves: HashMap<(i64, i64), usize> = HashMap::new();
    for event in seen.iter().filter(|it| it["event"] == "orderStatusUpdated") {
        let key = |name: &str| event["data"][name].as_i64().unwrap();
        *moves.entry((key("number"), key("version"))).or_default() += 1;
    }
    assert!(moves.values().all(|count| *count == 1));
    for answer in answered.values().flatten() {
        let key = |name: &str| answer[name].as_i64().unwrap();
        assert_eq!(moves.get(&(key("number"), key("version"))), Some(&1));
    }
    let stock = admin.get(&format!("/api/products/{}", bread["id"].as_str().unwrap()));
    let held: i64 = admin
        .walk("/api/orders?status=PENDING,PAID,FULFILLED&limit=200")
        .iter()
        .map(|order| order["items"][0]["quantity"].as_i64().unwrap())
        .sum();
    assert_eq!(stock.expect(200)["stock"], 1_000_000 - held);
}
