//! Copies of the database that are known to be good, and how one takes its place again.
//!
//! A copy is made by SQLite's online backup (sqlite.org/backup.html) out of one snapshot, while others
//! read and write. It bears its name only after it was opened anew, checked and counted, and is on disk.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, params};

use super::{check, migrate, pool, settings};
use crate::error::{Error, Result};

/// Pages that are copied between two reports of progress; 4 KiB each.
const STEP_PAGES: i32 = 1000;
/// Ends the name of a copy that is not done.
pub const PART: &str = ".part";
/// What is counted in the snapshot and again in the copy.
const COUNTED: &[&str] = &[
    "orders",
    "order_items",
    "order_events",
    "products",
    "stock_ledger",
    "users",
];

/// How far a copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Pages that are copied.
    pub done: u64,
    /// Pages that there are.
    pub pages: u64,
}

/// What a restored database goes on from, so that nothing that was given out is given out again.
#[derive(Clone, Debug, Default)]
pub struct Continuation {
    /// The last number of each table that numbers its rows.
    numbers: Vec<(String, i64)>,
    /// The key of all sessions.
    jwt_secret: Option<String>,
    authority: Option<String>,
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
    pool::create_private(part)?;
    // One snapshot from here to the end: without it the copy would begin again with each write.
    source
        .execute_batch("BEGIN")
        .map_err(|error| named(error.into()))?;
    let counts = counts(&source).map_err(named)?;
    let mut copy = open(part)?;
    // It is synced whole when it is done.
    copy.execute_batch("PRAGMA synchronous = OFF")?;
    let pages = Backup::new(&source, &mut copy)?;
    while step(&pages, progress)? {}
    drop(pages);
    // One file: a reader of the copy needs no log beside it.
    copy.execute_batch("PRAGMA journal_mode = DELETE")?;
    drop(copy);
    let copy = open(part)?;
    sound(&copy, from)?;
    if self::counts(&copy)? != counts {
        return Err(Error::Storage(format!(
            "the copy {} does not hold what {} holds",
            part.display(),
            from.display()
        )));
    }
    Ok(())
}

