//! Webhooks: other programs are told of what happens, out of the event log, signed, and until they have heard it.

mod courier;
mod letter;
mod step;

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::bell::Bell;
use super::listings::Listing;
use crate::auth::random_webhook_secret;
use crate::domain::{
    self, Alarm, AlarmKind, ListRequest, MAX_WEBHOOKS, NewWebhook, PauseReason, Webhook,
    WebhookDelivery, WebhookDeliveryId, WebhookId, WebhookPatch,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::webhooks::deliveries::{self, When};
use crate::store::{ReadTx, Store, WriteTx, events, webhooks};

pub use letter::{Answer, Letter, Post};

/// How long deliveries bear the signature by the secret before as well, in milliseconds: so long do receivers
/// have to learn the new one.
const OLD_SECRET_MS: i64 = 24 * 60 * 60 * 1000;

/// The webhooks of the shop. Cheap to clone.
#[derive(Clone)]
pub struct Webhooks {
    store: Store,
    bell: Bell,
    post: Arc<dyn Post>,
    /// The one task that delivers.
    at_work: TaskTracker,
}

/// A webhook that was made, with its secret. It has no `Debug`, so that no log can show it.
pub struct MadeWebhook {
    /// What is kept of it.
    pub webhook: Webhook,
    /// What its deliveries are signed with: told this once.
    pub secret: String,
}

impl Webhooks {
    /// The webhooks of this store. `bell` rings after each commit, `post` carries deliveries out.
    pub fn new(store: Store, bell: Bell, post: Arc<dyn Post>) -> Self {
        Self {
            store,
            bell,
            post,
            at_work: TaskTracker::new(),
        }
    }

    /// Begins to deliver what was not delivered yet and what comes, until it is told to stop.
    pub fn begin(&self, stop: CancellationToken) {
        let run = courier::run(
            self.store.clone(),
            self.bell.clone(),
            self.post.clone(),
            stop,
        );
        self.at_work.spawn(run);
        self.at_work.close();
    }

    /// Waits until nothing more is delivered, after it was told to stop. What a receiver has not answered yet is
    /// not waited for: it is sent again after the next start.
    pub async fn ended(&self) {
        self.at_work.close();
        self.at_work.wait().await;
    }

    /// Has it looked at once what is due.
    pub fn look(&self) {
        self.bell.ring();
    }

    /// A page of the webhooks, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Invalid`] for a cursor of another list.
    pub async fn list(&self, request: ListRequest) -> Result<Arc<Listing>> {
        let list = move |tx: &ReadTx<'_>| Listing::of(&webhooks::list(tx, &request)?);
        self.store.read(list).await.map(Arc::new)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn get(&self, id: WebhookId) -> Result<Webhook> {
        self.store.read(move |tx| find(tx, id)).await
    }

    /// Makes a webhook that is told of events from now on.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Conflict::TooManyWebhooks`].
    pub async fn create(&self, new: NewWebhook) -> Result<MadeWebhook> {
        domain::check(&new)?;
        let url = spelled(&new.url)?;
        let secret = random_webhook_secret()?;
        let signs = secret.clone();
        let make = move |tx: &mut WriteTx<'_>| {
            if webhooks::count(tx)? >= MAX_WEBHOOKS {
                return Err(Conflict::TooManyWebhooks(MAX_WEBHOOKS).into());
            }
            let webhook = Webhook {
                id: tx.new_id(),
                url,
                events: domain::each_once(new.events),
                created_at: tx.now(),
                seq: events::last_seq(tx)?,
                failures: 0,
                next_attempt_at: None,
                paused_at: None,
                pause_reason: None,
            };
            webhooks::insert(tx, &webhook, &signs)?;
            Ok(webhook)
        };
        let webhook = self.store.write(make).await?;
        self.bell.changed();
        Ok(MadeWebhook { webhook, secret })
    }

    /// Changes where it goes, with what, and whether.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`].
    pub async fn update(&self, id: WebhookId, patch: WebhookPatch) -> Result<Webhook> {
        domain::check(&patch)?;
        let url = patch.url.as_deref().map(spelled).transpose()?;
        let update = move |tx: &mut WriteTx<'_>| update(tx, id, url, patch);
        let webhook = self.store.write(update).await?;
        self.bell.ring();
        Ok(webhook)
    }

    /// Deletes it. What was not delivered never is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn delete(&self, id: WebhookId) -> Result<()> {
        let delete = move |tx: &mut WriteTx<'_>| match webhooks::delete(tx, id)? {
            true => Ok(()),
            false => Err(Error::NotFound(Entity::Webhook)),
        };
        self.store.write(delete).await?;
        self.bell.changed();
        Ok(())
    }

    /// Gives it another secret. For a day deliveries bear the signature by the former one too.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn replace_secret(&self, id: WebhookId) -> Result<String> {
        let secret = random_webhook_secret()?;
        let signs = secret.clone();
        let replace = move |tx: &mut WriteTx<'_>| {
            let until = tx.now().plus_ms(OLD_SECRET_MS);
            match webhooks::replace_secret(tx, id, &signs, until)? {
                true => Ok(()),
                false => Err(Error::NotFound(Entity::Webhook)),
            }
        };
        self.store.write(replace).await?;
        Ok(secret)
    }

    /// A page of the deliveries to it, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for a cursor of another list.
    pub async fn deliveries(&self, id: WebhookId, request: ListRequest) -> Result<Arc<Listing>> {
        let list = move |tx: &ReadTx<'_>| {
            find(tx, id)?;
            Listing::of(&deliveries::list(tx, id, &request)?)
        };
        self.store.read(list).await.map(Arc::new)
    }

    /// Has a delivery tried once more, at once and whatever became of it before; also while it is paused.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn send_again(
        &self,
        webhook: WebhookId,
        id: WebhookDeliveryId,
    ) -> Result<WebhookDelivery> {
        let ask = move |tx: &mut WriteTx<'_>| {
            find(tx, webhook)?;
            deliveries::ask_for(tx, webhook, id)?;
            delivery(tx, webhook, id)
        };
        let asked = self.store.write(ask).await?;
        self.bell.ring();
        Ok(asked)
    }

    /// Sends a `ping`, once, also while it is paused.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn test(&self, webhook: WebhookId) -> Result<WebhookDelivery> {
        let ping = move |tx: &mut WriteTx<'_>| {
            find(tx, webhook)?;
            let id = deliveries::insert(tx, webhook, &letter::ping(webhook, tx.now()), When::Once)?;
            deliveries::trim(tx, webhook)?;
            delivery(tx, webhook, id)
        };
        let pinged = self.store.write(ping).await?;
        self.bell.ring();
        Ok(pinged)
    }

    /// Those that nothing is delivered to any more, though nobody paused them.
    ///
    /// # Errors
    /// [`Error::Storage`]: the database can't be read.
    pub async fn alarms(&self) -> Result<Vec<Alarm>> {
        let stopped = self.store.read(webhooks::stopped).await?;
        let alarm = |webhook: webhooks::Paused| Alarm {
            kind: AlarmKind::WebhookPaused,
            at: webhook.at,
            detail: format!("{}: {}", host_of(&webhook.url), why(webhook.reason)),
        };
        Ok(stopped.into_iter().map(alarm).collect())
    }
}

