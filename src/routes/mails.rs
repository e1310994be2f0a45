//! Mails with documents, and the server by which the shop sends them.

use rocket::{State, delete, get, patch, post};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Body;
use super::guards::{Admin, AdminInPerson};
use super::list;
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Accepted, Json, Listed, NoContent};
use crate::domain::{
    Mail, MailFilter, MailSettings, MailSettingsPatch, MailState, MailTest, NewMail,
};
use crate::error::{Entity, Result};
use crate::services::mails::Mails;

/// Which mails, and which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct MailQuery {
    /// In this state.
    #[param(inline)]
    state: Option<MailState>,
    /// Of the order with this number, in any state.
    order: Option<i64>,
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// From the `Link` of the page before.
    cursor: Option<String>,
}

/// How the shop sends mail. Its password is never told.
#[utoipa::path(context_path = "/api", tag = "mail", responses((status = 200, body = MailSettings)))]
#[get("/settings/mail")]
pub(super) async fn get_mail_settings(
    _admin: Admin,
    _query: NoQuery,
    mails: &State<Mails>,
) -> Result<Json<MailSettings>> {
    mails.settings().map(Json)
}

/// Changes how the shop sends mail; fields that are absent stay, the password too, unless the host or the certificates
/// change: then it is given anew. What waits is tried at once. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "mail", request_body = MailSettingsPatch,
    responses((status = 200, body = MailSettings), (status = 403, body = Problem)))]
#[patch("/settings/mail", data = "<patch>")]
pub(super) async fn update_mail_settings(
    _admin: AdminInPerson,
    _query: NoQuery,
    patch: Body<MailSettingsPatch>,
    mails: &State<Mails>,
) -> Result<Json<MailSettings>> {
    mails.change_settings(patch.0).await.map(Json)
}

/// Sends a test to the caller's own address, at once, and tells what the mail server said. It takes a minute at most.
#[utoipa::path(context_path = "/api", tag = "mail",
    responses((status = 200, body = MailTest), (status = 409, body = Problem), (status = 429, body = Problem)))]
#[post("/settings/mail/test")]
pub(super) async fn test_mail(
    admin: Admin,
    _query: NoQuery,
    mails: &State<Mails>,
) -> Result<Json<MailTest>> {
    mails.test(&admin.0).await.map(Json)
}

/// The mails that wait, were sent or have failed, newest first: the newest 10,000, and all that wait.
#[utoipa::path(context_path = "/api", tag = "mail", params(MailQuery),
    responses((status = 200, body = Vec<Mail>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/mails")]
pub(super) async fn list_mails(
    _admin: Admin,
    query: Query<MailQuery>,
    mails: &State<Mails>,
) -> Result<Listed> {
    let query = query.0;
    let request = list::request(query.limit, query.cursor.as_deref())?;
    let filter = MailFilter {
        state: query.state,
        order: query.order,
    };
    mails.list(filter, request).await.map(Listed)
}

/// Tries a mail that waits or has failed now, and again until it is sent; one that is sent is a 409 `mail_sent`.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = uuid::Uuid, Path)),
    responses((status = 202, body = Mail), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/mails/<id>/send")]
pub(super) async fn send_mail_again(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    mails: &State<Mails>,
) -> Result<Accepted<Json<Mail>>> {
    let mail = mails.send_again(list::id(id, Entity::Mail)?).await?;
    Ok(Accepted(Json(mail)))
}

/// Gives up a mail that waits or has failed; one that is sent is a 409 `mail_sent`.
#[utoipa::path(context_path = "/api", tag = "mail", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/mails/<id>")]
pub(super) async fn delete_mail(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    mails: &State<Mails>,
) -> Result<NoContent> {
    mails.delete(list::id(id, Entity::Mail)?).await?;
    Ok(NoContent)
}

/// Sends an invoice or a credit note by mail: to the address that the buyer has, unless `to` names another. It waits
/// until the mail server takes it. At most 100 an hour; 409 `no_mail_server` while none is set.
#[utoipa::path(context_path = "/api", tag = "mail", request_body = NewMail, params(("number" = i64, Path)),
    responses((status = 202, body = Mail), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 429, body = Problem)))]
#[post("/documents/<number>/mails", data = "<mail>")]
pub(super) async fn mail_document(
    admin: Admin,
    _query: NoQuery,
    number: &str,
    mail: Body<NewMail>,
    mails: &State<Mails>,
) -> Result<Accepted<Json<Mail>>> {
    let number = list::id(number, Entity::Document)?;
    let mail = mails.send_document(&admin.0, number, mail.0).await?;
    Ok(Accepted(Json(mail)))
}

/// Sends the receipt of an order by mail: to the address that its customer has, unless `to` names another.
#[utoipa::path(context_path = "/api", tag = "mail", request_body = NewMail,
    params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 202, body = Mail), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 429, body = Problem)))]
#[post("/orders/<id>/receipt/mails", data = "<mail>")]
pub(super) async fn mail_receipt(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    mail: Body<NewMail>,
    mails: &State<Mails>,
) -> Result<Accepted<Json<Mail>>> {
    let order = list::id(id, Entity::Order)?;
    let mail = mails.send_receipt(&admin.0, order, mail.0).await?;
    Ok(Accepted(Json(mail)))
}
