//! The token of a session: a JSON Web Token (RFC 7519), signed with HS256.
//!
//! The token only names the session. Whether it still counts is what the database says, at every
//! request, so that ending one takes effect at once.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};

use super::hs256;
use super::one_time::random;
use crate::domain::{SessionId, Timestamp, UserId};
use crate::error::{Error, Result};

/// What a token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: UserId,
    /// The session.
    pub jti: SessionId,
    /// When it was issued, in seconds since 1970.
    pub iat: i64,
    /// When it ends, in seconds since 1970.
    pub exp: i64,
}

impl Claims {
    /// The claims of a session.
    pub fn new(user: UserId, session: SessionId, from: Timestamp, until: Timestamp) -> Self {
        let seconds = |at: Timestamp| at.as_millisecond().div_euclid(1000);
        Self {
            sub: user,
            jti: session,
            iat: seconds(from),
            exp: seconds(until),
        }
    }
}

/// Signs and reads the tokens of sessions.
pub struct SessionTokens {
    signing: EncodingKey,
    reading: DecodingKey,
    validation: Validation,
}

impl SessionTokens {
    /// Tokens signed with this key, of 32 bytes at least.
    pub fn new(key: &[u8]) -> Self {
        hs256::install();
        let mut validation = Validation::new(Algorithm::HS256);
        // The session's row decides when it ends, by the database's clock.
        validation.validate_exp = false;
        Self {
            signing: EncodingKey::from_secret(key),
            reading: DecodingKey::from_secret(key),
            validation,
        }
    }

    /// The signed token.
    ///
    /// # Errors
    /// [`Error::Internal`] when it can't be signed.
    pub fn sign(&self, claims: &Claims) -> Result<String> {
        encode(&Header::new(Algorithm::HS256), claims, &self.signing)
            .map_err(|error| Error::Internal(format!("a token was not signed: {error}")))
    }

    /// What a token says, if its signature is ours.
    pub fn read(&self, token: &str) -> Option<Claims> {
        decode(token, &self.reading, &self.validation)
            .ok()
            .map(|data| data.claims)
    }
}

/// A key for [`SessionTokens`], as text: 48 random bytes in base64.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random numbers.
pub fn random_secret() -> Result<String> {
    Ok(STANDARD.encode(random::<48>()?))
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use hmac::{Hmac, KeyInit, Mac};
    use sha2::Sha512;

    use super::*;

    fn claims() -> Claims {
        let id = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
        let now = Timestamp::from_millisecond(1_700_000_000_000);
        Claims::new(
            id.parse().unwrap(),
            id.parse().unwrap(),
            now,
            now.plus_ms(1000),
        )
    }

    #[test]
    fn a_token_says_what_was_signed() {
        let tokens = SessionTokens::new(&[7; 32]);
        let token = tokens.sign(&claims()).unwrap();
        assert_eq!(tokens.read(&token), Some(claims()));
    }

    #[test]
    fn another_key_another_algorithm_and_no_signature_are_refused() {
        let tokens = SessionTokens::new(&[7; 32]);
        let other = SessionTokens::new(&[8; 32]).sign(&claims()).unwrap();
        assert_eq!(tokens.read(&other), None);
        // By the same key, and by nothing else than what its head says.
        let head = "eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9";
        let ours = tokens.sign(&claims()).unwrap();
        let body = ours.split('.').nth(1).unwrap();
        let message = format!("{head}.{body}");
        let mac = Hmac::<Sha512>::new_from_slice(&[7; 32]).unwrap();
        let mac = mac.chain_update(&message).finalize().into_bytes();
        let hs512 = format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac));
        assert_eq!(tokens.read(&hs512), None);
        let rs256 = encode(
            &Header::new(Algorithm::RS256),
            &claims(),
            &EncodingKey::from_secret(&[7; 32]),
        );
        assert!(rs256.is_err(), "there is no code to sign otherwise");
        let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiIifQ.";
        assert_eq!(tokens.read(unsigned), None);
        assert_eq!(tokens.read(""), None);
    }
}
