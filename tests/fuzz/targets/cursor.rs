#![no_main]

use oms_fuzz::inputs::{Door, cursor};

// As long as the process: what a thread has at its end may need another part of it that is gone by then.
thread_local!(static HERE: &'static Door = Box::leak(Box::new(Door::open())));

libfuzzer_sys::fuzz_target!(|data: &[u8]| HERE.with(|here| cursor(here, data)));
