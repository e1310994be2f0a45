//! Tokens of links that work once. The database keeps only their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// A token to be shown once: 192 random bits.
pub struct OneTimeToken {
    /// What the link bears.
    pub text: String,
    /// What the database keeps.
    pub hash: [u8; 32],
}

impl OneTimeToken {
    /// A new token.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random numbers.
    pub fn generate() -> Result<Self> {
        let text = URL_SAFE_NO_PAD.encode(random::<24>()?);
        Ok(Self {
            hash: hash(&text),
            text,
        })
    }
}

/// SHA-256 of a token. Its 192 random bits make a slow hash needless.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// So many bytes from the system's generator.
pub(super) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::Internal(format!("no random numbers: {error}")))?;
    Ok(bytes)
}
