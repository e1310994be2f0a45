//! Invoices, credit notes and receipts: which were given out, and their files.

use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::guards::{Admin, SignedIn};
use super::list;
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Listed, is_known};
use crate::domain::{DocumentBrief, DocumentFilter, DocumentKind};
use crate::error::{Entity, Result};
use crate::services::documents::{DocumentFile, Documents};
use crate::services::settings::Settings;

/// Which documents, and which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct DocumentQuery {
    /// Of this kind alone.
    #[param(inline)]
    kind: Option<DocumentKind>,
    /// Given out at this instant (RFC 3339) or on this day (a date) or later.
    #[param(example = "2026-01-31")]
    from: Option<String>,
    /// Given out before this instant, or on this day or earlier.
    to: Option<String>,
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<usize>,
    /// From the `Link` of the page before.
    cursor: Option<String>,
}

/// A PDF that a browser shows, under a name to keep it by.
pub(super) struct Pdf(DocumentFile);

impl<'r> Responder<'r, 'static> for Pdf {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let DocumentFile { name, bytes } = self.0;
        let hash = Sha256::digest(&bytes);
        let hash: String = hash
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let etag = format!("\"{hash}\"");
        let mut response = Response::build();
        response
            .header(Header::new("Cache-Control", "private, no-cache"))
            .header(Header::new("ETag", etag.clone()));
        if is_known(request, &etag) {
            return response.status(Status::NotModified).ok();
        }
        let disposition = format!("inline; filename=\"{name}\"");
        response
            .header(ContentType::PDF)
            .header(Header::new("Content-Disposition", disposition))
            .sized_body(bytes.len(), std::io::Cursor::new(bytes))
            .ok()
    }
}

/// The invoices and credit notes that were given out, newest first.
#[utoipa::path(context_path = "/api", tag = "documents", params(DocumentQuery),
    responses((status = 200, body = Vec<DocumentBrief>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/documents")]
pub(super) async fn list_documents(
    _admin: Admin,
    query: Query<DocumentQuery>,
    documents: &State<Documents>,
    settings: &State<Settings>,
) -> Result<Listed> {
    let request = list::request(query.0.limit, query.0.cursor.as_deref())?;
    let (from, until) = list::period(query.0.from, query.0.to, settings)?;
    let filter = DocumentFilter {
        kind: query.0.kind,
        from,
        until,
    };
    documents.list(filter, request).await.map(Listed)
}

/// An invoice or a credit note as PDF (PDF/A-2a): the same file whenever it is asked for, also when the order is
/// deleted. For admins, and for the customer whose order it is.
#[utoipa::path(context_path = "/api", tag = "documents", params(("number" = i64, Path)),
    responses((status = 200, headers(("Content-Disposition"), ("ETag")),
        content((Vec<u8> = "application/pdf"))), (status = 304), (status = 404, body = Problem)))]
#[get("/documents/<number>")]
pub(super) async fn get_document(
    caller: SignedIn,
    _query: NoQuery,
    number: &str,
    documents: &State<Documents>,
) -> Result<Pdf> {
    let number = list::id(number, Entity::Document)?;
    documents.document(&caller.0, number).await.map(Pdf)
}

/// The receipt of an order as PDF, for a roll of 80 mm: what was sold, and what was paid and given back until now. 409
/// `nothing_paid` before anything was. For admins, and for the customer whose order it is.
#[utoipa::path(context_path = "/api", tag = "documents",
    params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 200, headers(("Content-Disposition"), ("ETag")),
        content((Vec<u8> = "application/pdf"))), (status = 304), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
#[get("/orders/<id>/receipt")]
pub(super) async fn get_receipt(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    documents: &State<Documents>,
) -> Result<Pdf> {
    let order = list::id(id, Entity::Order)?;
    documents.receipt(&caller.0, order).await.map(Pdf)
}
