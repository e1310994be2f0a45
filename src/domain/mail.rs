//! Mails with documents of the shop: what they are, where they stand, and why one could not be sent.

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::event::Actor;
use super::id::{MailId, OrderId};
use super::time::Timestamp;

/// How many mails may be asked for by hand within an hour: more than a shop writes, less than a spammer wants.
pub const MAILS_BY_HAND_PER_HOUR: i64 = 100;
/// The longest address, in characters.
pub(super) const MAX_ADDRESS: usize = 254;

/// A mail with a document, which waits, was sent or failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Mail {
    /// UUID version 7. The mail's `Message-ID` begins with it, the same at each try.
    pub id: MailId,
    /// What is attached.
    pub kind: MailKind,
    /// The number of the invoice or credit note; null: a receipt, which has none.
    pub document: Option<i64>,
    /// The order that it is about.
    pub order_id: OrderId,
    /// The order's number.
    pub order_number: i64,
    /// Where it goes.
    pub to: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Who asked for it; null: it went out by itself.
    pub actor: Option<Actor>,
    /// Where it stands.
    pub state: MailState,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried last.
    pub attempted_at: Option<Timestamp>,
    /// When it is tried next; null: not by itself.
    pub next_attempt_at: Option<Timestamp>,
    /// Why the last try failed.
    pub failure: Option<MailFailure>,
    /// What the mail server said to the last try.
    pub answer: Option<String>,
    /// When the mail server took it.
    pub sent_at: Option<Timestamp>,
}

/// What a mail has attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
    /// A receipt.
    Receipt,
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailState {
    /// It is tried until it is sent, for more than a day.
    Waiting,
    /// The mail server has it.
    Sent,
    /// It is not tried any more by itself.
    Failed,
}

/// Why a mail could not be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailFailure {
    /// The mail server's name is not known.
    UnknownHost,
    /// Nobody answers at the mail server's address and port.
    Unreachable,
    /// The mail server did not answer in time.
    TimedOut,
    /// Who answered does not speak as a mail server does, or hung up.
    Broken,
    /// The mail server's certificate is not to be trusted.
    Untrusted,
    /// The mail server does not offer STARTTLS.
    NoStarttls,
    /// The mail server takes no sign-in by password.
    NoSignIn,
    /// The mail server refused user name or password.
    SignInRefused,
    /// The mail server refused the sender.
    SenderRefused,
    /// The mail server put it off.
    PutOff,
    /// The mail server refused the recipient.
    RecipientRefused,
    /// The mail server refused what was sent.
    MessageRefused,
    /// An address is none that mail goes to.
    BadAddress,
    /// There is no such document any more.
    NoDocument,
    /// A backup was restored: it may have been sent since.
    Restored,
}

macro_rules! names {
    ($type:ident { $($variant:ident: $name:literal),* $(,)? }) => {
        impl $type {
            /// Each of them.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The name that JSON and the database have for it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }
        }
    };
}

names!(MailKind {
    Invoice: "invoice",
    CreditNote: "credit_note",
    Receipt: "receipt",
});
names!(MailState {
    Waiting: "waiting",
    Sent: "sent",
    Failed: "failed",
});
names!(MailFailure {
    UnknownHost: "unknown_host",
    Unreachable: "unreachable",
    TimedOut: "timed_out",
    Broken: "broken",
    Untrusted: "untrusted",
    NoStarttls: "no_starttls",
    NoSignIn: "no_sign_in",
    SignInRefused: "sign_in_refused",
    SenderRefused: "sender_refused",
    PutOff: "put_off",
    RecipientRefused: "recipient_refused",
    MessageRefused: "message_refused",
    BadAddress: "bad_address",
    NoDocument: "no_document",
    Restored: "restored",
});

impl MailFailure {
    /// Whether another try would not do better. What is wrong with the server or its settings can be put right.
    pub fn is_final(self) -> bool {
        matches!(
            self,
            Self::RecipientRefused
                | Self::MessageRefused
                | Self::BadAddress
                | Self::NoDocument
                | Self::Restored
        )
    }

    /// Whether it says nothing of this one mail: once another is sent, this one can be too.
    pub fn is_of_server(self) -> bool {
        !self.is_final() && self != Self::PutOff
    }

    /// What happened, as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::UnknownHost => "The mail server's name is not known.",
            Self::Unreachable => "Nobody answers at the mail server's address.",
            Self::TimedOut => "The mail server did not answer in time.",
            Self::Broken => "The connection to the mail server broke.",
            Self::Untrusted => "The mail server's certificate is not to be trusted.",
            Self::NoStarttls => "The mail server does not offer STARTTLS.",
            Self::NoSignIn => "The mail server takes no sign-in by password.",
            Self::SignInRefused => "The mail server refused user name or password.",
            Self::SenderRefused => "The mail server refused the sender.",
            Self::PutOff => "The mail server put it off.",
            Self::RecipientRefused => "The mail server refused the recipient.",
            Self::MessageRefused => "The mail server refused the mail.",
            Self::BadAddress => "An address is none that mail goes to.",
            Self::NoDocument => "There is no such document any more.",
            Self::Restored => "A backup was restored: it may have been sent since.",
        }
    }
}

/// Which mails a list has.
#[derive(Clone, Copy, Default)]
pub struct MailFilter {
    /// In this state; none: in any.
    pub state: Option<MailState>,
    /// Of the order with this number; none: of any.
    pub order: Option<i64>,
}

/// A mail to be sent.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct NewMail {
    /// Where it goes; null or absent: to the address that the buyer has.
    #[serde(default, deserialize_with = "de::optional_text")]
    #[garde(length(chars, max = MAX_ADDRESS), inner(custom(mail_address)))]
    #[schema(max_length = 254)]
    pub to: Option<String>,
}

/// An address that mail can go to: as every mail server takes it, so in ASCII.
pub(super) fn mail_address(text: &str, (): &()) -> garde::Result {
    if !text.is_ascii() {
        let message = "must be written in the letters A to Z: not every mail server takes others";
        return Err(garde::Error::new(message));
    }
    if text.chars().any(|c| c.is_control() || c == ' ') {
        return Err(garde::Error::new("must be one email address"));
    }
    match text.parse::<lettre::Address>() {
        Ok(_) => Ok(()),
        Err(_) => Err(garde::Error::new("must be an email address")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_goes_to_one_address_in_ascii_and_nothing_can_be_slipped_in() {
        for right in [
            "ada@shop.example",
            "a.b+c@xn--bckerei-5wa.example",
            "o'neil@shop.example",
            "ada@[192.168.1.7]",
        ] {
            assert!(mail_address(right, &()).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "ada",
            "@shop.example",
            "ada@",
            "ada@shop.example\r\nBcc: eve@shop.example",
            "ada@shop.example\n",
            "\"a\r\nRCPT TO:<eve>\"@shop.example",
            "ada@shop.example, eve@shop.example",
            "Ada <ada@shop.example>",
            "ada@shop.example>",
            "ada eve@shop.example",
            "ädä@shop.example",
            "ada@bäckerei.example",
            "a..b@shop.example",
        ] {
            assert!(mail_address(wrong, &()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_another_try_can_mend_is_not_final() {
        for failure in MailFailure::ALL {
            assert!(
                !(failure.is_final() && failure.is_of_server()),
                "{failure:?}"
            );
        }
        assert!(!MailFailure::SignInRefused.is_final());
        assert!(MailFailure::RecipientRefused.is_final());
        assert!(!MailFailure::PutOff.is_of_server());
    }
}
