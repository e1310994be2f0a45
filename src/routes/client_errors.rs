//! What went wrong in a browser, so that the log of the shop has it, and the error reports.

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
use crate::ops::error_reports::{BrowserError, ErrorReports};
use crate::ops::scrub::scrubbed;

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

/// Takes a report of something that went wrong in a browser into the log and hands it to error reporting.
/// A few from each address.
#[utoipa::path(context_path = "/api", tag = "health", security(()), request_body = ClientError,
    responses((status = 204), (status = 429, body = Problem)))]
#[post("/client-errors", data = "<report>")]
pub(super) async fn report_client_error(
    _origin: SameOrigin,
    _query: NoQuery,
    address: ClientAddr,
    report: Body<ClientError>,
    reports: &State<ClientErrors>,
    elsewhere: &State<ErrorReports>,
    clock: &State<Clock>,
) -> Result<NoContent> {
    reports.0.attempt("", address.0, clock.now())?;
    let ClientError {
        message,
        stack,
        url,
        request_id,
    } = report.0;
    let text = |text: Option<String>| cut(&scrubbed(&text.unwrap_or_default())).to_owned();
    let message = text(Some(message));
    let stack = text(stack);
    let page = text(url.as_deref().map(path_of).map(str::to_owned));
    let after_request = text(request_id);
    log::warn!(
        page = page.as_str(),
        after_request = after_request.as_str(),
        stack = stack.as_str();
        "in a browser: {message}"
    );
    elsewhere.browser_error(&BrowserError {
        message: &message,
        stack: &stack,
        page: &page,
        after_request: &after_request,
    });
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
