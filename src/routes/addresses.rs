//! Where this server is reached, for the settings page.

use std::sync::Arc;

use qrcode::{Color, QrCode};
use rocket::{State, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::guards::Admin;
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::Json;
use super::trust::Trust;
use crate::error::{Error, Result};
use crate::ops::addresses::{Addresses, Kind};

/// Where this server is reached, and whom devices must trust for that.
#[derive(Serialize, ToSchema)]
pub(super) struct Reached {
    /// This machine's first, then those in the network, then the name.
    addresses: Vec<Reachable>,
    /// The local authority; null unless the server makes its certificates by itself.
    authority: Option<LocalAuthority>,
}

/// An address to open in a browser.
#[derive(Serialize, ToSchema)]
pub(super) struct Reachable {
    /// It.
    url: String,
    /// From where it works.
    kind: Kind,
    /// It, to point a phone at.
    qr_code: QrPicture,
}

/// The authority that vouches for this server.
#[derive(Serialize, ToSchema)]
pub(super) struct LocalAuthority {
    /// What devices call it.
    name: String,
    /// SHA-256 of its certificate, as devices show it.
    fingerprint: String,
    /// The page that explains how devices come to trust it.
    url: String,
    /// That page, to point a phone at.
    qr_code: QrPicture,
}

/// A QR code to draw: dark on light, with four modules of light around it.
#[derive(Serialize, ToSchema)]
pub(super) struct QrPicture {
    /// How many modules wide and high it is.
    size: usize,
    /// Its dark modules as the path of an SVG, a module being one unit.
    path: String,
}

/// The addresses under which browsers reach this server, each with its QR code.
#[utoipa::path(context_path = "/api", tag = "settings",
    responses((status = 200, body = Reached), (status = 403, body = Problem)))]
#[get("/addresses")]
pub(super) fn list_addresses(
    _admin: Admin,
    _query: NoQuery,
    addresses: &State<Arc<Addresses>>,
    trust: &State<Trust>,
) -> Result<Json<Reached>> {
    let reachable = addresses.list().into_iter().map(|address| {
        Ok(Reachable {
            qr_code: QrPicture::of(&address.url)?,
            url: address.url,
            kind: address.kind,
        })
    });
    let authority = trust.authority().map(|authority| {
        let url = addresses.trust_page();
        Ok::<_, Error>(LocalAuthority {
            name: authority.name,
            fingerprint: authority.fingerprint,
            qr_code: QrPicture::of(&url)?,
            url,
        })
    });
    Ok(Json(Reached {
        addresses: reachable.collect::<Result<_>>()?,
        authority: authority.transpose()?,
    }))
}

impl QrPicture {
    /// The code of a text.
    ///
    /// # Errors
    /// [`Error::Internal`] when it is too long for one.
    pub(super) fn of(text: &str) -> Result<Self> {
        let code = QrCode::new(text)
            .map_err(|error| Error::Internal(format!("no QR code of {text}: {error}")))?;
        let size = code.width();
        let colors = code.to_colors();
        let rows = colors.chunks(size).enumerate();
        let path = rows.map(|(y, row)| row_path(y, row)).collect();
        Ok(Self { size, path })
    }
}

/// A rectangle for each run of dark modules in a row.
fn row_path(y: usize, row: &[Color]) -> String {
    let mut path = String::new();
    let mut x = 0;
    for run in row.chunk_by(|a, b| a == b) {
        if run.first() == Some(&Color::Dark) {
            path.push_str(&format!("M{x} {y}h{0}v1h-{0}z", run.len()));
        }
        x += run.len();
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_drawn_run_by_run() {
        use Color::{Dark, Light};
        let row = [Dark, Dark, Light, Dark];
        assert_eq!(row_path(3, &row), "M0 3h2v1h-2zM3 3h1v1h-1z");
        assert_eq!(row_path(0, &[Light, Light]), "");
    }
}
