//! The embedded web app: content type, ETag, cache lifetime, and index.html for every page of its own.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use brotli_decompressor::BrotliDecompress;
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

/// How the build compressed a file, best first: coding and suffix. What it compressed it keeps in no other form.
const CODINGS: [(&str, &str); 2] = [(BROTLI, ".br"), ("gzip", ".gz")];
const BROTLI: &str = "br";

/// A file of the web app.
pub(super) struct Asset {
    path: String,
    forms: Vec<Form>,
}

/// The file as the build left it, or compressed.
struct Form {
    coding: Option<&'static str>,
    file: EmbeddedFile,
}

/// A form as a client gets it.
struct Sent {
    coding: Option<&'static str>,
    etag: String,
    content: Cow<'static, [u8]>,
}

impl Asset {
    /// The file at this path, if the app has it.
    pub(super) fn find(path: &str) -> Option<Self> {
        let coded = CODINGS.map(|(coding, suffix)| (Some(coding), suffix));
        let forms = coded.into_iter().chain([(None, "")]);
        let forms: Vec<_> = forms
            .filter_map(|(coding, suffix)| {
                let file = Dist::get(&format!("{path}{suffix}"))?;
                Some(Form { coding, file })
            })
            .collect();
        let path = path.to_owned();
        (!forms.is_empty()).then_some(Self { path, forms })
    }

    /// The form for a client that takes these codings. Who takes none has it decompressed.
    fn sent_to(self, accepted: &str) -> io::Result<Sent> {
        let mut forms = self.forms;
        let is_taken = |form: &Form| form.coding.is_none_or(|coding| accepts(accepted, coding));
        if let Some(index) = forms.iter().position(is_taken) {
            let Form { coding, file } = forms.swap_remove(index);
            return Ok(Sent {
                coding,
                etag: tag(&file, ""),
                content: file.data,
            });
        }
        let packed = forms.iter().find(|form| form.coding == Some(BROTLI));
        let unknown = || io::Error::other("a file of the app is in no known form");
        let packed = packed.ok_or_else(unknown)?;
        let mut content = Vec::new();
        BrotliDecompress(&mut &*packed.file.data, &mut content)?;
        Ok(Sent {
            coding: None,
            etag: tag(&packed.file, "-plain"),
            content: content.into(),
        })
    }
}

/// A strong ETag: each form of a file has its own (RFC 9110, 8.8.3).
fn tag(file: &EmbeddedFile, form: &str) -> String {
    format!("\"{}{form}\"", hex(&file.metadata.sha256_hash()))
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
        let path = self.path.clone();
        let sent = self.sent_to(&accepted);
        let Sent {
            coding,
            etag,
            content,
        } = sent.map_err(|error| {
            log::error!("{path} can't be given: {error}");
            Status::InternalServerError
        })?;
        let mut response = Response::build();
        response
            .header(Header::new("Cache-Control", lifetime(&path)))
            .header(Header::new("ETag", etag.clone()))
            .header(Header::new("Vary", "Accept-Encoding"));
        if is_known(request, &etag) {
            return response.status(Status::NotModified).ok();
        }
        if let Some(coding) = coding {
            response.header(Header::new("Content-Encoding", coding));
        }
        response
            .header(content_type(&path))
            .sized_body(content.len(), io::Cursor::new(content))
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
