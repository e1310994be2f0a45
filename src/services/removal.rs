//! Taking away what orders may name: archived if one does, else really deleted.

use crate::domain::Timestamp;

/// What became of a thing that was to be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// No order names it: it is gone.
    Deleted,
    /// Orders name it: it is kept for them alone.
    Archived,
}

/// When a thing counts as archived after a patch that says so or says nothing.
pub(super) fn archived_at(
    before: Option<Timestamp>,
    asked: Option<bool>,
    now: Timestamp,
) -> Option<Timestamp> {
    match asked {
        None => before,
        Some(false) => None,
        Some(true) => before.or(Some(now)),
    }
}
