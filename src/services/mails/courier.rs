//! Who sends: one task, which takes what is due, one mail at a time.
//!
//! That a mail was sent is noted after the mail server has answered: who ends in between sends it again, with the same
//! `Message-ID`. A mail that fails holds up no other; nobody waits for the mail server.

use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use super::super::courier::{Then, apart, chance, go_round};
use super::super::documents::DocumentFile;
use super::letter::{self, Topic};
use super::{Letter, Mails, Refusal};
use crate::domain::{self, DocumentLanguage, Mail, MailFailure, MailServer, OrderRef, Timestamp};
use crate::error::{Conflict, Error, Result};
use crate::store::{self, ReadTx, WriteTx, mail_server, mails};

/// Sends what waits and what comes, until it is told to stop.
pub(super) async fn run(mails: Mails, stop: CancellationToken) {
    let bell = mails.bell.work();
    let courier = Courier { mails };
    go_round(&courier.mails.store, &stop, bell, "mail", || courier.step()).await;
}

struct Courier {
    mails: Mails,
}

/// A mail on its way.
struct Errand {
    mail: Mail,
    failures: i64,
    server: MailServer,
    /// What the shop called the order, and the language of the document; none: there is no such document.
    document: Option<(String, DocumentLanguage)>,
}

/// What there is to do next.
enum Step {
    Send(Box<Errand>),
    /// Nothing until this instant, or until the bell rings.
    Rest(Option<Timestamp>),
}

fn next(tx: &ReadTx<'_>, now: Timestamp) -> Result<Step> {
    let server = mail_server::read(tx)?;
    if !server.is_at_work() {
        return Ok(Step::Rest(None));
    }
    let Some((mail, failures)) = mails::first_waiting(tx)? else {
        return Ok(Step::Rest(None));
    };
    match mail.next_attempt_at {
        Some(at) if !domain::is_due(at, now) => Ok(Step::Rest(Some(at))),
        _ => Ok(Step::Send(Box::new(Errand {
            document: document(tx, &mail)?,
            mail,
            failures,
            server,
        }))),
    }
}

fn document(tx: &ReadTx<'_>, mail: &Mail) -> Result<Option<(String, DocumentLanguage)>> {
    let paper = match mail.document {
        Some(number) => store::documents::paper(tx, number),
        None => store::documents::receipt(tx, OrderRef::Id(mail.order_id)),
    };
    match paper {
        Ok(paper) => Ok(Some((paper.sold.label, paper.seller.language))),
        Err(Error::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

impl Courier {
    async fn step(&self) -> Result<Then> {
        let now = self.mails.store.clock().now();
        match self.mails.store.read(move |tx| next(tx, now)).await? {
            Step::Rest(until) => Ok(Then::Rest(until)),
            Step::Send(errand) => {
                let (mail, failures) = (errand.mail.clone(), errand.failures);
                let outcome = self.send(*errand).await?;
                self.note(mail, failures, outcome).await?;
                Ok(Then::On)
            }
        }
    }

    async fn send(&self, errand: Errand) -> Result<std::result::Result<Option<String>, Refusal>> {
        let Some((order, language)) = &errand.document else {
            return Ok(Err(MailFailure::NoDocument.into()));
        };
        let topic = Topic {
            mail: &errand.mail,
            order,
            language: *language,
        };
        let file = match self.print(&errand.mail).await {
            Err(Error::NotFound(_) | Error::Conflict(Conflict::NothingPaid)) => {
                return Ok(Err(MailFailure::NoDocument.into()));
            }
            file => file?,
        };
        let letter = self.letter(&topic, &errand.server, file)?;
        let post = Arc::clone(&self.mails.post);
        apart("oms-mail", move || post.send(&errand.server, &letter)).await
    }

    async fn print(&self, mail: &Mail) -> Result<DocumentFile> {
        let documents = &self.mails.documents;
        match mail.document {
            Some(number) => documents.document_to_send(number).await,
            None => documents.receipt_to_send(OrderRef::Id(mail.order_id)).await,
        }
    }

    fn letter(&self, topic: &Topic<'_>, server: &MailServer, file: DocumentFile) -> Result<Letter> {
        let shop = self.mails.settings.now()?;
        let now = self.mails.store.clock().now();
        Ok(letter::with_document(topic, server, &shop, file, now))
    }

    async fn note(
        &self,
        mail: Mail,
        failures: i64,
        outcome: std::result::Result<Option<String>, Refusal>,
    ) -> Result<()> {
        let chance = chance()?;
        let id = mail.id;
        let note = move |tx: &mut WriteTx<'_>| {
            let failed = match outcome {
                Ok(answer) => {
                    mails::sent(tx, id, answer.as_deref())?;
                    None
                }
                Err(refusal) => Some(failed(refusal, failures, chance, tx.now())),
            };
            if let Some(failed) = &failed {
                mails::failed(tx, id, failed)?;
            }
            mails::trim(tx)?;
            Ok(failed.map(|failed| failed.failure))
        };
        // Neither where it goes nor what the server says of that: the log is read by others.
        if let Some(failure) = self.mails.store.write(note).await? {
            log::warn!("mail {id} is not sent: {}", failure.as_str());
        }
        Ok(())
    }
}

/// What becomes of a mail that was refused.
fn failed(refusal: Refusal, failures: i64, chance: u32, now: Timestamp) -> mails::Failed {
    let retry = match refusal.failure.is_final() {
        true => None,
        false => domain::retry_after_ms(failures + 1, chance),
    };
    mails::Failed {
        failure: refusal.failure,
        answer: refusal.answer,
        next_at: retry.map(|ms| now.plus_ms(ms)),
    }
}
