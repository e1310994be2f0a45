//! Whether the server can do its work.

use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::Problem;
use super::query::NoQuery;
use super::reply::Json;
use crate::domain::Timestamp;
use crate::error::Result;
use crate::services::health::{Health as Pulse, Vitals};

/// The server can do its work; `warnings` tells what to look after.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// Always `ok`.
    status: &'static str,
    /// Always `ok`: the database was just written.
    database: &'static str,
    /// Of the program.
    version: &'static str,
    /// What the owner should look after, a sentence each; empty when all is well.
    warnings: Vec<String>,
    /// Bytes that are free on the database's disk; null when the system does not tell.
    disk_free_bytes: Option<u64>,
    /// Bytes of the database's write-ahead log.
    wal_size_bytes: u64,
    /// The newest good backup; null when there is none.
    last_backup: Option<LastBackup>,
    /// `behind`: the clock shows a time before the newest change, or `ok`.
    clock: &'static str,
}

/// The newest good backup.
#[derive(Serialize, ToSchema)]
pub(super) struct LastBackup {
    /// When it was made.
    at: Timestamp,
    /// How long ago that was, in seconds.
    age_seconds: i64,
}

impl From<Vitals> for Health {
    fn from(vitals: Vitals) -> Self {
        let backup = vitals.last_backup.as_ref().zip(vitals.backup_age_s());
        Self {
            status: "ok",
            database: "ok",
            version: env!("CARGO_PKG_VERSION"),
            warnings: vitals.warnings(),
            disk_free_bytes: vitals.disk_free_bytes,
            wal_size_bytes: vitals.wal_bytes,
            last_backup: backup.map(|(backup, age_seconds)| LastBackup {
                at: backup.at,
                age_seconds,
            }),
            clock: if vitals.clock_behind.is_some() {
                "behind"
            } else {
                "ok"
            },
        }
    }
}

/// Whether the database can be written, and how disk, backups and clock are. 503 when it can't.
#[utoipa::path(tag = "health", security(()), responses((status = 200, body = Health), (status = 503, body = Problem)))]
#[get("/healthz")]
pub(super) async fn healthz(_query: NoQuery, pulse: &State<Pulse>) -> Result<Json<Health>> {
    pulse.check().await?;
    Ok(Json(pulse.vitals().await?.into()))
}
