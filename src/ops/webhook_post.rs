//! Carries deliveries to webhooks by HTTP.
//!
//! They go to the one address that an admin named, wherever it is, also in the shop's own network: no redirect is
//! followed, and no proxy of the environment asked. Certificates are checked as browsers do.

use std::io::{ErrorKind, Read};
use std::time::Duration;

use ureq::{Agent, Error};

use super::said::{KEPT, one_line};
use crate::services::webhooks::{Answer, Letter, Post};

/// How long a try may take, from the look-up of the name to the answer.
const WITHIN: Duration = Duration::from_secs(15);

/// Posts by HTTP.
pub struct WebhookPost {
    agent: Agent,
    within: Duration,
}

impl WebhookPost {
    /// One that keeps no connection: a receiver may close it at any time, which would be a try that failed.
    pub fn new() -> Self {
        Self::within(WITHIN)
    }

    fn within(within: Duration) -> Self {
        let agent = Agent::config_builder()
            .timeout_global(Some(within))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent(concat!("OMS/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: agent.into(),
            within,
        }
    }

    fn try_send(&self, letter: &Letter) -> Result<Answer, Error> {
        let mut request = self
            .agent
            .post(&letter.url)
            .content_type("application/json");
        for (name, value) in &letter.headers {
            request = request.header(*name, value);
        }
        let mut response = request.send(&letter.body)?;
        let status = response.status();
        // Who has taken it may say what they like, as long as they like.
        let answer = match status.is_success() {
            true => None,
            false => beginning(response.body_mut().as_reader()),
        };
        Ok(Answer {
            status: Some(status.as_u16()),
            answer,
            error: None,
        })
    }

    /// Why there was no answer, as a sentence.
    fn why(&self, error: &Error) -> String {
        match error {
            Error::Timeout(_) => format!("No answer within {} seconds.", self.within.as_secs_f32()),
            Error::HostNotFound => "Its name is not known in this network.".to_owned(),
            Error::ConnectionFailed => "Nobody can be reached at this address.".to_owned(),
            Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
                "Nobody listens at this address.".to_owned()
            }
            other => format!("The request failed: {other}."),
        }
    }
}

impl Default for WebhookPost {
    fn default() -> Self {
        Self::new()
    }
}

impl Post for WebhookPost {
    fn send(&self, letter: &Letter) -> Answer {
        self.try_send(letter).unwrap_or_else(|error| Answer {
            status: None,
            answer: None,
            error: Some(self.why(&error)),
        })
    }
}

/// How a refusal begins, as one line of text. As much of it as has come is enough.
fn beginning(body: impl Read) -> Option<String> {
    let mut bytes = Vec::new();
    let _ = body.take(KEPT as u64).read_to_end(&mut bytes);
    one_line(&bytes)
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn who_does_not_answer_in_time_is_given_up() {
        let mute = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let letter = Letter {
            url: format!("http://{}/", mute.local_addr().unwrap()),
            headers: ["webhook-id", "webhook-timestamp", "webhook-signature"]
                .map(|name| (name, "1".to_owned())),
            body: "{}".to_owned(),
        };
        let answer = WebhookPost::within(Duration::from_millis(200)).send(&letter);
        assert_eq!(
            answer.error.as_deref(),
            Some("No answer within 0.2 seconds.")
        );
        assert_eq!((answer.status, answer.answer), (None, None));
    }

    #[test]
    fn a_refusal_is_kept_as_a_short_line() {
        let kept = |body: &[u8]| beginning(body);
        assert_eq!(
            kept(b" {\n \"no\":\t1 }\x1b[2J\0"),
            Some("{ \"no\": 1 }[2J".to_owned())
        );
        assert_eq!(kept(b"\r\n "), None);
        assert_eq!(kept(&[b'x'; 5_000]).map(|line| line.len()), Some(300));
    }
}
