//! CSV into the shop.

use rocket::http::Status;
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, post};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Csv;
use super::guards::Admin;
use super::problem::Problem;
use super::query::Query;
use super::reply::Json;
use crate::error::Result;
use crate::services::import::{ImportReport, Imported, Imports};

/// Whether to write.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ImportQuery {
    /// `true`: only tell what it would do, line by line. Always 200, and writes nothing.
    #[serde(default)]
    #[param(required = false)]
    dry_run: bool,
}

/// Adds and changes products: all lines, or none if one is wrong (400, with the lines at fault). The first line names
/// the columns, of those that an export has, in any order. A line is the product of its `id`, else of its `sku`, else
/// a new one. A column that is absent leaves values alone, an empty cell is null. `stock` is a count: the ledger gets
/// the difference. Cells are parted by comma, semicolon (amounts then may have a decimal comma) or tab.
#[utoipa::path(context_path = "/api", tag = "csv", params(ImportQuery),
    request_body(content = String, content_type = "text/csv", description = "UTF-8, at most 16 MiB and 250,000 lines"),
    responses((status = 200, body = ImportReport), (status = 400, body = ImportReport), (status = 413, body = Problem),
        (status = 503, body = Problem)))]
#[post("/import/products", data = "<file>")]
pub(super) async fn import_products(
    admin: Admin,
    query: Query<ImportQuery>,
    file: Csv,
    imports: &State<Imports>,
) -> Result<Imported> {
    let Csv(file, place) = file;
    imports
        .products(&admin.0, file, place, query.0.dry_run)
        .await
}

/// Adds and changes customers: all lines, or none if one is wrong (400, with the lines at fault). The first line names
/// the columns, of those that an export has, in any order. A line is the customer of its `id`, else of its `email`,
/// else a new one. A column that is absent leaves values alone, an empty cell is null. Nobody becomes an admin.
#[utoipa::path(context_path = "/api", tag = "csv", params(ImportQuery),
    request_body(content = String, content_type = "text/csv", description = "UTF-8, at most 16 MiB and 250,000 lines"),
    responses((status = 200, body = ImportReport), (status = 400, body = ImportReport), (status = 413, body = Problem),
        (status = 503, body = Problem)))]
#[post("/import/customers", data = "<file>")]
pub(super) async fn import_customers(
    admin: Admin,
    query: Query<ImportQuery>,
    file: Csv,
    imports: &State<Imports>,
) -> Result<Imported> {
    let Csv(file, place) = file;
    imports
        .customers(&admin.0, file, place, query.0.dry_run)
        .await
}

impl<'r> Responder<'r, 'static> for Imported {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let (status, report) = match self {
            Self::Tried(report) | Self::Done(report) => (Status::Ok, report),
            Self::Refused(report) => (Status::BadRequest, report),
        };
        Response::build_from(Json(report).respond_to(request)?)
            .status(status)
            .ok()
    }
}
