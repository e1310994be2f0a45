//! The shop against a simple model of it: a book in memory that knows the rules of the contract and nothing of
//! databases, sockets or threads. Long random sequences of everything that people do are done in both, and all
//! that can be seen is compared: answers, lists, single entries, histories, counts, and what sockets hear.
//!
//! The same sequences each time, as many as a run of all tests has time for. `OMS_CASES=1000` tries so many
//! others. A failure is printed as the shortest sequence that was found to lead there.

mod act;
mod book;
mod desk;
mod look;
mod op;
mod orders;
mod race;
mod rules;

use std::fmt::Debug;

use proptest::collection::vec;
use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use self::desk::Desk;

/// How many sequences are tried before a failure counts as the shortest.
const SHRINKS: u32 = 400;

/// Tries so many values, or as many others as `OMS_CASES` says. A case fails by a panic.
fn test_cases<S: Strategy<Value: Debug + Clone>>(cases: u32, values: S, test: impl Fn(S::Value)) {
    let asked = std::env::var("OMS_CASES").ok();
    let asked = asked.map(|cases| cases.parse().expect("OMS_CASES is a number"));
    let config = Config {
        cases: asked.unwrap_or(cases),
        rng_seed: match asked {
            Some(_) => RngSeed::Random,
            None => RngSeed::Fixed(1),
        },
        failure_persistence: None,
        max_shrink_iters: SHRINKS,
        ..Config::default()
    };
    let tried = TestRunner::new(config).run(&values, |value| {
        test(value);
        Ok(())
    });
    tried.unwrap_or_else(|failure| panic!("{failure}"));
}

#[test]
fn whatever_people_do_the_shop_is_what_a_simple_book_says() {
    test_cases(8, vec(op::any_op(), 20..60), |ops| {
        let mut desk = Desk::open();
        ops.iter().for_each(|op| desk.go(op));
        desk.close();
    });
}
