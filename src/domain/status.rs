//! The status pipeline of an order: `PENDING → PAID → FULFILLED → CANCELLED`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Where an order stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "UPPERCASE", try_from = "String")]
pub enum OrderStatus {
    /// Taken, not paid. Its items and its customer can still change.
    Pending,
    /// Paid, not handed over.
    Paid,
    /// Handed over.
    Fulfilled,
    /// Called off. The end.
    Cancelled,
}

impl OrderStatus {
    /// Every status, in the order of the pipeline.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Paid, Self::Fulfilled, Self::Cancelled];

    /// The statuses that an order can move to from here: one step forward, or to the end.
    /// `order_status_transitions` in schema.sql holds the same moves, and a test holds one against the other.
    pub fn allowed(self) -> &'static [Self] {
        match self {
            Self::Pending => &[Self::Paid, Self::Cancelled],
            Self::Paid => &[Self::Fulfilled, Self::Cancelled],
            Self::Fulfilled => &[Self::Cancelled],
            Self::Cancelled => &[],
        }
    }

    /// Whether the pipeline has this move. The same status again is no move.
    pub fn can_move_to(self, to: Self) -> bool {
        self.allowed().contains(&to)
    }

    /// Whether items and customer can still change.
    pub fn is_editable(self) -> bool {
        self == Self::Pending
    }

    /// Whether the order can be deleted. One that money or goods have moved for is cancelled first.
    pub fn is_deletable(self) -> bool {
        matches!(self, Self::Pending | Self::Cancelled)
    }

    /// Whether the order waits for someone to do something.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Paid)
    }

    /// Whether the order counts as one that was made: it was not called off.
    pub fn is_sale(self) -> bool {
        self != Self::Cancelled
    }

    /// Whether its money is there to stay.
    pub fn is_paid(self) -> bool {
        matches!(self, Self::Paid | Self::Fulfilled)
    }

    /// The status as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Paid => "PAID",
            Self::Fulfilled => "FULFILLED",
            Self::Cancelled => "CANCELLED",
        }
    }
}

impl fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is no status.
#[derive(Debug, thiserror::Error)]
#[error("must be one of PENDING, PAID, FULFILLED, CANCELLED")]
pub struct UnknownStatus;

/// JSON knows a status by its name alone; a derived implementation would take `{"PAID": null}` as well.
impl TryFrom<String> for OrderStatus {
    type Error = UnknownStatus;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl FromStr for OrderStatus {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or(UnknownStatus)
    }
}

#[cfg(test)]
mod tests {
    use super::OrderStatus::{self, Cancelled, Fulfilled, Paid, Pending};

    #[test]
    fn of_all_sixteen_pairs_exactly_five_are_moves() {
        let moves: Vec<_> = OrderStatus::ALL
            .into_iter()
            .flat_map(|from| OrderStatus::ALL.map(|to| (from, to)))
            .filter(|(from, to)| from.can_move_to(*to))
            .collect();
        assert_eq!(
            moves,
            [
                (Pending, Paid),
                (Pending, Cancelled),
                (Paid, Fulfilled),
                (Paid, Cancelled),
                (Fulfilled, Cancelled),
            ]
        );
    }

    #[test]
    fn text_and_json_agree() {
        for status in OrderStatus::ALL {
            assert_eq!(status.as_str().parse::<OrderStatus>().unwrap(), status);
            assert_eq!(
                serde_json::to_string(&status).unwrap(),
                format!("\"{status}\"")
            );
        }
        assert!("paid".parse::<OrderStatus>().is_err());
    }
}
