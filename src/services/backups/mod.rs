//! Backups: when they are made and proved, what an admin must know of them, and how one is restored.

mod folder;
mod proof;
mod restore;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::tz::TimeZone;
use tokio::sync::oneshot;

use super::settings::Settings;
use crate::domain::{Alarm, AlarmKind, Backup, Clock, Restored, Timestamp};
use crate::error::{Error, Result};
use crate::store::{Store, backup};

pub use folder::Folder;
pub use restore::restore;

/// How often the server looks whether a backup or a proof is due. The first time is after as long: a start
/// has other things to do.
const LOOK_EVERY: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(60 * 60);
/// How long after one that failed.
const TRY_AGAIN_AFTER: Duration = HOUR;

/// The backups of a running server.
#[derive(Clone)]
pub struct Backups(Arc<Inner>);

struct Inner {
    store: Store,
    database: PathBuf,
    folder: Folder,
    /// How often one is made, and how many are kept.
    settings: Settings,
    /// Where the nights are.
    zone: TimeZone,
    /// Held while a file is copied: two at once would only be slower.
    turn: tokio::sync::Mutex<()>,
    /// Since when backups that fall due fail.
    failing_since: Mutex<Option<Timestamp>>,
}

/// Copies a database of an older schema, before it is brought up to date; any other is left alone.
///
/// # Errors
/// Those of [`backup::copy`]; the database is not touched then.
pub fn before_upgrade(database: &Path, folder: &Folder, clock: &Clock) -> Result<()> {
    if let Some(version) = backup::old_version(database)? {
        let made = folder.add(database, clock, &mut |_| {})?;
        log::debug!(
            "the database has schema version {version}: kept as {} before it is brought up to date",
            folder.path.join(made.name).display()
        );
    }
    Ok(())
}

impl Backups {
    /// The backups of this store, whose file is `database`.
    pub fn new(
        store: Store,
        database: PathBuf,
        folder: Folder,
        settings: Settings,
        zone: TimeZone,
    ) -> Self {
        Self(Arc::new(Inner {
            store,
            database,
            folder,
            settings,
            zone,
            turn: tokio::sync::Mutex::default(),
            failing_since: Mutex::default(),
        }))
    }

    /// Makes and proves backups as they fall due, for as long as the server runs.
    pub async fn keep_making(self) {
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            if let Err(error) = self.look().await {
                log::error!("no backup was made or proved, the next try is in an hour: {error}");
                tokio::time::sleep(TRY_AGAIN_AFTER).await;
            }
        }
    }

    /// Makes a backup and a proof, where each is due.
    ///
    /// # Errors
    /// [`Error::Storage`]: one could not be made. What a proof finds wrong is no error but an alarm.
    pub async fn look(&self) -> Result<()> {
        let done = self.make_and_prove_due().await;
        if done.is_err() && self.failing_since().is_none() {
            self.set_failing(Some(self.now()));
        }
        done
    }

    /// The backups, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`]: their folder can't be read.
    pub async fn list(&self) -> Result<Vec<Backup>> {
        let this = self.0.clone();
        apart(move || this.folder.list()).await
    }

    /// Makes one now.
    ///
    /// # Errors
    /// Those of [`Folder::add`].
    pub async fn make(&self) -> Result<Backup> {
        let _turn = self.0.turn.lock().await;
        let this = self.0.clone();
        let made = apart(move || {
            let clock = this.store.clock();
            let folder = this.folder.keeping(this.settings.now()?.backup_keep);
            folder.add(&this.database, clock, &mut |_| {})
        })
        .await?;
        self.set_failing(None);
        log::info!("made the backup {}", made.name);
        Ok(made)
    }

    /// The file of a backup, to be read.
    ///
    /// # Errors
    /// [`Error::NotFound`]: no backup has this name.
    pub fn file_of(&self, name: &str) -> Result<PathBuf> {
        self.0.folder.file_of(name)
    }

    /// Makes the shop what a backup holds. Everyone's session ends, this caller's too.
    ///
    /// # Errors
    /// [`Error::NotFound`]: no backup has this name; [`Error::Invalid`]: it is damaged or of a newer OMS;
    /// [`Error::Storage`]: a file can't be written. Nothing was changed then.
    pub async fn restore(&self, name: &str) -> Result<Restored> {
        let _turn = self.0.turn.lock().await;
        let file = self.0.folder.file_of(name)?;
        let this = self.0.clone();
        let kept =
            apart(move || restore::restore_at_work(&file, &this.store, &this.database)).await?;
        let kept = kept.file_name().unwrap_or_default().to_string_lossy();
        log::warn!("restored the backup {name}; what was there before is in {kept}");
        Ok(Restored {
            kept: kept.into_owned(),
        })
    }

    /// What an admin must know of.
    ///
    /// # Errors
    /// [`Error::Storage`]: the database can't be read.
    pub async fn alarms(&self) -> Result<Vec<Alarm>> {
        let proof = self.0.store.read(proof::last).await?;
        let damaged = proof.and_then(|proof| {
            Some(Alarm {
                kind: AlarmKind::BackupDamaged,
                at: Timestamp::from_millisecond(proof.at_ms),
                detail: format!("{}: {}", proof.name, proof.problem?),
            })
        });
        let failed = self.failing_since().map(|at| Alarm {
            kind: AlarmKind::BackupFailed,
            at,
            detail: "The log says why.".to_owned(),
        });
        Ok(failed.into_iter().chain(damaged).collect())
    }

    async fn make_and_prove_due(&self) -> Result<()> {
        let every_hours = self.0.settings.now()?.backup_every_hours;
        if every_hours > 0 && due(self.now(), &self.list().await?, HOUR * every_hours) {
            self.make().await?;
        }
        self.prove_due().await
    }

    /// Proves the last backup, once a night. One that is found damaged is followed by another at once; that
    /// it happened stays an alarm until the next night.
    async fn prove_due(&self) -> Result<()> {
        let last = self.0.store.read(proof::last).await?;
        if !proof::is_due(self.now(), last.as_ref(), &self.0.zone) {
            return Ok(());
        }
        let Some(newest) = newest(self.now(), self.list().await?) else {
            return Ok(());
        };
        let problem = self.prove(newest.clone()).await?;
        let proof = proof::Proof {
            at_ms: self.now().as_millisecond(),
            name: newest.name,
            problem,
        };
        proof::keep(&self.0.store, &proof).await?;
        if proof.problem.is_some() {
            self.make().await?;
        }
        Ok(())
    }

    async fn prove(&self, backup: Backup) -> Result<Option<String>> {
        let _turn = self.0.turn.lock().await;
        let this = self.0.clone();
        apart(move || {
            let problem = proof::prove(&this.folder, &backup);
            match &problem {
                None => {
                    log::info!("the backup {} was restored and compared", backup.name);
                    this.folder.mark_checked(&backup.name)?;
                }
                Some(problem) => {
                    log::error!("the backup {} is damaged: {problem}", backup.name);
                    this.folder.mark_damaged(&backup.name, problem)?;
                }
            }
            Ok(problem)
        })
        .await
    }

    fn now(&self) -> Timestamp {
        self.0.store.clock().now()
    }

    fn failing_since(&self) -> Option<Timestamp> {
        *self.failing()
    }

    fn set_failing(&self, since: Option<Timestamp>) {
        *self.failing() = since;
    }

    fn failing(&self) -> std::sync::MutexGuard<'_, Option<Timestamp>> {
        let failing = self.0.failing_since.lock();
        failing.unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether it is time for another. After a clock that was set back, there may be some of the future.
