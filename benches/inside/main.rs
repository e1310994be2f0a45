//! What the parts of the server cost, without HTTP: `cargo bench --bench inside`, or one of them with
//! `cargo bench --bench inside -- list`.
//!
//! Medians are what to look at. What is measured at both [`SIZES`] should cost the same at either.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement that can't go on ends"
)]
#![allow(missing_docs, unreachable_pub, reason = "a program, not a library")]

mod events;
mod fan_out;
mod orders;
#[path = "../sample/mod.rs"]
mod sample;
mod shop;
mod writer;

use std::sync::LazyLock;

use tokio::runtime::Runtime;

/// How many orders there are: few, and many.
const SIZES: [u32; 2] = [10_000, 1_000_000];

/// What services and listeners run on; as many threads as Rocket would take.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

fn main() {
    // Cargo says so when it measures. As a test (`cargo test --benches`) this would make a million orders.
    if std::env::args().any(|argument| argument == "--bench") {
        divan::main();
    }
}
