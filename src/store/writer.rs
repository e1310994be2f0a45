//! The one writer: a thread that owns the only writing connection.
//!
//! It takes all commands that wait, opens one transaction, runs each in a SAVEPOINT of its own, and
//! commits once. One client pays for one sync; sixty-four that wait share one. A command that fails,
//! or panics, is undone alone. Events are published and callers answered only after the commit.
//!
//! The trap: on a full disk and the like, SQLite rolls back the *whole* transaction at once. Going on
//! would commit the next commands one by one, outside of it. So after each command the writer looks
//! whether its transaction still stands.

#[cfg(test)]
mod tests;

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::currency::Held;
use super::presence::Presence;
use super::{Publisher, ReadTx, WriteTx, WriterLoad, events, search};
use crate::domain::{Clock, Currency};
use crate::error::{Error, Result};

/// The most commands that share a commit.
pub const MAX_BATCH: usize = 256;
/// The most commands that wait; one more is [`Error::Busy`].
const QUEUE: usize = 4 * MAX_BATCH;
/// How often the writer looks whether another process (`oms user add`) has written.
const WATCH_INTERVAL: Duration = Duration::from_secs(1);

/// A unit of work and the one who waits for it.
trait Command: Send {
    /// Does the work. `false`: undo it.
    fn run(&mut self, tx: &mut WriteTx<'_>) -> bool;
    /// Tells the one who waits: what the work gave, or why it did not last.
    fn answer(self: Box<Self>, lasting: Result<()>);
}

struct Job<T, F> {
    work: Option<F>,
    outcome: Option<Result<T>>,
    waiting: oneshot::Sender<Result<T>>,
}

impl<T, F> Command for Job<T, F>
where
    T: Send,
    F: FnOnce(&mut WriteTx<'_>) -> Result<T> + Send,
{
    fn run(&mut self, tx: &mut WriteTx<'_>) -> bool {
        let work = self.work.take();
        self.outcome = work.map(|work| work(tx));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn answer(self: Box<Self>, lasting: Result<()>) {
        let outcome = match (self.outcome, lasting) {
            (Some(Err(own)), _) => Err(own),
            (_, Err(reason)) => Err(reason),
            (Some(done), Ok(())) => done,
            (None, Ok(())) => Err(Error::Panicked("a write command panicked".to_owned())),
        };
        // Whoever asked may have gone; what they asked for is done all the same.
        let _ = self.waiting.send(outcome);
    }
}

/// The handle to the writing thread. Dropping it lets the thread finish what waits, then joins it.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Command>>>,
    thread: Option<JoinHandle<()>>,
    load: Arc<WriterLoad>,
}

impl Writer {
    pub(super) fn start(
        (connection, files): (Connection, Presence),
        clock: Clock,
        currency: Held,
        publisher: Arc<dyn Publisher>,
        pen: Arc<Mutex<()>>,
    ) -> Result<Self> {
        let (queue, commands) = sync_channel(QUEUE);
        let load = Arc::new(WriterLoad::new());
        let mut work = Work {
            published: events::last_seq(&ReadTx {
                connection: &connection,
                currency: currency.get(),
            })?,
            data_version: data_version(&connection)?,
            connection,
            files,
            are_files_there: true,
            clock,
            currency,
            publisher,
            pen,
            load: load.clone(),
        };
        let thread = std::thread::Builder::new()
            .name("oms-writer".to_owned())
            .spawn(move || work.run(&commands))
            .map_err(|error| Error::Internal(format!("the writer does not start: {error}")))?;
        Ok(Self {
            queue: Some(queue),
            thread: Some(thread),
            load,
        })
    }

    pub(super) fn load(&self) -> &WriterLoad {
        &self.load
    }

    /// Puts work into the queue; the answer comes when it is on disk.
    pub(super) fn submit<T, F>(&self, work: F) -> Result<oneshot::Receiver<Result<T>>>
    where
        T: Send + 'static,
        F: FnOnce(&mut WriteTx<'_>) -> Result<T> + Send + 'static,
    {
        let (waiting, answer) = oneshot::channel();
        let job = Box::new(Job {
            work: Some(work),
            outcome: None,
            waiting,
        });
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        self.load.enter();
        let refusal = match queue.try_send(job) {
            Ok(()) => return Ok(answer),
            Err(TrySendError::Full(_)) => Error::Busy,
            Err(TrySendError::Disconnected(_)) => stopped(),
        };
        self.load.leave(1);
        Err(refusal)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.queue.take());
        // On the writing thread itself (a command that held the last Store) there is nothing to wait for.
        if let Some(thread) = self.thread.take()
            && thread.thread().id() != std::thread::current().id()
            && thread.join().is_err()
        {
            log::error!("the writing thread had panicked");
        }
    }
}

/// The answer when there is no writer any more.
pub(super) fn stopped() -> Error {
    Error::Storage("the writer has stopped".to_owned())
}

/// What the writing thread works with.
struct Work {
    connection: Connection,
    files: Presence,
    are_files_there: bool,
    clock: Clock,
    currency: Held,
    publisher: Arc<dyn Publisher>,
    /// Held while a batch is at work.
    pen: Arc<Mutex<()>>,
    /// The last event that was handed to the publisher.
    published: i64,
    /// SQLite's mark that changes when another connection has committed.
    data_version: i64,
    load: Arc<WriterLoad>,
}

impl Work {
    fn run(&mut self, commands: &Receiver<Box<dyn Command>>) {
        let mut watched = Instant::now();
        loop {
            match commands.recv_timeout(WATCH_INTERVAL) {
                Ok(first) => {
                    let mut waiting = VecDeque::from([first]);
                    waiting.extend(commands.try_iter().take(MAX_BATCH - 1));
                    self.load.leave(waiting.len());
                    while !waiting.is_empty() {
                        self.commit_together(&mut waiting);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if watched.elapsed() >= WATCH_INTERVAL {
                // What it finds is in the log; a write is refused by its own look.
                let _ = self.look_for_files();
                self.watch();
                watched = Instant::now();
            }
        }
    }

    /// Runs commands off the queue in one transaction, until all have run or the transaction is lost.
    fn commit_together(&mut self, waiting: &mut VecDeque<Box<dyn Command>>) {
        let pen = self.pen.clone();
        let _pen = take(&pen);
        let begun = self
            .look_for_files()
            .and_then(|()| self.execute("BEGIN IMMEDIATE"));
        if let Err(error) = begun {
            waiting
                .drain(..)
                .for_each(|command| command.answer(Err(error.clone())));
            return;
        }
        let mut batch = Batch::default();
        let mut lasting = Ok(());
        while let Some(mut command) = waiting.pop_front() {
            let stands = self.run_alone(command.as_mut(), &mut batch);
            batch.ran.push(command);
            if let Err(error) = stands {
                lasting = Err(error);
                break;
            }
        }
        self.finish(batch, lasting);
    }

    /// Looks whether what is written would be found again. When it would not for the first time, what was
    /// answered is brought out of the log into the database that is open: so it is not lost with the log,
    /// nor read as part of another file in the database's place.
    fn look_for_files(&mut self) -> Result<()> {
        let found = self.files.check();
        if let Err(error) = &found
            && self.are_files_there
        {
            log::error!("nothing can be saved: {error}");
            let brought = self
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
            if let Err(error) = brought {
                log::error!("the log cannot be brought into the database: {error}");
            }
        }
        self.are_files_there = found.is_ok();
        found
    }

    /// Runs one command in its own SAVEPOINT. An error means that the whole transaction is lost.
    fn run_alone(&self, command: &mut dyn Command, batch: &mut Batch) -> Result<()> {
        self.execute("SAVEPOINT command")?;
        let mut tx = WriteTx {
            read: ReadTx {
                connection: &self.connection,
                currency: batch.currency.unwrap_or_else(|| self.currency.get()),
            },
            now: self.clock.now(),
            zone: self.clock.zone(),
            outbox: Vec::new(),
            ended: Vec::new(),
            links_changed: false,
            finds: Vec::new(),
            new_currency: None,
        };
        let keep = catch_unwind(AssertUnwindSafe(|| command.run(&mut tx))).unwrap_or(false);
        let WriteTx {
            outbox,
            ended,
            links_changed,
            finds,
            new_currency,
            ..
        } = tx;
        if self.connection.is_autocommit() {
            return Err(Error::Storage(
                "SQLite rolled the transaction back".to_owned(),
            ));
        }
        if keep {
            batch.events.extend(outbox);
            batch.ended.extend(ended);
            batch.links_changed |= links_changed;
            batch.finds.extend(finds);
            batch.currency = new_currency.or(batch.currency);
        } else {
            self.execute("ROLLBACK TO command")?;
        }
        self.execute("RELEASE command")
    }

    fn execute(&self, sql: &str) -> Result<()> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// Commits, then publishes and answers, in this order.
    fn finish(&mut self, batch: Batch, lasting: Result<()>) {
        let committed = lasting
            .and_then(|()| search::write(&self.connection, &batch.finds))
            .and_then(|()| self.files.check())
            .and_then(|()| self.execute("COMMIT"));
        if let Err(error) = &committed {
            log::error!(
                "a commit failed, {} writes are undone: {error}",
                batch.ran.len()
            );
            if !self.connection.is_autocommit()
                && let Err(error) = self.execute("ROLLBACK")
            {
                log::error!("the rollback failed too: {error}");
            }
        } else {
            self.load.committed(batch.ran.len());
            if let Some(currency) = batch.currency {
                self.currency.set(currency);
            }
            // First, so that a socket whose session has ended hears nothing that came after.
            for user in batch.ended {
                self.publisher.sessions_changed(Some(user));
            }
            if batch.links_changed {
                self.publisher.links_changed();
            }
            self.publish(batch.events);
        }
        batch
            .ran
            .into_iter()
            .for_each(|command| command.answer(committed.clone()));
    }

    /// Hands committed events on. Where another process wrote in between, its events come first, out
    /// of the log.
    fn publish(&mut self, events: Vec<crate::domain::Event>) {
        match events.first() {
            Some(first) if first.seq != self.published + 1 => self.publish_from_log(),
            Some(_) => {
                self.published = events.last().map_or(self.published, |last| last.seq);
                self.publisher.committed(events);
            }
            None => {}
        }
    }

    /// Looks whether another process has written, and hands its events on.
    fn watch(&mut self) {
        match data_version(&self.connection) {
            Ok(version) if version == self.data_version => {}
            Ok(version) => {
                self.data_version = version;
                if let Err(error) = self.currency.read_again(&self.connection) {
                    log::error!("the currency stays as it is: {error}");
                }
                self.publisher.sessions_changed(None);
                self.publisher.links_changed();
                self.publish_from_log();
            }
            Err(error) => log::warn!("the database cannot be watched: {error}"),
        }
    }

    fn publish_from_log(&mut self) {
        let tx = ReadTx {
            connection: &self.connection,
            currency: self.currency.get(),
        };
        loop {
            match events::after(&tx, self.published, MAX_BATCH) {
                Ok(events) => match events.last() {
                    Some(last) => {
                        self.published = last.seq;
                        self.publisher.committed(events);
                    }
                    None => return,
                },
                Err(error) => return log::warn!("the event log cannot be read: {error}"),
            }
        }
    }
}

/// The commands of one transaction and what they left behind.
#[derive(Default)]
struct Batch {
    ran: Vec<Box<dyn Command>>,
    events: Vec<crate::domain::Event>,
    ended: Vec<crate::domain::UserId>,
    links_changed: bool,
    finds: Vec<search::Finds>,
    /// The currency from here on, where a command changed it.
    currency: Option<Currency>,
}

/// Waits for the pen. Whoever panicked with it has written a whole transaction or nothing.
pub(super) fn take(pen: &Mutex<()>) -> MutexGuard<'_, ()> {
    pen.lock().unwrap_or_else(PoisonError::into_inner)
}

/// SQLite's mark, seen from this connection, that changes when another one has committed.
pub(super) fn data_version(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("PRAGMA data_version")?
        .query_row([], |row| row.get(0))?)
}
