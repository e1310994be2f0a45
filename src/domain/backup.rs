//! Backups as people see them, and what is wrong with them.

use serde::Serialize;
use utoipa::ToSchema;

use super::Timestamp;

/// A copy of the database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Backup {
    /// The file's name in the folder of the backups.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was made.
    pub at: Timestamp,
    /// Whether it was checked and counted when it was made, and nothing wrong was found with it since.
    pub verified: bool,
    /// What a proof found wrong with it.
    pub problem: Option<String>,
}

/// What a restored backup leaves.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Restored {
    /// The name of the file, beside the database, that holds what was there before.
    pub kept: String,
}

/// Something that an admin must know of, and that does not go away by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Alarm {
    /// What it is about.
    pub kind: AlarmKind,
    /// Since when.
    pub at: Timestamp,
    /// What was found, as a sentence.
    pub detail: String,
}

/// What an alarm is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AlarmKind {
    /// A backup that fell due could not be made.
    BackupFailed,
    /// The last backup could not be restored, or is not what it was when it was made.
    BackupDamaged,
    /// A webhook is paused, and nobody has paused it.
    WebhookPaused,
    /// Mails have failed, or wait though they were tried again and again.
    MailFailed,
    /// No mail is sent since a backup was restored.
    MailPaused,
}
