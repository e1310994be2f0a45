//! The documents that a shop must give out, under numbers without a gap.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What was sold.
    Invoice,
    /// That an invoice is taken back.
    CreditNote,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Invoice, Self::CreditNote];

    /// The kind as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }
}
