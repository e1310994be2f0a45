//! What each part of the house must not know. Absences are what a reader can't see in the code, so
//! they are read out of it here.

use std::fs;
use std::path::Path;

/// The longest a source file may be.
const LINES: usize = 450;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of src, by its path in the repository.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push((shown(&path), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "there is no Rust in {folder}");
    found
}

fn shown(path: &Path) -> String {
    let path = path.strip_prefix(root()).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

/// The lines of a file that are code, with their numbers.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate();
    lines.filter_map(|(index, line)| {
        let code = line.split("//").next()?.trim();
        (!code.is_empty()).then_some((index + 1, code))
    })
}

/// Fails with every line of code in `folders` that has one of `words`.
#[track_caller]
fn assert_absent(folders: &[&str], words: &[&str]) {
    let mut breaches = Vec::new();
    for folder in folders {
        for (file, text) in sources(folder) {
            for (number, line) in code(&text) {
                if words.iter().any(|word| has_word(line, word)) {
                    breaches.push(format!("{file}:{number}: {line}"));
                }
            }
        }
    }
    assert!(breaches.is_empty(), "{words:?}:\n{}", breaches.join("\n"));
}

/// Whether a word occurs that is no part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// All of src but one folder.
fn all_but(excluded: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join("src")).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path());
    let folders = folders.filter(|path| path.is_dir());
    let folders = folders.map(|path| shown(&path));
    folders.filter(|folder| folder != excluded).collect()
}

#[test]
fn sql_is_spoken_in_store_alone() {
    let folders = all_but("src/store");
    let folders: Vec<_> = folders.iter().map(String::as_str).collect();
    assert!(folders.contains(&"src/routes"), "{folders:?}");
    assert_absent(
        &folders,
        &[
            "rusqlite",
            "r2d2",
            "r2d2_sqlite",
            "SELECT",
            "INSERT INTO",
            "DELETE FROM",
            "UPDATE orders",
            "PRAGMA",
            "ORDER BY",
        ],
    );
}

#[test]
fn the_web_server_is_known_to_routes_and_realtime_alone() {
    let below = ["src/domain", "src/services", "src/store", "src/auth"];
    assert_absent(&below, &["rocket", "rocket_ws", "Rocket", "StatusCode"]);
}

#[test]
fn the_domain_knows_nobody_above_it_and_does_nothing_outside_itself() {
    let above = [
        "store", "services", "routes", "realtime", "auth", "cli", "config", "app",
    ];
    let paths: Vec<_> = above.iter().map(|part| format!("crate::{part}")).collect();
    let mut words: Vec<_> = paths.iter().map(String::as_str).collect();
    words.extend([
        "std::fs",
        "std::net",
        "std::env",
        "tokio",
        "File",
        "TcpStream",
    ]);
    assert_absent(&["src/domain"], &words);
}

#[test]
fn paper_is_made_of_words_alone() {
    let words = [
        "crate::store",
        "crate::services",
        "crate::routes",
        "crate::config",
        "crate::app",
        "std::fs",
        "std::env",
        "tokio",
        "now",
    ];
    assert_absent(&["src/paper"], &words);
}

#[test]
fn the_store_knows_nobody_above_it() {
    assert_absent(
        &["src/store"],
        &[
            "crate::services",
            "crate::routes",
            "crate::realtime",
            "crate::cli",
            "crate::app",
            "crate::config",
        ],
    );
}

#[test]
fn services_know_neither_http_nor_sockets_nor_the_command_line() {
    assert_absent(
        &["src/services"],
        &[
            "crate::routes",
            "crate::realtime",
            "crate::cli",
            "crate::app",
        ],
    );
}

#[test]
fn http_statuses_are_decided_in_routes_alone() {
    assert_absent(
        &[
            "src/services",
            "src/store",
            "src/domain",
            "src/auth",
            "src/realtime",
        ],
        &["Status::NotFound", "Status::BadRequest", "http::Status"],
    );
}

#[test]
fn the_environment_is_read_by_the_command_line_and_the_settings_alone() {
    let parts = [
        "domain", "services", "store", "auth", "routes", "realtime", "ops",
    ];
    let folders: Vec<_> = parts.iter().map(|part| format!("src/{part}")).collect();
    let folders: Vec<_> = folders.iter().map(String::as_str).collect();
    assert_absent(
        &folders,
        &["env::var", "env::vars", "env::var_os", "env::args"],
    );
}

#[test]
fn no_file_is_too_long_to_be_read_at_once() {
    let long: Vec<_> = sources("src")
        .into_iter()
        .map(|(file, text)| (text.lines().count(), file))
        .filter(|(lines, _)| *lines > LINES)
        .collect();
    assert!(long.is_empty(), "more than {LINES} lines: {long:?}");
}

#[test]
fn no_test_is_skipped_and_none_sleeps() {
    for (file, text) in sources("tests") {
        for (number, line) in code(&text) {
            let skips = line.starts_with(concat!("#[", "ignore"));
            let sleeps = line.contains(concat!("thread::", "sleep"));
            assert!(!skips && !sleeps, "{file}:{number}: {line}");
        }
    }
}

#[test]
fn the_top_level_holds_what_the_project_is_and_nothing_else() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "assets",
        "benches",
        "schema.sql",
        "tests",
        "config.toml",
        "README.md",
        "CHANGELOG.md",
        "build.rs",
    ];
    // What a build or a run leaves behind, which git ignores.
    let left_behind =
        |name: &str| name == "target" || name == "backups" || name.starts_with("oms.db");
    let others: Vec<_> = fs::read_dir(root())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.') && !name.starts_with("LICENSE"))
        .filter(|name| !left_behind(name) && !allowed.contains(&name.as_str()))
        .collect();
    assert!(others.is_empty(), "{others:?}");
}

/// The files of the pages' source that end so, without their tests.
fn pages() -> Vec<(String, String)> {
    let mut folders = vec![root().join("assets/src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if name.contains(".ts") && !name.contains(".test.") {
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found
}

#[test]
fn the_pages_make_neither_code_nor_html_out_of_text() {
    let pages = pages();
    assert!(pages.len() > 100, "{} files", pages.len());
    for (file, text) in pages {
        for way in [
            "dangerouslySetInnerHTML",
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "createContextualFragment",
            "document.write",
            "DOMParser",
            "eval(",
            "new Function",
            "javascript:",
            "postMessage",
        ] {
            assert!(!text.contains(way), "{way} in {file}");
        }
    }
}

#[test]
fn the_server_starts_no_other_program() {
    for (file, text) in sources("src") {
        for (number, line) in code(&text) {
            let starts = line.contains("process::Command") || line.contains("Command::new");
            assert!(!starts, "{file}:{number}: {line}");
        }
    }
}
