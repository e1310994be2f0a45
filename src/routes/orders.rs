//! Orders.

use rocket::http::Header;
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, delete, get, patch, post};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Body;
use super::guards::{Admin, IfMatch, OnceKey, SignedIn};
use super::list;
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent, Tagged, Text, etag};
use crate::domain::{
    NewOrder, Order, OrderCounts, OrderFilter, OrderPatch, OrderSort, OrderStatus, TimelineEntry,
    UserId,
};
use crate::error::{Entity, Error, FieldError, Result};
use crate::services::orders::Orders;
use crate::services::settings::Settings;

/// Which orders, and which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OrderQuery {
    /// One status or several, comma-separated.
    #[param(example = "PENDING,PAID")]
    pub(super) status: Option<String>,
    /// Of this customer.
    #[param(value_type = Option<uuid::Uuid>)]
    pub(super) user_id: Option<UserId>,
    /// Made at this instant (RFC 3339) or on this day (a date) or later.
    #[param(example = "2026-01-31")]
    pub(super) from: Option<String>,
    /// Made before this instant, or on this day or earlier.
    pub(super) to: Option<String>,
    /// Words of number, customer, products or note; any order, accents and case ignored.
    pub(super) q: Option<String>,
    /// Newest first if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    pub(super) sort: OrderSort,
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<usize>,
    /// From the `Link` of the page before.
    pub(super) cursor: Option<String>,
}

/// Which orders to count.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct CountQuery {
    /// Of this customer.
    #[param(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    /// Made at this instant (RFC 3339) or on this day (a date) or later.
    #[param(example = "2026-01-31")]
    from: Option<String>,
    /// Made before this instant, or on this day or earlier.
    to: Option<String>,
    /// Words of number, customer, products or note; any order, accents and case ignored.
    q: Option<String>,
}

impl OrderQuery {
    /// The filter, with days as the shop has them.
    pub(super) fn filter(self, settings: &Settings) -> Result<OrderFilter> {
        let counted = CountQuery {
            user_id: self.user_id,
            from: self.from,
            to: self.to,
            q: self.q,
        };
        let filter = counted.filter(self.status.as_deref(), settings)?;
        Ok(OrderFilter {
            sort: self.sort,
            ..filter
        })
    }
}

impl CountQuery {
    /// The filter, with days as the shop has them, for these statuses.
    fn filter(self, status: Option<&str>, settings: &Settings) -> Result<OrderFilter> {
        let (mut errors, (from, until)) = match list::period(self.from, self.to, settings) {
            Ok(period) => (Vec::new(), period),
            Err(Error::Invalid(errors)) => (errors, (None, None)),
            Err(other) => return Err(other),
        };
        let statuses = statuses(status).unwrap_or_else(|error| {
            errors.push(error);
            Vec::new()
        });
        if !errors.is_empty() {
            return Err(Error::Invalid(errors));
        }
        let q = list::search(self.q)?;
        Ok(OrderFilter {
            statuses,
            user_id: self.user_id,
            from,
            until,
            q,
            sort: OrderSort::default(),
        })
    }
}

/// The statuses of a comma-separated list, each once; all four are no condition.
fn statuses(text: Option<&str>) -> std::result::Result<Vec<OrderStatus>, FieldError> {
    let mut statuses = Vec::new();
    for part in text.into_iter().flat_map(|text| text.split(',')) {
        let status = part
            .trim()
            .parse()
            .map_err(|error| FieldError::new("status", format!("{error}")))?;
        if !statuses.contains(&status) {
            statuses.push(status);
        }
    }
    if statuses.len() == OrderStatus::ALL.len() {
        statuses.clear();
    }
    Ok(statuses)
}

/// The orders that the caller may see, newest first.
#[utoipa::path(context_path = "/api", tag = "orders", params(OrderQuery),
    responses((status = 200, body = Vec<Order>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/orders")]
pub(super) async fn list_orders(
    caller: SignedIn,
    query: Query<OrderQuery>,
    orders: &State<Orders>,
    settings: &State<Settings>,
) -> Result<Listed> {
    let request = list::request(query.0.limit, query.0.cursor.as_deref())?;
    let filter = query.0.filter(settings)?;
    orders.list(&caller.0, filter, request).await.map(Listed)
}

/// How many orders each status has, of those that the caller may see and the filter lets through. Counting ends at the
/// newest 10,000 of them, and `is_exact` is `false` then; all orders of the shop are always counted exactly.
#[utoipa::path(context_path = "/api", tag = "orders", params(CountQuery),
    responses((status = 200, body = OrderCounts)))]
