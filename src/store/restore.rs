//! How a backup takes the place of the database again: of one that nobody has open, and of one at work.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::params;

use super::backup::{
    Progress, beside, cannot, copy, copy_pages, durable, folder_of, open, remove, sound, step,
};
use super::{mail_server, migrate, pool, settings, wal};
use crate::error::{Error, Result};

/// What a restored database goes on from, so that nothing that was given out is given out again.
#[derive(Clone, Debug, Default)]
pub struct Continuation {
    /// The last number of each table that numbers its rows.
    numbers: Vec<(String, i64)>,
    /// The key of all sessions.
    jwt_secret: Option<String>,
    authority: Option<String>,
}

/// Refuses to restore what can't be: the database itself, or a file for a folder that is missing.
///
/// # Errors
/// [`Error::Storage`].
pub fn can_replace(database: &Path, backup: &Path) -> Result<()> {
    pool::folder_is_there(database)?;
    match (database.canonicalize(), backup.canonicalize()) {
        (Ok(one), Ok(other)) if one == other => Err(Error::Storage(format!(
            "{} is the database itself: name a backup",
            backup.display()
        ))),
        _ => Ok(()),
    }
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

/// Refuses a file that could not be restored.
///
/// # Errors
/// [`Error::Storage`] with a sentence for the owner: it is damaged, no OMS database, or of a newer OMS.
pub fn inspect(backup: &Path) -> Result<()> {
    let connection = open(backup)?;
    migrate::recognise(&connection, backup).map_err(|error| pool::explain(backup, error))?;
    sound(&connection, backup, &mut |_| {})
}

/// Makes of a backup, in a new file `to`, a database of the present schema that is known to be sound.
///
/// # Errors
/// Those of [`copy`]. There is no file `to` then.
pub fn prepare(backup: &Path, to: &Path, progress: &mut dyn FnMut(Progress)) -> Result<()> {
    remove(to)?;
    copy(backup, to, progress)?;
    let done = bring_up_to_date(to, progress);
    if done.is_err() {
        let _ = remove(to);
    }
    done
}

fn bring_up_to_date(file: &Path, progress: &mut dyn FnMut(Progress)) -> Result<()> {
    let mut connection = open(file)?;
    migrate::to_present(&mut connection, file)?;
    sound(&connection, file, progress)
}

/// Makes a prepared file go on where the present database is: no one is signed in, there is no API
/// token, webhooks are paused and no mail is sent, numbers and the event log follow those that were given out.
///
/// # Errors
/// [`Error::Storage`]: it can't be written.
pub fn settle(prepared: &Path, from_here: &Continuation) -> Result<()> {
    let mut connection = open(prepared)?;
    let transaction = connection.transaction()?;
    // What let someone in may have ended since. What a screen saw before is not what came before: the log
    // begins anew, and sockets are told so.
    transaction.execute_batch(
        "DELETE FROM sessions; DELETE FROM one_time_tokens; DELETE FROM api_tokens; DELETE FROM events;",
    )?;
    // A webhook may have been deleted since, and the one who has it wants to hear no more.
    transaction.execute_batch(
        "UPDATE webhooks SET paused_at = CAST(unixepoch('subsec') * 1000 AS INTEGER), pause_reason = 'restored'
         WHERE paused_at IS NULL;",
    )?;
    // What waits there may have been sent since, and what is done in a copy of the shop concerns no buyer.
    transaction.execute_batch(
        "UPDATE mails SET state = 'failed', next_at = NULL, failures = failures + 1, failure = 'restored'
         WHERE next_at IS NOT NULL;",
    )?;
    let now = "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    let now = transaction.query_row(now, [], |row| row.get(0))?;
    mail_server::pause(&transaction, now)?;
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
    drop(connection);
    durable(prepared)
}

/// Puts what a prepared file holds into a database at work, in one transaction of its own. Who reads
/// meanwhile sees what was before; nobody may write. What it was before stays beside it as `kept`.
///
/// # Errors
/// [`Error::Storage`]: a file can't be written, or another program writes. The database is as it was then.
pub fn replace_at_work(database: &Path, prepared: &Path, kept: &Path) -> Result<()> {
    let mut present = open(database)?;
    copy_pages(&present, kept, &mut |_| {})?;
    durable(kept)?;
    durable(folder_of(kept))?;
    present.execute_batch("PRAGMA synchronous = FULL")?;
    let source = open(prepared)?;
    let pages = Backup::new(&source, &mut present)?;
    while step(&pages, &mut |_| {})? {}
    Ok(())
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
    if wal::check(database).is_err() {
        return Ok(false);
    }
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
