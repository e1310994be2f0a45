//! `oms import`: CSV into the shop, or what it would do.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum, ValueHint};

use super::progress::Bar;
use super::{Failure, open, print};
use crate::config::Config;
use crate::services::import::{
    self, Doing, ImportReport, ImportRow, Imported, Outcome, Progress, Step,
};

/// `oms import`
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// products or customers
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) what: Importable,
    /// The file: UTF-8, its first line names the columns as an export does
    #[arg(value_name = "FILE.csv", value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
    /// Only tell what each line would do
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Importable {
    /// Products, by id or SKU
    Products,
    /// Customers, by id or email
    Customers,
}

/// Reads a file into the shop, or tells what it would do.
pub(super) fn run(config: &Config, args: ImportArgs) -> Result<(), Failure> {
    let store = open(config, false)?;
    let name = args.file.display();
    let file =
        fs::read(&args.file).map_err(|error| Failure(format!("{name} can't be read: {error}")))?;
    let bar = Arc::new(Bar::new());
    let shown = bar.clone();
    let progress: Progress = Arc::new(move |Step { doing, done, all }| {
        let doing = match doing {
            Doing::Comparing => "compared",
            Doing::Writing => "written",
        };
        let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let text = format!("{done} of {all} lines {doing}");
        shown.show(number(done), number(all), text);
    });
    let imported = match args.what {
        Importable::Products => import::products(&store, &file, args.dry_run, progress),
        Importable::Customers => import::customers(&store, &file, args.dry_run, progress),
    };
    drop(bar);
    match imported? {
        Imported::Done(report) => print(&format!("{}.\n", summary(&report))),
        Imported::Refused(report) => Err(Failure(format!(
            "{}\nnothing was written: {}",
            errors(&args.file, &report),
            wrong(&report)
        ))),
        Imported::Tried(report) => {
            print(&tried(&report))?;
            match report.wrong {
                0 => Ok(()),
                _ => Err(Failure(format!(
                    "{}\n{}",
                    errors(&args.file, &report),
                    wrong(&report)
                ))),
            }
        }
    }
}

/// What a dry run found, line by line.
fn tried(report: &ImportReport) -> String {
    let mut text = String::new();
    for row in &report.rows {
        text.push_str(&format!("line {}: {}\n", row.line, told(row)));
    }
    if report.rows_left_out > 0 {
        text.push_str(&format!("and {} more lines\n", report.rows_left_out));
    }
    text.push_str(&format!(
        "{}, {}. Nothing was written: this was a dry run.\n",
        summary(report),
        wrong(report)
    ));
    text
}

fn told(row: &ImportRow) -> String {
    let name = row.name.as_deref().unwrap_or_default();
    match row.outcome {
        Outcome::Created => format!("new, {name}"),
        Outcome::Unchanged => format!("same, {name}"),
        Outcome::Wrong => "wrong".to_owned(),
        Outcome::Updated => {
            let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "nothing".to_owned());
            let changes: Vec<_> = row
                .changes
                .iter()
                .map(|it| format!("{} {} → {}", it.field, text(&it.from), text(&it.to)))
                .collect();
            // A note may have lines of its own.
            format!("changed, {name}: {}", changes.join(", ")).replace(['\r', '\n'], " ")
        }
    }
}

fn summary(report: &ImportReport) -> String {
    let ImportReport {
        created,
        updated,
        unchanged,
        ..
    } = report;
    format!("{created} new, {updated} changed, {unchanged} the same")
}

fn wrong(report: &ImportReport) -> String {
    match report.wrong {
        1 => "1 line is wrong".to_owned(),
        wrong => format!("{wrong} lines are wrong"),
    }
}

/// Every error, as compilers write them: file, line, column.
fn errors(file: &Path, report: &ImportReport) -> String {
    let file = file.display();
    let mut lines: Vec<_> = report
        .errors
        .iter()
        .map(|error| match error.field.as_str() {
            "" => format!("{file}:{}: {}", error.line, error.message),
            field => format!("{file}:{}: {field} {}", error.line, error.message),
        })
        .collect();
    if report.errors_left_out > 0 {
        lines.push(format!("{file}: and {} more", report.errors_left_out));
    }
    lines.join("\n")
}
