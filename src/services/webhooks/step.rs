//! What a webhook has to do next, and what becomes of a delivery after a try.

use super::{Answer, Letter, letter};
use crate::domain::{self, PauseReason, Timestamp, WebhookDeliveryId, WebhookId};
use crate::error::Result;
use crate::store::webhooks::deliveries::{self, NewDelivery, Outcome, Waiting, When};
use crate::store::{ReadTx, WriteTx, events, webhooks};

/// How many events are taken from the log at a time.
const TAKEN_TOGETHER: usize = 50;
/// The HTTP status of who wants to hear no more.
const GONE: u16 = 410;

/// What there is to do next.
pub(super) enum Step {
    /// Send this delivery.
    Send(Box<Errand>),
    /// Take what was found in the log, from one `seq` up to another.
    Take(Vec<NewDelivery>, i64, i64),
    /// Nothing until this instant, or until the bell rings.
    Rest(Option<Timestamp>),
}

/// A delivery on its way.
pub(super) struct Errand {
    pub(super) id: WebhookDeliveryId,
    pub(super) letter: Letter,
    pub(super) failures: i64,
    pub(super) when: When,
}

/// What becomes of a delivery, and whether its webhook is paused. `next_at`: when it would be tried again.
pub(super) fn judge(
    answer: &Answer,
    when: When,
    next_at: Option<Timestamp>,
) -> (Outcome, Option<PauseReason>) {
    let is_gone = answer.status == Some(GONE);
    match (answer.status, when) {
        (Some(200..=299), _) => (Outcome::Delivered, None),
        (_, When::Once) => (Outcome::FailedOnce, is_gone.then_some(PauseReason::Gone)),
        _ if is_gone => (Outcome::Failed(None), Some(PauseReason::Gone)),
        _ => {
            let pause = next_at.is_none().then_some(PauseReason::Failed);
            (Outcome::Failed(next_at), pause)
        }
    }
}

/// What a webhook has to do next; `None`: there is no such webhook.
pub(super) fn next(tx: &ReadTx<'_>, id: WebhookId, now: Timestamp) -> Result<Option<Step>> {
    let Some(receiver) = webhooks::receiver(tx, id)? else {
        return Ok(None);
    };
    let send = |waiting: Waiting, when| -> Result<Option<Step>> {
        let letter = letter::signed(&receiver, waiting.id, waiting.body, now)?;
        let errand = Errand {
            id: waiting.id,
            letter,
            failures: waiting.failures,
            when,
        };
        Ok(Some(Step::Send(Box::new(errand))))
    };
    if let Some(asked_for) = deliveries::first_asked_for(tx, id)? {
        return send(asked_for, When::Once);
    }
    if receiver.is_paused {
        return Ok(Some(Step::Rest(None)));
    }
    if let Some(first) = deliveries::first_waiting(tx, id)? {
        return match first.at {
            Some(at) if !domain::is_due(at, now) => Ok(Some(Step::Rest(Some(at)))),
            _ => send(first, When::InTurn),
        };
    }
    look_into_log(tx, &receiver, now).map(Some)
}

/// What came into the log since the webhook's last event.
fn look_into_log(tx: &ReadTx<'_>, receiver: &webhooks::Receiver, now: Timestamp) -> Result<Step> {
    let last = events::last_seq(tx)?;
    let from = receiver.seq;
    if from >= last {
        return Ok(Step::Rest(None));
    }
    let gone = events::oldest_seq(tx)?.unwrap_or(last + 1) - 1;
    if gone > from {
        let word = letter::resync(gone - from, gone, now);
        return Ok(Step::Take(vec![word], from, gone));
    }
    let found = events::after(tx, from, TAKEN_TOGETHER)?;
    let up_to = found.last().map_or(last, |event| event.seq);
    let wanted = found.iter().filter(|event| {
        let chosen = receiver.events.as_ref();
        chosen.is_none_or(|chosen| chosen.contains(&event.name))
    });
    let deliveries = wanted.map(letter::of_event).collect();
    Ok(Step::Take(deliveries, from, up_to))
}

/// Keeps what was found, unless the webhook was changed in between: then it is looked for again.
pub(super) fn take(
    tx: &mut WriteTx<'_>,
    id: WebhookId,
    found: &[NewDelivery],
    from: i64,
    up_to: i64,
) -> Result<()> {
    if webhooks::advance(tx, id, from, up_to)? {
        for new in found {
            deliveries::insert(tx, id, new, When::InTurn)?;
        }
        deliveries::trim(tx, id)?;
    }
    Ok(())
}
