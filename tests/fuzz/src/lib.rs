//! Bytes that nobody would send. Each target of the folder beside this hands what libFuzzer makes up to the function of
//! its name in [`inputs`], which panics when an answer is not what a client may rely on. `tests/suite/corpus.rs` hands
//! what was kept in `corpus` to the same functions at every run of the tests.
//!
//!     RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --sanitizer none TARGET -- -max_total_time=600

#![allow(clippy::unwrap_used, reason = "what can't go on has found something")]

pub mod inputs;
