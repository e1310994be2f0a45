//! Who else on this machine may change the shop's files.
//!
//! Whoever may write the database, its log or the folder that holds them needs no password: they put an admin
//! into it, or another file into its place. So the server does not start until the owner has ruled it out.
//! That a group may write is taken as meant: many systems give each account a group of its own.

use std::fs::Metadata;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// What SQLite reads besides the database itself, by what is added to its name.
const BESIDE: [&str; 4] = ["", "-wal", "-shm", "-journal"];

/// Refuses a database that anyone on this machine may change or put another in the place of, and a folder of
/// backups in which they may. What is not there yet is made for the owner alone.
///
/// # Errors
/// [`Error::Storage`] names the first such file or folder and what mends it.
pub fn refuse_if_they_may_write(database: &Path, backups: &Path) -> Result<()> {
    for end in BESIDE {
        let mut file = database.as_os_str().to_owned();
        file.push(end);
        let file = PathBuf::from(file);
        if file.metadata().is_ok_and(|it| lets_others(&it, WRITE)) {
            return Err(open_to_others(&file, "change"));
        }
    }
    let folder = match database.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    refuse_folder(folder)?;
    refuse_folder(backups)
}

/// Whether anyone on this machine may read a file, or nobody can tell.
pub fn they_may_read(file: &Path) -> bool {
    file.metadata().is_ok_and(|it| lets_others(&it, READ))
}

/// A folder in which others may make or replace files, or which they may move away by one above it.
fn refuse_folder(folder: &Path) -> Result<()> {
    // As it is called from the root, links followed. One that is not there holds nothing yet.
    let Ok(folder) = folder.canonicalize() else {
        return Ok(());
    };
    for above in folder.ancestors() {
        let Ok(metadata) = above.metadata() else {
            continue;
        };
        // In `/tmp` and the like nobody may move what is another's.
        let holds_what_is_others = above != folder && lets_others(&metadata, STICKY);
        if lets_others(&metadata, WRITE) && !holds_what_is_others {
            return Err(open_to_others(above, "replace files in"));
        }
    }
    Ok(())
}

fn open_to_others(path: &Path, may: &str) -> Error {
    let path = path.display();
    Error::Storage(format!(
        "everyone on this machine may {may} {path}: run chmod o-w \"{path}\" (on a disk without such rights mount it with umask=077), or choose another folder"
    ))
}

const READ: u32 = 0o004;
const WRITE: u32 = 0o002;
const STICKY: u32 = 0o1000;

#[cfg(unix)]
fn lets_others(metadata: &Metadata, what: u32) -> bool {
    std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & what != 0
}

/// Elsewhere the system's lists of rights say it, and a folder of one's own is for oneself alone.
#[cfg(not(unix))]
fn lets_others(_: &Metadata, _: u32) -> bool {
    false
}
