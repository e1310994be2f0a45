//! API tokens: what scripts show instead of a sign-in.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::id::{ApiTokenId, UserId};
use super::text::single_line;
use super::time::Timestamp;

/// An API token, without the text of the token: only its hash is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ApiToken {
    /// UUID version 7.
    pub id: ApiTokenId,
    /// What it is for.
    pub name: String,
    /// Whether it reads alone, and writes nothing.
    pub read_only: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last used, to a minute; null: never.
    pub last_used_at: Option<Timestamp>,
    /// The admin who made it, and as whom it acts.
    pub user: Maker,
}

/// The admin who made an API token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Maker {
    /// The user.
    pub id: UserId,
    /// How they are called.
    pub name: String,
}

/// An API token to be made.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct NewApiToken {
    /// What it is for.
    #[serde(deserialize_with = "de::trimmed")]
    #[garde(length(chars, min = 1, max = 100), custom(single_line))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// `true`: it reads alone. `false`: it does all that its admin does, but for what only a person may do.
    #[garde(skip)]
    pub read_only: bool,
}
