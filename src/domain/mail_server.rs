//! The server by which the shop sends mail, and how the shop writes to it.

mod checks;

use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::de;
use super::mail::{MAX_ADDRESS, MailFailure, mail_address};
use super::text::single_line;
use super::time::Timestamp;
use crate::error::{Error, FieldError, Result};
use checks::{certificates, host_name, is_in_own_network, only_ended};

/// The port of [`MailSecurity::Starttls`], which is what most servers take.
const SUBMISSION_PORT: u16 = 587;

/// The mail server as it is kept, with its password. It has no `Debug`, so that no log can show that.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServer {
    /// Its name or address; none: no mail is sent.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others' eyes.
    pub security: MailSecurity,
    /// Who signs in; none: nobody does.
    pub user: Option<String>,
    /// What they sign in with.
    pub password: Option<String>,
    /// Certificates (PEM) that are trusted besides those that browsers trust.
    pub authority: Option<String>,
    /// The sender's name; none: the shop's.
    pub sender_name: Option<String>,
    /// The sender's address.
    pub sender_address: Option<String>,
    /// Whether invoices and credit notes go out by themselves.
    pub send_invoices: bool,
    /// Since when nothing is sent, because a backup was restored.
    #[serde(default, with = "milliseconds")]
    pub paused_at: Option<Timestamp>,
}

/// How the connection to a mail server is kept from others' eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailSecurity {
    /// By TLS from the first byte, mostly at port 465.
    Tls,
    /// By TLS before anything is told, mostly at port 587. A server that does not offer it gets no mail.
    Starttls,
    /// Not at all: only for a server in the shop's own network.
    None,
}

/// How the shop sends mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MailSettings {
    /// The mail server's name or address; null: no mail is sent.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from others' eyes.
    pub security: MailSecurity,
    /// Who signs in there; null: nobody does.
    pub user: Option<String>,
    /// Whether a password is kept. It is never told.
    pub has_password: bool,
    /// Certificates (PEM) that are trusted besides those that browsers trust, or null.
    pub authority: Option<String>,
    /// The sender's name; null: the shop's.
    pub sender_name: Option<String>,
    /// The sender's address.
    pub sender_address: Option<String>,
    /// Whether invoices and credit notes go to buyers that have an email address, as soon as they are issued.
    pub send_invoices: bool,
    /// Whether nothing is sent because a backup was restored. It is so until someone sets it to `false`.
    pub paused: bool,
}

/// What to change of how the shop sends mail; fields that are absent stay.
#[derive(Clone, Default, Deserialize, Validate, ToSchema)]
pub struct MailSettingsPatch {
    /// The mail server's name or address; null: no mail is sent any more. Another one needs its password anew.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 253), inner(inner(custom(host_name))))]
    #[schema(value_type = Option<String>, max_length = 253)]
    pub host: Option<Option<String>>,
    /// Its port: 465 for `tls`, 587 for `starttls`, as a rule.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(range(min = 1))]
    #[schema(value_type = u16, required = false, minimum = 1)]
    pub port: Option<u16>,
    /// How the connection is kept from others' eyes; `none` only for a server in the shop's own network.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = MailSecurity, required = false)]
    pub security: Option<MailSecurity>,
    /// Who signs in there, or null.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 254), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub user: Option<Option<String>>,
    /// What they sign in with, or null. It is kept and never told.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(length(chars, max = 1000), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 1000)]
    pub password: Option<Option<String>>,
    /// Certificates (PEM) to trust besides those that browsers trust, or null. Others need the password anew.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(max = 16_384), inner(inner(custom(certificates))))]
    #[schema(value_type = Option<String>, max_length = 16384)]
    pub authority: Option<Option<String>>,
    /// The sender's name; null: the shop's.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = 100), inner(inner(custom(single_line))))]
    #[schema(value_type = Option<String>, max_length = 100)]
    pub sender_name: Option<Option<String>>,
    /// The sender's address; a mail server needs one.
    #[serde(default, deserialize_with = "de::present_optional_text")]
    #[garde(length(chars, max = MAX_ADDRESS), inner(inner(custom(mail_address))))]
    #[schema(value_type = Option<String>, max_length = 254)]
    pub sender_address: Option<Option<String>>,
    /// Whether invoices and credit notes go to buyers that have an email address, as soon as they are issued.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub send_invoices: Option<bool>,
    /// `false` goes on after a backup was restored.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(inner(custom(only_ended)))]
    #[schema(value_type = bool, required = false)]
    pub paused: Option<bool>,
}

