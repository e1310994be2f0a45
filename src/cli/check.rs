//! `oms check`: is the database sound?

use super::progress::Bar;
use super::{Failure, open, print};
use crate::config::Config;
use crate::store;

/// Checks SQLite's integrity, the foreign keys and the domain's own invariants.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    let store = open(config, false)?;
    let bar = Bar::new();
    let problems = store
        .read_blocking(|tx| store::check::problems(tx, &mut |progress| bar.show_check(progress)))?;
    drop(bar);
    let file = config.database.display();
    if problems.is_empty() {
        return print(&format!("{file} is sound.\n"));
    }
    let list: Vec<_> = problems
        .iter()
        .map(|problem| format!("{file}: {problem}"))
        .collect();
    Err(Failure(format!(
        "{}\n{} found in {file}: keep a copy of it before anything else",
        list.join("\n"),
        match problems.len() {
            1 => "1 problem".to_owned(),
            count => format!("{count} problems"),
        },
    )))
}
