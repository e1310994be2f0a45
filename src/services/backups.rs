//! Backups: when they are made, what they are called, how many are kept, and how one is restored.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::fmt::strtime;
use tokio::sync::oneshot;

use crate::domain::{Clock, Timestamp};
use crate::error::{Error, Result};
use crate::store::backup::{self, Progress};

/// A backup's name begins so; the time follows.
const PREFIX: &str = "oms-";
/// The time in a name, in UTC: no character that a file system minds.
const TIME: &str = "%Y-%m-%dT%H-%M-%S%.3fZ";
/// A backup's name ends so.
const ENDING: &str = ".db";
/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How often the server looks whether a backup is due. The first time is after as long: a start has
/// other things to do.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after one that failed.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(60 * 60);

/// A good copy of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The file's name in the folder of the backups.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was made.
    pub at: Timestamp,
}

/// The folder of the backups.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// How many are kept.
    pub keep: usize,
}

/// The backups of a running server.
#[derive(Clone)]
pub struct Backups(Arc<Inner>);

struct Inner {
    clock: Clock,
    database: PathBuf,
    folder: Folder,
    /// How often one is made; `None`: never by itself.
    every: Option<Duration>,
}

impl Folder {
    /// The backups, newest first. A folder that is not there yet has none.
    ///
    /// # Errors
    /// [`Error::Storage`] when it can't be read.
    pub fn list(&self) -> Result<Vec<Backup>> {
        let names = self.names()?.into_iter();
        let mut backups: Vec<_> = names
            .filter_map(|name| {
                let at = time_of(&name)?;
                let size = fs::metadata(self.path.join(&name)).ok()?.len();
                Some(Backup { name, size, at })
            })
            .collect();
        backups.sort_by(|a, b| b.name.cmp(&a.name));
        Ok(backups)
    }

    /// Copies a database into a new backup, then removes the oldest beyond those that are kept.
    ///
    /// # Errors
    /// Those of [`backup::copy`].
    pub fn add(
        &self,
        database: &Path,
        clock: &Clock,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Backup> {
        self.make()?;
        let at = clock.now();
        self.clear_parts(at)?;
        let name = name_at(at)?;
        let file = self.path.join(&name);
        backup::copy(database, &file, progress)?;
        let size = fs::metadata(&file).map_err(|error| self.cannot("be read", &error))?;
        self.remove_oldest(&name)?;
        Ok(Backup {
            name,
            size: size.len(),
            at,
        })
    }

    /// The names of all files that are in it.
    fn names(&self) -> Result<Vec<String>> {
        let entries = match fs::read_dir(&self.path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(self.cannot("be read", &error)),
        };
        let names = entries.flatten().map(|entry| entry.file_name());
        Ok(names.filter_map(|name| name.into_string().ok()).collect())
    }

    fn make(&self) -> Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder
            .create(&self.path)
            .map_err(|error| self.cannot("be made", &error))
    }

    /// Removes what copies have left that were cut short, by a loss of power for one. One of today may be
    /// under way in another program.
    fn clear_parts(&self, now: Timestamp) -> Result<()> {
        for name in self.names()? {
            let begun = name.strip_suffix(backup::PART).and_then(time_of);
            if begun.is_some_and(|begun| begun < now.plus_ms(-DAY_MS)) {
                backup::remove(&self.path.join(name))?;
            }
        }
        Ok(())
    }

    fn remove_oldest(&self, made: &str) -> Result<()> {
        for old in too_many(&self.list()?, self.keep, made) {
            fs::remove_file(self.path.join(&old.name))
                .map_err(|error| self.cannot("be written", &error))?;
        }
        Ok(())
    }

    fn cannot(&self, what: &str, error: &std::io::Error) -> Error {
        let folder = self.path.display();
        Error::Storage(format!(
            "the folder of the backups {folder} cannot {what}: {error}"
        ))
    }
}

fn name_at(at: Timestamp) -> Result<String> {
    let zoned = at.in_zone(&jiff::tz::TimeZone::UTC);
    let time = strtime::format(TIME, &zoned)
        .map_err(|error| Error::Internal(format!("the time of a backup: {error}")))?;
    Ok(format!("{PREFIX}{time}{ENDING}"))
}

