//! A database, whoever gives commands to its writer, and whoever looks at it from outside.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};

use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::super::super::{Store, products, search};
use super::*;
use crate::domain::{Audience, Event, EventName, Id, Money, Product, Rate, Timestamp, UserId};
use crate::store::events::NewEvent;

/// What was handed on.
#[derive(Default)]
struct Heard {
    events: Vec<Event>,
    ended: Vec<UserId>,
    /// Whether some of it was not on disk by then.
    too_early: bool,
}

/// Hears what is handed on, and looks at the disk at once.
struct Listener {
    heard: Mutex<Heard>,
    file: PathBuf,
    disk: Mutex<Option<Connection>>,
}

impl Publisher for Listener {
    fn committed(&self, events: Vec<Event>) {
        let mut disk = self.disk.lock().unwrap();
        let disk = disk.get_or_insert_with(|| Connection::open(&self.file).unwrap());
        let last: i64 = disk
            .query_row("SELECT max(seq) FROM events", [], |row| row.get(0))
            .unwrap();
        let mut heard = self.heard.lock().unwrap();
        heard.too_early |= events.iter().any(|event| event.seq > last);
        heard.events.extend(events);
    }

    fn sessions_changed(&self, user: Option<UserId>) {
        self.heard.lock().unwrap().ended.extend(user);
    }

    fn links_changed(&self) {}
}

/// How commands come to the writer.
#[derive(Clone, Copy, Debug)]
pub(super) enum Way {
    /// All come while something else is at work: they share the next batch.
    Together,
    /// Each comes while nobody writes.
    OneByOne,
    /// The first comes while nobody writes, the others while it is at work: they share the next batch.
    BehindOne,
}

/// A database and whoever looks at it from outside.
pub(super) struct Desk {
    pub(super) store: Store,
    listener: Arc<Listener>,
    pub(super) outside: Connection,
    pub(super) runtime: Runtime,
    /// Whether the next commit fails as on a full disk.
    broken: Arc<AtomicBool>,
    pub(super) commands: u128,
    last_seq: i64,
    last_row: i64,
    _folder: TempDir,
}

pub(super) type Answer = Result<i64>;

/// What keeps a command at work from going on.
pub(super) struct Gate {
    go: Sender<()>,
    answer: JoinHandle<Answer>,
}

impl Gate {
    pub(super) fn open(self, runtime: &Runtime) -> Answer {
        self.go.send(()).unwrap();
        runtime.block_on(self.answer).unwrap()
    }
}

