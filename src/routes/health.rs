//! Whether the server can do its work.

use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::Problem;
use super::query::NoQuery;
use super::reply::Json;
use crate::error::Result;
use crate::services::health::Health as Pulse;

/// All is well.
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// Always `ok`.
    status: &'static str,
    /// Always `ok`: the database was just written.
    database: &'static str,
    /// Of the program.
    version: &'static str,
}

/// Whether the database can be written. 503 when it can't.
#[utoipa::path(tag = "health", security(()), responses((status = 200, body = Health), (status = 503, body = Problem)))]
#[get("/healthz")]
pub(super) async fn healthz(_query: NoQuery, pulse: &State<Pulse>) -> Result<Json<Health>> {
    pulse.check().await?;
    Ok(Json(Health {
        status: "ok",
        database: "ok",
        version: env!("CARGO_PKG_VERSION"),
    }))
}
