//! Webhooks over HTTP: where other programs are told of events, and how that went. API tokens may look, test and
//! send again; where the shop's events go and with which secret they are signed, only a person decides.

use rocket::{State, delete, get, patch, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::body::Body;
use super::guards::{Admin, AdminInPerson};
use super::list::{self, PartQuery};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Accepted, Created, Json, Listed, NoContent};
use crate::domain::{EventName, NewWebhook, Webhook, WebhookDelivery, WebhookId, WebhookPatch};
use crate::error::{Entity, Result};
use crate::services::webhooks::Webhooks;

/// A webhook that was made: the one time that its secret is told.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedWebhook {
    /// Names it in the list.
    id: WebhookId,
    /// Where deliveries go.
    url: String,
    /// Which events are delivered; null: all.
    events: Option<Vec<EventName>>,
    /// What the receiver checks signatures with: `whsec_` and base64.
    secret: String,
}

/// Another secret of a webhook: the one time that it is told.
#[derive(Serialize, ToSchema)]
pub(super) struct WebhookSecret {
    /// What the receiver checks signatures with: `whsec_` and base64.
    secret: String,
}

/// The webhooks, newest first.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(PartQuery),
    responses((status = 200, body = Vec<Webhook>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/webhooks")]
pub(super) async fn list_webhooks(
    _admin: Admin,
    query: Query<PartQuery>,
    webhooks: &State<Webhooks>,
) -> Result<Listed> {
    let PartQuery { limit, cursor } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    webhooks.list(request).await.map(Listed)
}

/// Makes a webhook. From now on each event of the kinds it names is sent there by POST, in the order of the log, as
/// `{"type", "timestamp", "data"}` with the names and data that the WebSocket has, signed as Standard Webhooks are:
/// `webhook-id`, `webhook-timestamp`, `webhook-signature`. An answer of 2xx within 15 s takes it; else it is tried
/// again, for more than a day, and the events after it wait. Then, or at once after `410`, the webhook is paused and
/// an alarm tells of it. Events may come twice, with the same `webhook-id`. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, body = CreatedWebhook, headers(("Location"))), (status = 403, body = Problem),
        (status = 409, body = Problem)))]
#[post("/webhooks", data = "<webhook>")]
pub(super) async fn create_webhook(
    _admin: AdminInPerson,
    _query: NoQuery,
    webhook: Body<NewWebhook>,
    webhooks: &State<Webhooks>,
) -> Result<Created<Json<CreatedWebhook>>> {
    let made = webhooks.create(webhook.0).await?;
    Ok(Created {
        location: format!("/api/webhooks/{}", made.webhook.id),
        body: Json(CreatedWebhook {
            id: made.webhook.id,
            url: made.webhook.url,
            events: made.webhook.events,
            secret: made.secret,
        }),
    })
}

/// A webhook, without its secret.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Webhook), (status = 404, body = Problem)))]
#[get("/webhooks/<id>")]
pub(super) async fn get_webhook(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    webhooks: &State<Webhooks>,
) -> Result<Json<Webhook>> {
    webhooks.get(list::id(id, Entity::Webhook)?).await.map(Json)
}

/// Changes where a webhook's deliveries go, which events they are of, and whether they go out. One that goes on sends
/// first what it had not delivered; of what is gone from the event log meanwhile a `resync` tells. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path)), request_body = WebhookPatch,
    responses((status = 200, body = Webhook), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[patch("/webhooks/<id>", data = "<patch>")]
pub(super) async fn update_webhook(
    _admin: AdminInPerson,
    _query: NoQuery,
    id: &str,
    patch: Body<WebhookPatch>,
    webhooks: &State<Webhooks>,
) -> Result<Json<Webhook>> {
    let id = list::id(id, Entity::Webhook)?;
    webhooks.update(id, patch.0).await.map(Json)
}

/// Deletes a webhook, with what it has not delivered. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/webhooks/<id>")]
pub(super) async fn delete_webhook(
    _admin: AdminInPerson,
    _query: NoQuery,
    id: &str,
    webhooks: &State<Webhooks>,
) -> Result<NoContent> {
    webhooks.delete(list::id(id, Entity::Webhook)?).await?;
    Ok(NoContent)
}

/// Gives a webhook another secret. For a day deliveries bear the signature by the former one too. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = WebhookSecret), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[post("/webhooks/<id>/secret")]
pub(super) async fn replace_webhook_secret(
    _admin: AdminInPerson,
    _query: NoQuery,
    id: &str,
    webhooks: &State<Webhooks>,
) -> Result<Json<WebhookSecret>> {
    let id = list::id(id, Entity::Webhook)?;
    let secret = webhooks.replace_secret(id).await?;
    Ok(Json(WebhookSecret { secret }))
}

/// Sends a `ping` to a webhook: one try, also while it is paused. The list of deliveries tells how it went.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path)),
    responses((status = 202, body = WebhookDelivery), (status = 404, body = Problem)))]
#[post("/webhooks/<id>/test")]
pub(super) async fn test_webhook(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    webhooks: &State<Webhooks>,
) -> Result<Accepted<Json<WebhookDelivery>>> {
    let id = list::id(id, Entity::Webhook)?;
    webhooks.test(id).await.map(|ping| Accepted(Json(ping)))
}

/// What was delivered to a webhook and what waits, newest first: the newest 1,000, and all that wait.
#[utoipa::path(context_path = "/api", tag = "webhooks", params(("id" = uuid::Uuid, Path), PartQuery),
    responses((status = 200, body = Vec<WebhookDelivery>, headers(("Link", description = "the next page, RFC 8288"))),
        (status = 404, body = Problem)))]
#[get("/webhooks/<id>/deliveries")]
pub(super) async fn list_webhook_deliveries(
    _admin: Admin,
    id: &str,
    query: Query<PartQuery>,
    webhooks: &State<Webhooks>,
) -> Result<Listed> {
    let PartQuery { limit, cursor } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    let id = list::id(id, Entity::Webhook)?;
    webhooks.deliveries(id, request).await.map(Listed)
}

/// Sends a delivery again, with the same id and body: one try, at once, whatever became of it before.
#[utoipa::path(context_path = "/api", tag = "webhooks",
    params(("id" = uuid::Uuid, Path), ("delivery_id" = uuid::Uuid, Path)),
    responses((status = 202, body = WebhookDelivery), (status = 404, body = Problem)))]
#[post("/webhooks/<id>/deliveries/<delivery_id>/send")]
pub(super) async fn send_webhook_delivery(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    delivery_id: &str,
    webhooks: &State<Webhooks>,
) -> Result<Accepted<Json<WebhookDelivery>>> {
    let id = list::id(id, Entity::Webhook)?;
    let delivery = list::id(delivery_id, Entity::WebhookDelivery)?;
    let asked = webhooks.send_again(id, delivery).await?;
    Ok(Accepted(Json(asked)))
}
