//! What a shop needs done now and then, so that it stays as fast as it was.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::store::{Store, segments};

/// How often the search index is looked after.
const INTERVAL: Duration = Duration::from_secs(24 * 60 * 60);
/// Between two steps, so that most of the writer's time is left to others.
const PAUSE: Duration = Duration::from_millis(10);
/// How long a step waits when too many writes wait.
const BUSY_PAUSE: Duration = Duration::from_millis(100);

/// Merges the search index after many orders were written at once.
///
/// # Errors
/// [`Error::Storage`].
pub fn merge_search(store: &Store) -> Result<()> {
    let mut more = store.write_blocking(segments::begin)?;
    while more {
        more = store.write_blocking(segments::go_on)?;
    }
    Ok(())
}

/// Keeps the search index merged, a little at a time: at once, and every day again. Where there is nothing
/// to merge, nothing is written. Does not return.
pub async fn keep(store: Store) {
    loop {
        if let Err(error) = merge_slowly(&store).await {
            log::error!("the search index is not merged: {error}");
        }
        tokio::time::sleep(INTERVAL).await;
    }
}

async fn merge_slowly(store: &Store) -> Result<()> {
    // What an earlier run has begun comes first.
    while step(store, false).await? {}
    let mut more = step(store, true).await?;
    while more {
        more = step(store, false).await?;
    }
    Ok(())
}

async fn step(store: &Store, begins: bool) -> Result<bool> {
    let step = if begins {
        segments::begin
    } else {
        segments::go_on
    };
    loop {
        match store.write(step).await {
            Err(Error::Busy) => tokio::time::sleep(BUSY_PAUSE).await,
            Ok(true) => {
                tokio::time::sleep(PAUSE).await;
                return Ok(true);
            }
            other => return other,
        }
    }
}