fn due(now: Timestamp, backups: &[Backup], every: Duration) -> bool {
    let every = i64::try_from(every.as_millis()).unwrap_or(i64::MAX);
    let ages = backups.iter().map(|backup| {
        now.as_millisecond()
            .saturating_sub(backup.at.as_millisecond())
    });
    ages.filter(|age| *age >= 0).all(|age| age >= every)
}

/// The newest backup, of those of a time that has come already if there are any.
fn newest(now: Timestamp, mut backups: Vec<Backup>) -> Option<Backup> {
    let place = backups.iter().position(|backup| backup.at <= now);
    (!backups.is_empty()).then(|| backups.swap_remove(place.unwrap_or(0)))
}

/// Removes a copy that has done its work. That it stays takes room and changes nothing.
fn discard(copy: &Path) {
    if let Err(error) = backup::remove(copy) {
        log::warn!("a copy that nobody needs any more is still there: {error}");
    }
}

/// Runs what takes long on a thread that a server which stops does not wait for.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    let (done, outcome) = oneshot::channel();
    std::thread::Builder::new()
        .name("oms-backup".to_owned())
        .spawn(move || {
            // Whoever asked may have gone; what they asked for is done all the same.
            let _ = done.send(work());
        })
        .map_err(|error| Error::Internal(format!("no thread for a backup: {error}")))?;
    outcome
        .await
        .unwrap_or_else(|_| Err(Error::Panicked("a backup panicked".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Duration = Duration::from_secs(24 * 60 * 60);

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn backup(at: Timestamp) -> Backup {
        Backup {
            name: String::new(),
            size: 1,
            at,
            verified: true,
            problem: None,
        }
    }

    #[test]
    fn one_is_due_when_there_is_none_when_it_is_old_and_when_the_clock_was_set_back() {
        let now = at("2026-03-02T00:00:00Z");
        let due = |times: &[&str]| {
            let list: Vec<_> = times.iter().map(|time| backup(at(time))).collect();
            due(now, &list, DAY)
        };
        assert!(due(&[]));
        assert!(due(&["2026-03-01T00:00:00Z"]));
        assert!(!due(&["2026-03-01T00:00:01Z", "2026-01-01T00:00:00Z"]));
        // Those of a time that has not come yet tell nothing.
        assert!(due(&["2026-03-09T00:00:00Z", "2026-03-01T00:00:00Z"]));
        assert!(!due(&["2026-03-09T00:00:00Z", "2026-03-01T23:00:00Z"]));
    }

    #[test]
    fn the_newest_is_of_a_time_that_has_come_if_any_is() {
        let now = at("2026-03-02T00:00:00Z");
        let newest = |times: &[&str]| {
            let list = times.iter().map(|time| backup(at(time))).collect();
            newest(now, list).map(|backup| backup.at)
        };
        let [future, past] = ["2031-01-01T00:00:00Z", "2026-03-01T00:00:00Z"];
        assert_eq!(newest(&[]), None);
        assert_eq!(newest(&[future]), Some(at(future)));
        assert_eq!(
            newest(&[future, past, "2026-02-01T00:00:00Z"]),
            Some(at(past))
        );
    }
}
