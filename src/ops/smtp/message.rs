//! A mail as the bytes that go over the wire.

use std::time::{Duration, SystemTime};

use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};

use super::address;
use crate::domain::{MailFailure, Timestamp};
use crate::services::mails::{Letter, Refusal};

/// That no person wrote it: so no machine answers (RFC 3834).
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

/// The bytes of a mail, in ASCII.
///
/// # Errors
/// [`MailFailure::BadAddress`].
pub(super) fn of(letter: &Letter) -> Result<Vec<u8>, Refusal> {
    let from = address(&letter.from)?;
    let id = format!("<{}@{}>", letter.id, from.domain());
    let mut message = Message::builder()
        .from(Mailbox::new(Some(one_line(&letter.from_name)), from))
        .to(Mailbox::new(None, address(&letter.to)?))
        .subject(one_line(&letter.subject))
        .date(system_time(letter.at))
        .message_id(Some(id))
        .header(AutoSubmitted);
    if let Some(reply_to) = letter.reply_to.as_deref().and_then(|it| address(it).ok()) {
        message = message.reply_to(Mailbox::new(None, reply_to));
    }
    let text = SinglePart::plain(letter.text.clone());
    let message = match &letter.attachment {
        None => message.singlepart(text),
        Some(pdf) => {
            let kind = ContentType::parse("application/pdf");
            let kind = kind.map_err(|_| MailFailure::MessageRefused)?;
            let pdf = Attachment::new(one_line(&pdf.name)).body(pdf.bytes.clone(), kind);
            message.multipart(MultiPart::mixed().singlepart(text).singlepart(pdf))
        }
    };
    let message = message.map_err(|_| MailFailure::BadAddress)?;
    Ok(message.formatted())
}

/// A text for a header: what would begin another line is white space there.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

fn system_time(at: Timestamp) -> SystemTime {
    let ms = u64::try_from(at.as_millisecond()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_millis(ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;
    use crate::services::documents::DocumentFile;

    fn letter() -> Letter {
        Letter {
            id: Id::new(uuid::Uuid::from_u128(7)),
            at: Timestamp::EARLIEST,
            from_name: "Bäckerei \"Rye\", Ltd.".to_owned(),
            from: "shop@shop.example".to_owned(),
            reply_to: None,
            to: "ada@shop.example".to_owned(),
            subject: "Rechnung 17 von Bäckerei".to_owned(),
            text: "Grüße\n.\nBye\n".to_owned(),
            attachment: Some(DocumentFile {
                name: "rechnung-17.pdf".to_owned(),
                bytes: vec![0, 159, 146, 150, b'\r', b'\n', b'.'],
            }),
        }
    }

    fn text(letter: &Letter) -> String {
        let bytes = of(letter).ok().unwrap();
        assert!(bytes.is_ascii());
        String::from_utf8(bytes).unwrap()
    }

    fn head(letter: &Letter) -> Vec<String> {
        let text = text(letter);
        let (head, _) = text.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn nothing_in_a_name_or_subject_begins_a_header_of_its_own() {
        for hostile in [
            "Rye\r\nBcc: eve@shop.example",
            "Rye\nBcc: eve@shop.example",
            "Rye\rBcc: eve@shop.example",
            "Rye\" <eve@shop.example>, \"",
            "Rye\u{2028}Bcc: eve@shop.example",
            "=?utf-8?b?DQpCY2M6IGV2ZUBzaG9wLmV4YW1wbGU=?=",
        ] {
            let letter = Letter {
                from_name: hostile.to_owned(),
                subject: hostile.to_owned(),
                reply_to: Some(format!("ada@shop.example{hostile}")),
                ..letter()
            };
            let names: Vec<_> = head(&letter)
                .iter()
                .map(|line| line.split_once(':').unwrap().0.to_owned())
                .collect();
            assert!(!names.iter().any(|name| name == "Bcc"), "{names:?}");
            assert_eq!(names.iter().filter(|it| *it == "From").count(), 1);
            assert!(text(&letter).contains("<shop@shop.example>"));
        }
    }

    #[test]
    fn an_address_that_would_say_more_is_refused() {
        for to in ["ada@shop.example\r\nBcc: eve@shop.example", "ada", ""] {
            let letter = Letter {
                to: to.to_owned(),
                ..letter()
            };
            let refusal = of(&letter).expect_err("it is refused");
            assert_eq!(refusal.failure, MailFailure::BadAddress, "{to}");
        }
    }

    #[test]
    fn a_mail_bears_an_id_of_its_own_and_says_that_a_machine_wrote_it() {
        let head = head(&letter());
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000007@shop.example>",
            "Auto-Submitted: auto-generated",
            "Date: Thu, 01 Jan 2026 00:00:00 +0000",
            "To: ada@shop.example",
        ] {
            assert!(head.iter().any(|it| it == line), "{line} in {head:?}");
        }
    }
}
