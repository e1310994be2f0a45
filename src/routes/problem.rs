//! Errors as problem documents (RFC 9457), with their HTTP status. Only this file knows the numbers.

use rocket::http::{ContentType, Header, Status};
use rocket::request::Request;
use rocket::response::{Responder, Response};
use rocket::{Catcher, catch, catchers};
use serde::Serialize;
use utoipa::ToSchema;

use super::request_log::{remember_failure, request_id};
use crate::domain::{OrderStatus, Shortage};
use crate::error::{Conflict, Entity, Error, FieldError};
use crate::ops::panics;

/// What went wrong, as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    /// Always `about:blank`: the code says more.
    #[serde(rename = "type")]
    kind: &'static str,
    /// What the status means.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What went wrong, as a sentence.
    detail: String,
    /// A stable word for programs.
    code: &'static str,
    /// The fields at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    errors: Vec<FieldError>,
    /// `invalid_status`: where the order stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<OrderStatus>,
    /// `invalid_status`: where it was to go.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<OrderStatus>,
    /// `invalid_status`: where it can go.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<OrderStatus>>)]
    allowed: Option<&'static [OrderStatus]>,
    /// `insufficient_stock`: the products that are short.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    shortages: Vec<Shortage>,
    /// `version_mismatch`: the version that the order has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    current_version: Option<i64>,
    /// From 500 on: what the log calls this request.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
}

impl Problem {
    fn new(status: Status, code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank",
            title: status.reason_lossy(),
            status: status.code,
            detail: detail.into(),
            code,
            errors: Vec::new(),
            from: None,
            to: None,
            allowed: None,
            shortages: Vec::new(),
            current_version: None,
            request_id: None,
        }
    }

    /// What a refusal of Rocket itself, by its status, says.
    fn of_status(status: Status) -> Self {
        let (code, detail) = match status.code {
            401 => ("unauthenticated", "Sign in first."),
            403 => ("forbidden", "This is not yours to do."),
            404 => ("not_found", "There is nothing at this address."),
            405 => (
                "method_not_allowed",
                "This address does not take this method.",
            ),
            408 => ("invalid", "The request took too long to arrive."),
            413 => ("too_large", "The body is larger than this address takes."),
            414 | 431 => ("invalid", "The request's head is too large."),
            415 => (
                "unsupported_media_type",
                "Send JSON: Content-Type: application/json.",
            ),
            429 => ("too_many", "Too many tries."),
            503 => ("storage", "The server can't do this now. Try again."),
            400..=499 => ("invalid", "The request can't be served."),
            _ => (
                "internal",
                "Something is wrong in the server. The log says what.",
            ),
        };
        Self::new(status, code, detail)
    }
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        let detail = sentence(&error.to_string());
        match error {
            Error::Invalid(errors) => {
                // It begins with the name of a field, which keeps its case.
                let detail = format!("{error}.");
                let errors = errors.clone();
                Self {
                    errors,
                    ..Self::new(Status::BadRequest, "invalid", detail)
                }
            }
            Error::InvalidStatus { from, to } => Self {
                from: Some(*from),
                to: Some(*to),
                allowed: Some(from.allowed()),
                ..Self::new(Status::BadRequest, "invalid_status", detail)
            },
            Error::Unauthenticated(_) => Self::new(Status::Unauthorized, "unauthenticated", detail),
            Error::Forbidden(_) => Self::new(Status::Forbidden, "forbidden", detail),
            Error::NotFound(_) => Self::new(Status::NotFound, "not_found", detail),
            Error::Conflict(conflict) => Self::new(Status::Conflict, code_of(*conflict), detail),
            Error::InsufficientStock(shortages) => {
                let detail = describe_shortages(shortages);
                let shortages = shortages.clone();
                Self {
                    shortages,
                    ..Self::new(Status::Conflict, "insufficient_stock", detail)
                }
            }
            Error::VersionMismatch { current } => Self {
                current_version: Some(*current),
                ..Self::new(Status::PreconditionFailed, "version_mismatch", detail)
            },
            Error::TooMany { retry_after_s } => {
                let detail = format!("Too many tries. Wait {retry_after_s} seconds.");
                Self::new(Status::TooManyRequests, "too_many", detail)
            }
            Error::TooLarge => Self::of_status(Status::PayloadTooLarge),
            Error::UnsupportedMediaType => Self::of_status(Status::UnsupportedMediaType),
            Error::MethodNotAllowed(_) => Self::of_status(Status::MethodNotAllowed),
            Error::Busy => {
                let detail = "Too many writes are waiting. Try again in a moment.";
                Self::new(Status::ServiceUnavailable, "storage", detail)
            }
            Error::Storage(_) => {
                let detail = "The database can't be used now. Nothing was changed.";
                Self::new(Status::ServiceUnavailable, "storage", detail)
            }
            Error::Internal(_) | Error::Panicked(_) => Self::of_status(Status::InternalServerError),
        }
    }
}

