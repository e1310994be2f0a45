//! The text of API tokens. The database keeps only their hash.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::one_time::{hash, random};
use crate::error::Result;

/// How every token begins, so that people and scanners of leaked secrets recognise one. No JSON Web Token
/// begins so.
const PREFIX: &str = "oms_";

/// A token to be shown once: 256 random bits. It has no `Debug`, so that no log can show it.
pub struct ApiTokenText {
    /// What scripts show.
    pub text: String,
    /// What the database keeps.
    pub hash: [u8; 32],
}

impl ApiTokenText {
    /// A new token.
    ///
    /// # Errors
    /// [`crate::error::Error::Internal`] when the system gives no random numbers.
    pub fn generate() -> Result<Self> {
        let text = format!("{PREFIX}{}", URL_SAFE_NO_PAD.encode(random::<32>()?));
        Ok(Self {
            hash: hash(&text),
            text,
        })
    }

    /// The hash of what someone shows, if it looks like an API token.
    pub fn hash_of(shown: &str) -> Option<[u8; 32]> {
        shown.starts_with(PREFIX).then(|| hash(shown))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_prefix_and_its_hash_and_no_two_are_alike() {
        let [one, other] = [(); 2].map(|()| ApiTokenText::generate().unwrap());
        assert_ne!(one.text, other.text);
        // Six bits a letter.
        assert_eq!(one.text.len(), PREFIX.len() + 256_usize.div_ceil(6));
        assert_eq!(ApiTokenText::hash_of(&one.text), Some(one.hash));
        assert_ne!(one.hash, other.hash);
        for other in ["", "oms", "eyJhbGciOiJIUzI1NiJ9.e30.x", "OMS_x"] {
            assert_eq!(ApiTokenText::hash_of(other), None, "{other}");
        }
    }
}
