//! What plain HTTP answers where the server speaks HTTPS: the way there, and what a device needs before it
//! trusts it. Nothing of the shop goes over it.

use std::sync::Arc;

use rocket::http::{Header, Method, Status};
use rocket::response::{self, Responder, Response};
use rocket::route::{Handler, Outcome, Route};
use rocket::{Build, Data, Request, Rocket, get, routes};

use super::{headers, problem, request_log, trust};
use crate::error::Error;
use crate::ops::addresses::Addresses;

/// Mounts it on a server of its own.
pub fn mount_plain(rocket: Rocket<Build>) -> Rocket<Build> {
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
        .attach(request_log::RequestLog)
        .attach(headers::SecurityHeaders)
}

/// The way to the same page by HTTPS. Browsers must not keep it (and `SecurityHeaders` says so): the owner may
/// switch HTTPS off again.
struct ByHttps;

impl<'r> Responder<'r, 'static> for ByHttps {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let addresses = request.rocket().state::<Arc<Addresses>>();
        let (Some(host), Some(addresses)) = (request.host(), addresses) else {
            return Error::invalid("Host", "must say which server is asked for")
                .respond_to(request);
        };
        // What the client wrote comes back to it, percent-encoded as Rocket took it.
        let root = addresses.url_of(host.domain().as_str());
        let path = request.uri().to_string();
        let target = format!("{}{path}", root.trim_end_matches('/'));
        Response::build()
            .status(Status::PermanentRedirect)
            .header(Header::new("Location", target))
            .ok()
    }
}

/// Refuses what would change something: leading it on would hide that it came over the network in the open.
#[derive(Clone)]
struct ByHttpsAlone;

#[rocket::async_trait]
impl Handler for ByHttpsAlone {
    async fn handle<'r>(&self, request: &'r Request<'_>, _: Data<'r>) -> Outcome<'r> {
        Outcome::from(
            request,
            Error::Forbidden("this server takes it by HTTPS alone"),
        )
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
