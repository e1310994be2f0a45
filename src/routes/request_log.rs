//! One id and one log line a request.

use std::time::Instant;

use rocket::fairing::{Fairing, Info, Kind};
use rocket::http::Header;
use rocket::{Data, Request, Response};

/// Gives each request an id, and logs how it went. Never its query, its body or who sent it.
pub(super) struct RequestLog;

struct Begun {
    id: String,
    at: Instant,
}

/// What the log calls a request.
pub(super) fn request_id<'r>(request: &'r Request<'_>) -> &'r str {
    &begun(request).id
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
            kind: Kind::Request | Kind::Response,
        }
    }

    async fn on_request(&self, request: &mut Request<'_>, _: &mut Data<'_>) {
        begun(request);
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        let begun = begun(request);
        response.set_header(Header::new("X-Request-Id", begun.id.clone()));
        let route = request
            .route()
            .map_or("-".to_owned(), |route| route.uri.to_string());
        log::info!(
            request_id = begun.id.as_str(),
            status = response.status().code,
            time_ms = u64::try_from(begun.at.elapsed().as_millis()).unwrap_or(u64::MAX);
            "{} {route}", request.method()
        );
    }
}
