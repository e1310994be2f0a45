//! Who is being served: what `ops/connections` must know to leave them alone.

use std::net::IpAddr;
use std::sync::Arc;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::request::{FromRequest, Outcome};
use rocket::{Data, Request};

use super::guards::{SameOrigin, SignedIn, client_address};
use super::problem::refuse;
use crate::auth::Caller;
use crate::error::{Error, Result};
use crate::ops::connections::{Connections, Holder, Limits, Listening, Peer};

/// Marks each request from its first bytes to the last of its answer.
pub(super) struct Attendance(pub Arc<Connections>);

#[rocket::async_trait]
impl Fairing for Attendance {
    fn info(&self) -> Info {
        Info {
            name: "attendance",
            kind: Kind::Request,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        if let Some(peer) = peer(request) {
            // It goes with the request, once the answer was handed over.
            request.local_cache(|| Some(self.0.serve(peer)));
        }
    }
}

fn peer(request: &Request<'_>) -> Option<Peer> {
    let port = request.rocket().config().port;
    Some(Peer::new(port, request.remote()?))
}

/// How long this request's client is waited for.
pub(super) fn limits(request: &Request<'_>) -> Limits {
    let connections = request.rocket().state::<Arc<Connections>>();
    connections.map_or_else(Limits::default, |connections| *connections.limits())
}

/// Someone who is signed in and may have one more live socket, which is marked by the other part.
pub(super) struct Listener(pub Caller, pub Listening);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Listener {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        let caller = match SignedIn::from_request(request).await {
            Outcome::Success(SignedIn(caller)) => caller,
            Outcome::Error(refused) => return Outcome::Error(refused),
            Outcome::Forward(status) => return Outcome::Forward(status),
        };
        let customer = Holder::Customer(caller.user.id);
        let holder = (!caller.is_admin()).then_some(customer);
        match listen(request, holder) {
            Ok(listening) => Outcome::Success(Self(caller, listening)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

/// Someone at this address, on no page of another site, who may have one more live socket by a link, which is
/// marked by the other part.
pub(super) struct Onlooker(pub IpAddr, pub Listening);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Onlooker {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        if let Outcome::Error(refused) = SameOrigin::from_request(request).await {
            return Outcome::Error(refused);
        }
        let address = client_address(request);
        match listen(request, Some(Holder::Address(address))) {
            Ok(listening) => Outcome::Success(Self(address, listening)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

fn listen(request: &Request<'_>, holder: Option<Holder>) -> Result<Listening> {
    let missing = || Error::Internal("a socket without a peer".to_owned());
    let connections = request.rocket().state::<Arc<Connections>>();
    let (connections, peer) = connections.zip(peer(request)).ok_or_else(missing)?;
    connections.listen(peer, holder)
}
