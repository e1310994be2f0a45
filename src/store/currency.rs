//! The currency of all amounts, as it was committed last.

use std::sync::{Arc, PoisonError, RwLock};

use rusqlite::Connection;

use super::{settings, shop};
use crate::domain::Currency;
use crate::error::Result;

/// One currency that readers and the writer of a store share.
#[derive(Clone)]
pub(super) struct Held(Arc<RwLock<Currency>>);

impl Held {
    pub(super) fn new(currency: Currency) -> Self {
        Self(Arc::new(RwLock::new(currency)))
    }

    pub(super) fn get(&self) -> Currency {
        // A currency is whole, whoever panicked while it was set.
        *self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn set(&self, currency: Currency) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = currency;
    }

    /// Takes over what another program has written, or a backup that was restored has brought along.
    pub(super) fn read_again(&self, connection: &Connection) -> Result<()> {
        if let Some(code) = settings::find(connection, settings::CURRENCY)? {
            self.set(shop::currency(&code)?);
        }
        Ok(())
    }
}
