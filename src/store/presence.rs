//! Whether the files that are open are still those that bear their names.
//!
//! On Unix a file that is deleted or replaced while it is open can still be written; what is written then
//! is gone with the last program that has it open. SQLite does not look.

use std::path::{Path, PathBuf};

use super::backup::{beside, cannot};
use crate::error::{Error, Result};

/// The database, its log and the index of the log, as they were when they were opened.
pub(super) struct Presence(Vec<(PathBuf, Mark)>);

/// What tells one file from another.
type Mark = (u64, u64);

impl Presence {
    /// Takes note of the files of a database that is open.
    ///
    /// # Errors
    /// [`Error::Storage`]: one is gone already.
    pub(super) fn of(database: &Path) -> Result<Self> {
        // Where the name is a link, the log lies beside what it leads to.
        let real = database
            .canonicalize()
            .map_err(|error| cannot(database, "be opened", &error))?;
        let files = ["", "-wal", "-shm"].map(|ending| beside(&real, ending));
        let marked = files.into_iter().map(|file| match mark(&file) {
            Some(mark) => Ok((file, mark)),
            None => Err(gone(&file)),
        });
        Ok(Self(marked.collect::<Result<_>>()?))
    }

    /// Looks whether they are in their places.
    ///
    /// # Errors
    /// [`Error::Storage`]: one was deleted, renamed or replaced.
    pub(super) fn check(&self) -> Result<()> {
        match self.0.iter().find(|(file, was)| mark(file) != Some(*was)) {
            Some((file, _)) => Err(gone(file)),
            None => Ok(()),
        }
    }
}

fn gone(file: &Path) -> Error {
    Error::Storage(format!(
        "{} was deleted or replaced while it was open: put it back, or stop OMS and restore a backup",
        file.display()
    ))
}

#[cfg(unix)]
fn mark(file: &Path) -> Option<Mark> {
    use std::os::unix::fs::MetadataExt;
    let found = std::fs::metadata(file).ok()?;
    Some((found.dev(), found.ino()))
}

/// Elsewhere a file that is open can't be deleted.
#[cfg(not(unix))]
fn mark(_: &Path) -> Option<Mark> {
    Some((0, 0))
}
