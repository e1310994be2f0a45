//! The tokens of links that show something without a sign-in.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::one_time::random;
use crate::domain::LinkToken;
use crate::error::{Error, Result};

/// A token that nobody can guess.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random numbers.
pub fn new_link_token() -> Result<LinkToken> {
    let text = URL_SAFE_NO_PAD.encode(random::<{ LinkToken::BYTES }>()?);
    LinkToken::parse(&text)
        .ok_or_else(|| Error::Internal("a token does not look like one".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_tokens_are_alike() {
        let [one, other] = [(); 2].map(|()| new_link_token().unwrap());
        assert_ne!(one, other);
    }
}