#[get("/orders/counts")]
pub(super) async fn count_orders(
    caller: SignedIn,
    query: Query<CountQuery>,
    orders: &State<Orders>,
    settings: &State<Settings>,
) -> Result<Json<OrderCounts>> {
    let filter = query.0.filter(None, settings)?;
    orders.counts(&caller.0, filter).await.map(Json)
}

/// An order that was made, as it was then.
pub(super) struct Made(String);

impl<'r> Responder<'r, 'static> for Made {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from(Text(self.0).respond_to(request)?)
            .header(Header::new("ETag", etag(1)))
            .ok()
    }
}

/// Takes an order. With an `Idempotency-Key` the same request twice within 24 hours makes one.
#[utoipa::path(context_path = "/api", tag = "orders", request_body = NewOrder,
    params(("Idempotency-Key" = Option<String>, Header, description = "makes a retry safe")),
    responses((status = 201, body = Order, headers(("Location"), ("ETag"))), (status = 409, body = Problem)))]
#[post("/orders", data = "<order>")]
pub(super) async fn create_order(
    admin: Admin,
    _query: NoQuery,
    key: OnceKey,
    order: Body<NewOrder>,
    orders: &State<Orders>,
) -> Result<Created<Made>> {
    let made = orders.create(&admin.0, order.0, key.0).await?;
    #[derive(Deserialize)]
    struct Named {
        id: String,
    }
    let Named { id } = serde_json::from_str(&made)
        .map_err(|error| Error::Internal(format!("a made order is no JSON: {error}")))?;
    Ok(Created {
        location: format!("/api/orders/{id}"),
        body: Made(made),
    })
}

/// One order, by its id or its number.
#[utoipa::path(context_path = "/api", tag = "orders",
    params(("id" = String, Path, description = "a UUID, or the number"), ("If-None-Match" = Option<String>, Header)),
    responses((status = 200, body = Order, headers(("ETag"))), (status = 304), (status = 404, body = Problem)))]
#[get("/orders/<id>")]
pub(super) async fn get_order(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    orders: &State<Orders>,
) -> Result<Tagged> {
    orders
        .get(&caller.0, list::id(id, Entity::Order)?)
        .await
        .map(Tagged)
}

/// Changes an order: its status, or what is in it. All of it or nothing. 412 when `If-Match` no longer holds.
#[utoipa::path(context_path = "/api", tag = "orders", request_body = OrderPatch,
    params(("id" = String, Path, description = "a UUID, or the number"), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = Order, headers(("ETag"))), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[patch("/orders/<id>", data = "<patch>")]
pub(super) async fn update_order(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    if_match: IfMatch,
    patch: Body<OrderPatch>,
    orders: &State<Orders>,
) -> Result<Tagged> {
    let order = list::id(id, Entity::Order)?;
    orders
        .update(&admin.0, order, if_match.0, patch.0)
        .await
        .map(Tagged)
}

/// Deletes an order that is PENDING, whose stock goes back, or CANCELLED.
#[utoipa::path(context_path = "/api", tag = "orders",
    params(("id" = String, Path, description = "a UUID, or the number"), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem)))]
#[delete("/orders/<id>")]
pub(super) async fn delete_order(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    if_match: IfMatch,
    orders: &State<Orders>,
) -> Result<NoContent> {
    orders
        .delete(&admin.0, list::id(id, Entity::Order)?, if_match.0)
        .await?;
    Ok(NoContent)
}

/// The timeline of an order: who did what and when, oldest first.
#[utoipa::path(context_path = "/api", tag = "orders",
    params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 200, body = Vec<TimelineEntry>), (status = 404, body = Problem)))]
#[get("/orders/<id>/events")]
pub(super) async fn order_events(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    orders: &State<Orders>,
) -> Result<Json<Vec<TimelineEntry>>> {
    orders
        .timeline(&caller.0, list::id(id, Entity::Order)?)
        .await
        .map(Json)
}
