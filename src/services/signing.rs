//! The key that signs sessions, and how another one takes its place while the server runs.

use std::sync::{Arc, PoisonError, RwLock};

use crate::auth::{Claims, SessionTokens, random_secret};
use crate::error::Result;
use crate::store::settings::JWT_SECRET;
use crate::store::{self, ReadTx, Store, WriteTx};

/// Signs and reads the tokens of sessions: with the key of the settings, else with the one that the database
/// keeps, which `oms user sign-out --everyone` replaces also while the server runs.
pub(super) struct Signing {
    /// Where the key is kept; none: it is that of the settings.
    kept_in: Option<Store>,
    present: RwLock<Arc<Present>>,
}

struct Present {
    secret: String,
    tokens: SessionTokens,
}

impl Present {
    fn of(secret: String) -> Arc<Self> {
        let tokens = SessionTokens::new(secret.as_bytes());
        Arc::new(Self { secret, tokens })
    }
}

impl Signing {
    /// With the key of the settings.
    pub(super) fn with(key: &[u8]) -> Self {
        Self {
            kept_in: None,
            present: RwLock::new(Arc::new(Present {
                secret: String::new(),
                tokens: SessionTokens::new(key),
            })),
        }
    }

    /// With the key that the database keeps, made now if need be.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`].
    pub(super) fn kept_in(store: &Store) -> Result<Self> {
        let fresh = random_secret()?;
        let secret = store.write_blocking(move |tx| match kept(tx)? {
            Some(secret) => Ok(secret),
            None => {
                store::settings::set(tx, JWT_SECRET, &fresh)?;
                Ok(fresh)
            }
        })?;
        Ok(Self {
            kept_in: Some(store.clone()),
            present: RwLock::new(Present::of(secret)),
        })
    }

    /// The signed token of a session. `kept` is the key that the database had when the session began.
    ///
    /// # Errors
    /// [`crate::error::Error::Internal`] when it can't be signed.
    pub(super) fn sign(&self, claims: &Claims, kept: Option<String>) -> Result<String> {
        match (&self.kept_in, kept) {
            (Some(_), Some(secret)) => self.take(secret).tokens.sign(claims),
            _ => self.present().tokens.sign(claims),
        }
    }

    /// What a token says, if its signature is ours.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`].
    pub(super) fn read(&self, token: &str) -> Result<Option<Claims>> {
        let claims = self.present().tokens.read(token);
        match &self.kept_in {
            // By a key that another process has made since, or by none of ours.
            Some(store) if claims.is_none() => {
                let secret = store.glance(kept)?;
                Ok(secret.and_then(|secret| self.take(secret).tokens.read(token)))
            }
            _ => Ok(claims),
        }
    }

    /// Signs and reads by this key from now on.
    fn take(&self, secret: String) -> Arc<Present> {
        let present = self.present();
        if present.secret == secret {
            return present;
        }
        let new = Present::of(secret);
        *self.present.write().unwrap_or_else(PoisonError::into_inner) = new.clone();
        new
    }

    fn present(&self) -> Arc<Present> {
        let present = self.present.read();
        present.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The key that the database keeps.
///
/// # Errors
/// [`crate::error::Error::Storage`].
pub(super) fn kept(tx: &ReadTx<'_>) -> Result<Option<String>> {
    store::settings::get(tx, JWT_SECRET)
}

/// Has the database keep another key: no token that was signed before is read any more.
///
/// # Errors
/// [`crate::error::Error::Storage`].
pub(super) fn replace(tx: &WriteTx<'_>, fresh: &str) -> Result<()> {
    store::settings::set(tx, JWT_SECRET, fresh)
}
