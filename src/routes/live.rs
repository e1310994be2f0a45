//! `GET /api/ws`: who, from where, since which event; then `realtime` takes over.

use std::sync::Arc;

use rocket::{Shutdown, State, get};
use rocket_ws::{Channel, WebSocket};
use serde::Deserialize;
use utoipa::IntoParams;

use super::attendance::Listener;
use super::guards::SameOrigin;
use super::problem::Problem;
use super::query::Query;
use crate::error::{Error, Result};
use crate::realtime::{Connection, Events, Feed, Hub, socket_config};
use crate::services::accounts::Accounts;
use crate::store::Store;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct SinceQuery {
    /// The last `seq` that the client has seen: every event after it is sent, then the live ones.
    #[param(minimum = 0)]
    since: Option<i64>,
}

/// Live events over a WebSocket (RFC 6455): text frames `{event, seq, at, data}`, in commit order.
#[utoipa::path(context_path = "/api", tag = "live", params(SinceQuery),
    responses((status = 101, description = "the socket is open"), (status = 400, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem)))]
#[get("/ws")]
#[expect(
    clippy::too_many_arguments,
    reason = "each is a guard or a part that a socket lives by"
)]
pub(super) async fn live(
    listener: Listener,
    _origin: SameOrigin,
    query: Query<SinceQuery>,
    socket: Option<WebSocket>,
    store: &State<Store>,
    hub: &State<Arc<Hub>>,
    accounts: &State<Accounts>,
    shutdown: Shutdown,
) -> Result<Channel<'static>> {
    let since = query.0.since;
    if since.is_some_and(|since| since < 0) {
        return Err(Error::invalid("since", "must be 0 or more"));
    }
    let socket = handshake(socket)?;
    let (store, accounts) = (store.inner().clone(), accounts.inner().clone());
    let connection = Connection {
        feed: Events::new(listener.0, since, store, accounts),
        listening: listener.1,
        hub: hub.inner().clone(),
        shutdown,
    };
    Ok(open(socket, connection))
}

/// The handshake that a request is.
///
/// # Errors
/// [`Error::Invalid`] when it is none.
pub(super) fn handshake(socket: Option<WebSocket>) -> Result<WebSocket> {
    let none = || Error::invalid("", "this address takes WebSocket handshakes (RFC 6455)");
    socket.ok_or_else(none)
}

/// The socket that a handshake leads to, at work.
pub(super) fn open<F: Feed>(socket: WebSocket, connection: Connection<F>) -> Channel<'static> {
    socket.config(socket_config()).channel(move |stream| {
        Box::pin(async move {
            // In a task of its own: this one ends, and with it goes what the handshake has taken, the
            // request above all, which would be most of the memory that an idle socket needs.
            let hub = connection.hub.clone();
            hub.keep(connection.serve(stream));
            Ok(())
        })
    })
}
