//! Whether the database can be written, by writing to it, and what its owner should look after.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::backups::Folder;
use crate::domain::{Backup, OrderCounts, Timestamp};
use crate::error::{Error, Result};
use crate::store::{self, Store};

/// A good answer is good for so long: asking often must not wear the disk out.
const GOOD_FOR: Duration = Duration::from_secs(1);
/// With less than this the disk is nearly full; with less than the database takes, too.
const LITTLE_SPACE: u64 = 256 * 1024 * 1024;
/// A clock is set right by so much now and then, in milliseconds.
const CLOCK_SLACK_MS: i64 = 60 * 1000;
/// How long after its start a server must have made a first backup, in milliseconds.
const FIRST_BACKUP_MS: i64 = 15 * 60 * 1000;
/// A backup is late after so many intervals.
const LATE_AFTER: i64 = 2;

/// Feels the database's pulse.
#[derive(Clone)]
pub struct Health(Arc<Inner>);

struct Inner {
    store: Store,
    database: PathBuf,
    backups: Folder,
    /// How often a backup is made, in milliseconds; 0: never by itself.
    backup_every_ms: i64,
    started: Timestamp,
    last_good: Mutex<Option<Instant>>,
}

/// How the database and what is around it are.
#[derive(Clone, Debug)]
pub struct Vitals {
    /// The instant that it is true of.
    pub at: Timestamp,
    /// Bytes of the database file.
    pub database_bytes: Option<u64>,
    /// Bytes of its write-ahead log; 0 when there is none.
    pub wal_bytes: u64,
    /// Bytes that are free on its disk; `None`: the system does not tell.
    pub disk_free_bytes: Option<u64>,
    /// The newest good backup; `None`: there is none, or the folder can't be read.
    pub last_backup: Option<Backup>,
    /// Whether the clock shows a time before the newest row was written.
    pub is_clock_behind: bool,
    /// Whether the newest backup should be a newer one.
    pub is_backup_late: bool,
}

impl Health {
    /// The health of this store, whose file is `database`.
    pub fn new(store: Store, database: PathBuf, backups: Folder, backup_every_hours: u32) -> Self {
        Self(Arc::new(Inner {
            started: store.clock().now(),
            store,
            database,
            backups,
            backup_every_ms: i64::from(backup_every_hours) * 60 * 60 * 1000,
            last_good: Mutex::default(),
        }))
    }

    /// Writes a little, unless that went well a moment ago.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`] or [`crate::error::Error::Busy`]: writes fail now.
    pub async fn check(&self) -> Result<()> {
        let mut last_good = self.0.last_good.lock().await;
        if last_good.is_some_and(|at| at.elapsed() < GOOD_FOR) {
            return Ok(());
        }
        *last_good = None;
        self.0
            .store
            .write(|tx| store::settings::set(tx, "checked_at", &tx.now().to_string()))
            .await?;
        *last_good = Some(Instant::now());
        Ok(())
    }

    /// How everything is now.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database can't be read.
    pub async fn vitals(&self) -> Result<Vitals> {
        let this = self.clone();
        tokio::task::spawn_blocking(move || this.0.vitals())
            .await
            .map_err(|error| Error::Panicked(format!("the vitals were not taken: {error}")))?
    }

    /// How many orders each status has.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database can't be read.
    pub async fn orders(&self) -> Result<OrderCounts> {
        self.0.store.read(store::orders::counts).await
    }
}

impl Inner {
    fn vitals(&self) -> Result<Vitals> {
        let at = self.store.clock().now();
        let newest = self.store.read_blocking(store::events::newest_at)?;
        let size = |file: PathBuf| fs::metadata(file).ok().map(|it| it.len());
        let last_backup = self.last_backup();
        Ok(Vitals {
            at,
            database_bytes: size(self.database.clone()),
            wal_bytes: size(store::backup::beside(&self.database, "-wal")).unwrap_or(0),
            disk_free_bytes: self.disk_free_bytes(),
            is_clock_behind: newest.is_some_and(|newest| newest > at.plus_ms(CLOCK_SLACK_MS)),
            is_backup_late: self.is_backup_late(at, last_backup.as_ref()),
            last_backup,
        })
    }

    fn last_backup(&self) -> Option<Backup> {
        self.backups.last_good().unwrap_or_else(|error| {
            log::warn!("{error}");
            None
        })
    }

    fn disk_free_bytes(&self) -> Option<u64> {
        let folder = self.database.parent();
        // A bare name lies in the working directory.
        let folder = folder.filter(|path| !path.as_os_str().is_empty());
        fs4::available_space(folder.unwrap_or(".".as_ref())).ok()
    }

    fn is_backup_late(&self, now: Timestamp, last: Option<&Backup>) -> bool {
        let (since, patience_ms) = match last {
            Some(backup) => (backup.at, self.backup_every_ms * LATE_AFTER),
            None => (self.started, FIRST_BACKUP_MS),
        };
        self.backup_every_ms > 0 && now > since.plus_ms(patience_ms)
    }
}

impl Vitals {
    /// How old the newest good backup is, in seconds.
    pub fn backup_age_s(&self) -> Option<i64> {
        let made_ms = self.last_backup.as_ref()?.at.as_millisecond();
        Some((self.at.as_millisecond() - made_ms).max(0) / 1000)
    }

    /// What the owner should look after, a sentence each. Anyone may read them.
    pub fn warnings(&self) -> Vec<&'static str> {
        let needed = self.database_bytes.unwrap_or(0).max(LITTLE_SPACE);
        let is_disk_full = self.disk_free_bytes.is_some_and(|free| free < needed);
        let all = [
            (is_disk_full, "The disk is nearly full."),
            (
                self.is_backup_late && self.last_backup.is_none(),
                "There is no backup yet.",
            ),
            (
                self.is_backup_late && self.last_backup.is_some(),
                "The newest backup is older than two intervals.",
            ),
            (
                self.is_clock_behind,
                "The clock is behind: it shows a time before the newest change.",
            ),
        ];
        let true_ones = all.into_iter().filter(|(is_so, _)| *is_so);
        true_ones.map(|(_, sentence)| sentence).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vitals() -> Vitals {
        Vitals {
            at: Timestamp::from_millisecond(10_000),
            database_bytes: Some(1),
            wal_bytes: 0,
            disk_free_bytes: Some(LITTLE_SPACE),
            last_backup: Some(Backup {
                name: "x".to_owned(),
                size: 1,
                at: Timestamp::from_millisecond(2_500),
                verified: true,
                problem: None,
            }),
            is_clock_behind: false,
            is_backup_late: false,
        }
    }

    #[test]
    fn a_disk_is_nearly_full_by_itself_or_beside_a_large_database() {
        assert_eq!(vitals().warnings(), [""; 0]);
        let mut full = vitals();
        full.disk_free_bytes = Some(LITTLE_SPACE - 1);
        assert_eq!(full.warnings(), ["The disk is nearly full."]);
        let mut large = vitals();
        large.database_bytes = Some(LITTLE_SPACE + 1);
        assert_eq!(large.warnings(), ["The disk is nearly full."]);
        large.disk_free_bytes = None;
        assert_eq!(large.warnings(), [""; 0]);
    }

    #[test]
    fn the_age_of_a_backup_is_in_whole_seconds_and_never_negative() {
        let mut vitals = vitals();
        assert_eq!(vitals.backup_age_s(), Some(7));
        vitals.at = Timestamp::from_millisecond(0);
        assert_eq!(vitals.backup_age_s(), Some(0));
        vitals.last_backup = None;
        assert_eq!(vitals.backup_age_s(), None);
    }
}
