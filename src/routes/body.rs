//! The body of a request as a type: JSON, at most 1 MiB, strict. And CSV, at most 16 MiB.

use rocket::Request;
use rocket::data::{Data, FromData, Outcome, ToByteUnit};
use serde::de::DeserializeOwned;
use tokio::io::{AsyncReadExt, copy, sink};

use super::problem::refuse;
use super::strict;
use crate::error::{Error, FieldError, Result};

/// The most bytes of a body.
const MAX_BYTES: u64 = 1024 * 1024;

/// The most bytes of an import.
const MAX_CSV_BYTES: u64 = 16 * 1024 * 1024;

/// Bytes of a body that is too large which are still taken, and thrown away: who is cut off while sending
/// does not hear why.
const OVERHANG: u64 = 64 * 1024 * 1024;

/// A JSON body.
pub(super) struct Body<T>(pub T);

#[rocket::async_trait]
impl<'r, T: DeserializeOwned + Send> FromData<'r> for Body<T> {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        match read(request, data).await {
            Ok(value) => Outcome::Success(Self(value)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

/// A body of CSV, of any encoding.
pub(super) struct Csv(pub Vec<u8>);

#[rocket::async_trait]
impl<'r> FromData<'r> for Csv {
    type Error = Error;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        if !request.content_type().is_some_and(|kind| kind.is_csv()) {
            return Outcome::Error(refuse(request, Error::UnsupportedMediaType));
        }
        match all(data, MAX_CSV_BYTES).await {
            Ok(bytes) => Outcome::Success(Self(bytes)),
            Err(error) => Outcome::Error(refuse(request, error)),
        }
    }
}

/// A whole body.
async fn all(data: Data<'_>, max_bytes: u64) -> Result<Vec<u8>> {
    let broken = |error| Error::invalid("", format!("the body did not arrive: {error}"));
    let mut body = data.open((max_bytes + OVERHANG).bytes());
    let mut bytes = Vec::new();
    let mut beginning = (&mut body).take(max_bytes + 1);
    let read = beginning.read_to_end(&mut bytes).await.map_err(broken)?;
    if u64::try_from(read).is_ok_and(|read| read <= max_bytes) {
        return Ok(bytes);
    }
    drop(bytes);
    copy(&mut body, &mut sink()).await.map_err(broken)?;
    Err(Error::TooLarge)
}

async fn read<T: DeserializeOwned>(request: &Request<'_>, data: Data<'_>) -> Result<T> {
    if !request.content_type().is_some_and(|kind| kind.is_json()) {
        return Err(Error::UnsupportedMediaType);
    }
    let bytes = all(data, MAX_BYTES).await?;
    let mut json = serde_json::Deserializer::from_slice(&bytes);
    let value = strict::read(&mut json).map_err(Error::Invalid)?;
    match json.end() {
        Ok(()) => Ok(value),
        Err(_) => Err(Error::Invalid(vec![FieldError::new(
            "",
            "more follows after the JSON value",
        )])),
    }
}
