//! Links that show something of the shop to whoever has them, without a sign-in: the state of one order to
//! its buyer, and the board on a wall of the shop.

use std::fmt;

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::id::DisplayId;
use super::status::OrderStatus;
use super::text::single_line;
use super::time::Timestamp;

/// How long an order's link still shows it after its end, in days.
pub const SHOWN_AFTER_END_DAYS: i64 = 7;
/// How long a board shows an order as ready, in minutes.
pub const READY_MINUTES: i64 = 15;

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// What a link is known by: 240 random bits in letters that addresses take as they are (RFC 4648, 5).
/// It is secret, so its `Debug` tells nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// Bytes of chance in one.
    pub const BYTES: usize = 30;
    /// Its letters: six bits each. So many that the log knows a token when it sees one (`ops/scrub.rs`).
    const LETTERS: usize = Self::BYTES * 8 / 6;

    /// The token that someone shows, if it looks like one.
    pub fn parse(text: &str) -> Option<Self> {
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let looks_right = text.len() == Self::LETTERS && text.bytes().all(is_letter);
        looks_right.then(|| Self(text.to_owned()))
    }

    /// Its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

/// What the buyer sees of their order: where it stands, and nothing of what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrderState {
    /// The order's number.
    pub number: i64,
    /// The number as the shop writes it, and as the slip bears it.
    pub label: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// Since when it stands there.
    pub updated_at: Timestamp,
    /// When this is gone; null as long as the order has not ended.
    pub expires_at: Option<Timestamp>,
    /// The shop's name.
    pub shop_name: String,
}

/// When the state of an order that ended at this instant is shown no more.
pub fn shown_until(ended_at: Timestamp) -> Timestamp {
    ended_at.plus_ms(SHOWN_AFTER_END_DAYS * DAY_MS)
}

/// From when on an order must have been handed over to be on a board as ready.
pub fn ready_since(now: Timestamp) -> Timestamp {
    now.plus_ms(-READY_MINUTES * MINUTE_MS)
}

/// What a board on the wall shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Board {
    /// The shop's name.
    pub shop_name: String,
    /// Orders that are PENDING or PAID, by number.
    pub making: Vec<BoardEntry>,
    /// Orders that became FULFILLED within the last 15 minutes, the latest first.
    pub ready: Vec<BoardEntry>,
}

/// An order on a board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct BoardEntry {
    /// Its number.
    pub number: i64,
    /// The number as the shop writes it.
    pub label: String,
    /// The first name of its customer; null for a walk-in, and unless the shop lets boards show names.
    pub name: Option<String>,
}

/// The first name in a whole one.
pub fn first_name(name: &str) -> Option<String> {
    name.split_whitespace().next().map(str::to_owned)
}

/// A board on a wall, without the link that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Display {
    /// UUID version 7.
    pub id: DisplayId,
    /// Where it hangs.
    pub name: String,
    /// What its link is known by.
    pub token: LinkToken,
    /// When its link was made.
    pub created_at: Timestamp,
}

/// A board to be put up.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct NewDisplay {
    /// Where it hangs, such as `Counter`.
    #[serde(deserialize_with = "de::trimmed")]
    #[garde(length(chars, min = 1, max = 100), custom(single_line))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_forty_letters_and_does_not_show_itself() {
        let token = LinkToken::parse(&"aB3_-".repeat(8)).unwrap();
        assert_eq!(format!("{token:?}"), "LinkToken(…)");
        for wrong in ["", "x", &"a".repeat(39), &"a".repeat(41), &"ä".repeat(20)] {
            assert_eq!(LinkToken::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_first_name_is_the_first_word() {
        assert_eq!(first_name(" Karla  Eigen "), Some("Karla".to_owned()));
        assert_eq!(first_name("Karla"), Some("Karla".to_owned()));
        assert_eq!(first_name(" "), None);
    }
}
