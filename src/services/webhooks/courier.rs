//! Who delivers: a task for each webhook, which takes events from the log in their order and goes on to the next
//! when the receiver has one.
//!
//! What is delivered is noted after the receiver has answered: who ends in between sends it again, with the same
//! id. So nothing is lost, and nobody waits: neither the writer, which only rings a bell, nor one receiver for
//! another.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::sync::{Semaphore, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio_util::sync::CancellationToken;

use super::super::courier::{TRY_AGAIN_AFTER, Then, apart, chance, go_round, nap};
use super::step::{Errand, Step, judge, next, take};
use super::{Answer, Bell, Letter, Post};
use crate::domain::{self, MAX_WEBHOOKS, WebhookDeliveryId, WebhookId};
use crate::error::{Error, Result};
use crate::store::webhooks::deliveries::{self, When};
use crate::store::{Store, WriteTx, webhooks};

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

/// Delivers to one webhook.
struct Courier {
    store: Store,
    post: Arc<dyn Post>,
    /// As many as letters may be on the way.
    hands: Arc<Semaphore>,
    stop: CancellationToken,
    id: WebhookId,
}

impl Courier {
    async fn run(self, bell: watch::Receiver<()>) {
        let what = format!("webhook {}", self.id);
        go_round(&self.store, &self.stop, bell, &what, || self.step()).await;
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
        let post = self.post.clone();
        apart("oms-webhook", move || {
            let answer = post.send(&letter);
            drop(hand);
            answer
        })
        .await
    }

    async fn note(
        &self,
        delivery: WebhookDeliveryId,
        answer: Answer,
        failures: i64,
        when: When,
    ) -> Result<()> {
        let webhook = self.id;
        let chance = chance()?;
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
