//! The query of a request as a type, strict as a body is.

use rocket::Request;
use rocket::request::{FromRequest, Outcome};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::problem::refuse;
use super::strict;
use crate::error::{Error, Result};

/// The parameters of a query.
pub(super) struct Query<T>(pub T);

/// A route without parameters: any that comes is an error that names it.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// Guards a route that takes no query.
pub(super) type NoQuery = Query<Nothing>;

#[rocket::async_trait]
impl<'r, T: DeserializeOwned + Send> FromRequest<'r> for Query<T> {
    type Error = Error;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Error> {
        match read(request) {
            Ok(value) => Outcome::Success(Self(value)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

fn read<T: DeserializeOwned>(request: &Request<'_>) -> Result<T> {
    let text = request.uri().query().map_or("", |query| query.as_str());
    // An empty value is no value of its type; only a search may be empty.
    for part in text.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if value.is_empty() && name != "q" {
            return Err(Error::invalid(name, "must not be empty"));
        }
    }
    strict::read(serde_html_form::Deserializer::from_bytes(text.as_bytes())).map_err(Error::Invalid)
}
