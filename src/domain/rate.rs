//! Shares in basis points: tax rates and percent discounts.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// All of it, in basis points.
const WHOLE: i64 = 10_000;

/// A share in basis points, hundredths of a percent: 1,900 is 19 %. From 0 to 10,000.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    ToSchema,
)]
#[serde(try_from = "i64")]
#[schema(minimum = 0, maximum = 10000, example = 1900)]
pub struct Rate(i64);

impl Rate {
    /// The share of so many basis points, if that is one.
    pub fn new(basis_points: i64) -> Option<Self> {
        (0..=WHOLE)
            .contains(&basis_points)
            .then_some(Self(basis_points))
    }

    /// In basis points.
    pub fn basis_points(self) -> i64 {
        self.0
    }

    /// This share of an amount, rounded half up to a minor unit.
    pub(super) fn of(self, minor: i64) -> i64 {
        half_up(minor, self.0, WHOLE)
    }

    /// How much of an amount is what this share was added to make it: the tax in a price that includes it. Rounded
    /// half up to a minor unit.
    pub(super) fn within(self, minor: i64) -> i64 {
        half_up(minor, self.0, WHOLE + self.0)
    }
}

impl TryFrom<i64> for Rate {
    type Error = &'static str;

    fn try_from(basis_points: i64) -> Result<Self, Self::Error> {
        Self::new(basis_points).ok_or("must be 0 to 10000, in hundredths of a percent")
    }
}

/// Amount × part / whole, rounded half up. None of them is negative, and no amount has more than 15 digits.
fn half_up(minor: i64, part: i64, whole: i64) -> i64 {
    let (minor, part, whole) = (i128::from(minor), i128::from(part), i128::from(whole));
    let rounded = (2 * minor * part + whole) / (2 * whole);
    // No larger than the amount itself.
    i64::try_from(rounded).unwrap_or(i64::MAX)
}

/// An amount spread over others in proportion to them, so that the parts add up to it exactly. None gets more than it
/// is itself, as long as the amount is no more than all of them together.
pub(super) fn spread(minor: i64, over: &[i64]) -> Vec<i64> {
    let whole: i128 = over.iter().map(|part| i128::from(*part)).sum();
    let mut seen = 0;
    let mut given = 0;
    let share = |part: &i64| {
        seen += i128::from(*part);
        // What all up to this one get together, less what those before it got.
        let until = i128::from(minor) * seen / whole.max(1);
        let share = until - given;
        given = until;
        i64::try_from(share).unwrap_or(i64::MAX)
    };
    over.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rate(basis_points: i64) -> Rate {
        Rate::new(basis_points).unwrap()
    }

    #[test]
    fn shares_are_rounded_half_up() {
        for (basis_points, minor, added, included) in [
            (1_900, 100, 19, 16),
            (1_900, 1_190, 226, 190),
            (700, 107, 7, 7),
            (700, 50, 4, 3),
            (250, 20, 1, 0),
            (250, 19, 0, 0),
            (0, 999, 0, 0),
            (10_000, 999, 999, 500),
        ] {
            let rate = rate(basis_points);
            assert_eq!(rate.of(minor), added, "{basis_points} of {minor}");
            assert_eq!(
                rate.within(minor),
                included,
                "{basis_points} within {minor}"
            );
        }
        let most = 999_999_999_999_999;
        assert_eq!(rate(10_000).of(most), most);
        assert_eq!(rate(1).within(most), 99_990_001_000);
    }

    #[test]
    fn only_shares_are_rates() {
        assert_eq!(Rate::new(-1), None);
        assert_eq!(Rate::new(10_001), None);
        assert_eq!(rate(10_000).basis_points(), 10_000);
    }

    proptest! {
        #[test]
        fn what_is_spread_adds_up_and_takes_from_none_more_than_there_is(
            over in prop::collection::vec(0..1_000_000_000_i64, 1..30),
            part in 0..=10_000_i64,
        ) {
            let whole: i64 = over.iter().sum();
            let minor = rate(part).of(whole);
            let shares = spread(minor, &over);
            prop_assert_eq!(shares.iter().sum::<i64>(), minor);
            for (share, of) in shares.iter().zip(&over) {
                prop_assert!(0 <= *share && share <= of, "{} of {}", share, of);
            }
        }
    }
}
