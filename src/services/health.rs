//! Whether the database can be written, by writing to it.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::sync::Mutex;

use crate::error::Result;
use crate::store::{self, Store};

/// A good answer is good for so long: asking often must not wear the disk out.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// Feels the database's pulse.
#[derive(Clone)]
pub struct Health {
    store: Store,
    last_good: Arc<Mutex<Option<Instant>>>,
}

impl Health {
    /// The health of this store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            last_good: Arc::default(),
        }
    }

    /// Writes a little, unless that went well a moment ago.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`] or [`crate::error::Error::Busy`]: writes fail now.
    pub async fn check(&self) -> Result<()> {
        let mut last_good = self.last_good.lock().await;
        if last_good.is_some_and(|at| at.elapsed() < GOOD_FOR) {
            return Ok(());
        }
        *last_good = None;
        self.store
            .write(|tx| store::settings::set(tx, "checked_at", &tx.now().to_string()))
            .await?;
        *last_good = Some(Instant::now());
        Ok(())
    }
}
