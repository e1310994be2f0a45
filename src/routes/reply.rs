//! Answers: created things with their address, orders with their version, lists with their next page.

use std::sync::Arc;

use rocket::Request;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder, Response};
use serde::Serialize;

use crate::domain::Order;
use crate::error::Error;
use crate::services::listings::Listing;

/// The pieces in which a body goes out, in bytes: Rocket's own size at least, and for a page of orders one.
const MIN_CHUNK: usize = 4 * 1024;
const MAX_CHUNK: usize = 64 * 1024;

/// A body of JSON.
pub(super) struct Json<T>(pub T);

impl<'r, T: Serialize> Responder<'r, 'static> for Json<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        match serde_json::to_string(&self.0) {
            Ok(json) => Text(json).respond_to(request),
            Err(error) => Error::Internal(error.to_string()).respond_to(request),
        }
    }
}

/// A body that is JSON already.
pub(super) struct Text(pub String);

impl<'r> Responder<'r, 'static> for Text {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Ok(json(self.0.len(), self.0))
    }
}

/// An answer of so many bytes of JSON.
fn json(length: usize, body: impl AsRef<[u8]> + Send + Unpin + 'static) -> Response<'static> {
    Response::build()
        .header(ContentType::JSON)
        .sized_body(length, std::io::Cursor::new(body))
        // Rocket copies a body piece by piece, each with a price of its own.
        .max_chunk_size(length.clamp(MIN_CHUNK, MAX_CHUNK))
        .finalize()
}

/// 201: what was made, and where it is.
pub(super) struct Created<R> {
    /// Its path.
    pub location: String,
    /// What was made.
    pub body: R,
}

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for Created<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from(self.body.respond_to(request)?)
            .status(Status::Created)
            .header(Header::new("Location", self.location))
            .ok()
    }
}

/// 202: it was taken on, and is done soon.
pub(super) struct Accepted<R>(pub R);

impl<'r, R: Responder<'r, 'static>> Responder<'r, 'static> for Accepted<R> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from(self.0.respond_to(request)?)
            .status(Status::Accepted)
            .ok()
    }
}

/// An order with its version as ETag; 304 when the client has this version already.
pub(super) struct Tagged(pub Order);

/// The ETag of a version.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

impl<'r> Responder<'r, 'static> for Tagged {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let etag = etag(self.0.version);
        let mut response =
            if is_known(request, &etag) && request.method() == rocket::http::Method::Get {
                Response::build().status(Status::NotModified).finalize()
            } else {
                Json(self.0).respond_to(request)?
            };
        response.set_header(Header::new("ETag", etag));
        response.set_header(Header::new("Cache-Control", "private, no-cache"));
        Ok(response)
    }
}

/// Whether the client says that it has what bears this entity tag.
pub(super) fn is_known(request: &Request<'_>, etag: &str) -> bool {
    let mut tags = request.headers().get("If-None-Match");
    tags.any(|tags| names(tags, etag))
}

/// Whether a list of entity tags names this one, by the weak comparison of RFC 9110, 8.8.3.2.
fn names(tags: &str, etag: &str) -> bool {
    tags.split(',')
        .map(str::trim)
        .any(|tag| tag == "*" || tag.trim_start_matches("W/") == etag)
}

/// A page of a list; `Link` leads to the next (RFC 8288).
pub(super) struct Listed(pub Arc<Listing>);

/// The JSON of a listing that others may be sending too.
struct SharedJson(Arc<Listing>);

impl AsRef<[u8]> for SharedJson {
    fn as_ref(&self) -> &[u8] {
        self.0.json.as_bytes()
    }
}

impl<'r> Responder<'r, 'static> for Listed {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let mut response = json(self.0.json.len(), SharedJson(self.0.clone()));
        if let Some(next) = &self.0.next {
            let uri = request.uri();
            let query = uri.query().map_or("", |query| query.as_str());
            let others = query
                .split('&')
                .filter(|part| !part.is_empty() && part.split('=').next() != Some("cursor"));
            let cursor = format!("cursor={}", next.encode());
            let query = others
                .chain([cursor.as_str()])
                .collect::<Vec<_>>()
                .join("&");
            let link = format!("<{}?{query}>; rel=\"next\"", uri.path());
            response.set_header(Header::new("Link", link));
        }
        Ok(response)
    }
}

/// 204: done, and nothing to say.
pub(super) struct NoContent;

impl<'r> Responder<'r, 'static> for NoContent {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build().status(Status::NoContent).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entity_tags_are_found_in_a_list() {
        assert!(names("\"3\"", "\"3\""));
        assert!(names("\"2\", W/\"3\"", "\"3\""));
        assert!(names("*", "\"3\""));
        assert!(!names("\"33\"", "\"3\""));
    }
}
