//! The page that explains how a device comes to trust the local authority, and the authority's certificate. It
//! is there by plain HTTP too, without signing in and without a script: whoever reads it has a device that
//! trusts nothing here yet. So its words stand here, and not in the web app's.

use std::sync::Arc;

use rocket::http::{ContentType, Header, Status};
use rocket::request::{FromRequest, Outcome};
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get};

use crate::error::{Entity, Error, Result};
use crate::ops::authority::Shown;
use crate::ops::tls::Certificates;

const ENGLISH: &str = include_str!("trust/en.html");
const GERMAN: &str = include_str!("trust/de.html");
const STYLES: &str = include_str!("trust/trust.css");
/// What the certificate is called when it is downloaded. `update-ca-certificates` wants this ending.
const FILE_NAME: &str = "oms-authority.crt";
/// What a browser calls the system it runs on, and the part of the page about it, the first that fits.
const SYSTEMS: [(&str, &str); 6] = [
    ("iPhone", "apple-mobile"),
    ("iPad", "apple-mobile"),
    ("Android", "android"),
    ("Windows", "windows"),
    ("Macintosh", "mac"),
    ("Linux", "linux"),
];

/// What the server shows to browsers; none without HTTPS.
pub struct Trust(pub Option<Arc<Certificates>>);

impl Trust {
    /// The local authority, if it vouches for this server.
    pub(super) fn authority(&self) -> Option<Shown> {
        self.0.as_ref()?.authority()
    }

    fn page(&self) -> Result<Shown> {
        self.authority().ok_or(Error::NotFound(Entity::Page))
    }

    /// Whether browsers find what they trust under this name or IP address.
    pub(super) fn vouches_for(&self, host: &str) -> bool {
        self.0.as_ref().is_some_and(|it| it.is_for(host))
    }
}

/// Who reads the page, by what their browser tells.
pub(super) struct Reader {
    speaks_german: bool,
    system: &'static str,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Reader {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let header = |name| request.headers().get_one(name).unwrap_or_default();
        let agent = header("User-Agent");
        let system = SYSTEMS.iter().find(|(sign, _)| agent.contains(sign));
        Outcome::Success(Self {
            speaks_german: speaks_german(request),
            system: system.map_or("", |(_, part)| part),
        })
    }
}

/// Whether German is what the reader's browser asks for first.
pub(super) fn speaks_german(request: &Request<'_>) -> bool {
    let languages = request.headers().get_one("Accept-Language");
    let first = languages.and_then(|languages| languages.split(',').next());
    first.is_some_and(|tag| tag.trim().starts_with("de"))
}

/// A page of HTML.
pub(super) struct Html(String);

impl<'r> Responder<'r, 'static> for Html {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        Response::build_from((ContentType::HTML, self.0).respond_to(request)?)
            .header(Header::new("Vary", "Accept-Language, User-Agent"))
            .ok()
    }
}

/// The certificate, as a file to install.
pub(super) struct Certificate(String);

impl<'r> Responder<'r, 'static> for Certificate {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let disposition = format!("attachment; filename=\"{FILE_NAME}\"");
        Response::build()
            .status(Status::Ok)
            .header(ContentType::new("application", "x-x509-ca-cert"))
            .header(Header::new("Content-Disposition", disposition))
            .sized_body(self.0.len(), std::io::Cursor::new(self.0))
            .ok()
    }
}

/// How devices come to trust this server, in German or English; 404 unless it makes its certificates by itself.
#[get("/trust?<lang>")]
pub(super) fn trust_page(reader: Reader, lang: Option<&str>, trust: &State<Trust>) -> Result<Html> {
    let authority = trust.page()?;
    let page = match lang {
        Some("de") => GERMAN,
        Some("en") => ENGLISH,
        _ if reader.speaks_german => GERMAN,
        _ => ENGLISH,
    };
    let own_part = format!("<details id=\"{}\"", reader.system);
    Ok(Html(
        page.replace(&own_part, &format!("{own_part} open"))
            .replace("{fingerprint}", &escaped(&authority.fingerprint))
            .replace("{file}", FILE_NAME)
            .replace("{name}", &escaped(&authority.name)),
    ))
}

/// How that page looks.
#[get("/trust.css")]
pub(super) fn trust_styles() -> (ContentType, &'static str) {
    (ContentType::CSS, STYLES)
}

/// The certificate of the local authority, for devices to install.
#[get("/oms-authority.crt")]
pub(super) fn authority(trust: &State<Trust>) -> Result<Certificate> {
    Ok(Certificate(trust.page()?.certificate))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
