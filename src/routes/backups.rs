//! Backups over HTTP: look at them, make one, fetch one, restore one; and the alarms.

use rocket::fs::NamedFile;
use rocket::http::{ContentType, Header};
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get, post};

use super::guards::{Admin, AdminInPerson};
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::{Created, Json};
use crate::domain::{Alarm, Backup, Restored};
use crate::error::{Error, Result};
use crate::services::backups::Backups;
use crate::services::mails::Mails;
use crate::services::webhooks::Webhooks;

/// A database file to be kept.
pub(super) struct Download {
    name: String,
    file: NamedFile,
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let name = format!("attachment; filename=\"{}\"", self.name);
        Response::build_from(self.file.respond_to(request)?)
            .header(ContentType::new("application", "vnd.sqlite3"))
            .header(Header::new("Content-Disposition", name))
            .ok()
    }
}

/// The backups, newest first.
#[utoipa::path(context_path = "/api", tag = "backups", responses((status = 200, body = Vec<Backup>)))]
#[get("/backups")]
pub(super) async fn list_backups(
    _admin: Admin,
    _query: NoQuery,
    backups: &State<Backups>,
) -> Result<Json<Vec<Backup>>> {
    backups.list().await.map(Json)
}

/// Makes a backup now: a copy of the whole database, checked and counted before this answers.
#[utoipa::path(context_path = "/api", tag = "backups",
    responses((status = 201, body = Backup, headers(("Location"))), (status = 503, body = Problem)))]
#[post("/backups")]
pub(super) async fn create_backup(
    _admin: Admin,
    _query: NoQuery,
    backups: &State<Backups>,
) -> Result<Created<Json<Backup>>> {
    let backup = backups.make().await?;
    Ok(Created {
        location: format!("/api/backups/{}", backup.name),
        body: Json(backup),
    })
}

/// The file of a backup, an SQLite database. It holds everything, the key of all sessions too: not for API
/// tokens.
#[utoipa::path(context_path = "/api", tag = "backups", params(("name" = String, Path, description = "as in the list")),
    responses((status = 200, content_type = "application/vnd.sqlite3", body = Vec<u8>), (status = 404, body = Problem)))]
#[get("/backups/<name>")]
pub(super) async fn get_backup(
    _admin: AdminInPerson,
    name: &str,
    _query: NoQuery,
    backups: &State<Backups>,
) -> Result<Download> {
    let file = backups.file_of(name)?;
    let file = NamedFile::open(file)
        .await
        .map_err(|error| Error::Storage(format!("the backup {name} cannot be read: {error}")))?;
    Ok(Download {
        name: name.to_owned(),
        file,
    })
}

/// Makes the shop what a backup holds. What it holds at present is kept in a file beside the database.
/// Everyone's session and every API token ends, the caller's too; order numbers go on from the highest that was given
/// out. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "backups", params(("name" = String, Path, description = "as in the list")),
    responses((status = 200, body = Restored), (status = 404, body = Problem), (status = 503, body = Problem)))]
#[post("/backups/<name>/restore")]
pub(super) async fn restore_backup(
    _admin: AdminInPerson,
    name: &str,
    _query: NoQuery,
    backups: &State<Backups>,
) -> Result<Json<Restored>> {
    backups.restore(name).await.map(Json)
}

/// What an admin must know of and what does not go away by itself: backups that fail or are damaged, webhooks that
/// nothing is delivered to any more, mails that are not sent.
#[utoipa::path(context_path = "/api", tag = "backups", responses((status = 200, body = Vec<Alarm>)))]
#[get("/alarms")]
pub(super) async fn list_alarms(
    _admin: Admin,
    _query: NoQuery,
    backups: &State<Backups>,
    webhooks: &State<Webhooks>,
    mails: &State<Mails>,
) -> Result<Json<Vec<Alarm>>> {
    let mut alarms = backups.alarms().await?;
    alarms.extend(webhooks.alarms().await?);
    alarms.extend(mails.alarms().await?);
    Ok(Json(alarms))
}
