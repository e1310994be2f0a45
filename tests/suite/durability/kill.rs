//! A server that is killed in the middle of its work has lost nothing that it said yes to.

use std::time::{Duration, Instant};

use super::traffic::Traffic;
use crate::support::{Place, chance, rounds};

/// How long after the first answer the server may still live.
const LIFE_US: u64 = 400_000;

#[test]
fn what_was_answered_survives_kill_9_and_nothing_is_half_there() {
    let mut chance = chance();
    let place = Place::new();
    let server = place.serve();
    let mut traffic = Traffic::new(server.claim().token.unwrap(), chance.fork());
    drop(server);
    for round in 0..rounds() {
        println!("round {round}");
        let mut server = place.serve();
        let shift = traffic.begin(&server);
        let life = Duration::from_micros(chance.u64(..LIFE_US));
        let refused = traffic.work(shift, |answers| {
            // From the first answer on; there may be none.
            let _ = answers.recv();
            let end = Instant::now() + life;
            let left = || end.saturating_duration_since(Instant::now());
            while answers.recv_timeout(left()).is_ok() {}
            server.kill();
        });
        assert!(refused.iter().all(Option::is_none), "{refused:?}");
        if chance.bool() {
            // Before a server has touched the file again.
            place.oms(&["check"]).ok();
        }
        let server = place.serve();
        traffic.compare(&server);
        place.oms(&["check"]).ok();
    }
    traffic.compare_all(&place.serve());
}
