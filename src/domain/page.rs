//! Lists in pages: a limit, an order, and a cursor that says where the last page ended.
//!
//! A cursor holds the sort key and the row of the last item shown (keyset pagination), not a count:
//! rows that come or go meanwhile shift nothing.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How many items a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit(usize);

impl Limit {
    /// The most that one page has.
    pub const MAX: usize = 200;

    /// A limit between 1 and [`Limit::MAX`].
    pub fn new(limit: usize) -> Option<Self> {
        (1..=Self::MAX).contains(&limit).then_some(Self(limit))
    }

    /// The number.
    pub fn get(self) -> usize {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, Default)]
pub struct ListRequest {
    /// How many at most.
    pub limit: Limit,
    /// Go on after this; none: from the start.
    pub cursor: Option<Cursor>,
}

/// A part of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// The items, in order.
    pub items: Vec<T>,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Cursor>,
}

impl<T> Page<T> {
    /// Nothing, and nothing after it.
    pub fn empty() -> Self {
        Self {
            items: Vec::new(),
            next: None,
        }
    }
}

/// What rows are sorted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SortKey {
    /// A number, an amount in minor units or an instant in milliseconds.
    Integer(i64),
    /// A name's key.
    Text(String),
}

/// Where a page ended. To clients an opaque text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    /// The sort that it belongs to; it fits no other.
    #[serde(rename = "s")]
    pub sort: String,
    /// The sort key of the last item shown.
    #[serde(rename = "k")]
    pub key: SortKey,
    /// Its row, which decides among equal keys.
    #[serde(rename = "r")]
    pub row: i64,
}

impl Cursor {
    /// The opaque text.
    pub fn encode(&self) -> String {
        // Three plain fields always are JSON.
        let json = serde_json::to_vec(self).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(json)
    }

    /// Reads an opaque text back; `None` when it is none that [`Cursor::encode`] made.
    pub fn decode(text: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(text).ok()?;
        serde_json::from_slice(&json).ok()
    }
}

/// The order of a list of things with names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum NameSort {
    /// By name, case and accents ignored.
    #[default]
    #[serde(rename = "name")]
    Name,
    /// Newest first.
    #[serde(rename = "-created_at")]
    CreatedDescending,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_come_back_as_they_went_and_others_are_refused() {
        for key in [SortKey::Integer(-5), SortKey::Text("crème".to_owned())] {
            let cursor = Cursor {
                sort: "name".to_owned(),
                key,
                row: 7,
            };
            assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        }
        for wrong in ["", "AAAA", "eyJzIjoxfQ", "%%%", "null"] {
            assert_eq!(Cursor::decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn limits_are_one_to_two_hundred() {
        assert_eq!(Limit::default().get(), 50);
        assert!(Limit::new(0).is_none());
        assert!(Limit::new(1).is_some());
        assert!(Limit::new(200).is_some());
        assert!(Limit::new(201).is_none());
    }
}
