//! Passwords, hashed with Argon2id (RFC 9106).

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// A hash takes 19 MiB and a core for a while: a flood of sign-ins must not take them all.
const AT_ONCE: usize = 2;

/// Hashes and checks passwords, a few at once. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// The hash of no one's password: checking it takes as long as checking a real one.
    nobody: Arc<str>,
}

impl Passwords {
    /// Ready to hash and to check.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random numbers.
    pub fn new() -> Result<Self> {
        let nobody = hash("the password of nobody")?;
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: nobody.into(),
        })
    }

    /// The hash of a password in PHC format.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random numbers.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.in_turn(move || hash(&password)).await?
    }

    /// Whether this is the password of that hash. Without a hash it never is, and takes as long, so
    /// that the time of an answer does not tell who exists.
    ///
    /// # Errors
    /// [`Error::Internal`] when the work could not be done.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool> {
        let nobody = self.nobody.clone();
        self.in_turn(move || match hash {
            Some(hash) => matches(&password, &hash),
            None => {
                matches(&password, &nobody);
                false
            }
        })
        .await
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _turn = self.turns.acquire().await.map_err(unfinished)?;
        tokio::task::spawn_blocking(work).await.map_err(unfinished)
    }
}

/// [`Passwords::hash`] on the present thread, for the command line.
///
/// # Errors
/// [`Error::Internal`] when the system gives no random numbers.
pub fn hash(password: &str) -> Result<String> {
    let hash: PasswordHash = Argon2::default()
        .hash_password(password.as_bytes())
        .map_err(unfinished)?;
    Ok(hash.to_string())
}

fn matches(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

fn unfinished(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("a password was not hashed: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_argon2id_and_fits_its_password_alone() {
        let hash = hash("rye bread, 1 kg").unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(matches("rye bread, 1 kg", &hash));
        assert!(!matches("rye bread, 2 kg", &hash));
        assert!(!matches("rye bread, 1 kg", "not a hash"));
    }
}
