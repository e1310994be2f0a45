//! Copies of the database that are known to be good.
//!
//! A copy is made by SQLite's online backup (sqlite.org/backup.html) out of one snapshot, while others
//! read and write. It bears its name only after it was opened anew, checked and counted, and is on disk.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};

use super::{check, migrate, pool, wal};
use crate::error::{Error, Result};

/// Pages that are copied between two reports of progress; 4 KiB each.
const STEP_PAGES: i32 = 1000;
/// Bytes that are read at once where a whole file is.
const READ_BYTES: usize = 64 * 1024;
/// Ends the name of a copy that is not done.
pub const PART: &str = ".part";
/// What is counted in the snapshot and again in the copy, and compared in a proof.
const COUNTED: &[&str] = &[
    "orders",
    "order_items",
    "order_events",
    "payments",
    "documents",
    "products",
    "stock_ledger",
    "users",
];

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The pages are being copied.
    Copying {
        /// Pages that are copied.
        done: u64,
        /// Pages that there are.
        pages: u64,
    },
    /// What was copied is being checked.
    Checking(check::Progress),
}

/// Copies the database `from` into a new file `to`, one whole file that any SQLite can open.
///
/// # Errors
/// [`Error::Storage`] with a sentence for the owner: `from` is damaged, is no OMS database or of a newer
/// OMS; `to` is there already or can't be written. There is no file `to` then.
pub fn copy(from: &Path, to: &Path, progress: &mut dyn FnMut(Progress)) -> Result<()> {
    if to.exists() {
        return Err(Error::Storage(format!(
            "{} is there already: choose another name",
            to.display()
        )));
    }
    pool::folder_is_there(to)?;
    let part = beside(to, PART);
    remove(&part)?;
    let done = copy_checked(from, &part, progress)
        .map_err(|error| name_both(error, from, &part))
        .and_then(|()| durable(&part))
        .and_then(|()| fs::rename(&part, to).map_err(|error| cannot(to, "be written", &error)))
        .and_then(|()| durable(folder_of(to)));
    if done.is_err() {
        // The reason is told; what is left of the attempt is worth nothing.
        let _ = remove(&part);
    }
    done
}

/// SQLite does not say which of the two files is full or damaged.
fn name_both(error: Error, from: &Path, to: &Path) -> Error {
    let (from, to) = (from.display().to_string(), to.display().to_string());
    match error {
        Error::Storage(reason) if !reason.contains(&from) && !reason.contains(&to) => {
            Error::Storage(format!("{from} cannot be copied to {to}: {reason}"))
        }
        other => other,
    }
}

fn copy_checked(from: &Path, part: &Path, progress: &mut dyn FnMut(Progress)) -> Result<()> {
    let source = open(from)?;
    let named = |error| pool::explain(from, error);
    migrate::recognise(&source, from).map_err(named)?;
    // One snapshot from here to the end: without it the copy would begin again with each write.
    source
        .execute_batch("BEGIN")
        .map_err(|error| named(error.into()))?;
    let counts = counts(&source).map_err(named)?;
    copy_pages(&source, part, progress)?;
    let copy = open(part)?;
    sound(&copy, from, progress)?;
    if self::counts(&copy)? != counts {
        return Err(Error::Storage(format!(
            "the copy {} does not hold what {} holds",
            part.display(),
            from.display()
        )));
    }
    Ok(())
}

/// Copies a database as it is, be it damaged, into a new file.
pub(super) fn copy_pages(
    source: &Connection,
    to: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    pool::create_private(to)?;
    let mut copy = open(to)?;
    // It is synced whole when it is done.
    copy.execute_batch("PRAGMA synchronous = OFF")?;
    let pages = Backup::new(source, &mut copy)?;
    while step(&pages, progress)? {}
    drop(pages);
    // One file: a reader of the copy needs no log beside it.
    copy.execute_batch("PRAGMA journal_mode = DELETE")?;
    Ok(())
}

/// Copies some pages; whether there are more.
pub(super) fn step(backup: &Backup<'_, '_>, progress: &mut dyn FnMut(Progress)) -> Result<bool> {
    let result = backup.step(STEP_PAGES)?;
    let at = backup.progress();
    let pages = u64::try_from(at.pagecount).unwrap_or(0);
    let left = u64::try_from(at.remaining).unwrap_or(0);
    progress(Progress::Copying {
        done: pages.saturating_sub(left),
        pages,
    });
    match result {
        StepResult::Done => Ok(false),
        StepResult::More => Ok(true),
        // Only another process that holds the file for itself.
        _ => Err(Error::Storage(
            "the database is locked by another program".to_owned(),
        )),
    }
}

/// Refuses a database that SQLite or the domain finds wrong.
pub(super) fn sound(
    connection: &Connection,
    file: &Path,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    let mut checking = |at| progress(Progress::Checking(at));
    let problems = match migrate::is_present(connection)? {
        true => check::problems_of(connection, &mut checking)?,
        // The domain's queries are for the present schema.
        false => check::problems_of_sqlite(connection, &mut checking)?,
    };
    match problems.first() {
        None => Ok(()),
        Some(problem) => Err(Error::Storage(format!(
            "{} is damaged ({problem}): `oms check` tells all of it",
            file.display()
        ))),
    }
}

