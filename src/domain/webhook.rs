//! Webhooks: addresses where other programs are told of events, by the convention of Standard Webhooks.

use garde::Validate;
use serde::{Deserialize, Serialize};
use url::Url;
use utoipa::ToSchema;

use super::de;
use super::event::EventName;
use super::id::{WebhookDeliveryId, WebhookId};
use super::time::Timestamp;

/// How many webhooks a shop has at most. Each has one delivery under way at a time.
pub const MAX_WEBHOOKS: usize = 20;
/// The longest address, in characters.
const MAX_URL: usize = 2_000;

/// Where a program is told of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Webhook {
    /// UUID version 7.
    pub id: WebhookId,
    /// Where deliveries go.
    pub url: String,
    /// Which events are delivered; null: all of them, also those of later versions.
    pub events: Option<Vec<EventName>>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Up to which `seq` the events were taken from the log.
    pub seq: i64,
    /// How often the delivery that is next has failed; 0: nothing is wrong.
    pub failures: i64,
    /// When the delivery that is next is tried; null: nothing waits, or it is paused.
    pub next_attempt_at: Option<Timestamp>,
    /// Since when nothing is delivered; null: it is at work.
    pub paused_at: Option<Timestamp>,
    /// Why not.
    pub pause_reason: Option<PauseReason>,
}

/// Why a webhook is paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// Someone paused it.
    ByHand,
    /// A delivery failed for more than a day.
    Failed,
    /// The receiver answered `410 Gone`: it wants no more.
    Gone,
    /// A backup was restored, and what it says of webhooks may not hold any more.
    Restored,
}

impl PauseReason {
    /// Every reason there is.
    pub const ALL: [Self; 4] = [Self::ByHand, Self::Failed, Self::Gone, Self::Restored];

    /// The reason as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ByHand => "by_hand",
            Self::Failed => "failed",
            Self::Gone => "gone",
            Self::Restored => "restored",
        }
    }
}

/// A webhook to be made.
#[derive(Clone, Debug, Deserialize, Validate, ToSchema)]
pub struct NewWebhook {
    /// Where deliveries go: `http` or `https`, also in the shop's own network; no name and password in it.
    #[serde(deserialize_with = "de::trimmed")]
    #[garde(length(chars, min = 1, max = MAX_URL), custom(web_address))]
    #[schema(min_length = 1, max_length = 2000)]
    pub url: String,
    /// Which events are delivered; null or absent: all.
    #[serde(default)]
    #[garde(length(min = 1))]
    #[schema(min_items = 1)]
    pub events: Option<Vec<EventName>>,
}

/// What to change of a webhook; fields that are absent stay.
#[derive(Clone, Debug, Default, Deserialize, Validate, ToSchema)]
pub struct WebhookPatch {
    /// Where deliveries go from now on. What failed is tried there at once.
    #[serde(default, deserialize_with = "de::present_trimmed")]
    #[garde(length(chars, min = 1, max = MAX_URL), inner(custom(web_address)))]
    #[schema(value_type = String, required = false, min_length = 1, max_length = 2000)]
    pub url: Option<String>,
    /// Which events are delivered from now on; null: all.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(inner(length(min = 1)))]
    #[schema(value_type = Option<Vec<EventName>>, min_items = 1)]
    pub events: Option<Option<Vec<EventName>>>,
    /// `false` goes on from where it was paused, `true` pauses it.
    #[serde(default, deserialize_with = "de::present")]
    #[garde(skip)]
    #[schema(value_type = bool, required = false)]
    pub paused: Option<bool>,
}

/// A delivery to a webhook: one event, with the same body and id at each try.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WebhookDelivery {
    /// The header `webhook-id`: the same at each try, so that receivers know what they have already.
    pub id: WebhookDeliveryId,
    /// The `seq` of the event; null for `ping` and `resync`.
    pub seq: Option<i64>,
    /// The event as the body's `type` names it; or `ping`, a test; or `resync`: events are gone from the log.
    pub event: String,
    /// How many events are gone; null for any but `resync`.
    pub skipped: Option<i64>,
    /// When it was taken from the event log.
    pub created_at: Timestamp,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was tried last.
    pub attempted_at: Option<Timestamp>,
    /// When it is tried next; null: not by itself.
    pub next_attempt_at: Option<Timestamp>,
    /// The HTTP status of the last answer.
    pub status: Option<u16>,
    /// How the last answer begins, if it was a refusal.
    pub answer: Option<String>,
    /// Why there was no answer.
    pub error: Option<String>,
    /// When the receiver took it first.
    pub delivered_at: Option<Timestamp>,
}

/// The address in its one spelling, if deliveries may go there.
///
/// # Errors
/// What is wrong with it, for people.
pub fn receiver(text: &str) -> Result<Url, &'static str> {
    let url =
        Url::parse(text).map_err(|_| "must be an address such as https://till.example/oms")?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err("must begin with http:// or https://");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("must not contain a name or password: deliveries are signed");
    }
    if url.fragment().is_some() {
        return Err("must not contain a #");
    }
    if url.as_str().len() > MAX_URL {
        return Err("is too long");
    }
    Ok(url)
}

fn web_address(text: &str, (): &()) -> garde::Result {
    receiver(text).map(drop).map_err(garde::Error::new)
}

/// The events of a choice, each once and in one order.
pub fn each_once(events: Option<Vec<EventName>>) -> Option<Vec<EventName>> {
    let events = events?;
    let all = EventName::ALL.into_iter();
    Some(all.filter(|name| events.contains(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deliveries_go_to_the_web_and_to_the_own_network_and_bear_no_password() {
        for (text, spelled) in [
            (
                "http://192.168.1.7:9000/oms?till=1",
                "http://192.168.1.7:9000/oms?till=1",
            ),
            ("HTTPS://Books.Example", "https://books.example/"),
            ("http://[::1]/", "http://[::1]/"),
            (
                "https://bäckerei.example/",
                "https://xn--bckerei-5wa.example/",
            ),
        ] {
            assert_eq!(receiver(text).map(String::from), Ok(spelled.to_owned()));
        }
        for wrong in [
            "",
            "books.example",
            "/oms",
            "ftp://books.example/",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "http://",
            "https://ada@books.example/",
            "https://ada:secret@books.example/",
            "https://:secret@books.example/",
            "https://books.example/#top",
            "https://books.example:99999/",
        ] {
            assert!(receiver(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn events_are_each_there_once() {
        let chosen = vec![
            EventName::ProductDeleted,
            EventName::OrderUpdated,
            EventName::ProductDeleted,
        ];
        let once = [EventName::OrderUpdated, EventName::ProductDeleted];
        assert_eq!(each_once(Some(chosen)), Some(once.to_vec()));
        assert_eq!(each_once(None), None);
    }
}
