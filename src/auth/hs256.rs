//! The one way in which sessions are signed and read: HMAC with SHA-256 (RFC 7518, 3.2).
//!
//! What `jsonwebtoken` could bring along for it knows RSA and elliptic curves as well. A token that claims to be
//! signed in one of those ways meets no code for it here.

use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, Result};
use jsonwebtoken::signature::{Error, Signer, Verifier};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey};
use sha2::Sha256;

static HS256_ALONE: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| {
        Ok(Box::new(Hs256::of(algorithm, EncodingKey::as_bytes(key))?))
    },
    verifier_factory: |algorithm, key| {
        Ok(Box::new(Hs256::of(
            algorithm,
            DecodingKey::try_get_as_bytes(key)?,
        )?))
    },
    // For keys in the form of JSON, of which there are none.
    key_utils: KeyUtils::new_unimplemented(),
};

/// Has this process sign and read in this way alone.
pub(super) fn install() {
    // It is there already after the first call, which says so.
    let _ = HS256_ALONE.install_default();
}

struct Hs256(Hmac<Sha256>);

impl Hs256 {
    fn of(algorithm: &Algorithm, key: &[u8]) -> Result<Self> {
        if *algorithm != Algorithm::HS256 {
            return Err(ErrorKind::InvalidAlgorithm.into());
        }
        let mac = Hmac::new_from_slice(key).map_err(|_| ErrorKind::InvalidKeyFormat)?;
        Ok(Self(mac))
    }

    fn of_message(&self, message: &[u8]) -> Hmac<Sha256> {
        self.0.clone().chain_update(message)
    }
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> std::result::Result<Vec<u8>, Error> {
        Ok(self.of_message(message).finalize().into_bytes().to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    /// In a time that does not tell how much of the signature is right.
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> std::result::Result<(), Error> {
        let message = self.of_message(message);
        message.verify_slice(signature).map_err(Error::from_source)
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}
