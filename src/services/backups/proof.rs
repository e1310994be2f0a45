//! The nightly proof: the last backup is restored into a file of its own and compared.

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::discard;
use super::folder::{Folder, check_sum};
use crate::domain::{Backup, Timestamp};
use crate::error::{Error, Result};
use crate::store::backup::{beside, difference};
use crate::store::{ReadTx, Store, restore, settings};

/// The setting that keeps the last proof.
const KEY: &str = "backup_proof";
/// The night begins at this hour of the shop's time. Proofs and days of work keep out of each other's way.
const NIGHT_MS: i64 = 3 * 60 * 60 * 1000;

/// What the last proof found.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Proof {
    /// When it was, in milliseconds since 1970.
    pub(super) at_ms: i64,
    /// Which backup it was about.
    pub(super) name: String,
    /// What is wrong with it, as a sentence.
    pub(super) problem: Option<String>,
}

/// Whether a night has begun since the last proof. A machine that sleeps at night makes up for it.
pub(super) fn is_due(now: Timestamp, last: Option<&Proof>, zone: &TimeZone) -> bool {
    let last = last.map(|proof| Timestamp::from_millisecond(proof.at_ms));
    last.is_none_or(|last| night_of(last, zone) != night_of(now, zone))
}

fn night_of(at: Timestamp, zone: &TimeZone) -> Date {
    at.plus_ms(-NIGHT_MS).in_zone(zone).date()
}

/// Restores a backup into a file of its own and compares the two. `Some`: what is wrong, as a sentence
/// without a path of this machine, which the log has.
pub(super) fn prove(folder: &Folder, backup: &Backup) -> Option<String> {
    let file = folder.path.join(&backup.name);
    let restored = beside(&file, ".proof");
    let found = compare(&file, &restored);
    discard(&restored);
    found
}

fn compare(file: &Path, restored: &Path) -> Option<String> {
    let failed = |what: &str, error: Error| {
        log::error!("{error}");
        Some(what.to_owned())
    };
    if let Err(error) = check_sum(file) {
        return failed("It is not what it was when it was made.", error);
    }
    if let Err(error) = restore::prepare(file, restored, &mut |_| {}) {
        return failed("It cannot be restored.", error);
    }
    match difference(file, restored) {
        Ok(None) => None,
        Ok(Some(table)) => Some(format!("Restored, it differs in {table}.")),
        Err(error) => failed("It cannot be compared with what was restored.", error),
    }
}

pub(super) fn last(tx: &ReadTx<'_>) -> Result<Option<Proof>> {
    let kept = settings::get(tx, KEY)?;
    // What another version wrote there is no proof.
    Ok(kept.and_then(|text| serde_json::from_str(&text).ok()))
}

pub(super) async fn keep(store: &Store, proof: &Proof) -> Result<()> {
    let text = serde_json::to_string(proof)
        .map_err(|error| Error::Internal(format!("a proof is no JSON: {error}")))?;
    store.write(move |tx| settings::set(tx, KEY, &text)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().unwrap().into()
    }

    #[test]
    fn a_proof_is_due_once_a_night_of_the_shop() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let due = |last: &str, now: &str| {
            let last = Proof {
                at_ms: at(last).as_millisecond(),
                name: String::new(),
                problem: None,
            };
            is_due(at(now), Some(&last), &zone)
        };
        assert!(is_due(at("2026-03-01T12:00:00Z"), None, &zone));
        // Three in the morning there is two here.
        assert!(!due("2026-03-01T12:00:00Z", "2026-03-02T01:59:59Z"));
        assert!(due("2026-03-01T12:00:00Z", "2026-03-02T02:00:00Z"));
        assert!(!due("2026-03-02T02:00:00Z", "2026-03-02T20:00:00Z"));
        // Off for days.
        assert!(due("2026-03-02T02:00:00Z", "2026-03-09T09:00:00Z"));
    }
}
