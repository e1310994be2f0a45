//! API tokens for scripts. Only a person makes, lists and revokes them.

use rocket::{State, delete, get, post};
use serde::Serialize;
use utoipa::ToSchema;

use super::body::Body;
use super::guards::AdminInPerson;
use super::list::{self, PartQuery};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent};
use crate::domain::{ApiToken, ApiTokenId, NewApiToken};
use crate::error::{Entity, Result};
use crate::services::tokens::Tokens;

/// A token that was made: the one time that it is told.
#[derive(Serialize, ToSchema)]
pub(super) struct CreatedApiToken {
    /// Names it in the list, and to revoke it.
    id: ApiTokenId,
    /// What it is for.
    name: String,
    /// Whether it reads alone.
    read_only: bool,
    /// For `Authorization: Bearer`. The server keeps a hash of it alone.
    token: String,
}

/// The API tokens of all admins, newest first. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "tokens", params(PartQuery),
    responses((status = 200, body = Vec<ApiToken>, headers(("Link", description = "the next page, RFC 8288"))),
        (status = 403, body = Problem)))]
#[get("/tokens")]
pub(super) async fn list_tokens(
    _admin: AdminInPerson,
    query: Query<PartQuery>,
    tokens: &State<Tokens>,
) -> Result<Listed> {
    let PartQuery { limit, cursor } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    tokens.list(request).await.map(Listed)
}

/// Makes an API token. It acts as the admin who made it, until it is revoked, or its admin gets another password or
/// role, is archived or deleted. A read-only one is refused every write. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "tokens", request_body = NewApiToken,
    responses((status = 201, body = CreatedApiToken, headers(("Location"))), (status = 403, body = Problem)))]
#[post("/tokens", data = "<token>")]
pub(super) async fn create_token(
    admin: AdminInPerson,
    _query: NoQuery,
    token: Body<NewApiToken>,
    tokens: &State<Tokens>,
) -> Result<Created<Json<CreatedApiToken>>> {
    let made = tokens.create(&admin.0, token.0).await?;
    Ok(Created {
        location: format!("/api/tokens/{}", made.token.id),
        body: Json(CreatedApiToken {
            id: made.token.id,
            name: made.token.name,
            read_only: made.token.read_only,
            token: made.text,
        }),
    })
}

/// Revokes an API token: at once it counts no more, its sockets close. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "tokens", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/tokens/<id>")]
pub(super) async fn delete_token(
    _admin: AdminInPerson,
    _query: NoQuery,
    id: &str,
    tokens: &State<Tokens>,
) -> Result<NoContent> {
    tokens.revoke(list::id(id, Entity::ApiToken)?).await?;
    Ok(NoContent)
}
