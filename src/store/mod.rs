//! The database: all of SQL, all of rusqlite and r2d2, and nothing that decides.
//!
//! [`Store`] speaks in the words of the domain; no type of SQLite leaves this module. Reads run on a
//! pool of connections and see one snapshot each. Writes go through one thread (`writer`), which
//! commits those that wait together, and hands their events on only after the commit.

mod currency;
mod failure;
mod labels;
mod list;
mod load;
mod migrate;
mod named;
mod order_list;
#[cfg(test)]
mod plans;
mod pool;
mod presence;
mod race;
mod row;
mod rows;
mod search;
mod terms;
mod wal;
mod writer;

pub mod backlog;
pub mod backup;
pub mod check;
pub mod displays;
pub mod documents;
pub mod events;
pub mod idempotency;
pub mod links;
pub mod mail_server;
pub mod mails;
pub mod orders;
pub mod others;
pub mod payments;
pub mod products;
pub mod reports;
pub mod restore;
pub mod sessions;
pub mod settings;
pub mod shop;
pub mod stock;
pub mod tokens;
pub mod users;
pub mod webhooks;

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::tz::TimeZone;
use rusqlite::Connection;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::domain::{Clock, Currency, Event, Id, Timestamp, UserId};
use crate::error::{Error, Result};

pub use load::WriterLoad;
pub(crate) use named::{Named, delete, find, get};
pub use writer::MAX_BATCH;

/// Takes what was committed. Called on the writing thread, in commit order: it must not block.
pub trait Publisher: Send + Sync {
    /// These events are on disk. Their `seq`s follow one another without a gap.
    fn committed(&self, events: Vec<Event>);
    /// Sessions or API tokens of this user may have ended (`None`: of anyone).
    fn sessions_changed(&self, user: Option<UserId>);
    /// Links, or what they may show, may have changed.
    fn links_changed(&self);
}

/// The shop's database. Cheap to clone; the last clone that goes stops the writer.
#[derive(Clone)]
pub struct Store {
    pool: pool::Pool,
    /// As many as there are readers, so that no thread is taken to wait for one.
    turns: Arc<Semaphore>,
    /// For reads that are shorter than the way to another thread.
    at_hand: Arc<Mutex<Connection>>,
    writer: Arc<writer::Writer>,
    /// Whoever holds it writes, and nobody else of this process.
    pen: Arc<Mutex<()>>,
    clock: Clock,
    currency: currency::Held,
}

impl Store {
    /// Opens the file, made new or brought to the present schema if need be, and starts the writer. `first` is
    /// the currency of a database that has none yet.
    ///
    /// # Errors
    /// [`Error::Storage`] with a sentence for the owner: the folder is missing, the file is damaged,
    /// is no OMS database, or comes from a newer OMS.
    pub fn open(
        file: &Path,
        first: Currency,
        clock: Clock,
        publisher: Arc<dyn Publisher>,
    ) -> Result<Self> {
        let mut connection = pool::open_writing(file)?;
        migrate::check_ours(&connection, file).map_err(|error| pool::explain(file, error))?;
        pool::make_durable(&connection, file)?;
        migrate::to_present(&mut connection, file)?;
        let currency = currency::Held::new(settings::hold_currency(&connection, first)?);
        terms::attach(&connection)?;
        let pen = Arc::new(Mutex::new(()));
        let files = presence::Presence::of(file)?;
        let writer = writer::Writer::start(
            (connection, files),
            clock.clone(),
            currency.clone(),
            publisher,
            pen.clone(),
        )?;
        Ok(Self {
            pool: pool::open_reading(file)?,
            turns: Arc::new(Semaphore::new(pool::readers())),
            at_hand: Arc::new(Mutex::new(pool::open_reader(file)?)),
            writer: Arc::new(writer),
            pen,
            clock,
            currency,
        })
    }

    /// The clock that transactions take their time from.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The currency of all amounts.
    pub fn currency(&self) -> Currency {
        self.currency.get()
    }

    /// How much the writer has to do.
    pub fn writer_load(&self) -> &WriterLoad {
        self.writer.load()
    }

