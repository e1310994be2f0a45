//! `oms backup` and `oms restore`.

use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::{BackupArgs, Failure, RestoreArgs, print};
use crate::app::backup_folder;
use crate::config::Config;
use crate::domain::Clock;
use crate::services::backups;
use crate::store::backup::{self, Progress};

/// Copies the database into a file of the user's or of the backups' folder.
pub(super) fn backup(config: &Config, args: BackupArgs) -> Result<(), Failure> {
    let database = &config.database;
    if !database.exists() {
        return Err(super::no_database(database));
    }
    let bar = Bar::new();
    let file = match args.file {
        Some(file) => {
            backup::copy(database, &file, &mut |progress| bar.show(progress))?;
            file
        }
        None => {
            let folder = backup_folder(config);
            let made = folder.add(database, &Clock::system(), &mut |progress| {
                bar.show(progress)
            })?;
            folder.path.join(made.name)
        }
    };
    bar.0.finish_and_clear();
    print(&format!("Copied and checked: {}\n", file.display()))
}

/// Puts a backup in the place of the database.
pub(super) fn restore(config: &Config, args: RestoreArgs) -> Result<(), Failure> {
    let RestoreArgs { file } = args;
    if !file.exists() {
        return Err(Failure(format!("there is no file {}", file.display())));
    }
    let bar = Bar::new();
    let kept: Option<PathBuf> =
        backups::restore(&file, &config.database, &Clock::system(), &mut |progress| {
            bar.show(progress)
        })?;
    bar.0.finish_and_clear();
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

/// How far a copy is; it vanishes by itself where the output is no terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent} %") {
            bar.set_style(style);
        }
        Self(bar)
    }

    fn show(&self, progress: Progress) {
        self.0.set_length(progress.pages);
        self.0.set_position(progress.done);
    }
}
