//! What all lists take: a limit, a cursor, and ids in paths.

use std::str::FromStr;

use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::{Cursor, Limit, ListRequest, TimeBound, Timestamp};
use crate::error::{Entity, Error, FieldError, Result};
use crate::services::settings::Settings;

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct PartQuery {
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<usize>,
    /// From the `Link` of the page before.
    pub cursor: Option<String>,
}

/// The part of a list that is asked for.
///
/// # Errors
/// [`Error::Invalid`] for a limit out of range and a cursor that is none.
pub(super) fn request(limit: Option<usize>, cursor: Option<&str>) -> Result<ListRequest> {
    let limit = match limit {
        None => Limit::default(),
        Some(limit) => Limit::new(limit)
            .ok_or_else(|| Error::invalid("limit", format!("must be from 1 to {}", Limit::MAX)))?,
    };
    let cursor = cursor
        .map(|text| Cursor::decode(text).ok_or_else(|| Error::invalid("cursor", "is none of ours")))
        .transpose()?;
    Ok(ListRequest { limit, cursor })
}

/// From when until when, with days as the shop has them.
///
/// # Errors
/// [`Error::Invalid`] for `from` and `to` that are neither an instant nor a day.
pub(super) fn period(
    from: Option<String>,
    to: Option<String>,
    settings: &Settings,
) -> Result<(Option<Timestamp>, Option<Timestamp>)> {
    if from.is_none() && to.is_none() {
        return Ok((None, None));
    }
    let days = settings.days()?;
    let mut errors = Vec::new();
    let mut bound = |field, text: Option<String>, is_end: bool| {
        let bound = TimeBound::parse(text.as_deref()?);
        let at = bound.and_then(|at| match is_end {
            true => at.end(&days),
            false => at.start(&days),
        });
        if at.is_none() {
            let message = "must be RFC 3339 or a date, such as 2026-01-31";
            errors.push(FieldError::new(field, message));
        }
        at
    };
    let period = (bound("from", from, false), bound("to", to, true));
    match errors.is_empty() {
        true => Ok(period),
        false => Err(Error::Invalid(errors)),
    }
}

/// A search text without what can't be in one.
///
/// # Errors
/// [`Error::Invalid`] when it is over-long.
pub(super) fn search(q: Option<String>) -> Result<Option<String>> {
    let q = q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty());
    if q.as_ref().is_some_and(|q| q.chars().count() > 200) {
        return Err(Error::invalid("q", "must have at most 200 characters"));
    }
    if q.as_ref()
        .is_some_and(|q| q.chars().any(|c| c.is_control() && !c.is_whitespace()))
    {
        return Err(Error::invalid("q", "must not contain control characters"));
    }
    Ok(q)
}

/// An id in a path. What is no id names nothing.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) fn id<T: FromStr>(text: &str, entity: Entity) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound(entity))
}
