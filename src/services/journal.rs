//! Writes down what a change did: the event for the sockets and their replay, and for orders the
//! timeline. In the transaction of the change, so there is none without the other.

use serde::Serialize;
use serde_json::json;

use crate::domain::{
    Actor, Audience, Change, EventName, Order, OrderStatus, Product, ProductId, Shop, ShopSettings,
    User, UserId,
};
use crate::error::{Error, Result};
use crate::store::WriteTx;
use crate::store::events::{self, NewEvent, NewTimelineEntry};

/// What `orderStatusUpdated` bears.
#[derive(Serialize)]
struct Moved<'a> {
    #[serde(flatten)]
    order: &'a Order,
    previous_status: Option<OrderStatus>,
}

/// An order was made (`previous` is `None`) or moved.
pub(super) fn order_moved(
    tx: &mut WriteTx<'_>,
    order: &Order,
    previous: Option<OrderStatus>,
    actor: Option<&Actor>,
    reason: Option<&str>,
    changes: &[Change],
) -> Result<()> {
    let name = EventName::OrderStatusUpdated;
    let data = json(&Moved {
        order,
        previous_status: previous,
    })?;
    let seq = append(tx, name, audience_of(order.user_id), None, data)?;
    let entry = NewTimelineEntry {
        order_id: order.id,
        at: order.updated_at,
        actor,
        from: previous,
        to: Some(order.status),
        reason,
        changes: (!changes.is_empty()).then_some(changes),
    };
    events::append_to_timeline(tx, seq, name, &entry)
}

/// Items, note or customer of an order changed.
pub(super) fn order_edited(
    tx: &mut WriteTx<'_>,
    order: &Order,
    former_owner: Option<UserId>,
    actor: Option<&Actor>,
    changes: &[Change],
) -> Result<()> {
    let name = EventName::OrderUpdated;
    let seq = append(
        tx,
        name,
        audience_of(order.user_id),
        former_owner,
        json(order)?,
    )?;
    let entry = NewTimelineEntry {
        order_id: order.id,
        at: order.updated_at,
        actor,
        from: None,
        to: None,
        reason: None,
        changes: Some(changes),
    };
    events::append_to_timeline(tx, seq, name, &entry)
}

/// An order was deleted.
pub(super) fn order_deleted(tx: &mut WriteTx<'_>, order: &Order) -> Result<()> {
    let data = json!({ "id": order.id, "number": order.number }).to_string();
    append(
        tx,
        EventName::OrderDeleted,
        audience_of(order.user_id),
        None,
        data,
    )?;
    Ok(())
}

/// A product was made or changed. Customers see that it is archived, and nothing of it after that.
pub(super) fn product_changed(
    tx: &mut WriteTx<'_>,
    product: &Product,
    was_archived: bool,
) -> Result<()> {
    let audience = match product.archived_at.is_some() && was_archived {
        true => Audience::Admins,
        false => Audience::Everyone,
    };
    append(
        tx,
        EventName::ProductUpdated,
        audience,
        None,
        json(product)?,
    )?;
    Ok(())
}

/// A product was deleted.
pub(super) fn product_deleted(tx: &mut WriteTx<'_>, id: ProductId) -> Result<()> {
    let data = json!({ "id": id }).to_string();
    append(
        tx,
        EventName::ProductDeleted,
        Audience::Everyone,
        None,
        data,
    )?;
    Ok(())
}

/// A user was made or changed.
pub(super) fn customer_changed(tx: &mut WriteTx<'_>, user: &User) -> Result<()> {
    append(
        tx,
        EventName::CustomerUpdated,
        Audience::Owner(user.id),
        None,
        json(user)?,
    )?;
    Ok(())
}

/// A user was deleted.
pub(super) fn customer_deleted(tx: &mut WriteTx<'_>, id: UserId) -> Result<()> {
    let data = json!({ "id": id }).to_string();
    append(
        tx,
        EventName::CustomerDeleted,
        Audience::Owner(id),
        None,
        data,
    )?;
    Ok(())
}

/// The shop's settings changed: admins get all of them, and everyone what their pages show, if that changed.
pub(super) fn settings_changed(
    tx: &mut WriteTx<'_>,
    before: &ShopSettings,
    after: &ShopSettings,
) -> Result<()> {
    if before == after {
        return Ok(());
    }
    let name = EventName::SettingsUpdated;
    append(tx, name, Audience::Admins, None, json(after)?)?;
    let (before, after) = (Shop::from(before), Shop::from(after));
    if before != after {
        let name = EventName::ShopUpdated;
        append(tx, name, Audience::Everyone, None, json(&after)?)?;
    }
    Ok(())
}

fn append(
    tx: &mut WriteTx<'_>,
    name: EventName,
    audience: Audience,
    former_owner: Option<UserId>,
    data: String,
) -> Result<i64> {
    events::append(
        tx,
        NewEvent {
            name,
            audience,
            former_owner,
            data,
        },
    )
}

fn audience_of(owner: Option<UserId>) -> Audience {
    owner.map_or(Audience::Admins, Audience::Owner)
}

pub(super) fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::Internal(format!("an event is no JSON: {error}")))
}