/// Copies some pages; whether there are more.
fn step(backup: &Backup<'_, '_>, progress: &mut dyn FnMut(Progress)) -> Result<bool> {
    let result = backup.step(STEP_PAGES)?;
    let at = backup.progress();
    let pages = u64::try_from(at.pagecount).unwrap_or(0);
    let left = u64::try_from(at.remaining).unwrap_or(0);
    progress(Progress {
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
fn sound(connection: &Connection, file: &Path) -> Result<()> {
    let problems = match migrate::is_present(connection)? {
        true => check::problems_of(connection)?,
        // The domain's queries are for the present schema.
        false => check::problems_of_sqlite(connection)?,
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

/// What the database would go on from.
///
/// # Errors
/// [`Error::Storage`] when it can't be read.
pub fn continuation(file: &Path) -> Result<Continuation> {
    let connection = open(file)?;
    let numbers = connection
        .prepare("SELECT name, seq FROM sqlite_sequence")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(Continuation {
        numbers,
        jwt_secret: settings::find(&connection, settings::JWT_SECRET)?,
        authority: settings::find(&connection, settings::TLS_AUTHORITY)?,
    })
}

/// Makes of a backup the database that will take the place of the present one, in a new file `to`: of
/// the present schema, with no one signed in, numbers going on where the present one's are.
///
/// # Errors
/// As [`copy`].
pub fn prepare(
    backup: &Path,
    to: &Path,
    from_here: &Continuation,
    progress: &mut dyn FnMut(Progress),
) -> Result<()> {
    remove(to)?;
    copy(backup, to, progress)?;
    let done = settle(to, from_here);
    if done.is_err() {
        let _ = remove(to);
    }
    done
}

fn settle(file: &Path, from_here: &Continuation) -> Result<()> {
    let mut connection = open(file)?;
    migrate::to_present(&mut connection, file)?;
    let transaction = connection.transaction()?;
    // What a screen saw before is not what came before: the log begins anew, and sockets are told so.
    transaction
        .execute_batch("DELETE FROM sessions; DELETE FROM one_time_tokens; DELETE FROM events;")?;
    for (table, number) in &from_here.numbers {
        // One more than was given out: so no screen finds that it has missed nothing.
        let number = number.saturating_add(1);
        transaction.execute(
            "UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1",
            params![table, number],
        )?;
        transaction.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2
             WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
            params![table, number],
        )?;
    }
    if let Some(secret) = &from_here.jwt_secret {
        settings::put(&transaction, settings::JWT_SECRET, secret)?;
    }
    // The one of the backup stays: the devices that were told to trust it may have come along with it.
    if let Some(authority) = &from_here.authority
        && settings::find(&transaction, settings::TLS_AUTHORITY)?.is_none()
    {
        settings::put(&transaction, settings::TLS_AUTHORITY, authority)?;
    }
    transaction.commit()?;
    sound(&connection, file)?;
    drop(connection);
    durable(file)
}

/// Puts a prepared file into the place of a database that nobody has open. The present one stays beside
/// it as `kept`.
///
/// # Errors
/// [`Error::Storage`]: another program has the database open, or the folder can't be written.
pub fn replace(database: &Path, prepared: &Path, kept: &Path) -> Result<()> {
    let done = exchange(database, prepared, kept);
    if done.is_err() {
        let _ = remove(prepared);
    }
    done
}

fn exchange(database: &Path, prepared: &Path, kept: &Path) -> Result<()> {
    if database.exists() {
        if !close_alone(database)? {
            // Damaged, so its log can't be brought into it: both stay as they are.
            for log in ["-wal", "-shm"] {
                move_if_there(&beside(database, log), &beside(kept, log))?;
            }
        }
        // A second name for it, so that at no moment there is no database.
        if fs::hard_link(database, kept).is_err() {
            fs::copy(database, kept).map_err(|error| cannot(kept, "be written", &error))?;
            durable(kept)?;
        }
    }
    fs::rename(prepared, database).map_err(|error| cannot(database, "be replaced", &error))?;
    durable(folder_of(database))
}

/// Brings the log into the database and closes it, if no one else has it open. Whether that could be done:
/// a file that is none of SQLite's, or damaged, is left as it is.
///
/// # Errors
/// [`Error::Storage`]: another program has it open.
pub fn close_alone(database: &Path) -> Result<bool> {
    let connection = open(database)?;
    // Who has it open does not let go of it soon.
    connection.busy_timeout(Duration::ZERO)?;
    let alone = connection.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);",
    );
    match alone {
        Ok(()) => Ok(connection.close().is_ok()),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => {
            Err(Error::Storage(format!(
                "{} is open in another program: stop the server first, or restore on its page",
                database.display()
            )))
        }
        Err(_) => Ok(false),
    }
}

fn move_if_there(from: &Path, to: &Path) -> Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(cannot(from, "be kept", &error)),
        _ => Ok(()),
    }
}

/// Opens a file that is there.
fn open(file: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)
        .map_err(|error| pool::cannot_open(file, &error))?;
    connection.busy_timeout(pool::BUSY_TIMEOUT)?;
    Ok(connection)
}

fn counts(connection: &Connection) -> Result<Vec<i64>> {
    let count = |table| {
        let sql = format!("SELECT count(*) FROM {table}");
        Ok(connection.query_row(&sql, [], |row| row.get(0))?)
    };
    COUNTED.iter().map(count).collect()
}

/// Waits until a file, or what a folder names, is on disk.
fn durable(path: &Path) -> Result<()> {
    let synced = File::open(path).and_then(|file| file.sync_all());
    match synced {
        // Not every system can sync a folder; where it can't, renaming is as good as it gets.
        Err(error) if !path.is_dir() => Err(cannot(path, "be written", &error)),
        _ => Ok(()),
    }
}

fn folder_of(file: &Path) -> &Path {
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

fn cannot(file: &Path, what: &str, error: &std::io::Error) -> Error {
    Error::Storage(format!("{} cannot {what}: {error}", file.display()))
}