/// The schema version of the file if this OMS has a newer one; `None`: there is nothing to bring up to date.
///
/// # Errors
/// [`Error::Storage`]: the file can't be read, is no OMS database or of a newer OMS.
pub fn old_version(file: &Path) -> Result<Option<usize>> {
    if !file.exists() {
        return Ok(None);
    }
    let connection = open(file)?;
    migrate::old_version(&connection, file).map_err(|error| pool::explain(file, error))
}

/// The SHA-256 of a file's bytes, in hexadecimal digits.
///
/// # Errors
/// [`Error::Storage`]: it can't be read.
pub fn sum_of(file: &Path) -> Result<String> {
    let hash = hash_of(file).map_err(|error| cannot(file, "be read", &error))?;
    Ok(hash.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn hash_of(file: &Path) -> io::Result<[u8; 32]> {
    let mut file = BufReader::with_capacity(READ_BYTES, File::open(file)?);
    let mut hash = Sha256::new();
    loop {
        let bytes = file.fill_buf()?;
        if bytes.is_empty() {
            return Ok(hash.finalize().into());
        }
        hash.update(bytes);
        let read = bytes.len();
        file.consume(read);
    }
}

/// The first table of the shop that holds something else in one database than in the other. Where their
/// schemas differ, only the number of rows is looked at, of tables that both have.
///
/// # Errors
/// [`Error::Storage`]: one can't be read.
pub fn difference(one: &Path, other: &Path) -> Result<Option<&'static str>> {
    let (one, other) = (open(one)?, open(other)?);
    let is_same_schema = migrate::is_present(&one)? == migrate::is_present(&other)?;
    for table in counted(&one)? {
        if !is_there(&other, table)? {
            continue;
        }
        let differs = match is_same_schema {
            true => content_of(&one, table)? != content_of(&other, table)?,
            false => count_of(&one, table)? != count_of(&other, table)?,
        };
        if differs {
            return Ok(Some(table));
        }
    }
    Ok(None)
}

/// A hash of all that a table holds, in the order of its key.
fn content_of(connection: &Connection, table: &str) -> Result<[u8; 32]> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut hash = Sha256::new();
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            feed(&mut hash, row.get_ref(column)?);
        }
    }
    Ok(hash.finalize().into())
}

/// Adds a value with its type and length, so that no two rows look alike that are not.
fn feed(hash: &mut Sha256, value: ValueRef<'_>) {
    let number;
    let (kind, bytes): (u8, &[u8]) = match value {
        ValueRef::Null => (0, &[]),
        ValueRef::Integer(integer) => {
            number = integer.to_le_bytes();
            (1, &number)
        }
        ValueRef::Real(real) => {
            number = real.to_le_bytes();
            (2, &number)
        }
        ValueRef::Text(text) => (3, text),
        ValueRef::Blob(blob) => (4, blob),
    };
    hash.update([kind]);
    hash.update(bytes.len().to_le_bytes());
    hash.update(bytes);
}

/// Opens a file that is there.
pub(super) fn open(file: &Path) -> Result<Connection> {
    wal::check(file)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)
        .map_err(|error| pool::cannot_open(file, &error))?;
    connection.busy_timeout(pool::BUSY_TIMEOUT)?;
    Ok(connection)
}

fn counts(connection: &Connection) -> Result<Vec<i64>> {
    let tables = counted(connection)?.into_iter();
    tables.map(|table| count_of(connection, table)).collect()
}

/// The tables that are counted, of those that the database's schema has.
fn counted(connection: &Connection) -> Result<Vec<&'static str>> {
    let mut tables = Vec::new();
    for table in COUNTED {
        if is_there(connection, table)? {
            tables.push(*table);
        }
    }
    Ok(tables)
}

fn is_there(connection: &Connection, table: &str) -> Result<bool> {
    Ok(connection.table_exists(None, table)?)
}

fn count_of(connection: &Connection, table: &str) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM {table}");
    Ok(connection.query_row(&sql, [], |row| row.get(0))?)
}

/// Waits until a file, or what a folder names, is on disk.
///
/// # Errors
/// [`Error::Storage`]: it can't be written.
pub fn durable(path: &Path) -> Result<()> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    match synced {
        // Not every system can sync a folder; where it can't, renaming is as good as it gets.
        Err(error) if !path.is_dir() => Err(cannot(path, "be written", &error)),
        _ => Ok(()),
    }
}

pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// The file's name with something added.
pub fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Removes a database with its log, if it is there.
///
/// # Errors
/// [`Error::Storage`]: it can't be removed.
pub fn remove(file: &Path) -> Result<()> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(beside(file, ending)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(cannot(file, "be removed", &error));
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn cannot(file: &Path, what: &str, error: &std::io::Error) -> Error {
    Error::Storage(format!("{} cannot {what}: {error}", file.display()))
}
