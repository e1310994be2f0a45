//! One id, one log line and one count a request; a report when it failed.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Data, Orbit, Request, Response, Rocket};

use crate::domain::UserId;
use crate::ops::error_reports::{ErrorReports, FailedRequest};
use crate::ops::metrics::Traffic;

/// Gives each request an id, and logs and counts how it went: by the pattern of its route, never its path,
/// query or body; by the id of who sent it, never their name.
pub(super) struct RequestLog(pub Arc<Traffic>);

struct Begun {
    id: String,
    at: Instant,
}

/// Who sent a request, if a guard has asked.
struct SentBy(UserId);

/// Why a request failed, for its report.
struct Failure {
    code: &'static str,
    /// By a panic, which is reported where it happens.
    is_panic: bool,
}

/// What the log calls a request.
pub(super) fn request_id<'r>(request: &'r Request<'_>) -> &'r str {
    &begun(request).id
}

/// Keeps for the log who sent a request.
pub(super) fn remember_caller(request: &Request<'_>, user: UserId) {
    request.local_cache(|| Some(SentBy(user)));
}

/// Whether a guard has found who sent a request.
pub(super) fn has_caller(request: &Request<'_>) -> bool {
    request.local_cache(|| None::<SentBy>).is_some()
}

/// Keeps for the report why a request failed.
pub(super) fn remember_failure(request: &Request<'_>, code: &'static str, is_panic: bool) {
    request.local_cache(|| Some(Failure { code, is_panic }));
}

fn begun<'r>(request: &'r Request<'_>) -> &'r Begun {
    request.local_cache(|| Begun {
        id: uuid::Uuid::now_v7().to_string(),
        at: Instant::now(),
    })
}

#[rocket::async_trait]
impl Fairing for RequestLog {
    fn info(&self) -> Info {
        Info {
            name: "request log",
            kind: Kind::Liftoff | Kind::Request | Kind::Response,
        }
    }

    async fn on_liftoff(&self, rocket: &Rocket<Orbit>) {
        let routes = rocket.routes();
        self.0
            .expect(routes.map(|route| (route.uri.path().to_owned(), route.method.as_str())));
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        begun(request);
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let begun = begun(request);
        response.set_header(Header::new("X-Request-Id", begun.id.clone()));
        let time = begun.at.elapsed();
        let status = response.status().code;
        let method = request.method().as_str();
        let route = request.route();
        self.0.count(
            route.map(|route| (route.uri.path(), route.method.as_str())),
            status,
            time,
        );
        let route = route.map_or("-", |route| route.uri.path());
        log_line(request, begun, (method, route), status, time);
        if status >= 500 {
            report(request, begun, (method, route), status);
        }
    }
}

fn log_line(
    request: &Request<'_>,
    begun: &Begun,
    (method, route): (&str, &str),
    status: u16,
    time: Duration,
) {
    if !log::log_enabled!(log::Level::Info) {
        return;
    }
    let sent_by = request.local_cache(|| None::<SentBy>).as_ref();
    let user = sent_by.map_or_else(|| "-".to_owned(), |sent_by| sent_by.0.to_string());
    log::info!(
        method,
        route,
        status,
        time_ms = milliseconds(time),
        user = user.as_str(),
        request_id = begun.id.as_str();
        "request"
    );
}

/// To the microsecond.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

fn report(request: &Request<'_>, begun: &Begun, (method, route): (&str, &str), status: u16) {
    let failure = request.local_cache(|| None::<Failure>).as_ref();
    let Some(reports) = request.rocket().state::<ErrorReports>() else {
        return;
    };
    if failure.is_some_and(|failure| failure.is_panic) {
        return;
    }
    reports.failed_request(&FailedRequest {
        method,
        route,
        status,
        code: failure.map_or("internal", |failure| failure.code),
        request_id: &begun.id,
    });
}
