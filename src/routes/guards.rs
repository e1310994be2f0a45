//! Who is calling, from where, and on what condition: what a route's signature asks for.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use ipnet::IpNet;
use rocket::Request;
use rocket::http::{Cookie, Method, SameSite};
use rocket::request::{FromRequest, Outcome};
use rocket::time::Duration;

use super::problem::refuse;
use super::request_log::remember_caller;
use crate::auth::Caller;
use crate::config::MetricsAccess;
use crate::domain::SessionId;
use crate::error::{Entity, Error, Result};
use crate::services::IdempotencyKey;
use crate::services::accounts::{Accounts, SignedIn as Session};
use crate::services::orders::Expected;

/// The cookie that bears the session's token.
pub(super) const COOKIE: &str = "oms_session";
/// The one over HTTPS, which browsers let nobody set who speaks plain HTTP. By a name of its own, since they
/// would not let the other be set either as long as it is there: after HTTPS is switched off, nobody could
/// sign in.
pub(super) const SECURE_COOKIE: &str = "__Host-oms_session";

/// From where requests may come, besides this server's own pages.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    /// Other origins whose pages may write with the cookie and open sockets.
    pub allowed: Vec<String>,
    /// Proxies whose word on the client's address and scheme is taken.
    pub trusted_proxies: Vec<IpNet>,
}

impl Origins {
    /// The part of them that a request needs, which Rocket manages.
    fn of<'r>(request: &'r Request<'_>) -> Option<&'r Arc<Self>> {
        request.rocket().state::<Arc<Self>>()
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies
            .iter()
            .any(|net| net.contains(&address))
    }
}

/// Someone who is signed in.
pub(super) struct SignedIn(pub Caller);

/// An admin who is signed in.
pub(super) struct Admin(pub Caller);

/// Someone who may read the metrics, by the settings.
pub(super) struct MayReadMetrics;
/// Someone who signed in themself, and their session: for what no API token may do.
pub(super) struct InPerson(pub Caller, pub SessionId);

/// An admin who signed in themself: for what no API token may do.
pub(super) struct AdminInPerson(pub Caller);

/// Where a request comes from.
pub(super) struct ClientAddr(pub IpAddr);

/// A request that no page of another origin has made.
pub(super) struct SameOrigin;

/// Under which address the proxy in front of this server was asked, if there is one whose word is taken: what is
/// out there reaches the server by it.
pub(super) struct InFront(pub Option<String>);

/// Whose session the request's cookie names, if it counts: a sign-in takes its place.
pub(super) struct Before(pub Option<Caller>);

/// The cookie that takes the session's place when it ends.
pub(super) struct NoCookie(pub Cookie<'static>);

/// The condition on an order's version.
pub(super) struct IfMatch(pub Expected);

/// The key that makes two requests one.
pub(super) struct OnceKey(pub Option<IdempotencyKey>);

/// Turns a function into a guard, its error into a refusal.
macro_rules! guard {
    ($type:ty: $make:expr) => {
        #[rocket::async_trait]
        impl<'r> FromRequest<'r> for $type {
            type Error = Error;

            async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
                match $make(request).await {
                    Ok(guard) => Outcome::Success(guard),
                    Err(error) => Outcome::Error(refuse(request, error)),
                }
            }
        }
    };
}

guard!(SignedIn: signed_in);
guard!(Admin: admin);
guard!(MayReadMetrics: may_read_metrics);
guard!(InPerson: in_person);
guard!(AdminInPerson: admin_in_person);
guard!(SameOrigin: same_origin);
guard!(IfMatch: if_match);
guard!(OnceKey: once_key);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for ClientAddr {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self(client_address(request)))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for InFront {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let scheme = if is_https(request) { "https" } else { "http" };
        let host = from_proxy(request, "X-Forwarded-Host");
        Outcome::Success(Self(host.map(|host| format!("{scheme}://{host}/"))))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Before {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        let accounts = request.rocket().state::<Accounts>();
        let caller = accounts
            .zip(cookie_of(request))
            .and_then(|(accounts, cookie)| accounts.authenticate_session(cookie.value()).ok());
        Outcome::Success(Self(caller))
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for NoCookie {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self(cookie(request, String::new())))
    }
}

