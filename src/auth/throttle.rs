//! The brake on guessing passwords: failures count, by account and address together and by address.
//!
//! Not by account alone, or anyone could lock the owner out. The counts live in memory; a restart
//! forgets them, which costs a guesser more than it gives.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::domain::Timestamp;
use crate::error::{Error, Result};

/// How long failures count, in milliseconds.
const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Failures for one account from one address.
const PER_ACCOUNT: u32 = 10;
/// Failures from one address, whatever the account: a whole shop may be behind it.
const PER_ADDRESS: u32 = 50;
/// With more keys than this, those that have run out are cleared away.
const KEYS: usize = 10_000;

/// Counts failed sign-ins.
#[derive(Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Key, Count>>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Account(String, IpAddr),
    Address(IpAddr),
}

impl Key {
    fn limit(&self) -> u32 {
        match self {
            Self::Account(..) => PER_ACCOUNT,
            Self::Address(_) => PER_ADDRESS,
        }
    }
}

struct Count {
    failures: u32,
    until: Timestamp,
}

impl Count {
    /// Whether it still counts. One that would for longer than a window is of a clock that was set back since:
    /// the owner must not be locked out until that time comes again.
    fn runs(&self, now: Timestamp) -> bool {
        now < self.until && self.until <= now.plus_ms(WINDOW_MS)
    }
}

impl Throttle {
    /// Counts a try as failed before it is made, so that many at once don't slip through together;
    /// [`Throttle::succeeded`] takes it back.
    ///
    /// # Errors
    /// [`Error::TooMany`] when too many have failed.
    pub fn attempt(&self, account: &str, address: IpAddr, now: Timestamp) -> Result<()> {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() > KEYS {
            failures.retain(|_, count| count.runs(now));
        }
        let keys = keys(account, address);
        for key in &keys {
            if let Some(count) = failures.get(key)
                && count.runs(now)
                && count.failures >= key.limit()
            {
                let wait_ms = count.until.as_millisecond() - now.as_millisecond();
                let retry_after_s = u64::try_from(wait_ms).unwrap_or(0).div_ceil(1000);
                return Err(Error::TooMany { retry_after_s });
            }
        }
        for key in keys {
            let until = now.plus_ms(WINDOW_MS);
            let count = failures.entry(key).or_insert(Count { failures: 0, until });
            if !count.runs(now) {
                *count = Count { failures: 0, until };
            }
            count.failures += 1;
        }
        Ok(())
    }

    /// The try was not made: it does not count.
    pub fn not_made(&self, account: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        for key in keys(account, address) {
            if let Some(count) = failures.get_mut(&key) {
                count.failures = count.failures.saturating_sub(1);
            }
        }
    }

    /// The try was no failure: the account's count starts anew, the address's loses this one.
    pub fn succeeded(&self, account: &str, address: IpAddr) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let [account, address] = keys(account, address);
        failures.remove(&account);
        if let Some(count) = failures.get_mut(&address) {
            count.failures = count.failures.saturating_sub(1);
        }
    }
}

fn keys(account: &str, address: IpAddr) -> [Key; 2] {
    [
        Key::Account(account.to_owned(), address),
        Key::Address(address),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const THERE: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    fn fail(throttle: &Throttle, account: &str, address: IpAddr, times: u32) {
        let now = Timestamp::from_millisecond(0);
        for _ in 0..times {
            throttle.attempt(account, address, now).unwrap();
        }
    }

    #[test]
    fn a_guesser_is_stopped_and_the_owner_elsewhere_is_not() {
        let throttle = Throttle::default();
        fail(&throttle, "owner", HERE, PER_ACCOUNT);
        let now = Timestamp::from_millisecond(1);
        assert!(matches!(
            throttle.attempt("owner", HERE, now),
            Err(Error::TooMany { retry_after_s: 900 })
        ));
        assert!(throttle.attempt("owner", THERE, now).is_ok());
        assert!(
            throttle
                .attempt("owner", HERE, now.plus_ms(WINDOW_MS))
                .is_ok()
        );
    }

    #[test]
    fn a_clock_that_is_set_back_locks_nobody_out() {
        let throttle = Throttle::default();
        fail(&throttle, "owner", HERE, PER_ACCOUNT);
        let minute_ms = 60 * 1000;
        let before = Timestamp::from_millisecond(-minute_ms);
        assert!(throttle.attempt("owner", HERE, before).is_ok());
    }

    #[test]
    fn one_address_may_not_try_every_account() {
        let throttle = Throttle::default();
        for account in 0..PER_ADDRESS {
            fail(&throttle, &account.to_string(), HERE, 1);
        }
        let now = Timestamp::from_millisecond(1);
        assert!(throttle.attempt("one more", HERE, now).is_err());
    }

    #[test]
    fn a_try_that_was_not_made_does_not_count() {
        let throttle = Throttle::default();
        fail(&throttle, "owner", HERE, PER_ACCOUNT - 1);
        for _ in 0..PER_ADDRESS {
            fail(&throttle, "owner", HERE, 1);
            throttle.not_made("owner", HERE);
        }
        fail(&throttle, "owner", HERE, 1);
        let now = Timestamp::from_millisecond(0);
        assert!(throttle.attempt("owner", HERE, now).is_err());
    }

    #[test]
    fn success_starts_the_count_anew() {
        let throttle = Throttle::default();
        fail(&throttle, "owner", HERE, PER_ACCOUNT - 1);
        throttle
            .attempt("owner", HERE, Timestamp::from_millisecond(0))
            .unwrap();
        throttle.succeeded("owner", HERE);
        fail(&throttle, "owner", HERE, PER_ACCOUNT);
    }
}
