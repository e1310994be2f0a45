//! What a mail says, in the language of the shop's documents; and who carries it.

use super::super::documents::DocumentFile;
use crate::domain::{
    DocumentLanguage, Mail, MailFailure, MailId, MailKind, MailServer, ShopSettings, Timestamp,
};

/// A mail as it goes to the mail server. It has no `Debug`: what it says concerns the buyer.
pub struct Letter {
    /// The same at each try.
    pub id: MailId,
    /// When it is sent.
    pub at: Timestamp,
    /// The sender's name.
    pub from_name: String,
    /// The sender's address.
    pub from: String,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<String>,
    /// Where it goes.
    pub to: String,
    /// What it is about, on one line.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What comes with it.
    pub attachment: Option<DocumentFile>,
}

/// Why a mail server did not take a mail.
pub struct Refusal {
    /// Why.
    pub failure: MailFailure,
    /// What the server said.
    pub answer: Option<String>,
}

impl From<MailFailure> for Refusal {
    fn from(failure: MailFailure) -> Self {
        Self {
            failure,
            answer: None,
        }
    }
}

/// Carries mails.
pub trait MailPost: Send + Sync {
    /// Hands a mail to a mail server, which takes a minute at most, and gives what the server says to it.
    ///
    /// # Errors
    /// Why the server does not have it.
    fn send(
        &self,
        server: &MailServer,
        letter: &Letter,
    ) -> std::result::Result<Option<String>, Refusal>;
}

/// What a mail says of its order.
pub(super) struct Topic<'a> {
    pub(super) mail: &'a Mail,
    /// What the shop calls the order.
    pub(super) order: &'a str,
    pub(super) language: DocumentLanguage,
}

/// The mail with a document.
pub(super) fn with_document(
    topic: &Topic<'_>,
    server: &MailServer,
    shop: &ShopSettings,
    attachment: DocumentFile,
    at: Timestamp,
) -> Letter {
    let paper = paper(topic);
    let from = match topic.language {
        DocumentLanguage::En => "from",
        DocumentLanguage::De => "von",
    };
    Letter {
        subject: format!("{paper} {from} {}", shop.name),
        text: format!("{}\n\n-- \n{}\n", sentences(topic, &paper), signature(shop)),
        attachment: Some(attachment),
        ..plain(topic.mail.id, topic.mail.to.clone(), server, shop, at)
    }
}

/// The mail that tests a mail server.
pub(super) fn test(
    id: MailId,
    to: String,
    server: &MailServer,
    shop: &ShopSettings,
    at: Timestamp,
) -> Letter {
    let (subject, text) = match shop.document_language {
        DocumentLanguage::En => (
            format!("Test of the mail server of {}", shop.name),
            "This mail tests the mail server. It works.",
        ),
        DocumentLanguage::De => (
            format!("Test des Mailservers von {}", shop.name),
            "Diese E-Mail prüft den Mailserver. Er funktioniert.",
        ),
    };
    Letter {
        subject,
        text: format!("{text}\n"),
        ..plain(id, to, server, shop, at)
    }
}

/// A mail that says nothing yet.
fn plain(
    id: MailId,
    to: String,
    server: &MailServer,
    shop: &ShopSettings,
    at: Timestamp,
) -> Letter {
    let from = server.sender_address.clone().unwrap_or_default();
    let name = server.sender_name.as_ref().unwrap_or(&shop.name);
    Letter {
        id,
        at,
        from_name: name.clone(),
        reply_to: shop.email.clone().filter(|email| *email != from),
        from,
        to,
        subject: String::new(),
        text: String::new(),
        attachment: None,
    }
}

/// What the document is called.
fn paper(topic: &Topic<'_>) -> String {
    let number = topic.mail.document.unwrap_or_default();
    let order = topic.order;
    match (topic.language, topic.mail.kind) {
        (DocumentLanguage::En, MailKind::Invoice) => format!("Invoice {number}"),
        (DocumentLanguage::En, MailKind::CreditNote) => format!("Credit note {number}"),
        (DocumentLanguage::En, MailKind::Receipt) => format!("Receipt for order {order}"),
        (DocumentLanguage::De, MailKind::Invoice) => format!("Rechnung {number}"),
        (DocumentLanguage::De, MailKind::CreditNote) => format!("Gutschrift {number}"),
        (DocumentLanguage::De, MailKind::Receipt) => format!("Beleg zur Bestellung {order}"),
    }
}

fn sentences(topic: &Topic<'_>, paper: &str) -> String {
    let order = topic.order;
    match (topic.language, topic.mail.kind) {
        (DocumentLanguage::En, MailKind::Receipt) => {
            format!("Hello,\n\nthe receipt for your order {order} is attached.")
        }
        (DocumentLanguage::En, _) => {
            format!("Hello,\n\n{paper} for your order {order} is attached.")
        }
        (DocumentLanguage::De, MailKind::Receipt) => {
            format!("Guten Tag,\n\nanbei der Beleg zu Ihrer Bestellung {order}.")
        }
        (DocumentLanguage::De, _) => {
            format!("Guten Tag,\n\nanbei die {paper} zu Ihrer Bestellung {order}.")
        }
    }
}

/// Who writes, and where they are reached.
fn signature(shop: &ShopSettings) -> String {
    let lines = [
        Some(&shop.name),
        shop.address.as_ref(),
        shop.phone.as_ref(),
        shop.website.as_ref(),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().map(String::as_str).collect();
    lines.join("\n")
}
