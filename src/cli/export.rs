//! `oms export`: a list as CSV, into a file or to standard output.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, ValueEnum, ValueHint};

use super::progress::Bar;
use super::{Cli, Failure, open, print};
use crate::config::Config;
use crate::domain::{OrderFilter, ProductFilter, UserFilter};
use crate::services::Separator;
use crate::services::export::{Export, Exports, Tabular};
use crate::store;

/// `oms export`
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// orders (a line for each item), products or customers
    #[arg(value_enum, value_name = "WHAT", hide_possible_values = true)]
    pub(super) what: Exported,
    /// The file, put in place once it is complete; without it standard output
    #[arg(value_name = "FILE.csv", value_hint = ValueHint::FilePath)]
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

/// Writes a list as CSV, to a file or to standard output.
pub(super) fn run(config: &Config, args: ExportArgs) -> Result<(), Failure> {
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
            let orders = store.read_blocking(store::orders::counts)?.counts;
            let all = orders.iter().map(|count| count.orders).sum::<i64>();
            let export = exports.orders(OrderFilter::default(), separator);
            write_out(export, &args, u64::try_from(all).ok(), "orders")
        }
        Exported::Products => {
            let filter = ProductFilter {
                archived,
                ..ProductFilter::default()
            };
            write_out(exports.products(filter, separator), &args, None, "products")
        }
        Exported::Customers => {
            let filter = UserFilter {
                archived,
                ..UserFilter::default()
            };
            write_out(
                exports.customers(filter, separator),
                &args,
                None,
                "customers",
            )
        }
    }
}

/// Writes all of an export to where it is to go. `all`: how many things it is of, if that is known.
fn write_out<F, T>(
    export: Export<F, T>,
    args: &ExportArgs,
    all: Option<u64>,
    things: &str,
) -> Result<(), Failure>
where
    F: Send + Sync + 'static,
    T: Tabular + Send + 'static,
{
    let bar = Bar::new();
    let show = |done: u64| match all {
        Some(all) => bar.show(done, all, format!("{done} of {all} {things}")),
        None => bar.show_uncounted(done, format!("{done} {things}")),
    };
    let Some(file) = &args.file else {
        // A reader that has gone has what it wanted.
        return match pour(export, &mut io::stdout().lock(), show) {
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
    let written = match pour(export, &mut output, show) {
        Err(Broken::Output(error)) => return Err(cannot(error)),
        Err(Broken::Export(failure)) => return Err(failure),
        Ok(written) => written,
    };
    drop(output);
    beside.put_in_place(file).map_err(cannot)?;
    drop(bar);
    print(&format!("Wrote {written} {things} to {}\n", file.display()))
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
    show: impl Fn(u64),
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
        show(things);
    }
    output.flush().map_err(Broken::Output)?;
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
