//! `oms backup` and `oms restore`.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::progress::Bar;
use super::{Failure, print};
use crate::app::backup_folder;
use crate::config::Config;
use crate::domain::Clock;
use crate::services::backups;
use crate::store::backup;

/// `oms backup`
#[derive(Debug, Args)]
pub(super) struct BackupArgs {
    /// The new file; without it one in backup_dir, named by the time
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: Option<PathBuf>,
}

/// `oms restore`
#[derive(Debug, Args)]
pub(super) struct RestoreArgs {
    /// The backup
    #[arg(value_hint = ValueHint::FilePath)]
    pub(super) file: PathBuf,
}

/// Copies the database into a file of the user's or of the backups' folder.
pub(super) fn backup(config: &Config, args: BackupArgs) -> Result<(), Failure> {
    let database = &config.database;
    if !database.exists() {
        return Err(super::no_database(database));
    }
    let bar = Bar::new();
    let progress = &mut |progress| bar.show_copy(progress);
    let file = match args.file {
        Some(file) => {
            backup::copy(database, &file, progress)?;
            file
        }
        None => {
            let folder = backup_folder(config);
            let made = folder.add(database, &Clock::system(), progress)?;
            folder.path.join(made.name)
        }
    };
    drop(bar);
    print(&format!("Copied and checked: {}\n", file.display()))
}

/// Puts a backup in the place of the database.
pub(super) fn restore(config: &Config, args: RestoreArgs) -> Result<(), Failure> {
    let RestoreArgs { file } = args;
    if !file.exists() {
        return Err(Failure(format!("there is no file {}", file.display())));
    }
    let bar = Bar::new();
    let progress = &mut |progress| bar.show_copy(progress);
    let clock = Clock::system();
    let kept = backups::restore(&file, &config.database, &clock, progress)?;
    drop(bar);
    let mut text = format!(
        "{} is now what {} holds. Everyone signs in again, and API tokens are made anew.\n",
        config.database.display(),
        file.display()
    );
    if let Some(kept) = kept {
        text.push_str(&format!("What it was before is in {}\n", kept.display()));
    }
    print(&text)
}