    /// Runs `work` on one snapshot of the database.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Storage`] when the database can't be read.
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&ReadTx<'_>) -> Result<T> + Send + 'static,
    {
        let turn = self.turns.clone().acquire_owned().await;
        let turn =
            turn.map_err(|error| Error::Internal(format!("a read did not begin: {error}")))?;
        let store = self.clone();
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            store.snapshot(&*store.pool.get()?, work)
        })
        .await
        .map_err(|error| Error::Panicked(format!("a read did not finish: {error}")))?
    }

    /// [`Store::read`] on the present thread, for the command line and for what is short. It takes nothing
    /// from the pool, whose threads a program at its end does not wait for: a connection that they have open
    /// then would leave the log beside the database.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_blocking<T>(&self, work: impl FnOnce(&ReadTx<'_>) -> Result<T>) -> Result<T> {
        self.snapshot(&self.at_hand(), work)
    }

    fn snapshot<T>(
        &self,
        connection: &Connection,
        work: impl FnOnce(&ReadTx<'_>) -> Result<T>,
    ) -> Result<T> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        let _end = Snapshot(connection);
        work(&ReadTx {
            connection,
            currency: self.currency.get(),
        })
    }

    /// Runs one statement by key, at once and on the present thread: for what every request asks, where
    /// the way to another thread and back would cost more than the read.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn glance<T>(&self, work: impl FnOnce(&ReadTx<'_>) -> Result<T>) -> Result<T> {
        work(&ReadTx {
            connection: &self.at_hand(),
            currency: self.currency.get(),
        })
    }

    fn at_hand(&self) -> MutexGuard<'_, Connection> {
        // A panic in another read has left a connection that is as good as before.
        self.at_hand.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A number that is another one after every commit, whichever process made it. What was read after
    /// it was asked for still holds while it stays the same.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database can't be read.
    pub fn version(&self) -> Result<i64> {
        self.glance(|tx| writer::data_version(tx.connection))
    }

    /// Runs `work` in the writer, alone and as a whole: all of it is on disk when this returns `Ok`,
    /// none of it when it returns an error.
    ///
    /// # Errors
    /// Those of `work`; [`Error::Busy`] when too many writes wait; [`Error::Storage`] when the
    /// database can't be written.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut WriteTx<'_>) -> Result<T> + Send + 'static,
    {
        self.writer
            .submit(work)?
            .await
            .unwrap_or_else(|_| Err(writer::stopped()))
    }

    /// [`Store::write`] that nobody waits for. It may come to nothing, of which only the log tells.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many writes wait.
    pub fn write_soon<F>(&self, work: F) -> Result<()>
    where
        F: FnOnce(&mut WriteTx<'_>) -> Result<()> + Send + 'static,
    {
        self.writer.submit(work).map(drop)
    }

    /// [`Store::write`] on the present thread, for the command line.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_blocking<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut WriteTx<'_>) -> Result<T> + Send + 'static,
    {
        self.writer
            .submit(work)?
            .blocking_recv()
            .unwrap_or_else(|_| Err(writer::stopped()))
    }

    /// Runs `work`, which changes the file in another way than by [`Store::write`], while no command runs.
    /// Those that come meanwhile wait. What it changed is handed on within a second, as what another process
    /// changed is.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn alone<T>(&self, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let _pen = writer::take(&self.pen);
        let done = work()?;
        // Before the next command: it may have become a shop with other money.
        if let Err(error) = self.currency.read_again(&self.at_hand()) {
            log::error!("the currency stays as it is: {error}");
        }
        Ok(done)
    }
}

/// Ends the transaction that a snapshot is, also when a read fails or panics.
struct Snapshot<'c>(&'c Connection);

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        let ended = self
            .0
            .prepare_cached("COMMIT")
            .and_then(|mut end| end.execute([]));
        if let Err(error) = ended {
            log::warn!("a snapshot did not end: {error}");
        }
    }
}

/// One snapshot of the database.
pub struct ReadTx<'c> {
    connection: &'c Connection,
    currency: Currency,
}

impl ReadTx<'_> {
    /// The currency of all amounts.
    pub fn currency(&self) -> Currency {
        self.currency
    }
}

/// One command inside the writer's transaction. Reads see what it wrote.
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    now: Timestamp,
    zone: &'c TimeZone,
    outbox: Vec<Event>,
    ended: Vec<UserId>,
    links_changed: bool,
    finds: Vec<search::Finds>,
    /// The currency from this command on, if it changes it.
    new_currency: Option<Currency>,
}

impl WriteTx<'_> {
    /// The one instant of this command.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The year of this command, where the shop is.
    pub fn year(&self) -> i16 {
        self.now.in_zone(self.zone).year()
    }

    /// The time zone that the shop is in, as IANA names it.
    pub fn zone_name(&self) -> Option<&str> {
        self.zone.iana_name()
    }

    /// The instant of this command, for what was changed before: no earlier, though the clock may have been
    /// set back.
    pub fn now_after(&self, before: Timestamp) -> Timestamp {
        self.now.max(before)
    }

    /// From here on this command happens at `instant`: for sample data that has a past.
    pub fn pretend(&mut self, instant: Timestamp) {
        self.now = instant;
    }

    /// A new id, a UUID version 7.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::new(Uuid::now_v7())
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.read
    }
}
