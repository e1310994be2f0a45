//! Passwords, hashed with Argon2id (RFC 9106).

use std::sync::Arc;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// A hash takes 19 MiB and a core for a while: a flood of sign-ins must not take them all.
const AT_ONCE: usize = 2;
/// And those who wait must not wait for ever: beyond so many, one more is sent away.
const WAITING: usize = 32;
/// For so many seconds.
const RETRY_AFTER_S: u64 = 2;

/// The hash of no one's password: checking it takes as long as checking a real one. Made beforehand, since
/// it would be half of what a start takes.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$KvQ9Nwc7+rrCMVwvfnQM/w$t30ES15GsAqOqMW+Rzt21Dpf5aGn/3TXiWISkP3ILWA";

/// Hashes and checks passwords, a few at once. Cheap to clone.
#[derive(Clone)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// For those who have a turn or wait for one.
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }
}

impl Passwords {
    /// The hash of a password in PHC format.
    ///
    /// # Errors
    /// [`Error::Internal`] when the system gives no random numbers, [`Error::TooMany`] when too many wait.
    pub async fn hash(&self, password: String) -> Result<String> {
        self.in_turn(move || hash(&password)).await?
    }

    /// Whether this is the password of that hash. Without a hash it never is, and takes as long, so
    /// that the time of an answer does not tell who exists.
    ///
    /// # Errors
    /// [`Error::Internal`] when the work could not be done, [`Error::TooMany`] when too many wait.
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
        let retry_after_s = RETRY_AFTER_S;
        let _place = self
            .places
            .try_acquire()
            .map_err(|_| Error::TooMany { retry_after_s })?;
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

    #[tokio::test]
    async fn beyond_those_who_wait_one_more_is_sent_away_at_once() {
        let passwords = Passwords::default();
        // So long as a turn is taken, nobody leaves.
        let turns = passwords.turns.acquire_many(AT_ONCE as u32).await.unwrap();
        let mut waiting = tokio::task::JoinSet::new();
        for _ in 0..AT_ONCE + WAITING {
            let passwords = passwords.clone();
            waiting.spawn(async move { passwords.verify(String::new(), None).await });
        }
        while passwords.places.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        let sent_away = passwords.verify(String::new(), None).await;
        assert!(matches!(sent_away, Err(Error::TooMany { .. })));
        drop(turns);
        let answers = waiting.join_all().await;
        assert!(answers.into_iter().all(|answer| answer.is_ok()));
        assert!(passwords.verify(String::new(), None).await.is_ok());
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
