//! `oms export` and `oms import`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};

use super::{Cli, Failure, open, print};
use crate::config::Config;
use crate::domain::{OrderFilter, ProductFilter, UserFilter};
use crate::services::Separator;
use crate::services::export::{Export, Exports, Tabular};
use crate::services::import::{self, ImportReport, ImportRow, Imported, Outcome, Progress};
use crate::store;

/// `oms export`
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// orders (a line for each item), products or customers
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) what: Exported,
    /// The file, put in place once it is complete; without it standard output
    pub(super) file: Option<PathBuf>,
    /// The archived products or customers instead of those in use
    #[arg(long)]
    pub(super) archived: bool,
    /// Part the cells by semicolons and write 12,50: what spreadsheets expect where people write so
    #[arg(long)]
    pub(super) semicolon: bool,
}

impl ExportArgs {
    /// What goes together.
    pub(super) fn check(&self) -> Result<(), clap::Error> {
        if self.what == Exported::Orders && self.archived {
            return Err(Cli::command().error(
                ErrorKind::ArgumentConflict,
                "--archived goes with products and customers: no order is archived",
            ));
        }
        Ok(())
    }
}

/// What can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Exported {
    /// Orders, a line for each item
    Orders,
    /// Products
    Products,
    /// Customers
    Customers,
}

/// `oms import`
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    /// products or customers
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) what: Importable,
    /// The file: UTF-8, its first line names the columns as an export does
    #[arg(value_name = "FILE.csv")]
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

/// Writes a list as CSV, to a file or to standard output.
pub(super) fn export(config: &Config, args: ExportArgs) -> Result<(), Failure> {
    let store = open(config, false)?;
    if let Some(file) = &args.file {
        refuse_database(config, file)?;
    }
    let separator = match args.semicolon {
        true => Separator::Semicolon,
        false => Separator::Comma,
    };
    let archived = args.archived;
    let exports = Exports::new(store.clone());
    match args.what {
        Exported::Orders => {
            let counts = store.read_blocking(store::orders::counts)?;
            let orders = counts.counts.iter().map(|count| count.orders).sum::<i64>();
            let bar = bar(u64::try_from(orders).unwrap_or(0), "orders");
            write_out(
                exports.orders(OrderFilter::default(), separator),
                &args,
                bar,
            )
        }
        Exported::Products => {
            let filter = ProductFilter {
                archived,
                ..ProductFilter::default()
            };
            write_out(exports.products(filter, separator), &args, counter())
        }
        Exported::Customers => {
            let filter = UserFilter {
                archived,
                ..UserFilter::default()
            };
            write_out(exports.customers(filter, separator), &args, counter())
        }
    }
}

/// Reads a file into the shop, or tells what it would do.
pub(super) fn import(config: &Config, args: ImportArgs) -> Result<(), Failure> {
    let store = open(config, false)?;
    let name = args.file.display();
    let file =
        fs::read(&args.file).map_err(|error| Failure(format!("{name} can't be read: {error}")))?;
    let bar = bar(0, "lines");
    let shown = bar.clone();
    let progress: Progress = Arc::new(move |done, all| {
        shown.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        shown.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    });
    let imported = match args.what {
        Importable::Products => import::products(&store, &file, args.dry_run, progress),
        Importable::Customers => import::customers(&store, &file, args.dry_run, progress),
    };
    bar.finish_and_clear();
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

fn write_out<F, T>(export: Export<F, T>, args: &ExportArgs, bar: ProgressBar) -> Result<(), Failure>
where
    F: Send + Sync + 'static,
    T: Tabular + Send + 'static,
{
    let Some(file) = &args.file else {
        // A reader that has gone has what it wanted.
        return match pour(export, &mut io::stdout().lock(), &bar) {
            Err(Broken::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(Broken::Output(error)) => {
                Err(Failure(format!("can't write to standard output: {error}")))
            }
            Err(Broken::Export(failure)) => Err(failure),
            Ok(_) => Ok(()),
        };
    };
    let cannot =
        |error: io::Error| Failure(format!("{} can't be written: {error}", file.display()));
    let beside = Beside::of(file).map_err(cannot)?;
    let mut output = BufWriter::new(&beside.open);
    let things = match pour(export, &mut output, &bar) {
        Err(Broken::Output(error)) => return Err(cannot(error)),
        Err(Broken::Export(failure)) => return Err(failure),
        Ok(things) => things,
    };
    drop(output);
    beside.put_in_place(file).map_err(cannot)?;
    print(&format!("Wrote {things} to {}\n", file.display()))
}

/// Why an export did not come to its end.
enum Broken {
    Output(io::Error),
    Export(Failure),
}

/// Writes all of an export, and counts what it is of.
fn pour<F, T>(
    mut export: Export<F, T>,
    output: &mut impl Write,
    bar: &ProgressBar,
) -> Result<u64, Broken>
where
    F: Send + Sync + 'static,
    T: Tabular + Send + 'static,
{
    let mut things = 0;
    while let Some(part) = export
        .next_blocking()
        .map_err(|error| Broken::Export(error.into()))?
    {
        output.write_all(&part.csv).map_err(Broken::Output)?;
        things += u64::try_from(part.things).unwrap_or(0);
        bar.set_position(things);
    }
    output.flush().map_err(Broken::Output)?;
    bar.finish_and_clear();
    Ok(things)
}

/// A file beside the one that it is to become; it goes if that does not happen. For its owner's eyes alone.
struct Beside {
    path: PathBuf,
    open: File,
}

impl Beside {
    fn of(file: &Path) -> io::Result<Self> {
        let name = file.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        let name = format!(".{}.{}.part", name.display(), std::process::id());
        let path = file.with_file_name(name);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let open = options.open(&path)?;
        Ok(Self { path, open })
    }

    fn put_in_place(&self, file: &Path) -> io::Result<()> {
        self.open.sync_all()?;
        fs::rename(&self.path, file)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // After it was put in place there is none of this name any more.
        let _ = fs::remove_file(&self.path);
    }
}

/// The database is no file to be replaced by its own export.
fn refuse_database(config: &Config, file: &Path) -> Result<(), Failure> {
    let same = |file: &Path| fs::canonicalize(file).ok();
    if same(file).is_some() && same(file) == same(&config.database) {
        return Err(Failure(format!(
            "{} is the database: name another file for the export",
            file.display()
        )));
    }
    Ok(())
}

/// How far something is; it vanishes by itself where the output is no terminal.
fn bar(length: u64, things: &str) -> ProgressBar {
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(&format!("{{bar:40}} {{pos}}/{{len}} {things}"))
    {
        bar.set_style(style);
    }
    bar
}

/// [`bar`], where nobody knows how many there are.
fn counter() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}") {
        bar.set_style(style);
    }
    bar
}
