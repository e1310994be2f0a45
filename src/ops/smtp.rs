//! Hands mails to the shop's mail server (SMTP submission).
//!
//! It goes to the one server that an admin named, wherever it is, also in the shop's own network. The connection is
//! made step by step, so that who has set it up is told which step did not work.

mod message;
mod refusal;

use std::time::{Duration, Instant};

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{
    Certificate, CertificateStore, SmtpConnection, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::response::Response;

use super::said::one_line;
use crate::domain::{MailFailure, MailSecurity, MailServer};
use crate::services::mails::{Letter, MailPost, Refusal};
use refusal::Step;

/// How long a mail may take as a whole, and each answer.
const WITHIN: Duration = Duration::from_secs(60);
const ANSWER_WITHIN: Duration = Duration::from_secs(20);
/// How long a server is listened to that has the mail already.
const FAREWELL_WITHIN: Duration = Duration::from_secs(1);

type Result<T> = std::result::Result<T, Refusal>;

/// Sends by SMTP.
pub struct SmtpPost {
    within: Duration,
    answer_within: Duration,
}

impl SmtpPost {
    /// One that keeps no connection.
    pub fn new() -> Self {
        Self {
            within: WITHIN,
            answer_within: ANSWER_WITHIN,
        }
    }
}

impl Default for SmtpPost {
    fn default() -> Self {
        Self::new()
    }
}

impl MailPost for SmtpPost {
    fn send(&self, server: &MailServer, letter: &Letter) -> Result<Option<String>> {
        let message = message::of(letter)?;
        let from = address(&letter.from)?;
        let to = address(&letter.to)?;
        let mut call = self.call(server)?;
        call.sign_in(server)?;
        call.step(Step::Sender, |it| {
            it.command(Mail::new(Some(from), Vec::new()))
        })?;
        call.step(Step::Recipient, |it| it.command(Rcpt::new(to, Vec::new())))?;
        call.step(Step::Message, |it| it.command(Data))?;
        let answer = call.step(Step::Message, |it| it.message(&message))?;
        call.hang_up();
        let words: Vec<_> = answer.message().collect();
        Ok(one_line(words.join(" ").as_bytes()))
    }
}

impl SmtpPost {
    /// Calls the server, and sees to it that nobody else listens.
    fn call(&self, server: &MailServer) -> Result<Call> {
        let until = Instant::now() + self.within;
        let host = server.host.as_deref().unwrap_or_default();
        let tls = match server.security {
            MailSecurity::None => None,
            MailSecurity::Tls | MailSecurity::Starttls => Some(tls(host, server)?),
        };
        let from_the_first_byte = tls
            .as_ref()
            .filter(|_| server.security == MailSecurity::Tls);
        let connection = SmtpConnection::connect(
            (host, server.port),
            Some(self.answer_within),
            &ClientId::default(),
            from_the_first_byte,
            None,
        );
        let connection = connection.map_err(|error| refusal::at(Step::Connection, &error))?;
        let mut call = Call {
            connection,
            until,
            answer_within: self.answer_within,
        };
        if server.security == MailSecurity::Starttls
            && let Some(tls) = &tls
        {
            if !call.connection.can_starttls() {
                call.hang_up();
                return Err(MailFailure::NoStarttls.into());
            }
            call.step(Step::Connection, |it| {
                it.starttls(tls, &ClientId::default())
            })?;
        }
        Ok(call)
    }
}

/// A connection to a mail server.
struct Call {
    connection: SmtpConnection,
    until: Instant,
    answer_within: Duration,
}

impl Call {
    /// Takes a step, in what time is left.
    fn step<T>(
        &mut self,
        step: Step,
        act: impl FnOnce(&mut SmtpConnection) -> std::result::Result<T, Error>,
    ) -> Result<T> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            self.hang_up();
            return Err(MailFailure::TimedOut.into());
        }
        let done = match self.limit(left.min(self.answer_within)) {
            Ok(()) => act(&mut self.connection).map_err(|error| refusal::at(step, &error)),
            Err(_) => Err(MailFailure::Broken.into()),
        };
        if done.is_err() {
            self.hang_up();
        }
        done
    }

    fn sign_in(&mut self, server: &MailServer) -> Result<()> {
        let Some((user, password)) = server.user.clone().zip(server.password.clone()) else {
            return Ok(());
        };
        let info = self.connection.server_info();
        if info.get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
            self.hang_up();
            return Err(MailFailure::NoSignIn.into());
        }
        let credentials = Credentials::new(user, password);
        let signed_in: Result<Response> =
            self.step(Step::SignIn, |it| it.auth(DEFAULT_MECHANISMS, &credentials));
        signed_in.map(drop)
    }

    fn limit(&mut self, within: Duration) -> std::io::Result<()> {
        self.connection.set_timeout(Some(within))
    }

    /// Says good-bye, and waits for no long answer.
    fn hang_up(&mut self) {
        let _ = self.limit(FAREWELL_WITHIN);
        self.connection.abort();
    }
}

fn tls(host: &str, server: &MailServer) -> Result<TlsParameters> {
    let mut tls =
        TlsParameters::builder(host.to_owned()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(authority) = &server.authority {
        let authority = Certificate::from_pem(authority.as_bytes());
        tls = tls.add_root_certificate(authority.map_err(|_| MailFailure::Untrusted)?);
    }
    tls.build_rustls()
        .map_err(|_| MailFailure::Untrusted.into())
}

fn address(text: &str) -> Result<Address> {
    text.parse().map_err(|_| MailFailure::BadAddress.into())
}

#[cfg(test)]
mod tests;
