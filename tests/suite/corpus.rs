//! What the fuzz targets of `tests/fuzz` were fed with before, fed to them again.

#[path = "../fuzz/src/inputs/mod.rs"]
mod inputs;

use std::path::Path;

use inputs::{Door, Wire};

/// Calls the target with each input that was kept for it.
fn again(target: &str, feed: impl Fn(&[u8])) {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fuzz/corpus")
        .join(target);
    let mut fed = 0;
    for input in std::fs::read_dir(&kept).unwrap() {
        feed(&std::fs::read(input.unwrap().path()).unwrap());
        fed += 1;
    }
    assert!(fed > 0, "{} is empty", kept.display());
}

#[test]
fn amounts() {
    again("money", inputs::money);
}

#[test]
fn cursors() {
    let door = Door::open();
    again("cursor", |input| inputs::cursor(&door, input));
}

#[test]
fn files_to_import() {
    let door = Door::open();
    again("csv", |input| inputs::csv(&door, input));
}

#[test]
fn queries() {
    let door = Door::open();
    again("query", |input| inputs::query(&door, input));
}

#[test]
fn json_bodies() {
    let door = Door::open();
    again("json", |input| inputs::json(&door, input));
}

#[test]
fn tokens() {
    let door = Door::open();
    again("token", |input| inputs::token(&door, input));
}

#[test]
fn frames_of_a_client() {
    let wire = Wire::open();
    again("frames", |input| inputs::frames(&wire, input));
}
