//! The same request twice has one effect and one answer (the `Idempotency-Key` header).

use sha2::{Digest, Sha256};

use super::journal::json;
use crate::domain::UserId;
use crate::error::{Conflict, Error, Result};
use crate::store::WriteTx;
use crate::store::idempotency::{Given, find, insert};

/// A key that a client chose for one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// 1 to 255 visible ASCII characters.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(text.to_owned()))
    }
}

/// Does `work` and keeps its answer, or gives the answer that the same request got before.
///
/// # Errors
/// [`Conflict::IdempotencyConflict`] when the key came with another request; those of `work`, whose
/// failure is not kept.
pub(super) fn once<A: serde::Serialize>(
    tx: &mut WriteTx<'_>,
    user: UserId,
    key: &IdempotencyKey,
    request: &impl serde::Serialize,
    work: impl FnOnce(&mut WriteTx<'_>) -> Result<A>,
) -> Result<String> {
    let request_hash = Sha256::digest(json(request)?.as_bytes()).into();
    if let Some(given) = find(tx, user, &key.0)? {
        return match given.request_hash == request_hash {
            true => Ok(given.answer),
            false => Err(Error::from(Conflict::IdempotencyConflict)),
        };
    }
    let answer = json(&work(tx)?)?;
    insert(
        tx,
        user,
        &key.0,
        &Given {
            request_hash,
            answer: answer.clone(),
        },
    )?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_short_visible_ascii() {
        assert!(IdempotencyKey::new("7f9c-42").is_some());
        assert!(IdempotencyKey::new(&"x".repeat(255)).is_some());
        for wrong in ["", "two words", "ключ", &"x".repeat(256)] {
            assert!(IdempotencyKey::new(wrong).is_none(), "{wrong}");
        }
    }
}
