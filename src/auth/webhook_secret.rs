//! The signatures of deliveries to webhooks, by the convention of Standard Webhooks: HMAC with SHA-256.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::one_time::random;
use crate::error::{Error, Result};

/// How every secret begins, so that people and scanners of leaked secrets recognise one.
const PREFIX: &str = "whsec_";

/// A new secret: 256 random bits.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random numbers.
pub fn random_webhook_secret() -> Result<String> {
    Ok(format!("{PREFIX}{}", STANDARD.encode(random::<32>()?)))
}

/// The signature of a delivery, as the header `webhook-signature` bears it. `sent_s` is the time of the try, in
/// seconds since 1970.
///
/// # Errors
/// [`Error::Internal`] when the secret is none.
pub fn sign_delivery(secret: &str, id: &str, sent_s: i64, body: &str) -> Result<String> {
    let no_secret = || Error::Internal("the secret of a webhook is none".to_owned());
    let key = secret.strip_prefix(PREFIX).ok_or_else(no_secret)?;
    let key = STANDARD.decode(key).map_err(|_| no_secret())?;
    let mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| no_secret())?;
    let mac = mac.chain_update(format!("{id}.{sent_s}.{body}"));
    let signature = STANDARD.encode(mac.finalize().into_bytes());
    Ok(format!("v1,{signature}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_signed_as_the_convention_has_it() {
        // The example that the libraries of Standard Webhooks are tested with.
        let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
        let body = r#"{"test": 2432232314}"#;
        let signature = sign_delivery(secret, id, 1_614_265_330, body).unwrap();
        assert_eq!(signature, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn secrets_are_of_256_bits_and_no_two_are_alike() {
        let [one, other] = [(); 2].map(|()| random_webhook_secret().unwrap());
        assert_ne!(one, other);
        assert_eq!(STANDARD.decode(&one[PREFIX.len()..]).unwrap().len(), 32);
        for wrong in ["", "whsec_?", &one[1..]] {
            assert!(sign_delivery(wrong, "1", 1, "{}").is_err(), "{wrong}");
        }
    }
}
