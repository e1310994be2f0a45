//! The items, note and customer of an order: making them from a request, and changing them while the
//! order is PENDING (the note always).

use super::journal;
use super::lines::{self, is_same};
use super::stock::{self, Movements, Shift};
use crate::domain::{
    Actor, Change, CustomerRef, Discount, NewDiscount, NewOrderItem, Order, OrderItem, StockKind,
    User, UserId,
};
use crate::error::{Conflict, Error, Result};
use crate::store::{self, WriteTx};

/// What to change of an order; `None` stays.
pub(super) struct Edit<'a> {
    pub items: Option<&'a [NewOrderItem]>,
    pub discount: Option<Option<&'a NewDiscount>>,
    pub note: Option<&'a Option<String>>,
    pub user_id: Option<Option<UserId>>,
}

/// Changes `order`, as it is in this transaction. What is already so is no change.
///
/// # Errors
/// [`Conflict::OrderNotEditable`], [`Error::Invalid`], [`Error::InsufficientStock`].
pub(super) fn apply(
    tx: &mut WriteTx<'_>,
    order: &Order,
    edit: &Edit<'_>,
    actor: Option<&Actor>,
) -> Result<Order> {
    let is_of_pending = edit.items.is_some() || edit.discount.is_some() || edit.user_id.is_some();
    if is_of_pending && !order.status.is_editable() {
        return Err(Conflict::OrderNotEditable(order.status).into());
    }
    let mut edited = order.clone();
    if let Some(note) = edit.note {
        edited.note.clone_from(note);
    }
    if let Some(user_id) = edit.user_id
        && user_id != order.user_id
    {
        edited.user_id = user_id;
        edited.customer = customer(tx, user_id)?;
    }
    if edit.items.is_some() || edit.discount.is_some() {
        edited = with_lines(tx, edited, edit)?;
    }
    let changes = differences(order, &edited);
    if changes.is_empty() {
        return Ok(order.clone());
    }
    stock::check(tx, &shifts(&order.items, &edited.items))?;
    let items_changed = edit.items.is_some() || edit.discount.is_some();
    store::orders::update(tx, &edited, items_changed)?;
    let former_owner = order.user_id.filter(|owner| edited.user_id != Some(*owner));
    let edited = edited.changed(tx.now());
    journal::order_edited(tx, &edited, former_owner, actor, &changes)?;
    let movements = Movements {
        kind: StockKind::Edit,
        order_number: order.number,
        actor,
    };
    stock::shift(tx, &shifts(&order.items, &edited.items), &movements)?;
    Ok(edited)
}

/// The order with other lines or another discount, and what it comes to then.
fn with_lines(tx: &WriteTx<'_>, mut order: Order, edit: &Edit<'_>) -> Result<Order> {
    if let Some(wanted) = edit.discount {
        order.discount =
            lines::discount(tx, wanted).map_err(|wrong| Error::Invalid(vec![wrong]))?;
    }
    let lines = match edit.items {
        Some(wanted) => {
            let tax_rate = store::settings::tax_terms(tx)?.rate;
            Some(lines::items_for(tx, wanted, &order.items, tax_rate)?)
        }
        None => None,
    };
    if let Some(lines) = &lines {
        order.items.clone_from(&lines.items);
    }
    let order = lines::reckoned(order, lines.as_ref())?;
    if order.total.minor() < order.paid.minor() {
        let message = format!("come to less than was paid already: {}", order.paid);
        return Err(Error::invalid("items", message));
    }
    Ok(order)
}

/// The customer that an order is to name.
///
/// # Errors
/// [`Error::Invalid`] when there is none in use.
pub(super) fn customer(tx: &WriteTx<'_>, id: Option<UserId>) -> Result<Option<CustomerRef>> {
    let Some(id) = id else { return Ok(None) };
    match store::find::<User>(tx, id)? {
        None => Err(Error::invalid("user_id", "there is no such customer")),
        Some(user) if user.archived_at.is_some() => {
            Err(Error::invalid("user_id", "this customer is archived"))
        }
        Some(user) => Ok(Some(CustomerRef {
            id,
            name: user.name,
        })),
    }
}

/// What the change from one list of items to another does to the stock.
pub(super) fn shifts<'a>(before: &'a [OrderItem], after: &'a [OrderItem]) -> Vec<Shift<'a>> {
    let held = |item: &OrderItem| {
        let before = before.iter().find(|other| is_same(other, item));
        before.map_or(0, |before| before.stock_taken)
    };
    let kept = after.iter().map(move |item| Shift {
        item,
        held: held(item),
        wanted: item.stock_taken,
    });
    let is_gone = |item: &&OrderItem| after.iter().all(|other| !is_same(other, item));
    let gone = before.iter().filter(is_gone);
    kept.chain(gone.map(|item| Shift {
        item,
        held: item.stock_taken,
        wanted: 0,
    }))
    .collect()
}

fn differences(before: &Order, after: &Order) -> Vec<Change> {
    let mut changes = Vec::new();
    if before.user_id != after.user_id {
        let (from, to) = (before.customer.clone(), after.customer.clone());
        changes.push(Change::Customer { from, to });
    }
    if before.note != after.note {
        let (from, to) = (before.note.clone(), after.note.clone());
        changes.push(Change::Note { from, to });
    }
    changes.extend(discount_change(None, before.discount, after.discount));
    let like = |items: &[OrderItem], item: &OrderItem| {
        let like = items.iter().find(|other| is_same(other, item));
        like.map_or((0, None), |like| (like.quantity, like.discount))
    };
    let is_added = |item: &&OrderItem| like(&before.items, item).0 == 0;
    let added = after.items.iter().filter(is_added);
    for item in before.items.iter().chain(added) {
        let (from, discount_before) = like(&before.items, item);
        let (to, discount_after) = like(&after.items, item);
        if from != to {
            changes.push(Change::Item {
                product_id: item.product_id,
                product_name: item.product_name.clone(),
                from,
                to,
            });
        }
        if from != 0 && to != 0 {
            let name = Some(&item.product_name);
            changes.extend(discount_change(name, discount_before, discount_after));
        }
    }
    changes
}

/// What the timeline says of a discount; a share is the same as long as it is the same share.
fn discount_change(
    product_name: Option<&String>,
    from: Option<Discount>,
    to: Option<Discount>,
) -> Option<Change> {
    let text = |discount: Discount| discount.to_string();
    let (from, to) = (from.map(text), to.map(text));
    (from != to).then(|| Change::Discount {
        product_name: product_name.cloned(),
        from,
        to,
    })
}
