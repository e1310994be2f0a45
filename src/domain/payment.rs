//! What was paid for orders, and given back.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::event::Actor;
use super::money::{Amount, Money};
use super::text::single_line;
use super::time::Timestamp;

/// How money came in or went out.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PaymentMethod {
    /// Coins and notes.
    Cash,
    /// A card, at a terminal.
    Card,
    /// From bank to bank.
    Transfer,
    /// In another way, or in one that nobody told.
    #[default]
    Other,
}

impl PaymentMethod {
    /// Every method.
    pub const ALL: [Self; 4] = [Self::Cash, Self::Card, Self::Transfer, Self::Other];

    /// The method as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Card => "card",
            Self::Transfer => "transfer",
            Self::Other => "other",
        }
    }
}

/// Which way money went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaymentKind {
    /// It came in.
    #[default]
    Payment,
    /// It went back.
    Refund,
}

impl PaymentKind {
    /// Both ways.
    pub const ALL: [Self; 2] = [Self::Payment, Self::Refund];

    /// The way as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
        }
    }
}

/// Money that came in for an order, or went back. Never changed: a mistake is made good by another one.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Payment {
    /// Rises with each.
    pub id: i64,
    /// When it was entered.
    pub at: Timestamp,
    /// Which way the money went.
    pub kind: PaymentKind,
    /// How.
    pub method: PaymentMethod,
    /// How much.
    pub amount: Money,
    /// What finds it elsewhere: a slip's number, a statement's line.
    pub reference: Option<String>,
    /// Who entered it; null: the command line.
    pub actor: Option<Actor>,
}

/// Money that came in or went back, to be entered.
#[derive(Clone, Debug, Default, Serialize, Deserialize, Validate, ToSchema)]
pub struct NewPayment {
    /// Which way the money went: in, unless it says otherwise. With a status it goes as the status says.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = PaymentKind, required = false)]
    pub kind: Option<PaymentKind>,
    /// How. If absent, money goes back in the way in which the last came in, and comes in in another way (`other`).
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = PaymentMethod, required = false)]
    pub method: Option<PaymentMethod>,
    /// How much; all that is open if absent.
    #[serde(default)]
    #[garde(skip)]
    pub amount: Option<Amount>,
    /// What finds it elsewhere: a slip's number, a statement's line.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = 200), inner(custom(single_line)))]
    #[schema(max_length = 200)]
    pub reference: Option<String>,
}