fn code_of(conflict: Conflict) -> &'static str {
    match conflict {
        Conflict::OrderNotEditable(_) => "order_not_editable",
        Conflict::OrderNotDeletable(_) | Conflict::OrderIsPaidFor => "order_not_deletable",
        Conflict::NothingPaid => "nothing_paid",
        Conflict::OrderLongEnded => "order_long_ended",
        Conflict::SkuTaken => "sku_taken",
        Conflict::EmailTaken => "email_taken",
        Conflict::LastAdmin => "last_admin",
        Conflict::IdempotencyConflict => "idempotency_conflict",
        Conflict::TooManyWebhooks(_) => "too_many_webhooks",
        Conflict::NoMailServer => "no_mail_server",
        Conflict::MailIsSent => "mail_sent",
        Conflict::AlreadySetUp => "already_set_up",
        Conflict::NotEmpty => "not_empty",
        Conflict::CurrencyFixed(_) => "currency_fixed",
        Conflict::CurrencyChanged => "currency_changed",
    }
}

fn describe_shortages(shortages: &[Shortage]) -> String {
    let parts: Vec<_> = shortages
        .iter()
        .map(|short| {
            format!(
                "{}: {} asked for, {} left",
                short.name, short.requested, short.available
            )
        })
        .collect();
    format!("Not enough in stock. {}.", parts.join("; "))
}

/// An error's text as a sentence of its own.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return String::new();
    };
    format!("{}{}.", first.to_uppercase(), letters.as_str())
}

impl<'r> Responder<'r, 'static> for Error {
    fn respond_to(self, request: &'r Request<'_>) -> rocket::response::Result<'static> {
        let mut problem = Problem::from(&self);
        if problem.status >= 500 {
            let id = request_id(request);
            log::error!("{self} (request {id})");
            problem.request_id = Some(id.to_owned());
            remember_failure(request, problem.code, matches!(self, Self::Panicked(_)));
        }
        let mut response = problem.respond_to(request)?;
        match self {
            Self::TooMany { retry_after_s } => {
                response.set_header(Header::new("Retry-After", retry_after_s.to_string()));
            }
            Self::Busy => {
                response.set_header(Header::new("Retry-After", "1"));
            }
            Self::Unauthenticated(_) => {
                response.set_header(Header::new("WWW-Authenticate", "Bearer"));
            }
            Self::MethodNotAllowed(allowed) => {
                response.set_header(Header::new("Allow", allowed));
            }
            _ => {}
        }
        Ok(response)
    }
}

impl<'r> Responder<'r, 'static> for Problem {
    fn respond_to(self, _: &'r Request<'_>) -> rocket::response::Result<'static> {
        let body = serde_json::to_vec(&self).map_err(|_| Status::InternalServerError)?;
        Response::build()
            .status(Status::new(self.status))
            .header(ContentType::new("application", "problem+json"))
            .sized_body(body.len(), std::io::Cursor::new(body))
            .ok()
    }
}

/// Why a guard refused a request: kept for the catcher, which is told the status alone.
struct Refusal(Error);

