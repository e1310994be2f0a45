#![no_main]

use oms_fuzz::inputs::{Wire, frames};

// As long as the process: what a thread has at its end may need another part of it that is gone by then.
thread_local!(static HERE: &'static Wire = Box::leak(Box::new(Wire::open())));

libfuzzer_sys::fuzz_target!(|data: &[u8]| HERE.with(|here| frames(here, data)));
