//! Long work shows how far it is, to people alone.
#![cfg(target_os = "linux")]

use crate::support::Place;

const LONG: &[(&str, &str, &str)] = &[
    ("demo --orders 300", "orders", "Made 300 orders in oms.db."),
    (
        "export orders orders.csv",
        "of 300 orders",
        "Wrote 300 orders to orders.csv",
    ),
    (
        "export products products.csv",
        " products",
        "Wrote 12 products to products.csv",
    ),
    (
        "import products products.csv",
        "lines compared",
        "0 new, 0 changed, 12 the same.",
    ),
    ("check", "checking", "oms.db is sound."),
    ("backup copy.db", "copying", "Copied and checked: copy.db"),
    (
        "restore copy.db",
        "checking",
        "oms.db is now what copy.db holds.",
    ),
];

#[test]
fn a_bar_is_drawn_at_a_terminal_and_gone_when_the_work_is_done() {
    let place = Place::new();
    for (line, while_it_works, result) in LONG {
        let ran = place.oms_at_a_terminal(line);
        assert_eq!(ran.status, Some(0), "{line}: {ran:?}");
        let (bar, rest) = ran
            .stdout
            .split_once(result)
            .unwrap_or_else(|| panic!("{line}: {ran:?}"));
        assert!(
            bar.contains(while_it_works) && bar.contains('%'),
            "{line}: {bar:?}"
        );
        assert!(!rest.contains('%'), "{line}: {rest:?}");
        // The line was cleared before the result was written.
        assert!(bar.ends_with("\u{1b}[2K"), "{line}: {bar:?}");
    }
}

#[test]
fn no_bar_is_drawn_where_the_output_is_no_terminal() {
    let place = Place::new();
    for (line, _, result) in LONG {
        let args: Vec<_> = line.split_whitespace().collect();
        let ran = place.oms(&args);
        assert_eq!((ran.status, ran.stderr.as_str()), (Some(0), ""), "{line}");
        assert!(ran.stdout.starts_with(result), "{line}: {}", ran.stdout);
    }
}
