//! What an error of SMTP means to the one who has set the mail server up.

use std::error::Error as _;
use std::io::{self, ErrorKind};

use lettre::transport::smtp::Error;

use super::super::said::one_line;
use crate::domain::MailFailure;
use crate::services::mails::Refusal;

/// How far a mail came.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The connection, its encryption and the greeting.
    Connection,
    /// User name and password.
    SignIn,
    /// From whom it is.
    Sender,
    /// Where it goes.
    Recipient,
    /// The mail itself.
    Message,
}

/// Why a mail came no further than this step.
pub(super) fn at(step: Step, error: &Error) -> Refusal {
    if let Some(code) = error.status() {
        let words = error.source().map(ToString::to_string).unwrap_or_default();
        return Refusal {
            failure: refused(step, error.is_transient()),
            answer: one_line(format!("{code} {words}").as_bytes()),
        };
    }
    let cause = io_error(error);
    let failure = match cause {
        Some(cause) => broken(step, cause),
        None => MailFailure::Broken,
    };
    failure.into()
}

/// What a server means that answers 4xx or 5xx.
fn refused(step: Step, is_transient: bool) -> MailFailure {
    match (step, is_transient) {
        (_, true) => MailFailure::PutOff,
        (Step::Connection, false) => MailFailure::Broken,
        (Step::SignIn, false) => MailFailure::SignInRefused,
        (Step::Sender, false) => MailFailure::SenderRefused,
        (Step::Recipient, false) => MailFailure::RecipientRefused,
        (Step::Message, false) => MailFailure::MessageRefused,
    }
}

/// What it means that a connection fails so.
fn broken(step: Step, cause: &io::Error) -> MailFailure {
    let inner = cause.get_ref();
    if let Some(rustls::Error::InvalidCertificate(_)) =
        inner.and_then(|inner| inner.downcast_ref::<rustls::Error>())
    {
        return MailFailure::Untrusted;
    }
    match cause.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => MailFailure::TimedOut,
        ErrorKind::ConnectionRefused
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::AddrNotAvailable => MailFailure::Unreachable,
        ErrorKind::UnexpectedEof
        | ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::InvalidData => MailFailure::Broken,
        // What is left at the beginning is that its name leads nowhere.
        _ if step == Step::Connection => MailFailure::UnknownHost,
        _ => MailFailure::Broken,
    }
}

fn io_error(error: &Error) -> Option<&io::Error> {
    let mut cause = error.source();
    while let Some(present) = cause {
        if let Some(found) = present.downcast_ref() {
            return Some(found);
        }
        cause = present.source();
    }
    None
}