fn time_of(name: &str) -> Option<Timestamp> {
    let time = name.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
    let time = strtime::parse(TIME, time).ok()?;
    let civil = time.to_datetime().ok()?;
    let zoned = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(zoned.timestamp().into())
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

/// Puts a backup in the place of a database that no one has open, and gives the name under which the
/// database is kept, if there was one.
///
/// # Errors
/// Those of [`backup::prepare`] and [`backup::replace`]; the database is as it was then.
pub fn restore(
    file: &Path,
    database: &Path,
    clock: &Clock,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<PathBuf>> {
    let time = name_at(clock.now())?;
    let kept = backup::beside(
        database,
        &format!(".before-{}", time.trim_start_matches(PREFIX)),
    );
    // A damaged database is what backups are for: then there is nothing to go on from.
    let from_here = backup::continuation(database).unwrap_or_default();
    let prepared = backup::beside(database, ".restoring");
    let there = database.exists();
    if there {
        // Copying takes long, and would be in vain.
        backup::close_alone(database)?;
    }
    backup::prepare(file, &prepared, &from_here, progress)?;
    backup::replace(database, &prepared, &kept)?;
    Ok(there.then_some(kept))
}

impl Backups {
    /// The backups of this database.
    pub fn new(clock: Clock, database: PathBuf, folder: Folder, every_hours: u32) -> Self {
        let hour = Duration::from_secs(60 * 60);
        Self(Arc::new(Inner {
            clock,
            database,
            folder,
            every: (every_hours > 0).then(|| hour * every_hours),
        }))
    }

    /// Makes backups as they fall due, for as long as the server runs.
    pub async fn keep_making(self) {
        let Some(every) = self.0.every else { return };
        loop {
            tokio::time::sleep(LOOK_EVERY).await;
            let made = match self.0.folder.list() {
                Ok(list) if !due(self.0.clock.now(), &list, every) => continue,
                Ok(_) => self.make().await,
                Err(error) => Err(error),
            };
            match made {
                Ok(backup) => log::info!("made the backup {}", backup.name),
                Err(error) => {
                    log::error!("no backup was made, the next try is in an hour: {error}");
                    tokio::time::sleep(TRY_AGAIN_AFTER).await;
                }
            }
        }
    }

    async fn make(&self) -> Result<Backup> {
        let this = self.0.clone();
        apart(move || this.folder.add(&this.database, &this.clock, &mut |_| {})).await
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

/// Those that go, of a list with the newest first, so that so many are left, the one just `made` among them.
fn too_many<'b>(
    backups: &'b [Backup],
    keep: usize,
    made: &str,
) -> impl Iterator<Item = &'b Backup> {
    let others = backups.iter().filter(move |backup| backup.name != made);
    others.skip(keep.saturating_sub(1))
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
        let name = name_at(at).unwrap();
        Backup { name, size: 1, at }
    }

    #[test]
    fn a_name_tells_the_time_to_the_millisecond_and_no_other_file_is_a_backup() {
        let name = name_at(at("2026-03-01T04:05:06.078Z")).unwrap();
        assert_eq!(name, "oms-2026-03-01T04-05-06.078Z.db");
        assert_eq!(time_of(&name), Some(at("2026-03-01T04:05:06.078Z")));
        for other in [
            "oms-2026-03-01T04-05-06.078Z.db.part",
            "oms-.db",
            "oms-mine.db",
            "x.db",
        ] {
            assert_eq!(time_of(other), None, "{other}");
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
    fn the_oldest_go_but_never_the_one_just_made() {
        let times = [
            "2026-03-09T00:00:00Z",
            "2026-03-08T00:00:00Z",
            "1970-01-01T00:00:09Z",
        ];
        let list: Vec<_> = times.iter().map(|time| backup(at(time))).collect();
        let gone = |keep, made: usize| {
            let gone = too_many(&list, keep, &list[made].name);
            gone.map(|backup| backup.at.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(gone(3, 0), [""; 0]);
        assert_eq!(gone(2, 0), ["1970-01-01T00:00:09.000Z"]);
        // Made while the clock was far behind.
        assert_eq!(gone(2, 2), ["2026-03-08T00:00:00.000Z"]);
        assert_eq!(
            gone(1, 2),
            ["2026-03-09T00:00:00.000Z", "2026-03-08T00:00:00.000Z"]
        );
    }
}
