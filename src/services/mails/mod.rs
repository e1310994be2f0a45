//! Mails with documents: they wait in the database, go to the shop's mail server one after the other, and are tried
//! until it has them.

mod courier;
mod letter;
mod outbox;
mod server;

use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::bell::Bell;
use super::documents::Documents;
use super::listings::Listing;
use super::settings::Settings;
use crate::auth::Caller;
use crate::domain::{
    self, Alarm, AlarmKind, ListRequest, Mail, MailFailure, MailFilter, MailId, MailState, NewMail,
    OrderRef,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::{ReadTx, Store, WriteTx, mail_server, mails};

pub use letter::{Letter, MailPost, Refusal};
pub(super) use outbox::issued;

/// How often a mail that waits has failed before an alarm tells of it: some minutes after the first try.
const ALARM_AFTER_FAILURES: i64 = 3;
/// How many tests of the mail server may be under way.
const TESTS_AT_ONCE: usize = 2;

/// The mails of the shop. Cheap to clone.
#[derive(Clone)]
pub struct Mails {
    store: Store,
    bell: Bell,
    post: Arc<dyn MailPost>,
    documents: Documents,
    settings: Settings,
    /// As many as tests may be under way.
    tests: Arc<Semaphore>,
    /// The one task that sends.
    at_work: TaskTracker,
}

impl Mails {
    /// The mails in this store. `bell` rings after each commit, `post` carries mails out.
    pub fn new(
        store: Store,
        bell: Bell,
        post: Arc<dyn MailPost>,
        documents: Documents,
        settings: Settings,
    ) -> Self {
        Self {
            store,
            bell,
            post,
            documents,
            settings,
            tests: Arc::new(Semaphore::new(TESTS_AT_ONCE)),
            at_work: TaskTracker::new(),
        }
    }

    /// Begins to send what waits and what comes, until it is told to stop.
    pub fn begin(&self, stop: CancellationToken) {
        self.at_work.spawn(courier::run(self.clone(), stop));
        self.at_work.close();
    }

    /// Waits until nothing more is sent, after it was told to stop.
    pub async fn ended(&self) {
        self.at_work.close();
        self.at_work.wait().await;
    }

    /// A page of the mails, newest first.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a cursor of another list.
    pub async fn list(&self, filter: MailFilter, request: ListRequest) -> Result<Arc<Listing>> {
        let list = move |tx: &ReadTx<'_>| Listing::of(&mails::list(tx, filter, &request)?);
        self.store.read(list).await.map(Arc::new)
    }

    /// Sends an invoice or credit note by mail, to its buyer unless someone else is named.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::Invalid`] for `to`, when it is no address or the buyer has none;
    /// [`Conflict::NoMailServer`]; [`Error::TooMany`].
    pub async fn send_document(&self, caller: &Caller, number: i64, new: NewMail) -> Result<Mail> {
        domain::check(&new)?;
        let actor = caller.actor();
        self.ask(move |tx| outbox::document(tx, number, new.to, &actor))
            .await
    }

    /// Sends the receipt of an order by mail, to its customer unless someone else is named.
    ///
    /// # Errors
    /// Those of [`Mails::send_document`].
    pub async fn send_receipt(
        &self,
        caller: &Caller,
        order: OrderRef,
        new: NewMail,
    ) -> Result<Mail> {
        domain::check(&new)?;
        let actor = caller.actor();
        self.ask(move |tx| outbox::receipt(tx, order, new.to, &actor))
            .await
    }

    /// Has a mail that waits or has failed tried now, and again until it is sent.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Conflict::MailIsSent`]; [`Conflict::NoMailServer`].
    pub async fn send_again(&self, id: MailId) -> Result<Mail> {
        self.ask(move |tx| {
            unsent(tx, id)?;
            outbox::server_that_is_set(tx)?;
            mails::begin_anew(tx, id)?;
            Ok(id)
        })
        .await
    }

    /// Gives up a mail that waits or has failed.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Conflict::MailIsSent`].
    pub async fn delete(&self, id: MailId) -> Result<()> {
        let delete = move |tx: &mut WriteTx<'_>| {
            unsent(tx, id)?;
            mails::delete(tx, id)
        };
        self.store.write(delete).await
    }

    /// That mails have failed or wait for long, or that none is sent since a backup was restored.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn alarms(&self) -> Result<Vec<Alarm>> {
        let now = self.store.clock().now();
        let look = move |tx: &ReadTx<'_>| {
            let stuck = mails::stuck(tx, ALARM_AFTER_FAILURES)?;
            Ok((mail_server::read(tx)?, stuck))
        };
        let (server, stuck) = self.store.read(look).await?;
        let paused = server.paused_at.filter(|_| server.is_set());
        let paused = paused.map(|at| Alarm {
            kind: AlarmKind::MailPaused,
            at,
            detail: "A backup was restored: no mail is sent.".to_owned(),
        });
        let stuck = stuck.map(|stuck| {
            let why = stuck.failure.map_or("", MailFailure::sentence);
            Alarm {
                kind: AlarmKind::MailFailed,
                at: stuck.since.min(now),
                detail: format!("{} not sent. {why}", stuck.count),
            }
        });
        Ok(paused.into_iter().chain(stuck).collect())
    }

    /// Has what `ask` names sent, and gives it.
    async fn ask<F>(&self, ask: F) -> Result<Mail>
    where
        F: FnOnce(&mut WriteTx<'_>) -> Result<MailId> + Send + 'static,
    {
        let ask = move |tx: &mut WriteTx<'_>| {
            let id = ask(tx)?;
            find(tx, id)
        };
        let mail = self.store.write(ask).await?;
        self.bell.ring();
        Ok(mail)
    }
}

fn find(tx: &ReadTx<'_>, id: MailId) -> Result<Mail> {
    mails::find(tx, id)?.ok_or(Error::NotFound(Entity::Mail))
}

fn unsent(tx: &ReadTx<'_>, id: MailId) -> Result<()> {
    match find(tx, id)?.state {
        MailState::Sent => Err(Conflict::MailIsSent.into()),
        MailState::Waiting | MailState::Failed => Ok(()),
    }
}