fn find(tx: &ReadTx<'_>, id: WebhookId) -> Result<Webhook> {
    webhooks::find(tx, id)?.ok_or(Error::NotFound(Entity::Webhook))
}

fn delivery(tx: &ReadTx<'_>, webhook: WebhookId, id: WebhookDeliveryId) -> Result<WebhookDelivery> {
    let found = deliveries::find(tx, webhook, id)?;
    found.ok_or(Error::NotFound(Entity::WebhookDelivery))
}

fn update(
    tx: &mut WriteTx<'_>,
    id: WebhookId,
    url: Option<String>,
    patch: WebhookPatch,
) -> Result<Webhook> {
    let before = find(tx, id)?;
    let mut webhook = before.clone();
    webhook.url = url.unwrap_or(webhook.url);
    if let Some(events) = patch.events {
        webhook.events = domain::each_once(events);
    }
    match patch.paused {
        Some(true) if before.paused_at.is_none() => {
            webhook.paused_at = Some(tx.now());
            webhook.pause_reason = Some(PauseReason::ByHand);
        }
        Some(false) => (webhook.paused_at, webhook.pause_reason) = (None, None),
        _ => {}
    }
    webhooks::update(tx, &webhook)?;
    let resumes = before.paused_at.is_some() && webhook.paused_at.is_none();
    if resumes || webhook.url != before.url {
        deliveries::begin_anew(tx, id)?;
    }
    find(tx, id)
}

/// An address in its one spelling.
fn spelled(url: &str) -> Result<String> {
    let url = domain::receiver(url).map_err(|message| Error::invalid("url", message))?;
    Ok(url.into())
}

/// The host of an address. The rest of it may be secret.
fn host_of(url: &str) -> String {
    let url = domain::receiver(url).ok();
    let host = url.as_ref().and_then(|url| url.host_str());
    host.unwrap_or_default().to_owned()
}

fn why(reason: PauseReason) -> &'static str {
    match reason {
        PauseReason::ByHand => "Someone paused it.",
        PauseReason::Failed => "A delivery failed for more than a day.",
        PauseReason::Gone => "The receiver answered that it wants no more (410).",
        PauseReason::Restored => "A backup was restored.",
    }
}
