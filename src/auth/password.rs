//! Passwords, hashed with Argon2id (RFC 9106).

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// A hash takes 19 MiB and a core for a while: a flood of sign-ins must not take them all.
const AT_ONCE: usize = 2;

/// The hash of no one's password: checking it takes as long as checking a real one. Made beforehand, since
/// it would be half of what a start takes.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$KvQ9Nwc7+rrCMVwvfnQM/w$t30ES15GsAqOqMW+Rzt21Dpf5aGn/3TXiWISkP3ILWA";

/// Hashes and checks passwords, a few at once. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Passwords {
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
        self.in_turn(move || match hash {
            Some(hash) => matches(&password, &hash),
            None => {
                matches(&password, NOBODY);
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
    fn the_hash_of_nobody_takes_as_long_to_check_as_a_real_one() {
        let real = hash("rye bread, 1 kg").unwrap();
        let effort = |hash: &str| {
            let hash = PasswordHash::new(hash).unwrap();
            let params = hash.params.to_string();
            let output = hash.hash.map(|output| output.len());
            (hash.algorithm.to_string(), hash.version, params, output)
        };
        assert_eq!(effort(NOBODY), effort(&real));
    }

    #[test]
    fn a_hash_is_argon2id_and_fits_its_password_alone() {
        let hash = hash("rye bread, 1 kg").unwrap();
        assert!(hash.starts_with("$argon2id$"), "{hash}");
        assert!(matches("rye bread, 1 kg", &hash));
        assert!(!matches("rye bread, 2 kg", &hash));
        assert!(!matches("rye bread, 1 kg", "not a hash"));
    }
}
