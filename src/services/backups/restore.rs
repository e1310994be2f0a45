//! How a backup becomes the shop again: by the command line, and under a server at work.

use std::path::{Path, PathBuf};

use super::discard;
use super::folder::{PREFIX, check_sum, name_at};
use crate::domain::Clock;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::backup::{Progress, beside};
use crate::store::restore;

/// Puts a backup in the place of a database that no one has open, and gives the name under which the
/// database is kept, if there was one.
///
/// # Errors
/// [`Error::Storage`] with a sentence for the owner: the backup is damaged or of a newer OMS; a server has the
/// database open. The database is as it was then.
pub fn restore(
    file: &Path,
    database: &Path,
    clock: &Clock,
    progress: &mut dyn FnMut(Progress),
) -> Result<Option<PathBuf>> {
    restore::can_replace(database, file)?;
    let there = database.exists();
    if there {
        // Copying takes long, and would be in vain.
        restore::close_alone(database)?;
    }
    check_sum(file)?;
    let kept = kept_beside(database, clock)?;
    let prepared = prepared_for(database);
    restore::prepare(file, &prepared, progress)?;
    // A damaged database is what backups are for: then there is nothing to go on from.
    let from_here = restore::continuation(database).unwrap_or_default();
    restore::settle(&prepared, &from_here)?;
    restore::replace(database, &prepared, &kept)?;
    Ok(there.then_some(kept))
}

/// Makes the database of a store that is at work hold what a backup holds, and gives the name of the file
/// in which its present state is kept.
///
/// # Errors
/// [`Error::Invalid`]: this backup can't be restored; [`Error::Storage`]: a file can't be written.
pub(super) fn restore_at_work(file: &Path, store: &Store, database: &Path) -> Result<PathBuf> {
    check(file)?;
    let prepared = prepared_for(database);
    restore::prepare(file, &prepared, &mut |_| {})?;
    let kept = kept_beside(database, store.clock())?;
    let done = store.alone(|| {
        let from_here = restore::continuation(database)?;
        restore::settle(&prepared, &from_here)?;
        restore::replace_at_work(database, &prepared, &kept)
    });
    discard(&prepared);
    done.map(|()| kept)
}

/// Refuses a backup that can't be restored, before anything is written.
fn check(file: &Path) -> Result<()> {
    let checked = check_sum(file).and_then(|()| restore::inspect(file));
    checked.map_err(|error| {
        log::warn!("not restored: {error}");
        Error::invalid(
            "name",
            "this backup is damaged or of a newer OMS; the log says which",
        )
    })
}

fn prepared_for(database: &Path) -> PathBuf {
    beside(database, ".restoring")
}

fn kept_beside(database: &Path, clock: &Clock) -> Result<PathBuf> {
    let time = name_at(clock.now())?;
    let ending = format!(".before-{}", time.trim_start_matches(PREFIX));
    Ok(beside(database, &ending))
}
