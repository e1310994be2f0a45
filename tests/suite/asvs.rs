//! tests/asvs.md, which says how each requirement of OWASP ASVS 5.0 is met: none is left out, and every test that it
//! names is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// How many requirements of levels 1 and 2 each section of version 5.0.0 has. They are its first ones.
#[rustfmt::skip]
const SECTIONS: [(&str, usize); 75] = [
    ("1.1", 2), ("1.2", 9), ("1.3", 11), ("1.4", 3), ("1.5", 2),
    ("2.1", 3), ("2.2", 3), ("2.3", 4), ("2.4", 1),
    ("3.2", 2), ("3.3", 4), ("3.4", 6), ("3.5", 5), ("3.7", 2),
    ("4.1", 3), ("4.2", 1), ("4.3", 2), ("4.4", 4),
    ("5.1", 1), ("5.2", 3), ("5.3", 2), ("5.4", 3),
    ("6.1", 3), ("6.2", 12), ("6.3", 4), ("6.4", 4), ("6.5", 5), ("6.6", 3), ("6.8", 4),
    ("7.1", 3), ("7.2", 4), ("7.3", 2), ("7.4", 5), ("7.5", 2), ("7.6", 2),
    ("8.1", 2), ("8.2", 3), ("8.3", 1), ("8.4", 1),
    ("9.1", 3), ("9.2", 4),
    ("10.1", 2), ("10.2", 2), ("10.3", 4), ("10.4", 11), ("10.5", 5), ("10.6", 2), ("10.7", 3),
    ("11.1", 2), ("11.2", 3), ("11.3", 3), ("11.4", 4), ("11.5", 1), ("11.6", 1),
    ("12.1", 3), ("12.2", 2), ("12.3", 4),
    ("13.1", 1), ("13.2", 5), ("13.3", 2), ("13.4", 5),
    ("14.1", 2), ("14.2", 4), ("14.3", 3),
    ("15.1", 3), ("15.2", 3), ("15.3", 7),
    ("16.1", 1), ("16.2", 5), ("16.3", 4), ("16.4", 3),
    ("16.5", 3), ("17.1", 1), ("17.2", 4), ("17.3", 2),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rows of all tables: which requirements, what they ask, how they are met.
fn rows() -> Vec<[String; 3]> {
    let text = fs::read_to_string(root().join("tests/asvs.md")).unwrap();
    let is_row = |line: &&str| {
        let first = line.strip_prefix("| ");
        first.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let rows = text.lines().filter(is_row).map(|line| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let cells: [&str; 3] = cells.try_into().expect(line);
        cells.map(str::to_owned)
    });
    rows.collect()
}

/// Every requirement of levels 1 and 2.
fn requirements() -> BTreeSet<String> {
    let all = SECTIONS
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}.{number}")));
    all.collect()
}

#[test]
fn every_requirement_of_level_2_is_in_the_table_once() {
    let all = requirements();
    // As many as the standard counts: 70 of level 1 and 183 of level 2.
    assert_eq!(all.len(), 253);
    let mut seen = BTreeMap::<String, usize>::new();
    for [which, ..] in rows() {
        for named in which.split(", ") {
            // A section stands for all that are in it.
            let within = format!("{named}.");
            let of_it: Vec<_> = all
                .iter()
                .filter(|it| *it == named || it.starts_with(&within))
                .collect();
            assert!(
                !of_it.is_empty(),
                "{named} is no requirement of level 1 or 2"
            );
            for it in of_it {
                *seen.entry(it.clone()).or_default() += 1;
            }
        }
    }
    let wrong: Vec<_> = all
        .iter()
        .filter(|it| seen.get(*it) != Some(&1))
        .map(|it| format!("{it}: {} times", seen.get(it).unwrap_or(&0)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_says_how_or_why_not() {
    for [which, asks, how] in rows() {
        assert!(asks.len() > 3 && how.len() > 3, "{which}");
        let says_why = ["Does not apply:", "Not met:", "In part:", "By ", "See "];
        let is_plain = says_why.iter().any(|begin| how.starts_with(begin));
        assert!(
            is_plain || how.contains("::"),
            "{which} names no test and no reason: {how}"
        );
    }
}

/// The file of a test that the table names, from `tests/suite` or from the root.
fn file_of(path: &str) -> PathBuf {
    let of_the_suite = root().join("tests/suite").join(path);
    match of_the_suite.is_file() {
        true => of_the_suite,
        false => root().join(path),
    }
}

#[test]
fn every_test_that_the_table_names_is_there() {
    let mut named = 0;
    let mut missing = Vec::new();
    for [which, _, how] in rows() {
        for reference in how
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|it| it.contains("::"))
        {
            let (path, name) = reference.split_once("::").unwrap();
            let text = fs::read_to_string(file_of(path)).unwrap_or_default();
            let begin = match path.ends_with(".rs") {
                true => format!("fn {name}("),
                false => format!("\"{name}\""),
            };
            if !text.contains(&begin) {
                missing.push(format!("{which}: {reference}"));
            }
            named += 1;
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(named > 100, "{named} tests are named");
}
