//! What a delivery is made of: body, headers, signatures; and who carries it.

use serde_json::json;

use crate::auth::sign_delivery;
use crate::domain::{Event, Timestamp, WebhookDeliveryId, WebhookId};
use crate::error::Result;
use crate::store::webhooks::Receiver;
use crate::store::webhooks::deliveries::{Attempt, NewDelivery};

/// What came back, as far as it is kept.
pub type Answer = Attempt;

/// A request to a receiver. It has no `Debug`: its address may be secret.
pub struct Letter {
    /// Where it goes.
    pub url: String,
    /// The names and values of its headers, besides those of every POST of JSON.
    pub headers: [(&'static str, String); 3],
    /// JSON.
    pub body: String,
}

/// Carries letters.
pub trait Post: Send + Sync {
    /// Sends a letter and waits for the answer, which takes 15 s at most.
    fn send(&self, letter: &Letter) -> Answer;
}

/// The letter that a delivery is now.
pub(super) fn signed(
    to: &Receiver,
    id: WebhookDeliveryId,
    body: String,
    now: Timestamp,
) -> Result<Letter> {
    let id = id.to_string();
    let sent_s = now.as_millisecond().div_euclid(1_000);
    let mut signatures = sign_delivery(&to.secret, &id, sent_s, &body)?;
    if let Some((old, until)) = &to.old
        && now < *until
    {
        signatures.push(' ');
        signatures.push_str(&sign_delivery(old, &id, sent_s, &body)?);
    }
    Ok(Letter {
        url: to.url.clone(),
        headers: [
            ("webhook-id", id),
            ("webhook-timestamp", sent_s.to_string()),
            ("webhook-signature", signatures),
        ],
        body,
    })
}

/// An event of the log, as admins see it.
pub(super) fn of_event(event: &Event) -> NewDelivery {
    let name = event.name.as_str();
    NewDelivery {
        seq: Some(event.seq),
        event: name.to_owned(),
        skipped: None,
        body: body(name, event.at, &event.data),
    }
}

/// Events up to `seq` are gone from the log: what a socket is told as well.
pub(super) fn resync(skipped: i64, seq: i64, now: Timestamp) -> NewDelivery {
    let data = json!({ "seq": seq, "skipped": skipped }).to_string();
    NewDelivery {
        seq: None,
        event: "resync".to_owned(),
        skipped: Some(skipped),
        body: body("resync", now, &data),
    }
}

/// Nothing happened: a test.
pub(super) fn ping(webhook: WebhookId, now: Timestamp) -> NewDelivery {
    let data = json!({ "webhook_id": webhook }).to_string();
    NewDelivery {
        seq: None,
        event: "ping".to_owned(),
        skipped: None,
        body: body("ping", now, &data),
    }
}

fn body(name: &str, at: Timestamp, data: &str) -> String {
    format!(r#"{{"type":"{name}","timestamp":"{at}","data":{data}}}"#)
}
