//! The folder of the backups: what they are called, how many are kept, and what is known of each.
//!
//! Beside a backup lies its sum, `NAME.sha256`, in the form that `sha256sum -c` reads: it bears witness that
//! the copy was checked, and finds a bit that fell over later. What a proof finds wrong is kept as `NAME.damaged`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use jiff::fmt::strtime;

use crate::domain::{Backup, Clock, Timestamp};
use crate::error::{Entity, Error, Result};
use crate::store::backup::{self, Progress, beside};

/// A backup's name begins so; the time follows.
pub(super) const PREFIX: &str = "oms-";
/// The time in a name, in UTC: no character that a file system minds.
const TIME: &str = "%Y-%m-%dT%H-%M-%S%.3fZ";
/// A backup's name ends so.
const ENDING: &str = ".db";
/// Ends the name of a backup's sum.
const SUM: &str = ".sha256";
/// Ends the name of what a proof found wrong.
const DAMAGED: &str = ".damaged";
/// A day, in milliseconds.
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// The folder of the backups.
#[derive(Clone, Debug)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// How many are kept.
    pub keep: usize,
}

impl Folder {
    /// This folder, with so many backups kept.
    pub fn keeping(&self, keep: usize) -> Self {
        Self {
            path: self.path.clone(),
            keep,
        }
    }

    /// The backups, newest first. A folder that is not there yet has none.
    ///
    /// # Errors
    /// [`Error::Storage`] when it can't be read.
    pub fn list(&self) -> Result<Vec<Backup>> {
        let names = self.names()?.into_iter();
        let mut backups: Vec<_> = names
            .filter_map(|name| {
                let at = time_of(&name)?;
                self.describe(name, at)
            })
            .collect();
        backups.sort_by(|a, b| b.name.cmp(&a.name));
        Ok(backups)
    }

    /// The newest backup that was checked when it was made and has nothing wrong with it. One of a time that
    /// has not come yet, made before the clock was set back, says nothing of what is safe now.
    ///
    /// # Errors
    /// Those of [`Folder::list`].
    pub fn last_good(&self, now: Timestamp) -> Result<Option<Backup>> {
        let mut backups = self.list()?.into_iter();
        Ok(backups.find(|backup| backup.verified && backup.at <= now))
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
        self.mark_checked(&name)?;
        self.remove_oldest(&name)?;
        self.describe(name, at)
            .ok_or(Error::NotFound(Entity::Backup))
    }

    /// The file of a backup that is there.
    ///
    /// # Errors
    /// [`Error::NotFound`]: no backup has this name.
    pub fn file_of(&self, name: &str) -> Result<PathBuf> {
        // A name of this form leads nowhere else.
        let file = time_of(name).map(|_| self.path.join(name));
        file.filter(|file| file.is_file())
            .ok_or(Error::NotFound(Entity::Backup))
    }

    /// Notes that a backup was found good as it is now, unless that was noted before: one that came from another
    /// machine may have no sum.
    ///
    /// # Errors
    /// [`Error::Storage`]: it can't be read, or the sum can't be written.
    pub(super) fn mark_checked(&self, name: &str) -> Result<()> {
        let file = self.path.join(name);
        if beside(&file, SUM).is_file() {
            return Ok(());
        }
        let sum = format!("{}  {name}\n", backup::sum_of(&file)?);
        self.note(name, SUM, &sum)
    }

    /// Notes what is wrong with a backup; the list tells it from then on.
    ///
    /// # Errors
    /// [`Error::Storage`]: it can't be written.
    pub(super) fn mark_damaged(&self, name: &str, problem: &str) -> Result<()> {
        self.note(name, DAMAGED, problem)
    }

    fn describe(&self, name: String, at: Timestamp) -> Option<Backup> {
        let file = self.path.join(&name);
        let size = fs::metadata(&file).ok()?.len();
        let problem = fs::read_to_string(beside(&file, DAMAGED)).ok();
        let verified = problem.is_none() && beside(&file, SUM).is_file();
        Some(Backup {
            name,
            size,
            at,
            verified,
            problem,
        })
    }

