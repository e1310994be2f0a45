//! The mail server of the shop: how it is set, and whether it works.

use super::super::courier::apart;
use super::letter;
use super::{Mails, outbox};
use crate::auth::Caller;
use crate::domain::{self, Id, MailSettings, MailSettingsPatch, MailTest, User};
use crate::error::{Error, Result};
use crate::store::{self, ReadTx, WriteTx, mail_server, mails};

/// How long who tests while others do is told to wait.
const WAIT_S: u64 = 10;

impl Mails {
    /// How the shop sends mail.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn settings(&self) -> Result<MailSettings> {
        let server = self.store.read_blocking(mail_server::read)?;
        Ok(MailSettings::from(&server))
    }

    /// Changes how the shop sends mail. What waits is tried by it at once.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub async fn change_settings(&self, patch: MailSettingsPatch) -> Result<MailSettings> {
        domain::check(&patch)?;
        let change = move |tx: &mut WriteTx<'_>| {
            let before = mail_server::read(tx)?;
            let after = before.with(patch)?;
            mail_server::write(tx, &after)?;
            if after != before {
                mails::all_begin_anew(tx)?;
            }
            Ok(MailSettings::from(&after))
        };
        let settings = self.store.write(change).await?;
        self.bell.ring();
        Ok(settings)
    }

    /// Sends a test to the caller, at once, and tells how that went.
    ///
    /// # Errors
    /// [`crate::error::Conflict::NoMailServer`]; [`Error::Invalid`]: the caller has no address; [`Error::TooMany`].
    pub async fn test(&self, caller: &Caller) -> Result<MailTest> {
        let turn = self.tests.clone().try_acquire_owned();
        let turn = turn.map_err(|_| Error::TooMany {
            retry_after_s: WAIT_S,
        })?;
        let id = caller.actor().id;
        let look = move |tx: &ReadTx<'_>| {
            let server = outbox::server_that_is_set(tx)?;
            Ok((server, store::find::<User>(tx, id)?))
        };
        let (server, user) = self.store.read(look).await?;
        let to = user.and_then(|user| user.email);
        let to = to.ok_or_else(|| Error::invalid("to", "you have no email address yourself"))?;
        let now = self.store.clock().now();
        let shop = self.settings.now()?;
        let id = Id::new(uuid::Uuid::now_v7());
        let letter = letter::test(id, to.clone(), &server, &shop, now);
        let post = self.post.clone();
        let outcome = apart("oms-mail-test", move || {
            let outcome = post.send(&server, &letter);
            drop(turn);
            outcome
        })
        .await?;
        let (failure, answer) = match outcome {
            Ok(answer) => (None, answer),
            Err(refusal) => (Some(refusal.failure), refusal.answer),
        };
        Ok(MailTest {
            to,
            sent: failure.is_none(),
            failure,
            answer,
        })
    }
}
