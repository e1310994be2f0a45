//! Whether the database can be written, by writing to it, and what its owner should look after.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use super::backups::Folder;
use super::settings::Settings;
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
    settings: Settings,
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
    /// A time that has come already, though the clock does not show it yet: that of the newest row, or of this
    /// program. `None`: the clock may be right.
    pub clock_behind: Option<Timestamp>,
    /// Whether the newest backup should be a newer one.
    pub is_backup_late: bool,
}

impl Health {
    /// The health of this store, whose file is `database`.
    pub fn new(store: Store, database: PathBuf, backups: Folder, settings: Settings) -> Self {
        Self(Arc::new(Inner {
            started: store.clock().now(),
            store,
            database,
            backups,
            settings,
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

    /// Tells the log if the clock is evidently wrong.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database can't be read.
    pub fn look_at_clock(&self) -> Result<()> {
        if let Some(warning) = self.0.vitals()?.clock_warning() {
            log::warn!("{warning} Set it right: orders, backups and sessions go by it.");
        }
        Ok(())
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
        let last_backup = self.last_backup(at);
        let every_hours = i64::from(self.settings.now()?.backup_every_hours);
        let every_ms = every_hours * 60 * 60 * 1000;
        Ok(Vitals {
            at,
            database_bytes: size(self.database.clone()),
            wal_bytes: size(store::backup::beside(&self.database, "-wal")).unwrap_or(0),
            disk_free_bytes: self.disk_free_bytes(),
            clock_behind: clock_behind(at, newest),
            is_backup_late: self.is_backup_late(at, last_backup.as_ref(), every_ms),
            last_backup,
        })
    }

    fn last_backup(&self, now: Timestamp) -> Option<Backup> {
        self.backups.last_good(now).unwrap_or_else(|error| {
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

    /// Whether there should be a newer one. `every_ms` is how often one is made; 0: never by itself.
    fn is_backup_late(&self, now: Timestamp, last: Option<&Backup>, every_ms: i64) -> bool {
        let (since, patience_ms) = match last {
            Some(backup) => (backup.at, every_ms * LATE_AFTER),
            None => (self.started, FIRST_BACKUP_MS),
        };
        every_ms > 0 && now > since.plus_ms(patience_ms)
    }
}

fn clock_behind(at: Timestamp, newest: Option<Timestamp>) -> Option<Timestamp> {
    let newest = newest.filter(|newest| *newest > at.plus_ms(CLOCK_SLACK_MS));
    newest.max((at < Timestamp::EARLIEST).then_some(Timestamp::EARLIEST))
}

impl Vitals {
    /// How old the newest good backup is, in seconds.
    pub fn backup_age_s(&self) -> Option<i64> {
        let made_ms = self.last_backup.as_ref()?.at.as_millisecond();
        Some((self.at.as_millisecond() - made_ms).max(0) / 1000)
    }

    /// What the owner should look after, a sentence each. Anyone may read them.
    pub fn warnings(&self) -> Vec<String> {
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
        ];
        let true_ones = all.into_iter().filter(|(is_so, _)| *is_so);
        true_ones
            .map(|(_, sentence)| sentence.to_owned())
            .chain(self.clock_warning())
            .collect()
    }

    /// What is wrong with the clock, as a sentence.
    pub fn clock_warning(&self) -> Option<String> {
        let (at, behind) = (self.at, self.clock_behind?);
        Some(match behind == Timestamp::EARLIEST {
            true => format!("The clock is behind: it shows {at}, when there was no OMS yet."),
            false => {
                format!("The clock is behind: it shows {at}, but the newest change is of {behind}.")
            }
        })
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
            clock_behind: None,
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
    fn a_clock_is_behind_of_the_newest_change_and_of_the_program() {
        let at = |text: &str| Timestamp::from(text.parse::<jiff::Timestamp>().unwrap());
        let warning = |now: &str, newest: Option<&str>| {
            let now = at(now);
            let clock_behind = clock_behind(now, newest.map(at));
            let vitals = Vitals {
                at: now,
                clock_behind,
                ..vitals()
            };
            vitals.clock_warning()
        };
        assert_eq!(warning("2026-03-01T00:00:00Z", None), None);
        assert_eq!(
            warning("2026-03-01T00:00:00Z", Some("2026-03-01T00:01:00Z")),
            None
        );
        let set_back = warning("2026-03-01T00:00:00Z", Some("2026-03-01T00:01:00.001Z"));
        assert_eq!(
            set_back.as_deref(),
            Some(
                "The clock is behind: it shows 2026-03-01T00:00:00.000Z, but the newest change is of 2026-03-01T00:01:00.001Z."
            )
        );
        let without_battery = warning("1970-01-01T00:00:09Z", None);
        assert_eq!(
            without_battery.as_deref(),
            Some(
                "The clock is behind: it shows 1970-01-01T00:00:09.000Z, when there was no OMS yet."
            )
        );
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
