//! What all who deliver do, to webhooks or by mail: they look what there is to do, do it, and rest until something
//! comes or is due.

use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::domain::Timestamp;
use crate::error::{Error, Result};
use crate::store::Store;

/// The longest sleep: a clock may be set meanwhile.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after the database could not be used.
pub(super) const TRY_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// How a courier goes on.
pub(super) enum Then {
    /// With the next step.
    On,
    /// When this instant comes or the bell rings.
    Rest(Option<Timestamp>),
    /// Not at all: there is nobody to deliver to any more, or the server stops.
    Home,
}

/// Takes one step after the other until the server stops or the courier goes home. The log calls it `what`.
pub(super) async fn go_round<F>(
    store: &Store,
    stop: &CancellationToken,
    mut bell: watch::Receiver<()>,
    what: &str,
    step: impl Fn() -> F,
) where
    F: Future<Output = Result<Then>>,
{
    while !stop.is_cancelled() {
        bell.mark_unchanged();
        let wait = match step().await {
            Ok(Then::On) => continue,
            Ok(Then::Rest(until)) => until.map(|until| time_until(store, until)),
            Ok(Then::Home) => return,
            Err(error) => {
                log::warn!("{what} waits: {error}");
                // Not for the bell: what was sent and could not be noted would be sent at each ring.
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = sleep(TRY_AGAIN_AFTER) => continue,
                }
            }
        };
        tokio::select! {
            () = stop.cancelled() => return,
            rung = bell.changed() => if rung.is_err() { return },
            () = nap(wait) => {}
        }
    }
}

fn time_until(store: &Store, instant: Timestamp) -> Duration {
    let now = store.clock().now().as_millisecond();
    let ms = instant.as_millisecond().saturating_sub(now).max(0);
    Duration::from_millis(ms.unsigned_abs()).min(LOOK_EVERY)
}

/// Sleeps so long; without an end if there is none.
pub(super) async fn nap(wait: Option<Duration>) {
    match wait {
        Some(wait) => sleep(wait).await,
        None => std::future::pending().await,
    }
}

/// Does what may take long on a thread of its own, for which a server that stops does not wait.
pub(super) async fn apart<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    let (tell, told) = oneshot::channel();
    std::thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || {
            // Who waited may have gone.
            let _ = tell.send(work());
        })
        .map_err(|error| Error::Internal(format!("no thread for a delivery: {error}")))?;
    told.await
        .map_err(|_| Error::Panicked("a delivery panicked".to_owned()))
}

/// What draws the wait until the next try.
pub(super) fn chance() -> Result<u32> {
    getrandom::u32().map_err(|error| Error::Internal(format!("no random numbers: {error}")))
}