/// Lets a guard fail with an error of ours.
pub(super) fn refuse(request: &Request<'_>, error: Error) -> (Status, Error) {
    let refusal = request.local_cache(|| Some(Refusal(error.clone())));
    let error = refusal.as_ref().map_or(error, |refusal| refusal.0.clone());
    (Status::new(Problem::from(&error).status), error)
}

/// What answers where no route did.
pub(super) fn catchers() -> Vec<Catcher> {
    catchers![answer_refusal]
}

#[catch(default)]
fn answer_refusal(status: Status, request: &Request<'_>) -> Result<Problem, Error> {
    if let Some(refusal) = request.local_cache(|| None::<Refusal>) {
        return Err(refusal.0.clone());
    }
    match status.code {
        404 => Err(Error::NotFound(Entity::Page)),
        // Rocket has caught it, on this thread, and asks here at once what to answer.
        500.. if panics::take() => Err(Error::Panicked("a route panicked".to_owned())),
        500.. => Err(Error::Internal(format!("Rocket answered {status}"))),
        _ => Ok(Problem::of_status(status)),
    }
}

#[cfg(test)]
mod tests {
    use rocket::local::blocking::Client;
    use rocket::{get, routes};

    use super::*;

    #[get("/")]
    fn busy() -> Result<(), Error> {
        Err(Error::Busy)
    }

    #[test]
    fn too_many_writes_are_a_503_that_says_when_to_come_back() {
        let server = Client::untracked(rocket::build().mount("/", routes![busy])).unwrap();
        let answer = server.get("/").dispatch();
        assert_eq!(answer.status(), Status::ServiceUnavailable);
        assert_eq!(answer.headers().get_one("Retry-After"), Some("1"));
    }

    #[test]
    fn every_error_has_its_status_and_code() {
        let status = OrderStatus::Paid;
        for (error, expected, code) in [
            (Error::invalid("name", "is empty"), 400, "invalid"),
            (
                Error::InvalidStatus {
                    from: status,
                    to: status,
                },
                400,
                "invalid_status",
            ),
            (Error::Unauthenticated("no"), 401, "unauthenticated"),
            (Error::Forbidden("no"), 403, "forbidden"),
            (Error::NotFound(Entity::Order), 404, "not_found"),
            (
                Error::MethodNotAllowed("GET".to_owned()),
                405,
                "method_not_allowed",
            ),
            (
                Conflict::OrderNotEditable(status).into(),
                409,
                "order_not_editable",
            ),
            (
                Conflict::OrderNotDeletable(status).into(),
                409,
                "order_not_deletable",
            ),
            (Conflict::OrderLongEnded.into(), 409, "order_long_ended"),
            (Conflict::SkuTaken.into(), 409, "sku_taken"),
            (Conflict::EmailTaken.into(), 409, "email_taken"),
            (Conflict::LastAdmin.into(), 409, "last_admin"),
            (Conflict::CurrencyChanged.into(), 409, "currency_changed"),
            (
                Conflict::IdempotencyConflict.into(),
                409,
                "idempotency_conflict",
            ),
            (
                Conflict::TooManyWebhooks(20).into(),
                409,
                "too_many_webhooks",
            ),
            (Conflict::NoMailServer.into(), 409, "no_mail_server"),
            (Conflict::MailIsSent.into(), 409, "mail_sent"),
            (
                Error::InsufficientStock(Vec::new()),
                409,
                "insufficient_stock",
            ),
            (
                Error::VersionMismatch { current: 2 },
                412,
                "version_mismatch",
            ),
            (Error::TooLarge, 413, "too_large"),
            (Error::UnsupportedMediaType, 415, "unsupported_media_type"),
            (Error::TooMany { retry_after_s: 9 }, 429, "too_many"),
            (Error::Internal("secret".to_owned()), 500, "internal"),
            (Error::Panicked("secret".to_owned()), 500, "internal"),
            (Error::Busy, 503, "storage"),
            (Error::Storage("/secret".to_owned()), 503, "storage"),
        ] {
            let problem = Problem::from(&error);
            assert_eq!((problem.status, problem.code), (expected, code), "{error}");
            assert!(!problem.detail.contains("secret"), "{error}");
        }
    }
}
