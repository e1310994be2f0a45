//! What OMS is made of: crates and packages from the one place, under licences that fit, pinned to what was tried.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap()
}

/// The texts in the list that begins with this line of a TOML file.
fn list(text: &str, begin: &str) -> BTreeSet<String> {
    let (_, rest) = text.split_once(begin).expect(begin);
    let (inside, _) = rest.split_once(']').unwrap();
    let items = inside.split(',').map(|item| item.trim().trim_matches('"'));
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

fn cargo(args: &[&str]) -> String {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let ran = Command::new(cargo).args(args).current_dir(root()).output();
    let ran = ran.unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    String::from_utf8(ran.stdout).unwrap()
}

/// The crates of which this machine's OMS and its tests are built: they are here, since this was built.
fn crates() -> Vec<Value> {
    let version = Command::new("rustc").arg("-vV").output().unwrap();
    let version = String::from_utf8(version.stdout).unwrap();
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let metadata = cargo(&[
        "metadata",
        "--offline",
        "--locked",
        "--format-version=1",
        "--filter-platform",
        host.unwrap(),
    ]);
    let metadata: Value = serde_json::from_str(&metadata).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

/// Whether a licence (SPDX) lets OMS be given away under its own. `/` was how crates wrote OR.
fn fits(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let plain = licence.replace(['(', ')'], " ").replace('/', " OR ");
    let is_choice = !plain.contains(" AND ");
    let mut parts = plain.split(" OR ").flat_map(|part| part.split(" AND "));
    let one = |part: &str| allowed.contains(part.split(" WITH ").next().unwrap().trim());
    match is_choice {
        true => parts.any(one),
        false => with_all(licence, allowed),
    }
}

/// A licence of several that hold together, each perhaps with a choice of its own.
fn with_all(licence: &str, allowed: &BTreeSet<String>) -> bool {
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for word in licence
        .replace('(', " ( ")
        .replace(')', " ) ")
        .split_whitespace()
    {
        match word {
            "(" => depth += 1,
            ")" => depth -= 1,
            "AND" if depth == 0 => parts.push(String::new()),
            word => {
                let part = parts.last_mut().unwrap();
                part.push(' ');
                part.push_str(word);
            }
        }
    }
    parts.len() > 1 && parts.iter().all(|part| fits(part.trim(), allowed))
}

#[test]
fn every_crate_is_under_a_licence_that_lets_oms_be_given_away() {
    let allowed = list(&read(".cargo/deny.toml"), "\nallow = [");
    assert!(
        allowed.contains("MIT") && !allowed.contains("GPL-3.0"),
        "{allowed:?}"
    );
    let others: Vec<_> = crates()
        .iter()
        .map(|it| {
            (
                it["name"].to_string(),
                it["license"].as_str().unwrap_or("").to_owned(),
            )
        })
        .filter(|(_, licence)| !fits(licence, &allowed))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

#[test]
fn a_licence_is_read_as_it_is_meant() {
    let allowed = ["MIT", "Apache-2.0", "ISC"].map(str::to_owned).into();
    for licence in [
        "MIT",
        "GPL-3.0 OR MIT",
        "MIT/Apache-2.0",
        "Apache-2.0 WITH LLVM-exception",
        "(GPL-3.0 OR MIT) AND ISC",
        "ISC AND (Apache-2.0 OR ISC) AND MIT",
    ] {
        assert!(fits(licence, &allowed), "{licence}");
    }
    for licence in [
        "",
        "GPL-3.0",
        "GPL-3.0 OR AGPL-3.0",
        "MIT AND GPL-3.0",
        "(GPL-3.0 OR MIT) AND AGPL-3.0",
        "LGPL-2.1-or-later",
    ] {
        assert!(!fits(licence, &allowed), "{licence}");
    }
}

#[test]
fn every_crate_comes_from_crates_io_as_it_was_when_it_was_locked() {
    let lock = read("Cargo.lock");
    let mut seen = 0;
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let begin = format!("{name} = \"");
            let line = package.lines().find_map(|line| line.strip_prefix(&begin));
            line.map(|rest| rest.trim_end_matches('"'))
        };
        let name = field("name").unwrap();
        if name == env!("CARGO_PKG_NAME") {
            continue;
        }
        let source = field("source").unwrap_or("nowhere");
        let from_crates_io =
            source.starts_with("registry+") && source.ends_with("/crates.io-index");
        assert!(from_crates_io, "{name} comes from {source}");
        assert_eq!(field("checksum").map(str::len), Some(64), "{name}");
        seen += 1;
    }
    assert!(seen > 100, "{seen} crates");
}

#[test]
fn every_package_of_the_pages_is_pinned_by_version_and_content() {
    let lock: Value = serde_json::from_str(&read("assets/package-lock.json")).unwrap();
    let packages = lock["packages"].as_object().unwrap();
    for (place, package) in packages.iter().filter(|(place, _)| !place.is_empty()) {
        // One that is inside another comes with it.
        let is_inside = package["inBundle"] == true;
        let content = package["integrity"].as_str().unwrap_or("");
        assert!(content.starts_with("sha512-") || is_inside, "{place}");
        assert!(package["link"].is_null(), "{place}");
    }
    let wanted: Value = serde_json::from_str(&read("assets/package.json")).unwrap();
    for kind in ["dependencies", "devDependencies"] {
        for (name, version) in wanted[kind].as_object().unwrap() {
            let version = version.as_str().unwrap();
            assert!(
                version.starts_with(|c: char| c.is_ascii_digit()),
                "{name} {version}"
            );
        }
    }
}

#[test]
fn no_code_of_ours_can_be_unsafe() {
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    // Nobody can allow again what is forbidden: the compiler refuses it. What is no part of this package would not know.
    assert!(!manifest.contains("[workspace]"));
}

#[test]
fn what_signs_sessions_brings_no_way_to_sign_that_is_not_used() {
    let crates = crates();
    let names: BTreeSet<_> = crates
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    // Of each there were ways to find a key by the time that an answer takes.
    for other in ["rsa", "p256", "p384", "ed25519-dalek", "openssl"] {
        assert!(!names.contains(other), "{other}");
    }
    assert!(names.contains("hmac") && names.contains("jsonwebtoken"));
}
