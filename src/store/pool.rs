//! Connections and how they are set up.

use std::fs::OpenOptions;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, OpenFlags};

use super::{terms, wal};
use crate::error::{Error, Result};

/// How long a connection waits for a lock that another process holds.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The writer's page cache: what a busy day touches, so that it is not read again for every commit.
const WRITER_CACHE_KIB: u32 = 8 * 1024;
/// A connection is used by one thread at a time, so it needs no mutex of its own.
const FLAGS: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);
/// How many statements a connection keeps prepared.
const STATEMENTS: usize = 128;
/// The most readers at once, whatever the machine; more wait their turn.
const MAX_READERS: usize = 8;

/// Readers at once: a few more than processors, since some wait for the disk. More than that would only
/// take memory, for a thread and a page cache each.
pub(super) fn readers() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    (processors + 2).min(MAX_READERS)
}

/// The reading connections.
#[derive(Clone)]
pub(super) struct Pool(r2d2::Pool<SqliteConnectionManager>);

impl Pool {
    pub(super) fn get(&self) -> Result<r2d2::PooledConnection<SqliteConnectionManager>> {
        Ok(self.0.get()?)
    }
}

/// Opens the writer's connection; makes the file if there is none.
pub(super) fn open_writing(file: &Path) -> Result<Connection> {
    folder_is_there(file)?;
    wal::check(file)?;
    create_private(file)?;
    let connection =
        Connection::open_with_flags(file, FLAGS).map_err(|error| cannot_open(file, &error))?;
    set_up(&connection).map_err(|error| cannot_open(file, &error))?;
    Ok(connection)
}

/// Makes the writer's connection one whose commits last.
pub(super) fn make_durable(connection: &Connection, file: &Path) -> Result<()> {
    // FULL: a commit returns when it is on disk. The writes that wait together share one.
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
             PRAGMA cache_size = -{WRITER_CACHE_KIB};"
        ))
        .map_err(|error| cannot_open(file, &error))
}

/// Opens a connection of its own that reads a file that is there.
pub(super) fn open_reader(file: &Path) -> Result<Connection> {
    let connection = Connection::open_with_flags(file, FLAGS)?;
    set_up_reader(&connection)?;
    Ok(connection)
}

/// Opens the pool of readers of a file that is there.
pub(super) fn open_reading(file: &Path) -> Result<Pool> {
    let manager = SqliteConnectionManager::file(file)
        .with_flags(FLAGS)
        .with_init(|connection| set_up_reader(connection));
    let pool = r2d2::Pool::builder()
        .max_size(u32::try_from(readers()).unwrap_or(1))
        // None is opened ahead: a command needs none of them.
        .min_idle(Some(0))
        .connection_timeout(BUSY_TIMEOUT)
        .test_on_check_out(false)
        .build(manager)?;
    Ok(Pool(pool))
}

fn set_up_reader(connection: &Connection) -> rusqlite::Result<()> {
    set_up(connection)?;
    terms::attach(connection)?;
    connection.execute_batch("PRAGMA query_only = ON;")
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")
}

/// Makes the file if there is none, for its owner's eyes alone: it holds people's addresses and the keys of
/// sessions and certificates.
pub(super) fn create_private(file: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(cannot_open(file, &error)),
        Ok(_) => Ok(()),
    }
}

/// Refuses a file whose folder is missing: it is more likely a misspelling than a new shop.
pub(super) fn folder_is_there(file: &Path) -> Result<()> {
    match file.parent() {
        Some(folder) if folder != Path::new("") && !folder.is_dir() => {
            Err(Error::Storage(format!(
                "there is no folder {} for {}: make the folder first, or name another file",
                folder.display(),
                file.display()
            )))
        }
        _ => Ok(()),
    }
}

/// An error of SQLite about a file, with the file's name.
pub(super) fn explain(file: &Path, error: Error) -> Error {
    let name = file.display().to_string();
    match error {
        Error::Storage(reason) if !reason.contains(&name) => cannot_open(file, &reason),
        other => other,
    }
}

pub(super) fn cannot_open(file: &Path, error: &dyn std::fmt::Display) -> Error {
    if file.is_dir() {
        return Error::Storage(format!("{} is a folder: name a file in it", file.display()));
    }
    Error::Storage(format!("{} cannot be opened: {error}", file.display()))
}
