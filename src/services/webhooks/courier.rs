//! Who delivers: a task for each webhook, which takes events from the log in their order and goes on to the next
//! when the receiver has one.
//!
//! What is delivered is noted after the receiver has answered: who ends in between sends it again, with the same
//! id. So nothing is lost, and nobody waits: neither the writer, which only rings a bell, nor one receiver for
//! another.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::step::{Errand, Step, judge, next, take};
use super::{Answer, Bell, Letter, Post};
use crate::domain::{self, MAX_WEBHOOKS, Timestamp, WebhookDeliveryId, WebhookId};
use crate::error::{Error, Result};
use crate::store::webhooks::deliveries::{self, When};
use crate::store::{Store, WriteTx, webhooks};

/// The longest sleep: a clock may be set meanwhile.
const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long after the database could not be used.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(10);

/// Delivers to all webhooks, those too that come later, until it is told to stop.
pub(super) async fn run(store: Store, bell: Bell, post: Arc<dyn Post>, stop: CancellationToken) {
    let mut changed = bell.webhooks();
    let mut crew = Crew {
        store,
        bell,
        post,
        stop: stop.clone(),
        // One for each webhook; a letter to one that was deleted may still be on its way.
        hands: Arc::new(Semaphore::new(MAX_WEBHOOKS)),
        couriers: HashMap::new(),
        tasks: JoinSet::new(),
    };
    while !stop.is_cancelled() {
        changed.mark_unchanged();
        let wait = match crew.store.read(webhooks::ids).await {
            Ok(ids) => {
                crew.keep_to(&ids);
                None
            }
            Err(error) => {
                log::warn!("webhooks wait: {error}");
                Some(TRY_AGAIN_AFTER)
            }
        };
        tokio::select! {
            () = stop.cancelled() => {}
            _ = changed.changed() => {}
            () = nap(wait) => {}
        }
    }
    while crew.tasks.join_next().await.is_some() {}
}

/// The couriers, one for each webhook.
struct Crew {
    store: Store,
    bell: Bell,
    post: Arc<dyn Post>,
    stop: CancellationToken,
    hands: Arc<Semaphore>,
    couriers: HashMap<WebhookId, AbortHandle>,
    tasks: JoinSet<()>,
}

impl Crew {
    /// Has each of these webhooks, and no other, have its courier.
    fn keep_to(&mut self, ids: &[WebhookId]) {
        self.couriers.retain(|id, task| {
            let stays = ids.contains(id) && !task.is_finished();
            if !stays {
                task.abort();
            }
            stays
        });
        while self.tasks.try_join_next().is_some() {}
        for id in ids {
            if !self.couriers.contains_key(id) {
                let courier = self.courier(*id).run(self.bell.work());
                self.couriers.insert(*id, self.tasks.spawn(courier));
            }
        }
    }

    fn courier(&self, id: WebhookId) -> Courier {
        Courier {
            store: self.store.clone(),
            post: self.post.clone(),
            hands: self.hands.clone(),
            stop: self.stop.clone(),
            id,
        }
    }
}

/// Sleeps so long; without an end if there is none.
async fn nap(wait: Option<Duration>) {
    match wait {
        Some(wait) => sleep(wait).await,
        None => std::future::pending().await,
    }
}

/// Delivers to one webhook.
struct Courier {
    store: Store,
    post: Arc<dyn Post>,
    /// As many as letters may be on the way.
    hands: Arc<Semaphore>,
    stop: CancellationToken,
    id: WebhookId,
}

/// How a courier goes on.
enum Then {
    /// With the next step.
    On,
    /// When this instant comes or the bell rings.
    Rest(Option<Timestamp>),
    /// Not at all: the webhook is gone, or the server stops.
    Home,
}

impl Courier {
    async fn run(self, mut bell: watch::Receiver<()>) {
        while !self.stop.is_cancelled() {
            bell.mark_unchanged();
            let wait = match self.step().await {
                Ok(Then::On) => continue,
                Ok(Then::Rest(until)) => until.map(|until| self.time_until(until)),
                Ok(Then::Home) => return,
                Err(error) => {
                    log::warn!("webhook {} waits: {error}", self.id);
                    // Not for the bell: what was sent and could not be noted would be sent at each ring.
                    tokio::select! {
                        () = self.stop.cancelled() => return,
                        () = sleep(TRY_AGAIN_AFTER) => continue,
                    }
                }
            };
            tokio::select! {
                () = self.stop.cancelled() => return,
                rung = bell.changed() => if rung.is_err() { return },
                () = nap(wait) => {}
            }
        }
    }

    fn time_until(&self, instant: Timestamp) -> Duration {
        let now = self.store.clock().now().as_millisecond();
        let ms = instant.as_millisecond().saturating_sub(now).max(0);
        Duration::from_millis(ms.unsigned_abs()).min(LOOK_EVERY)
    }

    /// Does what there is to do next.
    async fn step(&self) -> Result<Then> {
        let (id, now) = (self.id, self.store.clock().now());
        match self.store.read(move |tx| next(tx, id, now)).await? {
            None => Ok(Then::Home),
            Some(Step::Rest(until)) => Ok(Then::Rest(until)),
            Some(Step::Take(found, from, up_to)) => {
                let take = move |tx: &mut WriteTx<'_>| take(tx, id, &found, from, up_to);
                self.store.write(take).await?;
                Ok(Then::On)
            }
            Some(Step::Send(errand)) => self.run_errand(*errand).await,
        }
    }

    async fn run_errand(&self, errand: Errand) -> Result<Then> {
        let answer = tokio::select! {
            () = self.stop.cancelled() => return Ok(Then::Home),
            answer = self.send(errand.letter) => answer?,
        };
        self.note(errand.id, answer, errand.failures, errand.when)
            .await?;
        Ok(Then::On)
    }

    /// Sends a letter, on a thread that a server which stops does not wait for.
    async fn send(&self, letter: Letter) -> Result<Answer> {
        let hand = self.hands.clone().acquire_owned().await;
        let hand = hand.map_err(|error| Error::Internal(format!("no letter is sent: {error}")))?;
        let (tell, told) = oneshot::channel();
        let post = self.post.clone();
        std::thread::Builder::new()
            .name("oms-webhook".to_owned())
            .spawn(move || {
                // Who waited may have gone.
                let _ = tell.send(post.send(&letter));
                drop(hand);
            })
            .map_err(|error| Error::Internal(format!("no thread for a webhook: {error}")))?;
        told.await
            .map_err(|_| Error::Panicked("a delivery panicked".to_owned()))
    }

    async fn note(
        &self,
        delivery: WebhookDeliveryId,
        answer: Answer,
        failures: i64,
        when: When,
    ) -> Result<()> {
        let webhook = self.id;
        let chance = getrandom::u32()
            .map_err(|error| Error::Internal(format!("no random numbers: {error}")))?;
        let note = move |tx: &mut WriteTx<'_>| {
            let retry = domain::retry_after_ms(failures + 1, chance);
            let (outcome, pause) = judge(&answer, when, retry.map(|ms| tx.now().plus_ms(ms)));
            deliveries::record(tx, delivery, &answer, &outcome)?;
            if let Some(reason) = pause {
                webhooks::pause(tx, webhook, reason)?;
            }
            Ok(pause)
        };
        if let Some(reason) = self.store.write(note).await? {
            log::warn!("webhook {webhook} is paused: {}", reason.as_str());
        }
        Ok(())
    }
}