async fn signed_in(request: &Request<'_>) -> Result<SignedIn> {
    let accounts = request
        .rocket()
        .state::<Accounts>()
        .ok_or_else(|| Error::Internal("no accounts are managed".to_owned()))?;
    let header = request.headers().get_one("Authorization");
    let caller = match (header.map(bearer), cookie_of(request)) {
        (Some(token), _) => {
            let token = token.ok_or(Error::Unauthenticated(
                "Authorization must be a Bearer token",
            ))?;
            accounts.authenticate(token)?
        }
        (None, Some(cookie)) => {
            if writes(request.method()) {
                check_origin(request)?;
            }
            accounts.authenticate_session(cookie.value())?
        }
        (None, None) => return Err(Error::Unauthenticated("sign in first")),
    };
    remember_caller(request, caller.user.id);
    if caller.is_read_only() && writes(request.method()) {
        return Err(Error::Forbidden(
            "this API token is read-only: it can't change anything",
        ));
    }
    Ok(SignedIn(caller))
}

fn cookie_of<'r>(request: &'r Request<'_>) -> Option<&'r Cookie<'static>> {
    let secure = request.cookies().get(SECURE_COOKIE);
    match is_https(request) {
        true => secure,
        // A proxy that speaks HTTPS may say so at the sign-in and not at each request.
        false => request.cookies().get(COOKIE).or(secure),
    }
}

async fn admin(request: &Request<'_>) -> Result<Admin> {
    let SignedIn(caller) = signed_in(request).await?;
    match caller.is_admin() {
        true => Ok(Admin(caller)),
        false => Err(Error::Forbidden("only admins do this")),
    }
}

async fn may_read_metrics(request: &Request<'_>) -> Result<MayReadMetrics> {
    match request.rocket().state::<MetricsAccess>() {
        Some(MetricsAccess::Public) => Ok(MayReadMetrics),
        Some(MetricsAccess::Admin) => admin(request).await.map(|_| MayReadMetrics),
        Some(MetricsAccess::Off) | None => Err(Error::NotFound(Entity::Page)),
    }
}

async fn in_person(request: &Request<'_>) -> Result<InPerson> {
    let SignedIn(caller) = signed_in(request).await?;
    match caller.session() {
        Some(session) => Ok(InPerson(caller, session)),
        None => Err(Error::Forbidden(
            "an API token can't do this: sign in with email and password",
        )),
    }
}

async fn admin_in_person(request: &Request<'_>) -> Result<AdminInPerson> {
    let Admin(_) = admin(request).await?;
    let InPerson(caller, _) = in_person(request).await?;
    Ok(AdminInPerson(caller))
}

async fn same_origin(request: &Request<'_>) -> Result<SameOrigin> {
    check_origin(request).map(|()| SameOrigin)
}

async fn if_match(request: &Request<'_>) -> Result<IfMatch> {
    let tags: Vec<_> = request.headers().get("If-Match").collect();
    if tags.is_empty() {
        return Ok(IfMatch(Expected::Any));
    }
    let mut versions = Vec::new();
    for tag in tags.iter().flat_map(|tags| tags.split(',')).map(str::trim) {
        if tag == "*" {
            return Ok(IfMatch(Expected::Any));
        }
        let strong = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"'));
        match (strong, tag.starts_with("W/\"")) {
            // A tag that is none of ours, or weak, matches no version (RFC 9110, 13.1.1).
            (Some(text), _) => {
                let version = text.parse::<i64>().ok();
                versions.extend(version.filter(|version| version.to_string() == text));
            }
            (None, true) => {}
            (None, false) => {
                return Err(Error::invalid("If-Match", "must be an ETag, such as \"3\""));
            }
        }
    }
    Ok(IfMatch(Expected::OneOf(versions)))
}

