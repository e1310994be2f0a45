//! Reports.

use std::sync::Arc;

use jiff::tz::TimeZone;
use rocket::{State, get};

use super::guards::Admin;
use super::list;
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::Json;
use super::setup::Shop;
use crate::domain::{CustomerReport, Summary};
use crate::error::{Entity, Result};
use crate::services::reports::Reports;

/// How the shop stands now: orders by status, sales of the day and the week beside those of the week before, what
/// waits, what sells, what runs out.
#[utoipa::path(context_path = "/api", tag = "reports", responses((status = 200, body = Summary)))]
#[get("/reports/summary")]
pub(super) async fn get_summary(
    _admin: Admin,
    _query: NoQuery,
    reports: &State<Reports>,
    zone: &State<Arc<TimeZone>>,
    shop: &State<Arc<Shop>>,
) -> Result<Json<Summary>> {
    reports
        .summary(zone, shop.timezone.clone(), shop.low_stock)
        .await
        .map(Json)
}

/// What a customer has ordered; cancelled orders left out.
#[utoipa::path(context_path = "/api", tag = "reports", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = CustomerReport), (status = 404, body = Problem)))]
#[get("/reports/customers/<id>")]
pub(super) async fn get_customer_report(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    reports: &State<Reports>,
) -> Result<Json<CustomerReport>> {
    reports
        .customer(list::id(id, Entity::Customer)?)
        .await
        .map(Json)
}
