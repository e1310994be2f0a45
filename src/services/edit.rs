//! The items, note and customer of an order: making them from a request, and changing them while the
//! order is PENDING (the note always).

use std::collections::HashMap;

use super::journal;
use super::stock::{self, Movements, Shift};
use crate::domain::{
    Actor, Change, CustomerRef, MAX_QUANTITY, Money, NewOrderItem, Order, OrderItem, Product,
    ProductId, StockKind, User, UserId,
};
use crate::error::{Conflict, Error, FieldError, Result};
use crate::store::{self, WriteTx};

/// What to change of an order; `None` stays.
pub(super) struct Edit<'a> {
    pub items: Option<&'a [NewOrderItem]>,
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
    if (edit.items.is_some() || edit.user_id.is_some()) && !order.status.is_editable() {
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
    if let Some(items) = edit.items {
        edited.items = items_for(tx, items, &order.items)?;
        edited.total = total(tx, &edited.items)?;
    }
    let changes = differences(order, &edited);
    if changes.is_empty() {
        return Ok(order.clone());
    }
    stock::check(tx, &shifts(&order.items, &edited.items))?;
    store::orders::update(tx, &edited, edit.items.is_some())?;
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

/// The items of an order: each product once, those of `before` at the price they were sold at, and
/// each holding what it takes of tracked stock.
///
/// # Errors
/// [`Error::Invalid`] for products that are not there or archived, and for too many of one.
pub(super) fn items_for(
    tx: &WriteTx<'_>,
    wanted: &[NewOrderItem],
    before: &[OrderItem],
) -> Result<Vec<OrderItem>> {
    let mut items: Vec<OrderItem> = Vec::with_capacity(wanted.len());
    let mut place = HashMap::<ProductId, usize>::new();
    let mut errors = Vec::new();
    for (
        index,
        NewOrderItem {
            product_id,
            quantity,
        },
    ) in wanted.iter().enumerate()
    {
        if let Some(item) = place.get(product_id).and_then(|at| items.get_mut(*at)) {
            item.quantity += quantity;
            if item.quantity > MAX_QUANTITY {
                let message = format!("together more than {MAX_QUANTITY} of one product");
                errors.push(FieldError::new(format!("items[{index}].quantity"), message));
            }
            continue;
        }
        let sold = before.iter().find(|item| item.product_id == *product_id);
        match item_for(tx, *product_id, *quantity, sold)? {
            Ok(item) => {
                place.insert(*product_id, items.len());
                items.push(item);
            }
            Err(message) => {
                errors.push(FieldError::new(
                    format!("items[{index}].product_id"),
                    message,
                ));
            }
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    for item in &mut items {
        settle(tx, item, before)?;
    }
    Ok(items)
}

/// The sum of the items.
///
/// # Errors
/// [`Error::Invalid`] when it has more than 15 digits.
pub(super) fn total(tx: &WriteTx<'_>, items: &[OrderItem]) -> Result<Money> {
    Money::sum(items.iter().map(|item| item.line_total), tx.currency())
        .ok_or_else(|| Error::invalid("items", "come to more than 15 digits"))
}

/// What the change from one list of items to another does to the stock.
pub(super) fn shifts<'a>(before: &'a [OrderItem], after: &'a [OrderItem]) -> Vec<Shift<'a>> {
    let held = |product_id| {
        let item = before.iter().find(|item| item.product_id == product_id);
        item.map_or(0, |item| item.stock_taken)
    };
    let kept = after.iter().map(|item| Shift {
        item,
        held: held(item.product_id),
        wanted: item.stock_taken,
    });
    let is_gone = |item: &&OrderItem| {
        after
            .iter()
            .all(|other| other.product_id != item.product_id)
    };
    let gone = before.iter().filter(is_gone);
    kept.chain(gone.map(|item| Shift {
        item,
        held: item.stock_taken,
        wanted: 0,
    }))
    .collect()
}

/// An item as it is sold: as before if it stays, else as the product is now. The inner error is for
/// the one who asked.
fn item_for(
    tx: &WriteTx<'_>,
    product_id: ProductId,
    quantity: i64,
    sold: Option<&OrderItem>,
) -> Result<std::result::Result<OrderItem, &'static str>> {
    if let Some(sold) = sold {
        return Ok(Ok(OrderItem {
            quantity,
            ..sold.clone()
        }));
    }
    Ok(match store::find::<Product>(tx, product_id)? {
        None => Err("there is no such product"),
        Some(product) if product.archived_at.is_some() => Err("this product is archived"),
        Some(product) => Ok(OrderItem {
            id: tx.new_id(),
            product_id,
            product_name: product.name,
            sku: product.sku,
            quantity,
            unit_price: product.price,
            line_total: product.price,
            stock_taken: 0,
        }),
    })
}

/// Works out what an item comes to and what it holds of stock, now that its quantity is known.
///
/// An item that was sold while its product was not tracked holds nothing, and goes on doing so for
/// the part that was sold then.
fn settle(tx: &WriteTx<'_>, item: &mut OrderItem, before: &[OrderItem]) -> Result<()> {
    item.line_total = item
        .unit_price
        .times(item.quantity)
        .ok_or_else(|| Error::invalid("items", "come to more than 15 digits"))?;
    let sold = before
        .iter()
        .find(|sold| sold.product_id == item.product_id);
    let (quantity_before, held) = sold.map_or((0, 0), |sold| (sold.quantity, sold.stock_taken));
    let product = store::get::<Product>(tx, item.product_id)?;
    let wanted = match product.stock {
        Some(_) => held + item.quantity - quantity_before,
        None => held,
    };
    item.stock_taken = wanted.clamp(0, item.quantity);
    Ok(())
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
    let quantity = |items: &[OrderItem], id| {
        items
            .iter()
            .find(|item| item.product_id == id)
            .map_or(0, |item| item.quantity)
    };
    let added = after
        .items
        .iter()
        .filter(|item| quantity(&before.items, item.product_id) == 0);
    for item in before.items.iter().chain(added) {
        let from = quantity(&before.items, item.product_id);
        let to = quantity(&after.items, item.product_id);
        if from != to {
            changes.push(Change::Item {
                product_id: item.product_id,
                product_name: item.product_name.clone(),
                from,
                to,
            });
        }
    }
    changes
}
