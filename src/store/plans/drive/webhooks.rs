//! What the store does for webhooks.

use super::requests;
use crate::domain::{EventName, PauseReason, SortKey, Webhook, WebhookId};
use crate::store::webhooks::deliveries::{self, Attempt, NewDelivery, Outcome, When};
use crate::store::{WriteTx, events, webhooks};

/// Webhooks that come and go, and their deliveries.
pub(super) fn are_told(tx: &WriteTx<'_>) {
    let mut webhook = Webhook {
        id: tx.new_id(),
        url: "https://books.example/".to_owned(),
        events: None,
        created_at: tx.now(),
        seq: 0,
        failures: 0,
        next_attempt_at: None,
        paused_at: None,
        pause_reason: None,
    };
    webhooks::insert(tx, &webhook, "whsec_x").unwrap();
    webhook.events = Some(vec![EventName::OrderUpdated]);
    webhooks::update(tx, &webhook).unwrap();
    webhooks::advance(tx, webhook.id, 0, 1).unwrap();
    webhooks::replace_secret(tx, webhook.id, "whsec_y", tx.now()).unwrap();
    webhooks::count(tx).unwrap();
    webhooks::ids(tx).unwrap();
    webhooks::receiver(tx, webhook.id).unwrap();
    deliver(tx, webhook.id);
    webhooks::find(tx, webhook.id).unwrap();
    webhooks::pause(tx, webhook.id, PauseReason::Gone).unwrap();
    webhooks::stopped(tx).unwrap();
    for request in requests("-created_at", SortKey::Integer(500)) {
        webhooks::list(tx, &request).unwrap();
    }
    webhooks::delete(tx, webhook.id).unwrap();
    events::oldest_seq(tx).unwrap();
}

fn deliver(tx: &WriteTx<'_>, webhook: WebhookId) {
    let new = NewDelivery {
        seq: Some(1),
        event: "orderUpdated".to_owned(),
        skipped: None,
        body: "{}".to_owned(),
    };
    deliveries::insert(tx, webhook, &new, When::Once).unwrap();
    let id = deliveries::insert(tx, webhook, &new, When::InTurn).unwrap();
    deliveries::trim(tx, webhook).unwrap();
    deliveries::first_waiting(tx, webhook).unwrap();
    deliveries::first_asked_for(tx, webhook).unwrap();
    deliveries::find(tx, webhook, id).unwrap();
    deliveries::ask_for(tx, webhook, id).unwrap();
    deliveries::begin_anew(tx, webhook).unwrap();
    for request in requests("-row_id", SortKey::Integer(500)) {
        deliveries::list(tx, webhook, &request).unwrap();
    }
    let attempt = Attempt {
        status: Some(500),
        answer: None,
        error: None,
    };
    for outcome in [
        Outcome::FailedOnce,
        Outcome::Failed(None),
        Outcome::Delivered,
    ] {
        deliveries::record(tx, id, &attempt, &outcome).unwrap();
    }
}