/// How a test of the mail server went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MailTest {
    /// Where the test went.
    pub to: String,
    /// Whether the mail server took it.
    pub sent: bool,
    /// Why not.
    pub failure: Option<MailFailure>,
    /// What the mail server said.
    pub answer: Option<String>,
}

impl Default for MailServer {
    fn default() -> Self {
        Self {
            host: None,
            port: SUBMISSION_PORT,
            security: MailSecurity::Starttls,
            user: None,
            password: None,
            authority: None,
            sender_name: None,
            sender_address: None,
            send_invoices: false,
            paused_at: None,
        }
    }
}

impl From<&MailServer> for MailSettings {
    fn from(server: &MailServer) -> Self {
        let all = server.clone();
        Self {
            host: all.host,
            port: all.port,
            security: all.security,
            user: all.user,
            has_password: all.password.is_some(),
            authority: all.authority,
            sender_name: all.sender_name,
            sender_address: all.sender_address,
            send_invoices: all.send_invoices,
            paused: all.paused_at.is_some(),
        }
    }
}

impl MailServer {
    /// Whether mail can be sent by it.
    pub fn is_set(&self) -> bool {
        self.host.is_some() && self.sender_address.is_some()
    }

    /// Whether mails wait for it and go out.
    pub fn is_at_work(&self) -> bool {
        self.is_set() && self.paused_at.is_none()
    }

    /// This server as a patch leaves it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for what does not go together.
    pub fn with(&self, patch: MailSettingsPatch) -> Result<Self> {
        let gives_password = patch.password.is_some();
        let before = self.clone();
        let after = Self {
            host: patch.host.unwrap_or(before.host),
            port: patch.port.unwrap_or(before.port),
            security: patch.security.unwrap_or(before.security),
            user: patch.user.unwrap_or(before.user),
            password: match patch.password {
                Some(password) => password.filter(|it| !it.is_empty()),
                None => before.password,
            },
            authority: patch.authority.unwrap_or(before.authority),
            sender_name: patch.sender_name.unwrap_or(before.sender_name),
            sender_address: patch.sender_address.unwrap_or(before.sender_address),
            send_invoices: patch.send_invoices.unwrap_or(before.send_invoices),
            paused_at: before.paused_at.filter(|_| patch.paused.is_none()),
        };
        after.check(self, gives_password)
    }

    fn check(mut self, before: &Self, gives_password: bool) -> Result<Self> {
        let mut errors = Vec::new();
        let mut wrong = |field: &str, message: &str| errors.push(FieldError::new(field, message));
        let Some(host) = &self.host else {
            // Nobody signs in anywhere.
            self.password = None;
            return Ok(self);
        };
        if self.sender_address.is_none() {
            wrong("sender_address", "a mail server needs the sender's address");
        }
        if self.security == MailSecurity::None && !is_in_own_network(host) {
            wrong(
                "security",
                "must be tls or starttls: without encryption only for a server in the shop's own network \
                 (a private address, or a name without a dot or in .local, .lan, .internal, .home.arpa)",
            );
        }
        // Else who may change settings could have the password sent to a server of their own.
        let goes_elsewhere = self.host != before.host || self.authority != before.authority;
        if goes_elsewhere && before.password.is_some() && !gives_password {
            wrong(
                "password",
                "must be given anew: another server would get it",
            );
        }
        if self.user.is_none() && self.password.is_some() && gives_password {
            wrong("user", "a password needs a user name");
        }
        if self.user.is_some() && self.password.is_none() {
            wrong("password", "a user name needs a password");
        }
        if self.user.is_none() {
            self.password = None;
        }
        match errors.is_empty() {
            true => Ok(self),
            false => Err(Error::Invalid(errors)),
        }
    }
}

/// An instant as a number: in JSON for others it is a text that is only written.
mod milliseconds {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Timestamp;

    pub(super) fn serialize<S: Serializer>(
        at: &Option<Timestamp>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        at.map(Timestamp::as_millisecond).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Timestamp>, D::Error> {
        let ms = Option::<i64>::deserialize(deserializer)?;
        Ok(ms.map(Timestamp::from_millisecond))
    }
}

#[cfg(test)]
mod tests;