impl Desk {
    pub(super) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("oms.db");
        let listener = Arc::new(Listener {
            heard: Mutex::default(),
            file: file.clone(),
            disk: Mutex::default(),
        });
        let currency = Currency::from_code("EUR").unwrap();
        let store = Store::open(&file, currency, Clock::system(), listener.clone()).unwrap();
        let broken = Arc::new(AtomicBool::new(false));
        let (breaks, mends) = (broken.clone(), broken.clone());
        store
            .write_blocking(move |tx| {
                let connection = tx.connection;
                connection.busy_timeout(Duration::ZERO)?;
                connection.commit_hook(Some(move || breaks.swap(false, Ordering::SeqCst)))?;
                connection.rollback_hook(Some(move || mends.store(false, Ordering::SeqCst)))?;
                Ok(())
            })
            .unwrap();
        Self {
            store,
            listener,
            outside: Connection::open(&file).unwrap(),
            runtime: Runtime::new().unwrap(),
            broken,
            commands: 0,
            last_seq: 0,
            last_row: 0,
            _folder: folder,
        }
    }

    /// Gives the commands to the writer, and fails unless exactly those that are to last do.
    pub(super) fn try_out(&mut self, acts: &[Act], way: Way) {
        let first = self.commands;
        let mut work = self.work_of(acts);
        let (answers, fates) = match way {
            Way::Together => (self.together(work), fates(acts)),
            Way::OneByOne => {
                let alone = acts.iter().flat_map(|act| fates(&[*act]));
                (self.one_by_one(work), alone.collect())
            }
            Way::BehindOne => {
                let one = work.remove(0);
                let [first, others] = [&acts[..1], &acts[1..]].map(fates);
                (self.behind(one, work), [first, others].concat())
            }
        };
        let told: Vec<_> = answers.iter().map(Fate::of).collect();
        assert_eq!(told, fates, "{way:?} {acts:?}: {answers:?}");
        let there = (first..).zip(&fates).filter(|(_, fate)| **fate == Lasts);
        let there: Vec<_> = there.map(|(n, _)| n).collect();
        self.assert_there(&there, first..self.commands, &format!("{way:?} {acts:?}"));
    }

    /// Commands with the next numbers.
    pub(super) fn work_of(
        &mut self,
        acts: &[Act],
    ) -> Vec<impl FnOnce(&mut WriteTx<'_>) -> Answer + Send + use<>> {
        let first = self.commands;
        self.commands += acts.len() as u128;
        let work = (first..).zip(acts);
        work.map(|(number, act)| self.work(number, *act)).collect()
    }

    /// A command: a product with this number, an event that tells of it, and a session that ends.
    fn work(
        &self,
        number: u128,
        act: Act,
    ) -> impl FnOnce(&mut WriteTx<'_>) -> Answer + Send + use<> {
        let broken = self.broken.clone();
        move |tx| {
            if act == SpoilsSearch {
                tx.connection
                    .execute_batch("DROP TABLE IF EXISTS products_search")?;
            }
            products::insert(tx, &product(number, tx.now()))?;
            tx.ended.push(Id::new(Uuid::from_u128(number)));
            let seq = events::append(tx, event(number))?;
            match act {
                Succeeds | SpoilsSearch => {}
                Fails => return Err(Error::Busy),
                // As a panic goes on, without a line for each of thousands.
                Panics => std::panic::resume_unwind(Box::new(())),
                LosesStatement => fill_the_disk(tx, "SELECT 'full', hex(zeroblob(100000))")?,
                LosesAll => fill_the_disk(tx, "VALUES ('full', hex(zeroblob(100000)))")?,
                LosesAllUnaware | LosesAllAndPanics => {
                    let lost = fill_the_disk(tx, "VALUES ('full', hex(zeroblob(100000)))");
                    if act == LosesAllAndPanics {
                        std::panic::resume_unwind(Box::new(lost));
                    }
                }
                SpoilsCommit => tx.connection.execute_batch(
                    "PRAGMA defer_foreign_keys = ON;
                     INSERT INTO sessions (id, user_id, created_at, expires_at)
                     VALUES (randomblob(16), randomblob(16), 0, 0)",
                )?,
                BreaksCommit => broken.store(true, Ordering::SeqCst),
            }
            Ok(seq)
        }
    }

    /// All wait while the writer is at something else.
    pub(super) fn together<F>(&self, work: Vec<F>) -> Vec<Answer>
    where
        F: FnOnce(&mut WriteTx<'_>) -> Answer + Send + 'static,
    {
        let mut answers = self.behind(|_| Ok(0), work);
        answers.remove(0).unwrap();
        answers
    }

    pub(super) fn one_by_one<F>(&self, work: Vec<F>) -> Vec<Answer>
    where
        F: FnOnce(&mut WriteTx<'_>) -> Answer + Send + 'static,
    {
        let write = |work| self.runtime.block_on(self.store.write(work));
        work.into_iter().map(write).collect()
    }

    /// One is at work, and does not go on before the others wait.
    fn behind<F>(
        &self,
        one: impl FnOnce(&mut WriteTx<'_>) -> Answer + Send + 'static,
        others: Vec<F>,
    ) -> Vec<Answer>
    where
        F: FnOnce(&mut WriteTx<'_>) -> Answer + Send + 'static,
    {
        let gate = self.gate(one);
        let submit = |work| self.store.writer.submit(work).unwrap();
        let waiting: Vec<_> = others.into_iter().map(submit).collect();
        let one = gate.open(&self.runtime);
        let wait = |answer: oneshot::Receiver<Answer>| answer.blocking_recv().unwrap();
        [one]
            .into_iter()
            .chain(waiting.into_iter().map(wait))
            .collect()
    }

    /// Has the writer begin something that does not go on before the gate is opened.
    pub(super) fn gate(
        &self,
        work: impl FnOnce(&mut WriteTx<'_>) -> Answer + Send + 'static,
    ) -> Gate {
        let (begun, has_begun) = channel();
        let (go, may_go) = channel();
        let store = self.store.clone();
        let waits = move |tx: &mut WriteTx<'_>| {
            begun.send(()).unwrap();
            may_go.recv().unwrap();
            work(tx)
        };
        let answer = self.runtime.spawn(async move { store.write(waits).await });
        has_begun.recv().unwrap();
        Gate { go, answer }
    }

    /// Of the products of these numbers exactly `there` are on disk, found, and told of, in order.
    pub(super) fn assert_there(
        &mut self,
        there: &[u128],
        all: std::ops::Range<u128>,
        context: &str,
    ) {
        let names: Vec<_> = there.iter().map(|n| name(*n)).collect();
        let rows = self.read(
            "SELECT row_id, name FROM products WHERE row_id > ?1 ORDER BY row_id",
            self.last_row,
        );
        assert_eq!(texts(&rows), names, "on disk: {context}");
        self.last_row += rows.len() as i64;
        let log = self.read(
            "SELECT seq, data FROM events WHERE seq > ?1 ORDER BY seq",
            self.last_seq,
        );
        let told: Vec<_> = there.iter().map(|n| event(*n).data).collect();
        assert_eq!(texts(&log), told, "in the log: {context}");
        let heard = std::mem::take(&mut *self.listener.heard.lock().unwrap());
        let events = heard.events.into_iter();
        let events: Vec<_> = events.map(|event| (event.seq, event.data)).collect();
        assert_eq!(events, log, "heard: {context}");
        assert!(!heard.too_early, "heard before it was on disk: {context}");
        let next_seq = self.last_seq + 1;
        self.last_seq += log.len() as i64;
        let seqs: Vec<_> = log.iter().map(|(seq, _)| *seq).collect();
        let no_gap: Vec<_> = (next_seq..=self.last_seq).collect();
        assert_eq!(seqs, no_gap, "{context}");
        let ended = heard.ended.iter().map(|user| user.uuid().as_u128());
        let ended: Vec<_> = ended.collect();
        assert_eq!(ended, there, "sessions that ended: {context}");
        for number in all {
            let query = search::query(&name(number)).unwrap();
            let sql =
                "SELECT EXISTS (SELECT 1 FROM products_search WHERE products_search MATCH ?1)";
            let found: bool = self
                .outside
                .prepare_cached(sql)
                .unwrap()
                .query_row([query], |row| row.get(0))
                .unwrap();
            assert_eq!(found, there.contains(&number), "found: {context}");
        }
    }

    fn read(&self, sql: &str, after: i64) -> Vec<(i64, String)> {
        let mut statement = self.outside.prepare_cached(sql).unwrap();
        let rows = statement.query_map([after], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(|row| row.unwrap()).collect()
    }
}

fn texts(rows: &[(i64, String)]) -> Vec<&str> {
    rows.iter().map(|(_, text)| text.as_str()).collect()
}

/// A name whose beginning is no other's.
fn name(number: u128) -> String {
    format!("n{number:06}")
}

fn product(number: u128, now: Timestamp) -> Product {
    Product {
        id: Id::new(Uuid::from_u128(number)),
        sku: None,
        name: name(number),
        price: Money::zero(Currency::from_code("EUR").unwrap()),
        tax_rate: Rate::default(),
        stock: None,
        created_at: now,
        updated_at: now,
        archived_at: None,
    }
}

fn event(number: u128) -> NewEvent {
    NewEvent {
        name: EventName::ProductUpdated,
        audience: Audience::Everyone,
        former_owner: None,
        data: number.to_string(),
    }
}

/// Writes these rows of settings when not one page more can be had.
fn fill_the_disk(tx: &WriteTx<'_>, rows: &str) -> Result<()> {
    let limit = |pages: i64| -> Result<()> {
        let sql = format!("PRAGMA max_page_count = {pages}");
        Ok(tx.connection.query_row(&sql, [], |_| Ok(()))?)
    };
    limit(1)?; // As many as there are.
    let written = tx
        .connection
        .execute(&format!("INSERT INTO settings (key, value) {rows}"), []);
    limit(i64::from(u32::MAX - 1))?;
    written?;
    Err(Error::Internal("the disk was not full".to_owned()))
}