    /// Writes something down beside a backup.
    fn note(&self, name: &str, ending: &str, text: &str) -> Result<()> {
        let file = beside(&self.path.join(name), ending);
        fs::write(&file, text).map_err(|error| self.cannot("be written", &error))?;
        backup::durable(&file)
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
            let file = self.path.join(&old.name);
            for ending in ["", SUM, DAMAGED] {
                match fs::remove_file(beside(&file, ending)) {
                    Err(error) if error.kind() != ErrorKind::NotFound => {
                        return Err(self.cannot("be written", &error));
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn cannot(&self, what: &str, error: &std::io::Error) -> Error {
        let folder = self.path.display();
        Error::Storage(format!(
            "the folder of the backups {folder}, as backup_dir names it, cannot {what}: {error}"
        ))
    }
}

/// Refuses a file that is not what it was when its sum was taken. One without a sum is as good as SQLite
/// finds it.
///
/// # Errors
/// [`Error::Storage`]: the sums differ, or the file can't be read.
pub(super) fn check_sum(file: &Path) -> Result<()> {
    let Ok(noted) = fs::read_to_string(beside(file, SUM)) else {
        return Ok(());
    };
    match noted.split_whitespace().next() {
        Some(sum) if sum == backup::sum_of(file)? => Ok(()),
        _ => Err(Error::Storage(format!(
            "{} is damaged: it is not what it was when it was made",
            file.display()
        ))),
    }
}

pub(super) fn name_at(at: Timestamp) -> Result<String> {
    let zoned = at.in_zone(&jiff::tz::TimeZone::UTC);
    let time = strtime::format(TIME, &zoned)
        .map_err(|error| Error::Internal(format!("the time of a backup: {error}")))?;
    Ok(format!("{PREFIX}{time}{ENDING}"))
}

pub(super) fn time_of(name: &str) -> Option<Timestamp> {
    let time = name.strip_prefix(PREFIX)?.strip_suffix(ENDING)?;
    let time = strtime::parse(TIME, time).ok()?;
    let civil = time.to_datetime().ok()?;
    let zoned = civil.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(zoned.timestamp().into())
}

/// Those that go, of a list with the newest first, so that so many are left, the one just `made` among them.
/// There are some of a later time where the clock was wrong then, or is wrong now. Nobody can tell which, so
/// neither they nor the others take all places from then on.
fn too_many<'b>(
    backups: &'b [Backup],
    keep: usize,
    made: &'b str,
) -> impl Iterator<Item = &'b Backup> {
    let later = backups
        .iter()
        .filter(move |backup| backup.name.as_str() > made);
    let earlier = backups
        .iter()
        .filter(move |backup| backup.name.as_str() < made);
    let places = keep.saturating_sub(1);
    let left = places.saturating_sub(earlier.clone().count());
    let for_later = later.clone().count().min(left.max(places / 2));
    later
        .skip(for_later)
        .chain(earlier.skip(places - for_later))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    fn backup(at: Timestamp) -> Backup {
        Backup {
            name: name_at(at).unwrap(),
            size: 1,
            at,
            verified: true,
            problem: None,
        }
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

    #[test]
    fn a_clock_that_was_wrong_for_long_takes_half_of_the_places_at_most() {
        let mut list: Vec<Backup> = Vec::new();
        let mut make = |day: &str| {
            let made = backup(at(&format!("{day}T03:00:00Z")));
            list.push(made.clone());
            list.sort_by(|a, b| b.name.cmp(&a.name));
            let gone = too_many(&list, 5, &made.name).map(|old| old.name.clone());
            let gone: Vec<_> = gone.collect();
            list.retain(|backup| !gone.contains(&backup.name));
            list.iter()
                .rev()
                .map(|it| it.at.to_string()[..10].to_owned())
                .collect::<Vec<_>>()
        };
        // A week of the future, then the present.
        for day in 1..=7 {
            make(&format!("2031-01-0{day}"));
        }
        for day in 1..=6 {
            make(&format!("2026-03-0{day}"));
        }
        let kept = make("2026-03-07");
        let (present, future) = kept.split_at(3);
        assert_eq!(present, ["2026-03-05", "2026-03-06", "2026-03-07"]);
        assert_eq!(future, ["2031-01-06", "2031-01-07"]);
    }
}
