//! Passwords, hashed with Argon2id (RFC 9106).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::{Semaphore, oneshot};

use crate::error::{Error, Result};

/// A hash takes 19 MiB and a core for a while: a flood of sign-ins must not take them all.
const AT_ONCE: usize = 2;
/// And those who wait must not wait for ever: beyond so many, one more is sent away.
const WAITING: usize = 256;
/// Of one address so many may wait, so that there is room for others.
const OF_ONE_ADDRESS: usize = 8;
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
    /// How many there are of each address.
    addresses: Arc<Mutex<HashMap<IpAddr, usize>>>,
    workers: Arc<Mutex<Option<Sender<Work>>>>,
}

/// A hash to be made, and who is told.
type Work = Box<dyn FnOnce() + Send>;

/// One more of an address, as long as this is there.
struct Comer<'p> {
    of: &'p Passwords,
    address: IpAddr,
}

impl Drop for Comer<'_> {
    fn drop(&mut self) {
        let mut addresses = self.of.addresses();
        if let Some(count) = addresses.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                addresses.remove(&self.address);
            }
        }
    }
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
            addresses: Arc::default(),
            workers: Arc::default(),
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

    /// Whether this is the password of that hash, as someone at this address asks. Without a hash it never
    /// is, and takes as long, so that the time of an answer does not tell who exists.
    ///
    /// # Errors
    /// [`Error::Internal`] when the work could not be done, [`Error::TooMany`] when too many wait.
    pub async fn verify(
        &self,
        password: String,
        hash: Option<String>,
        address: IpAddr,
    ) -> Result<bool> {
        let _comer = self.one_more(address)?;
        self.in_turn(move || match hash {
            Some(hash) => matches(&password, &hash),
            None => {
                matches(&password, NOBODY);
                false
            }
        })
        .await
    }

    fn one_more(&self, address: IpAddr) -> Result<Comer<'_>> {
        let mut addresses = self.addresses();
        let count = addresses.entry(address).or_default();
        if *count >= OF_ONE_ADDRESS {
            return Err(too_many());
        }
        *count += 1;
        Ok(Comer { of: self, address })
    }

    fn addresses(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.addresses
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let _place = self.places.try_acquire().map_err(|_| too_many())?;
        let _turn = self.turns.acquire().await.map_err(unfinished)?;
        let (tell, told) = oneshot::channel();
        let work: Work = Box::new(move || drop(tell.send(work())));
        self.workers()?.send(work).map_err(unfinished)?;
        told.await.map_err(unfinished)
    }

    /// Where work is handed to the threads that hash; they are there from the first hash on.
    fn workers(&self) -> Result<Sender<Work>> {
        let mut workers = self.workers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(workers) = &*workers {
            return Ok(workers.clone());
        }
        let started = start_workers()?;
        *workers = Some(started.clone());
        Ok(started)
    }
}

/// Threads that do one piece of work after the other, until nobody can hand them any more. Always the same ones: the
/// allocator keeps what a hash has taken, and threads that come and go are given one heap after the other.
fn start_workers() -> Result<Sender<Work>> {
    let (hand_over, work) = mpsc::channel::<Work>();
    let work = Arc::new(Mutex::new(work));
    for _ in 0..AT_ONCE {
        let work = work.clone();
        let next = move || work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        std::thread::Builder::new()
            .name("password".to_owned())
            .spawn(move || {
                while let Ok(work) = next() {
                    work();
                }
            })
            .map_err(unfinished)?;
    }
    Ok(hand_over)
}

fn too_many() -> Error {
    Error::TooMany {
        retry_after_s: RETRY_AFTER_S,
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

    /// Asks from an address of this number.
    async fn ask(passwords: Passwords, host: usize) -> Result<bool> {
        let host = u16::try_from(host).unwrap().to_be_bytes();
        let address = IpAddr::from([10, 0, host[0], host[1]]);
        passwords.verify(String::new(), None, address).await
    }

    #[tokio::test]
    async fn of_one_address_few_wait_and_of_all_not_too_many() {
        let passwords = Passwords::default();
        // So long as no turn is to be had, nobody leaves.
        let turns = passwords.turns.acquire_many(AT_ONCE as u32).await.unwrap();
        let mut waiting = tokio::task::JoinSet::new();
        for place in 0..AT_ONCE + WAITING {
            waiting.spawn(ask(passwords.clone(), place / OF_ONE_ADDRESS));
            tokio::task::yield_now().await;
            if place + 1 == OF_ONE_ADDRESS {
                let one_more = ask(passwords.clone(), 0).await;
                assert!(matches!(one_more, Err(Error::TooMany { .. })));
            }
        }
        assert_eq!(passwords.places.available_permits(), 0);
        let elsewhere = ask(passwords.clone(), 9999).await;
        assert!(matches!(elsewhere, Err(Error::TooMany { .. })));
        waiting.abort_all();
        while waiting.join_next().await.is_some() {}
        drop(turns);
        assert!(passwords.addresses().is_empty());
        assert!(ask(passwords, 0).await.is_ok());
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
