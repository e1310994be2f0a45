//! CSV into the shop: products and customers, all lines of a file or none.
//!
//! First the file is read and each line compared with what is there, on a snapshot, which writes nothing and
//! keeps nobody waiting: that is the dry run. Only a file without a wrong line goes to the writer, where it is
//! compared again, because others may have written, and then carried out by the same functions as single
//! requests. What a line is follows from what was there before the file; no line sees what another one does.

mod customers;
mod lines;
mod products;
mod report;

use std::sync::Arc;

use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore};

use crate::auth::Caller;
use crate::domain::{Actor, Product, Timestamp, User};
use crate::error::{Error, Result};
use crate::services::customers::Customers;
use crate::store::{ReadTx, Store, WriteTx};

use lines::{Importable, Lines};
pub use report::{ImportReport, ImportRow, Outcome, RowChange};

/// Hears how far an import is.
pub type Progress = Arc<dyn Fn(Step) + Send + Sync>;

/// How far an import is.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// What is being done.
    pub doing: Doing,
    /// With how many lines it is done.
    pub done: usize,
    /// How many lines there are.
    pub all: usize,
}

/// What an import does with the lines, one after the other; it compares before it writes, and again once
/// nobody else writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// They are compared with what is there.
    Comparing,
    /// What they say is written.
    Writing,
}

/// How often someone who waits hears how far it is, in lines.
const PROGRESS_EVERY: usize = 500;

/// Tells how far it is, now and then.
fn tell(progress: &Progress, doing: Doing, done: usize, all: usize) {
    if done.is_multiple_of(PROGRESS_EVERY) {
        progress(Step { doing, done, all });
    }
}

/// Files that may be in memory at once: one that is imported, and those that wait.
const PLACES: usize = 3;

/// A place for a file of an import, which is held from before the file is read.
pub struct Place {
    _place: OwnedSemaphorePermit,
}

/// The imports of the shop.
#[derive(Clone)]
pub struct Imports {
    store: Store,
    customers: Customers,
    /// Whose turn it is: one file at a time is in memory as lines, and one reader is busy with it.
    turn: Arc<Mutex<()>>,
    places: Arc<Semaphore>,
}

/// What became of a file.
#[derive(Debug)]
pub enum Imported {
    /// It was only looked at.
    Tried(ImportReport),
    /// All of it is in the shop.
    Done(ImportReport),
    /// A line is wrong: nothing was written.
    Refused(ImportReport),
}

impl Imports {
    /// The imports of this store.
    pub fn new(store: Store, customers: Customers) -> Self {
        Self {
            store,
            customers,
            turn: Arc::default(),
            places: Arc::new(Semaphore::new(PLACES)),
        }
    }

    /// A place for one more file.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait.
    pub fn place(&self) -> Result<Place> {
        let place = self.places.clone().try_acquire_owned();
        match place {
            Ok(_place) => Ok(Place { _place }),
            Err(_) => Err(Error::Busy),
        }
    }

    /// Adds and changes products, by id, else by SKU. With `dry_run` it only tells what it would do.
    ///
    /// # Errors
    /// Those of the store. A wrong line is none: see [`Imported::Refused`].
    pub async fn products(
        &self,
        caller: &Caller,
        file: Vec<u8>,
        _place: Place,
        dry_run: bool,
    ) -> Result<Imported> {
        let (imported, _) = self.run::<Product>(caller, file, dry_run).await?;
        Ok(imported)
    }

    /// Adds and changes customers, by id, else by email. With `dry_run` it only tells what it would do.
    ///
    /// # Errors
    /// As [`Imports::products`].
    pub async fn customers(
        &self,
        caller: &Caller,
        file: Vec<u8>,
        _place: Place,
        dry_run: bool,
    ) -> Result<Imported> {
        let (imported, more_orders) = self.run::<User>(caller, file, dry_run).await?;
        if more_orders {
            self.customers.indexed_orders().await;
        }
        Ok(imported)
    }

    async fn run<T: Importable>(
        &self,
        caller: &Caller,
        file: Vec<u8>,
        dry_run: bool,
    ) -> Result<(Imported, bool)> {
        let _turn = self.turn.lock().await;
        let now = self.store.clock().now();
        let progress: Progress = Arc::new(|_| {});
        let hears = progress.clone();
        let looked = self
            .store
            .read(move |tx| look::<T>(tx, now, &file, &hears))
            .await?;
        let lines = match decide(looked, dry_run) {
            Decision::Stop(imported) => return Ok((imported, false)),
            Decision::GoOn(lines) => lines,
        };
        let actor = caller.actor();
        self.store
            .write(move |tx| carry_out(tx, &lines, Some(&actor), &progress))
            .await
    }
}

/// [`Imports::products`] from the command line.
///
/// # Errors
/// As [`Imports::products`].
pub fn products(store: &Store, file: &[u8], dry_run: bool, progress: Progress) -> Result<Imported> {
    run_blocking::<Product>(store, file, dry_run, progress).map(|(imported, _)| imported)
}

/// [`Imports::customers`] from the command line.
///
/// # Errors
/// As [`Imports::products`].
pub fn customers(
    store: &Store,
    file: &[u8],
    dry_run: bool,
    progress: Progress,
) -> Result<Imported> {
    let (imported, more_orders) = run_blocking::<User>(store, file, dry_run, progress)?;
    if more_orders {
        while store.write_blocking(crate::store::backlog::go_on)? {}
    }
    Ok(imported)
}

fn run_blocking<T: Importable>(
    store: &Store,
    file: &[u8],
    dry_run: bool,
    progress: Progress,
) -> Result<(Imported, bool)> {
    let now = store.clock().now();
    let looked = store.read_blocking(|tx| look::<T>(tx, now, file, &progress))?;
    match decide(looked, dry_run) {
        Decision::Stop(imported) => Ok((imported, false)),
        Decision::GoOn(lines) => {
            store.write_blocking(move |tx| carry_out(tx, &lines, None, &progress))
        }
    }
}

enum Decision<T: Importable> {
    Stop(Imported),
    GoOn(Lines<T>),
}

fn decide<T: Importable>((lines, report): (Lines<T>, ImportReport), dry_run: bool) -> Decision<T> {
    if dry_run {
        Decision::Stop(Imported::Tried(report))
    } else if report.wrong > 0 {
        Decision::Stop(Imported::Refused(report.refused()))
    } else if report.created + report.updated == 0 {
        Decision::Stop(Imported::Done(report.done()))
    } else {
        Decision::GoOn(lines)
    }
}

/// Reads a file, and tells what each line would do.
fn look<T: Importable>(
    tx: &ReadTx<'_>,
    now: Timestamp,
    file: &[u8],
    progress: &Progress,
) -> Result<(Lines<T>, ImportReport)> {
    let lines = Lines::<T>::read(file, tx.currency());
    let report = ImportReport::of(&lines.compare(tx, now, progress)?);
    Ok((lines, report))
}

/// Does what the lines say, or finds one that has become wrong meanwhile. Also tells whether orders are left
/// that are not yet found by their customer's present words.
fn carry_out<T: Importable>(
    tx: &mut WriteTx<'_>,
    lines: &Lines<T>,
    actor: Option<&Actor>,
    progress: &Progress,
) -> Result<(Imported, bool)> {
    let compared = lines.compare(tx, tx.now(), progress)?;
    let report = ImportReport::of(&compared);
    if report.wrong > 0 {
        return Ok((Imported::Refused(report.refused()), false));
    }
    let more_orders = compared.carry_out(tx, actor, progress)?;
    Ok((Imported::Done(report.done()), more_orders))
}
