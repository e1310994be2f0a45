//! The shop's own settings: what admins change, what everyone who is signed in may know, and the logo.

use rocket::http::Header;
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, delete, get, patch, put};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::{Body, Picture};
use super::guards::{Admin, AdminInPerson, SignedIn};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Json, NoContent, is_known};
use crate::domain::{Logo, Shop, ShopSettings, ShopSettingsPatch};
use crate::error::Result;
use crate::services::settings::Settings;

/// Which logo.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct LogoQuery {
    /// The version that its path in the settings has. With it, the answer may be kept for good.
    v: Option<String>,
}

/// The logo's file.
pub(super) struct LogoFile {
    logo: Logo,
    version: String,
    /// Whether it was asked for by its version.
    is_for_good: bool,
}

impl<'r> Responder<'r, 'static> for LogoFile {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let etag = format!("\"{}\"", self.version);
        let lifetime = match self.is_for_good {
            true => "public, max-age=31536000, immutable",
            false => "no-cache",
        };
        let mut response = Response::build();
        response
            .header(Header::new("Cache-Control", lifetime))
            .header(Header::new("ETag", etag.clone()));
        if is_known(request, &etag) {
            return response.status(rocket::http::Status::NotModified).ok();
        }
        response
            .header(Header::new("Content-Type", self.logo.kind.media_type()))
            .header(Header::new("Content-Disposition", "inline"))
            .sized_body(self.logo.bytes.len(), std::io::Cursor::new(self.logo.bytes))
            .ok()
    }
}

/// The shop's own settings.
#[utoipa::path(context_path = "/api", tag = "settings", responses((status = 200, body = ShopSettings)))]
#[get("/settings")]
pub(super) async fn get_settings(
    _admin: Admin,
    _query: NoQuery,
    settings: &State<Settings>,
) -> Result<Json<ShopSettings>> {
    settings.now().map(Json)
}

/// Changes the shop's own settings; fields that are absent stay. It takes effect at once, on every screen too.
/// `currency` is a 409 `currency_fixed` once there are products or orders. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "settings", request_body = ShopSettingsPatch,
    responses((status = 200, body = ShopSettings), (status = 409, body = Problem)))]
#[patch("/settings", data = "<patch>")]
pub(super) async fn update_settings(
    _admin: AdminInPerson,
    _query: NoQuery,
    patch: Body<ShopSettingsPatch>,
    settings: &State<Settings>,
) -> Result<Json<ShopSettings>> {
    settings.change(patch.0).await.map(Json)
}

/// The logo. Anyone may see it: it is on every receipt.
#[utoipa::path(context_path = "/api", tag = "settings", security(()), params(LogoQuery),
    responses((status = 200, headers(("ETag"), ("Cache-Control")), content(
        (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"))), (status = 304), (status = 404, body = Problem)))]
#[get("/settings/logo")]
pub(super) async fn get_logo(
    query: Query<LogoQuery>,
    settings: &State<Settings>,
) -> Result<LogoFile> {
    let (logo, version) = settings.logo()?;
    Ok(LogoFile {
        is_for_good: query.0.v.as_ref() == Some(&version),
        logo,
        version,
    })
}

/// Takes a PNG or JPEG picture as the logo: at most 256 KiB and 4096 pixels a side. Its bytes decide what it is, so
/// the Content-Type does not matter. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "settings",
    request_body(content((Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"))),
    responses((status = 200, body = ShopSettings), (status = 413, body = Problem)))]
#[put("/settings/logo", data = "<picture>")]
pub(super) async fn set_logo(
    _admin: AdminInPerson,
    _query: NoQuery,
    picture: Picture,
    settings: &State<Settings>,
) -> Result<Json<ShopSettings>> {
    settings.set_logo(picture.0).await.map(Json)
}

/// Removes the logo. Not for API tokens.
#[utoipa::path(context_path = "/api", tag = "settings",
    responses((status = 204), (status = 404, body = Problem)))]
#[delete("/settings/logo")]
pub(super) async fn delete_logo(
    _admin: AdminInPerson,
    _query: NoQuery,
    settings: &State<Settings>,
) -> Result<NoContent> {
    settings.remove_logo().await.map(|()| NoContent)
}

/// What everyone who is signed in may know of the shop: what its pages and papers show.
#[utoipa::path(context_path = "/api", tag = "settings", responses((status = 200, body = Shop)))]
#[get("/shop")]
pub(super) async fn get_shop(
    _caller: SignedIn,
    _query: NoQuery,
    settings: &State<Settings>,
) -> Result<Json<Shop>> {
    settings.shop().map(Json)
}
