//! The embedded web app: content type, ETag, cache lifetime, and index.html for every page of its own.

use std::path::PathBuf;

use rocket::Request;
use rocket::get;
use rocket::http::{ContentType, Header, Status};
use rocket::response::{self, Responder, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::reply::is_known;
use crate::error::{Entity, Error};

/// What the build of `assets` made.
#[derive(RustEmbed)]
#[folder = "assets/dist"]
#[allow_missing = true]
struct Dist;

/// The copies that the build compressed, best first: coding and suffix.
const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// A file of the web app.
pub(super) struct Asset {
    path: String,
    file: EmbeddedFile,
}

impl Asset {
    /// The file at this path, if the app has it.
    pub(super) fn find(path: &str) -> Option<Self> {
        Dist::get(path).map(|file| Self {
            path: path.to_owned(),
            file,
        })
    }
}

/// A file of the web app; every other address is a page of it, which index.html shows.
#[get("/<path..>", rank = 100)]
pub(super) fn web_app(path: PathBuf) -> Result<Asset, Error> {
    let path = path.to_string_lossy();
    let is_page = !path.starts_with("static/") && !path.contains('.');
    Asset::find(&path)
        .or_else(|| is_page.then(|| Asset::find("index.html")).flatten())
        .ok_or(Error::NotFound(Entity::Page))
}

impl<'r> Responder<'r, 'static> for Asset {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let accepted = request
            .headers()
            .get("Accept-Encoding")
            .collect::<Vec<_>>()
            .join(",");
        let coded = CODINGS.into_iter().find_map(|(coding, suffix)| {
            let file = accepts(&accepted, coding)
                .then(|| Dist::get(&format!("{}{suffix}", self.path)))
                .flatten()?;
            Some((coding, file))
        });
        let (coding, file) = match coded {
            Some((coding, file)) => (Some(coding), file),
            None => (None, self.file),
        };
        let etag = format!("\"{}\"", hex(&file.metadata.sha256_hash()));
        let mut response = Response::build();
        response
            .header(Header::new("Cache-Control", lifetime(&self.path)))
            .header(Header::new("ETag", etag.clone()))
            .header(Header::new("Vary", "Accept-Encoding"));
        if is_known(request, &etag) {
            return response.status(Status::NotModified).ok();
        }
        if let Some(coding) = coding {
            response.header(Header::new("Content-Encoding", coding));
        }
        let body = file.data;
        response
            .header(content_type(&self.path))
            .sized_body(body.len(), std::io::Cursor::new(body))
            .ok()
    }
}

/// A hashed name never means another file; all others are asked for again.
fn lifetime(path: &str) -> &'static str {
    if path.starts_with("static/") {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

fn content_type(path: &str) -> ContentType {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension {
        "webmanifest" => ContentType::new("application", "manifest+json"),
        _ => ContentType::from_extension(extension).unwrap_or(ContentType::Binary),
    }
}

/// Whether a client takes a coding: named, and not with weight 0 (RFC 9110, 12.5.3).
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut parts = part.split(';').map(str::trim);
        let named = parts
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case(coding));
        named && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coding_is_taken_when_named_with_a_weight() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("gzip;q=0.5", "gzip"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
