//! Strict reading: a field that is not known, a wrong type and a null where there is none are errors
//! that name the field. For JSON bodies and for queries alike.

use serde::Deserializer;
use serde::de::DeserializeOwned;

use crate::domain::Object;
use crate::error::FieldError;

/// Reads a `T`, or says which fields are wrong: all that are unknown, and the first that does not fit.
pub(super) fn read<'de, T, D>(deserializer: D) -> Result<T, Vec<FieldError>>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let mut unknown = Vec::new();
    let mut note = |path: serde_ignored::Path<'_>| unknown.push(dotted(&path.to_string()));
    let watching = serde_ignored::Deserializer::new(deserializer, &mut note);
    let value = serde_path_to_error::deserialize(watching).map(|Object(value)| value);
    let mut errors: Vec<_> = unknown
        .into_iter()
        .map(|field| FieldError::new(field, "is not known here"))
        .collect();
    match value {
        Ok(value) if errors.is_empty() => Ok(value),
        Ok(_) => Err(errors),
        Err(error) => {
            errors.push(misfit(
                &error.path().to_string(),
                &error.inner().to_string(),
            ));
            Err(errors)
        }
    }
}

/// A wrong value, in words for people: serde's text without its place in the source.
fn misfit(path: &str, message: &str) -> FieldError {
    let message = message.split(" at line ").next().unwrap_or(message);
    // A missing field is reported at the object that lacks it.
    let named = |prefix: &str| {
        let rest = message.strip_prefix(prefix)?;
        rest.split('`').nth(1).map(str::to_owned)
    };
    let inside = |field: String| match path {
        "." => field,
        path => format!("{path}.{field}"),
    };
    if let Some(field) = named("missing field ") {
        return FieldError::new(inside(field), "is missing");
    }
    if let Some(field) = named("duplicate field ") {
        return FieldError::new(inside(field), "is there twice");
    }
    if let Some(field) = named("unknown field ") {
        return FieldError::new(inside(field), "is not known here");
    }
    FieldError::new(if path == "." { "" } else { path }, message)
}

/// `items.0.product_id` as `items[0].product_id`.
fn dotted(path: &str) -> String {
    let mut text = String::new();
    for part in path.split('.') {
        if !text.is_empty() && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()) {
            text.push_str(&format!("[{part}]"));
        } else {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::NewOrder;

    fn errors(json: &str) -> Vec<(String, String)> {
        let errors = read::<NewOrder, _>(&mut serde_json::Deserializer::from_str(json));
        let errors = errors.unwrap_err().into_iter();
        errors.map(|error| (error.field, error.message)).collect()
    }

    #[test]
    fn wrong_fields_are_named_by_their_path() {
        for (json, field, message) in [
            (r#"{}"#, "items", "is missing"),
            (r#"{"items":[],"items":[]}"#, "items", "is there twice"),
            (r#"{"items":[],"cart":1}"#, "cart", "is not known here"),
            (
                r#"{"items":null}"#,
                "items",
                "invalid type: null, expected a sequence",
            ),
            (
                r#"{"items":[{"name":"Delivery"}]}"#,
                "items[0].quantity",
                "is missing",
            ),
            (
                r#"{"items":[{"product_id":"x","quantity":1}]}"#,
                "items[0].product_id",
                "UUID parsing failed: invalid character: found `x` at 0",
            ),
        ] {
            let found = errors(json);
            assert!(
                found.contains(&(field.to_owned(), message.to_owned())),
                "{json}: {found:?}"
            );
        }
    }
}
