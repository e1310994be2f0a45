//! Reports.

use rocket::{State, get};
use serde::Deserialize;
use utoipa::IntoParams;

use super::guards::Admin;
use super::list;
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::Json;
use super::setup::ZoneName;
use crate::domain::{Closing, CustomerReport, Summary};
use crate::error::{Entity, Error, Result};
use crate::services::reports::Reports;
use crate::services::settings::Settings;

/// How the shop stands now: orders by status, sales of the day and the week beside those of the week before, what
/// waits, what sells, what runs out.
#[utoipa::path(context_path = "/api", tag = "reports", responses((status = 200, body = Summary)))]
#[get("/reports/summary")]
pub(super) async fn get_summary(
    _admin: Admin,
    _query: NoQuery,
    reports: &State<Reports>,
    settings: &State<Settings>,
    zone: &State<ZoneName>,
) -> Result<Json<Summary>> {
    let low_stock = settings.now()?.low_stock;
    reports
        .summary(&settings.days()?, zone.0.clone(), low_stock)
        .await
        .map(Json)
}

/// Of which day.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ClosingQuery {
    /// The day, by the date on which it began; today if absent.
    #[param(value_type = Option<String>, format = Date, example = "2026-01-31")]
    date: Option<String>,
}

/// The closing of a day at the till: what was paid by method, sold by tax rate, taken by status. A day begins at the
/// shop's own hour.
#[utoipa::path(context_path = "/api", tag = "reports", params(ClosingQuery),
    responses((status = 200, body = Closing)))]
#[get("/reports/closing")]
pub(super) async fn get_closing(
    _admin: Admin,
    query: Query<ClosingQuery>,
    reports: &State<Reports>,
    settings: &State<Settings>,
) -> Result<Json<Closing>> {
    let date = query.0.date.map(|text| text.parse()).transpose();
    let date = date.map_err(|_| Error::invalid("date", "must be a date, such as 2026-01-31"))?;
    reports.closing(date, settings.days()?).await.map(Json)
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
