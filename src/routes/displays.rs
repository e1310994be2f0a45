//! Boards on the wall, for admins: their links, and whether they show names.

use std::sync::Arc;

use rocket::{State, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::addresses::QrPicture;
use super::body::Body;
use super::guards::{Admin, InFront};
use super::links::url_of;
use super::list::{self, PartQuery};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent};
use crate::domain::{Display, DisplayId, NewDisplay, Page, Timestamp};
use crate::error::{Entity, Result};
use crate::ops::addresses::Addresses;
use crate::services::displays::Displays;
use crate::services::listings::Listing;

/// A board on the wall, with the link that shows it.
#[derive(Serialize, ToSchema)]
pub(super) struct DisplayLink {
    /// UUID version 7.
    id: DisplayId,
    /// Where it hangs.
    name: String,
    /// The page to open there.
    url: String,
    /// It, to point a device at.
    qr_code: QrPicture,
    /// When it was made.
    created_at: Timestamp,
}

/// What all boards have in common.
#[derive(Serialize, Deserialize, ToSchema)]
pub(super) struct DisplaySettings {
    /// Whether they show the first names of customers beside the numbers.
    display_names: bool,
}

impl DisplayLink {
    fn of(display: Display, addresses: &Addresses, in_front: &InFront) -> Result<Self> {
        let url = url_of(addresses, in_front, "display", &display.token);
        Ok(Self {
            id: display.id,
            name: display.name,
            qr_code: QrPicture::of(&url)?,
            url,
            created_at: display.created_at,
        })
    }
}

/// The boards of the shop, newest first.
#[utoipa::path(context_path = "/api", tag = "displays", params(PartQuery),
    responses((status = 200, body = Vec<DisplayLink>, headers(("Link", description = "the next page, RFC 8288"))),
        (status = 403, body = Problem)))]
#[get("/displays")]
pub(super) async fn list_displays(
    _admin: Admin,
    query: Query<PartQuery>,
    in_front: InFront,
    displays: &State<Displays>,
    addresses: &State<Arc<Addresses>>,
) -> Result<Listed> {
    let PartQuery { limit, cursor } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    let page = displays.list(request).await?;
    let items = page.items.into_iter();
    let items = items.map(|display| DisplayLink::of(display, addresses, &in_front));
    let page = Page {
        items: items.collect::<Result<_>>()?,
        next: page.next,
    };
    Listing::of(&page).map(|listing| Listed(Arc::new(listing)))
}

/// Puts up a board, with a link that shows it to whoever has it: order numbers, and no price or name beyond what
/// the settings of boards allow.
#[utoipa::path(context_path = "/api", tag = "displays", request_body = NewDisplay,
    responses((status = 201, body = DisplayLink, headers(("Location"))), (status = 403, body = Problem)))]
#[post("/displays", data = "<display>")]
pub(super) async fn create_display(
    _admin: Admin,
    _query: NoQuery,
    in_front: InFront,
    display: Body<NewDisplay>,
    displays: &State<Displays>,
    addresses: &State<Arc<Addresses>>,
) -> Result<Created<Json<DisplayLink>>> {
    let display = displays.create(display.0).await?;
    Ok(Created {
        location: format!("/api/displays/{}", display.id),
        body: Json(DisplayLink::of(display, addresses, &in_front)?),
    })
}

/// Takes a board down: its link shows nothing more, its sockets close at once.
#[utoipa::path(context_path = "/api", tag = "displays", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
#[delete("/displays/<id>")]
pub(super) async fn delete_display(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    displays: &State<Displays>,
) -> Result<NoContent> {
    displays.revoke(list::id(id, Entity::Display)?).await?;
    Ok(NoContent)
}

/// What boards may show.
#[utoipa::path(context_path = "/api", tag = "displays",
    responses((status = 200, body = DisplaySettings), (status = 403, body = Problem)))]
#[get("/displays/settings")]
pub(super) async fn get_display_settings(
    _admin: Admin,
    _query: NoQuery,
    displays: &State<Displays>,
) -> Result<Json<DisplaySettings>> {
    let display_names = displays.show_names().await?;
    Ok(Json(DisplaySettings { display_names }))
}

/// Changes what boards may show, at once also on those that hang.
#[utoipa::path(context_path = "/api", tag = "displays", request_body = DisplaySettings,
    responses((status = 200, body = DisplaySettings), (status = 403, body = Problem)))]
#[patch("/displays/settings", data = "<settings>")]
pub(super) async fn update_display_settings(
    _admin: Admin,
    _query: NoQuery,
    settings: Body<DisplaySettings>,
    displays: &State<Displays>,
) -> Result<Json<DisplaySettings>> {
    displays.set_show_names(settings.0.display_names).await?;
    Ok(Json(settings.0))
}
