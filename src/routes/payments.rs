//! What was paid for orders.

use rocket::{State, get, post};

use super::body::Body;
use super::guards::{Admin, IfMatch, SignedIn};
use super::list;
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::{Json, Tagged};
use crate::domain::{NewPayment, Order, Payment};
use crate::error::{Entity, Result};
use crate::services::payments::Payments;

/// What was paid for an order and given back, oldest first.
#[utoipa::path(context_path = "/api", tag = "orders",
    params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 200, body = Vec<Payment>), (status = 404, body = Problem)))]
#[get("/orders/<id>/payments")]
pub(super) async fn list_payments(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    payments: &State<Payments>,
) -> Result<Json<Vec<Payment>>> {
    payments
        .list(&caller.0, list::id(id, Entity::Order)?)
        .await
        .map(Json)
}

/// Enters a payment for an order that is PENDING, or money that was given back for one that is PENDING or CANCELLED.
#[utoipa::path(context_path = "/api", tag = "orders", request_body = NewPayment,
    params(("id" = String, Path, description = "a UUID, or the number"), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = Order, headers(("ETag"))), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem)))]
#[post("/orders/<id>/payments", data = "<payment>")]
pub(super) async fn enter_payment(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    if_match: IfMatch,
    payment: Body<NewPayment>,
    payments: &State<Payments>,
) -> Result<Tagged> {
    let order = list::id(id, Entity::Order)?;
    payments
        .enter(&admin.0, order, if_match.0, payment.0)
        .await
        .map(Tagged)
}
