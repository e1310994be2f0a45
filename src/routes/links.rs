//! Links that show something without a sign-in: how they are made, and what they show.

use std::sync::Arc;

use rocket::{Shutdown, State, delete, get, post};
use rocket_ws::{Channel, WebSocket};
use serde::Serialize;
use utoipa::ToSchema;

use super::addresses::QrPicture;
use super::attendance::Onlooker;
use super::guards::{Admin, ClientAddr, InFront};
use super::list;
use super::live;
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::{Json, NoContent};
use super::web::Asset;
use crate::domain::{Board, LinkToken, OrderState, Timestamp};
use crate::error::{Entity, Error, Result};
use crate::ops::addresses::Addresses;
use crate::realtime::{Connection, Hub, Shown};
use crate::services::links::{Link, LinkKind, Links};

/// The page that shows the state of an order or a board, by itself: whoever has a link needs nothing else.
const PAGE: &str = "link.html";

/// A link to the state of an order.
#[derive(Serialize, ToSchema)]
pub(super) struct StatusLink {
    /// It.
    url: String,
    /// It, to point a phone at.
    qr_code: QrPicture,
    /// When it was made.
    created_at: Timestamp,
}

/// Where a page with this token is found by those who are not on this machine.
pub(super) fn url_of(
    addresses: &Addresses,
    in_front: &InFront,
    page: &str,
    token: &LinkToken,
) -> String {
    let root = in_front.0.clone().unwrap_or_else(|| addresses.best());
    format!("{root}{page}/{}", token.as_str())
}

/// The link that shows the buyer the state of their order: made now, or the one that the order has. It shows no
/// name, goods or price, and counts until it is revoked, the order is deleted, or seven days after the order's end.
#[utoipa::path(context_path = "/api", tag = "links", params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 200, body = StatusLink), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[post("/orders/<id>/link")]
pub(super) async fn make_order_link(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    in_front: InFront,
    links: &State<Links>,
    addresses: &State<Arc<Addresses>>,
) -> Result<Json<StatusLink>> {
    let link = links.of_order(list::id(id, Entity::Order)?).await?;
    let url = url_of(addresses, &in_front, "s", &link.token);
    Ok(Json(StatusLink {
        qr_code: QrPicture::of(&url)?,
        url,
        created_at: link.created_at,
    }))
}

/// Revokes the link of an order: its page shows nothing more, at once. One that is made later is another.
#[utoipa::path(context_path = "/api", tag = "links", params(("id" = String, Path, description = "a UUID, or the number")),
    responses((status = 204), (status = 404, body = Problem)))]
#[delete("/orders/<id>/link")]
pub(super) async fn revoke_order_link(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    links: &State<Links>,
) -> Result<NoContent> {
    links.revoke(list::id(id, Entity::Order)?).await?;
    Ok(NoContent)
}

/// How the order of a link stands. Whatever is wrong with the link, the refusal is the same.
#[utoipa::path(context_path = "/api", tag = "links", security(()), params(("token" = String, Path)),
    responses((status = 200, body = OrderState), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/status/<token>")]
pub(super) async fn order_state(
    _query: NoQuery,
    address: ClientAddr,
    token: &str,
    links: &State<Links>,
) -> Result<Json<OrderState>> {
    links.order_state(token, address.0).await.map(Json)
}

/// The same live, over a WebSocket (RFC 6455): a text frame `{event: "statusUpdated", at, data}` at once and after
/// each change. Close code 1008: the link has ended.
#[utoipa::path(context_path = "/api", tag = "links", security(()), params(("token" = String, Path)),
    responses((status = 101, description = "the socket is open"), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/status/<token>/ws")]
pub(super) async fn order_state_live(
    _query: NoQuery,
    onlooker: Onlooker,
    token: &str,
    socket: Option<WebSocket>,
    links: &State<Links>,
    hub: &State<Arc<Hub>>,
    shutdown: Shutdown,
) -> Result<Channel<'static>> {
    show(
        LinkKind::Order,
        token,
        onlooker,
        socket,
        (links.inner(), hub.inner()),
        shutdown,
    )
    .await
}

/// What a board on the wall shows. Whatever is wrong with the link, the refusal is the same.
#[utoipa::path(context_path = "/api", tag = "links", security(()), params(("token" = String, Path)),
    responses((status = 200, body = Board), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/display/<token>")]
pub(super) async fn board(
    _query: NoQuery,
    address: ClientAddr,
    token: &str,
    links: &State<Links>,
) -> Result<Json<Board>> {
    links.board(token, address.0).await.map(Json)
}

/// The same live, over a WebSocket (RFC 6455): a text frame `{event: "displayUpdated", at, data}` at once and after
/// each change. Close code 1008: the link was revoked.
#[utoipa::path(context_path = "/api", tag = "links", security(()), params(("token" = String, Path)),
    responses((status = 101, description = "the socket is open"), (status = 400, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem), (status = 429, body = Problem)))]
#[get("/display/<token>/ws")]
pub(super) async fn board_live(
    _query: NoQuery,
    onlooker: Onlooker,
    token: &str,
    socket: Option<WebSocket>,
    links: &State<Links>,
    hub: &State<Arc<Hub>>,
    shutdown: Shutdown,
) -> Result<Channel<'static>> {
    show(
        LinkKind::Display,
        token,
        onlooker,
        socket,
        (links.inner(), hub.inner()),
        shutdown,
    )
    .await
}

async fn show(
    kind: LinkKind,
    token: &str,
    onlooker: Onlooker,
    socket: Option<WebSocket>,
    (links, hub): (&Links, &Arc<Hub>),
    shutdown: Shutdown,
) -> Result<Channel<'static>> {
    let socket = live::handshake(socket)?;
    let Onlooker(address, listening) = onlooker;
    let link: Link = links.open(kind, token, address).await?;
    let connection = Connection {
        feed: Shown::new(link, links.clone()),
        listening,
        hub: hub.clone(),
        shutdown,
    };
    Ok(live::open(socket, connection))
}

/// The page of an order's link. It asks for what it shows by itself.
#[get("/s/<_token>")]
pub(super) fn status_page(_token: &str) -> Result<Asset> {
    page()
}

/// The page of a board.
#[get("/display/<_token>")]
pub(super) fn display_page(_token: &str) -> Result<Asset> {
    page()
}

fn page() -> Result<Asset> {
    Asset::find(PAGE).ok_or(Error::NotFound(Entity::Page))
}