async fn once_key(request: &Request<'_>) -> Result<OnceKey> {
    let Some(text) = request.headers().get_one("Idempotency-Key") else {
        return Ok(OnceKey(None));
    };
    match IdempotencyKey::new(text) {
        Some(key) => Ok(OnceKey(Some(key))),
        None => Err(Error::invalid(
            "Idempotency-Key",
            "must be 1 to 255 visible characters",
        )),
    }
}

/// The session's cookie: not for scripts, not for other sites, not over plain HTTP where TLS is on.
pub(super) fn session_cookie(request: &Request<'_>, session: &Session) -> Cookie<'static> {
    let age_ms = session.expires_at.as_millisecond() - session.began_at.as_millisecond();
    let mut cookie = cookie(request, session.token.clone());
    cookie.set_max_age(Duration::milliseconds(age_ms));
    cookie
}

fn cookie(request: &Request<'_>, value: String) -> Cookie<'static> {
    let is_https = is_https(request);
    let name = if is_https { SECURE_COOKIE } else { COOKIE };
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(is_https)
        .build()
}

fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn writes(method: Method) -> bool {
    !matches!(method, Method::Get | Method::Head | Method::Options)
}

/// A browser says which page a request comes from; another origin's may not use our cookie. What is
/// no browser says nothing, and has no cookie that it was not given.
fn check_origin(request: &Request<'_>) -> Result<()> {
    let refused = Err(Error::Forbidden(
        "this request comes from another site's page",
    ));
    let Some(origin) = request.headers().get_one("Origin") else {
        let site = request.headers().get_one("Sec-Fetch-Site");
        return match site {
            Some("cross-site" | "same-site") => refused,
            _ => Ok(()),
        };
    };
    let origin = origin.to_ascii_lowercase();
    let is_allowed = Origins::of(request).is_some_and(|origins| origins.allowed.contains(&origin));
    let host = own_host(request).to_ascii_lowercase();
    // Who is in the network can make a page of plain HTTP up; it is not ours where we speak HTTPS. Without, a
    // proxy that we do not know may speak it in front of us.
    let is_own = origin == format!("https://{host}")
        || (!is_https(request) && origin == format!("http://{host}"));
    if is_allowed || (!host.is_empty() && is_own) {
        Ok(())
    } else {
        refused
    }
}

/// The host that the client asked for.
fn own_host<'r>(request: &'r Request<'_>) -> &'r str {
    let forwarded = from_proxy(request, "X-Forwarded-Host");
    forwarded
        .or_else(|| request.headers().get_one("Host"))
        .unwrap_or("")
}

pub(super) fn is_https(request: &Request<'_>) -> bool {
    request.rocket().config().tls_enabled()
        || from_proxy(request, "X-Forwarded-Proto").is_some_and(|proto| proto == "https")
}

/// A header of a proxy that is trusted.
fn from_proxy<'r>(request: &'r Request<'_>, header: &str) -> Option<&'r str> {
    let peer = request.remote()?.ip();
    Origins::of(request)?
        .trusts(peer)
        .then(|| request.headers().get_one(header))?
}

/// The address of the client: the nearest one in the chain that is no trusted proxy.
pub(super) fn client_address(request: &Request<'_>) -> IpAddr {
    let peer = request
        .remote()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |remote| remote.ip());
    let Some(origins) = Origins::of(request) else {
        return peer;
    };
    let mut client = peer;
    let chain: Vec<_> = request
        .headers()
        .get("X-Forwarded-For")
        .flat_map(|hops| hops.split(','))
        .collect();
    for hop in chain.iter().rev() {
        if !origins.trusts(client) {
            break;
        }
        match hop.trim().parse() {
            Ok(address) => client = address,
            Err(_) => break,
        }
    }
    client.to_canonical()
}
