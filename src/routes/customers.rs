//! Customers and admins.

use rocket::{State, delete, get, patch, post};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Body;
use super::guards::{Admin, SignedIn};
use super::list;
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent};
use crate::domain::{NameSort, NewUser, Role, User, UserFilter, UserPatch};
use crate::error::{Entity, Result};
use crate::services::customers::Customers;

/// Which users, and which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UserQuery {
    /// Words of name, email, phone, address or note; any order, accents and case ignored.
    pub(super) q: Option<String>,
    /// `CUSTOMER` if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    pub(super) role: Role,
    /// Those that are archived instead of those in use; for admins.
    #[serde(default)]
    #[param(required = false)]
    pub(super) archived: bool,
    /// By name if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    pub(super) sort: NameSort,
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<usize>,
    /// From the `Link` of the page before.
    pub(super) cursor: Option<String>,
}

impl UserQuery {
    /// The filter.
    pub(super) fn filter(self) -> Result<UserFilter> {
        Ok(UserFilter {
            q: list::search(self.q)?,
            role: self.role,
            archived: self.archived,
            only: None,
            sort: self.sort,
        })
    }
}

/// The customers of the shop, by name; to a customer their own record.
#[utoipa::path(context_path = "/api", tag = "customers", params(UserQuery),
    responses((status = 200, body = Vec<User>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/customers")]
pub(super) async fn list_customers(
    caller: SignedIn,
    query: Query<UserQuery>,
    customers: &State<Customers>,
) -> Result<Listed> {
    let request = list::request(query.0.limit, query.0.cursor.as_deref())?;
    let filter = query.0.filter()?;
    customers.list(&caller.0, filter, request).await.map(Listed)
}

/// Adds a customer or an admin; with a `password` they can sign in.
#[utoipa::path(context_path = "/api", tag = "customers", request_body = NewUser,
    responses((status = 201, body = User, headers(("Location"))), (status = 409, body = Problem)))]
#[post("/customers", data = "<user>")]
pub(super) async fn create_customer(
    _admin: Admin,
    _query: NoQuery,
    user: Body<NewUser>,
    customers: &State<Customers>,
) -> Result<Created<Json<User>>> {
    let user = customers.create(user.0).await?;
    Ok(Created {
        location: format!("/api/customers/{}", user.id),
        body: Json(user),
    })
}

/// One customer or admin.
#[utoipa::path(context_path = "/api", tag = "customers", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem)))]
#[get("/customers/<id>")]
pub(super) async fn get_customer(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    customers: &State<Customers>,
) -> Result<Json<User>> {
    customers
        .get(&caller.0, list::id(id, Entity::Customer)?)
        .await
        .map(Json)
}

/// Changes a user. A new password, another role and archiving end their sessions, API tokens and sockets at once.
#[utoipa::path(context_path = "/api", tag = "customers", request_body = UserPatch, params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = User), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[patch("/customers/<id>", data = "<patch>")]
pub(super) async fn update_customer(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    patch: Body<UserPatch>,
    customers: &State<Customers>,
) -> Result<Json<User>> {
    customers
        .update(&admin.0, list::id(id, Entity::Customer)?, patch.0)
        .await
        .map(Json)
}

/// Deletes a user; one that an order names is archived. The last admin stays.
#[utoipa::path(context_path = "/api", tag = "customers", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[delete("/customers/<id>")]
pub(super) async fn delete_customer(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    customers: &State<Customers>,
) -> Result<NoContent> {
    customers.delete(list::id(id, Entity::Customer)?).await?;
    Ok(NoContent)
}
