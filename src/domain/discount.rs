//! What is taken off: an amount, or a share.

use std::fmt;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::money::{Amount, Currency, Money};
use super::rate::Rate;

/// A discount to be given: `{"amount": 2.5}`, or a share in basis points, `{"rate": 1000}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum NewDiscount {
    /// So much.
    Amount(Amount),
    /// This share of what it is taken off, also when that changes.
    Rate(Rate),
}

impl NewDiscount {
    /// The discount in this currency; a share takes nothing off yet.
    ///
    /// # Errors
    /// A sentence that says what is wrong with the amount.
    pub fn in_currency(&self, currency: Currency) -> Result<Discount, String> {
        Ok(match self {
            Self::Amount(amount) => Discount {
                amount: amount.in_currency(currency)?,
                rate: None,
            },
            Self::Rate(rate) => Discount {
                amount: Money::zero(currency),
                rate: Some(*rate),
            },
        })
    }
}

/// A discount that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Discount {
    /// How much it takes off.
    pub amount: Money,
    /// The share that this is of what it is taken off; null: it was given as an amount.
    pub rate: Option<Rate>,
}

impl Discount {
    /// The discount on so much: a share is worked out anew.
    pub(super) fn on(self, minor: i64, currency: Currency) -> Option<Self> {
        let amount = match self.rate {
            Some(rate) => Money::from_minor(rate.of(minor), currency)?,
            None => self.amount,
        };
        Some(Self { amount, ..self })
    }
}

/// As it was given: `2.50`, or `10%`.
impl fmt::Display for Discount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(rate) = self.rate else {
            return self.amount.fmt(f);
        };
        let (whole, rest) = (rate.basis_points() / 100, rate.basis_points() % 100);
        match rest {
            0 => write!(f, "{whole}%"),
            _ => write!(f, "{}%", format!("{whole}.{rest:02}").trim_end_matches('0')),
        }
    }
}
