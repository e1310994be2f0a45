//! What plain HTTP answers where the server speaks HTTPS: the way there, and what a device needs before it
//! trusts it. Nothing of the shop goes over it.

use std::net::IpAddr;
use std::sync::Arc;

use rocket::http::{Header, Method, Status};
use rocket::response::{self, Responder, Response};
use rocket::route::{Handler, Outcome, Route};
use rocket::{Build, Data, Request, Rocket, get, routes};

use super::{attendance, headers, problem, request_log, trust};
use crate::error::Error;
use crate::ops::addresses::Addresses;
use crate::ops::connections::Connections;

/// Mounts it on a server of its own, whose requests are marked in `connections`.
pub fn mount_plain(rocket: Rocket<Build>, connections: Arc<Connections>) -> Rocket<Build> {
    rocket
        .mount(
            "/",
            routes![
                trust::trust_page,
                trust::trust_styles,
                trust::authority,
                to_https
            ],
        )
        .mount("/", writes())
        .register("/", problem::catchers())
        .attach(attendance::Attendance(connections))
        .attach(request_log::RequestLog(Arc::default()))
        .attach(headers::SecurityHeaders)
}

/// The way to the same page by HTTPS, under the same name if the server has it. Browsers must not keep it (and `SecurityHeaders` says so): the owner may
/// switch HTTPS off again.
struct ByHttps;

impl<'r> Responder<'r, 'static> for ByHttps {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        if request.headers().contains("Authorization") {
            // A script that shows its token in the open must notice.
            return by_https_alone().respond_to(request);
        }
        let parts = request.rocket();
        let (Some(addresses), Some(trust)) = (
            parts.state::<Arc<Addresses>>(),
            parts.state::<trust::Trust>(),
        ) else {
            return Err(Status::InternalServerError);
        };
        let root = match request.host().map(|host| host.domain().as_str()) {
            Some(host) if is_ip(host) || trust.vouches_for(host) => addresses.url_of(host),
            // A name of someone else's must not come to be where this server leads to.
            _ => addresses.best(),
        };
        // What the client wrote comes back to it, percent-encoded as Rocket took it.
        let path = request.uri().to_string();
        let target = format!("{}{path}", root.trim_end_matches('/'));
        Response::build()
            .status(Status::PermanentRedirect)
            .header(Header::new("Location", target))
            .ok()
    }
}

/// Such as the address of a machine that passes a port on to this one, which can't know of it.
fn is_ip(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.parse::<IpAddr>().is_ok()
}

fn by_https_alone() -> Error {
    Error::Forbidden("this server takes it by HTTPS alone")
}

/// Refuses what would change something: leading it on would hide that it came over the network in the open.
#[derive(Clone)]
struct ByHttpsAlone;

#[rocket::async_trait]
impl Handler for ByHttpsAlone {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        Outcome::from(request, by_https_alone())
    }
}

fn writes() -> Vec<Route> {
    [
        Method::Post,
        Method::Put,
        Method::Patch,
        Method::Delete,
        Method::Options,
    ]
    .map(|method| Route::new(method, "/<path..>", ByHttpsAlone))
    .to_vec()
}

/// Any page: it is at the same path by HTTPS.
#[get("/<_..>", rank = 100)]
fn to_https() -> ByHttps {
    ByHttps
}
