//! What went wrong in a browser, so that the log of the shop has it.

use rocket::{State, post};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::Body;
use super::guards::{ClientAddr, SameOrigin};
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::NoContent;
use crate::auth::Throttle;
use crate::domain::Clock;
use crate::error::Result;

/// Characters of each text that the log keeps.
const KEPT: usize = 2_000;

/// Something that went wrong in a browser.
#[derive(Deserialize, ToSchema)]
pub(super) struct ClientError {
    /// What went wrong.
    message: String,
    /// Where in the code.
    #[serde(default)]
    stack: Option<String>,
    /// On which page.
    #[serde(default)]
    url: Option<String>,
    /// After which request.
    #[serde(default)]
    request_id: Option<String>,
}

/// How many reports have come, and from where.
#[derive(Default)]
pub struct ClientErrors(Throttle);

/// Takes a report of something that went wrong in a browser into the log. A few from each address.
#[utoipa::path(context_path = "/api", tag = "health", security(()), request_body = ClientError,
    responses((status = 204), (status = 429, body = Problem)))]
#[post("/client-errors", data = "<report>")]
pub(super) async fn report_client_error(
    _origin: SameOrigin,
    _query: NoQuery,
    address: ClientAddr,
    report: Body<ClientError>,
    reports: &State<ClientErrors>,
    clock: &State<Clock>,
) -> Result<NoContent> {
    reports.0.attempt("", address.0, clock.now())?;
    let ClientError {
        message,
        stack,
        url,
        request_id,
    } = report.0;
    let text = |text: Option<String>| cut(&text.unwrap_or_default()).to_owned();
    log::warn!(
        page = path_of(&text(url)),
        after_request = text(request_id),
        stack = text(stack);
        "in a browser: {}", cut(&message)
    );
    Ok(NoContent)
}

fn cut(text: &str) -> &str {
    let end = text
        .char_indices()
        .nth(KEPT)
        .map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// An address without its query and fragment, which may hold names and tokens.
fn path_of(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_gets_no_query_no_token_and_not_too_much() {
        assert_eq!(path_of("/setup#token=abc"), "/setup");
        assert_eq!(path_of("/orders?q=name"), "/orders");
        assert_eq!(cut(&"ä".repeat(3_000)).chars().count(), KEPT);
    }
}
