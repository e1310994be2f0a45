//! Orders: take one, show them, change one, delete one.

use std::sync::Arc;

use super::edit::{self, Edit};
use super::listings::{Listing, Listings};
use super::pipeline::{self, Move};
use super::stock::{self, Movements};
use super::{IdempotencyKey, idempotency, journal, lines};
use crate::auth::Caller;
use crate::domain::{
    self, Actor, Change, ListRequest, Money, NewOrder, Order, OrderCounts, OrderFilter, OrderPatch,
    OrderRef, OrderStatus, Page, StockKind, TimelineEntry, UserId,
};
use crate::error::{Conflict, Entity, Error, FieldError, Result};
use crate::store::{self, ReadTx, Store, WriteTx};

/// Where counting the orders that a filter lets through ends.
const MAX_COUNTED: usize = 10_000;

/// The orders of the shop.
#[derive(Clone)]
pub struct Orders {
    store: Store,
    listings: Listings,
}

/// A version that the order must still have for a change to take place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Any: no condition.
    Any,
    /// One of these.
    OneOf(Vec<i64>),
}

impl Expected {
    pub(super) fn check(&self, order: &Order) -> Result<()> {
        match self {
            Self::OneOf(versions) if !versions.contains(&order.version) => {
                Err(Error::VersionMismatch {
                    current: order.version,
                })
            }
            _ => Ok(()),
        }
    }
}

impl Orders {
    /// The orders of this store.
    pub fn new(store: Store, listings: Listings) -> Self {
        Self { store, listings }
    }

    /// A page of the orders that the caller may see and the filter lets through.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a cursor of another list.
    pub async fn list(
        &self,
        caller: &Caller,
        filter: OrderFilter,
        request: ListRequest,
    ) -> Result<Arc<Listing>> {
        match narrowed(caller, filter) {
            Some(filter) => {
                self.listings
                    .page(filter, request, store::orders::list)
                    .await
            }
            None => Listing::of::<Order>(&Page::empty()).map(Arc::new),
        }
    }

    /// How many of the orders that the caller may see and the filter lets through each status has.
    /// Ends at 10,000.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn counts(&self, caller: &Caller, filter: OrderFilter) -> Result<OrderCounts> {
        let Some(filter) = narrowed(caller, filter) else {
            return Ok(OrderCounts::none());
        };
        self.store
            .read(move |tx| match filter.is_everything() {
                true => store::orders::counts(tx),
                false => store::orders::count(tx, &filter, MAX_COUNTED),
            })
            .await
    }

    /// One order.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another customer's.
    pub async fn get(&self, caller: &Caller, order: OrderRef) -> Result<Order> {
        let caller = caller.clone();
        self.store.read(move |tx| visible(tx, &caller, order)).await
    }

    /// Who did what with an order and when, oldest first.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for another customer's.
    pub async fn timeline(&self, caller: &Caller, order: OrderRef) -> Result<Vec<TimelineEntry>> {
        let caller = caller.clone();
        self.store
            .read(move |tx| {
                let order = visible(tx, &caller, order)?;
                let mut timeline = store::events::timeline(tx, order.id)?;
                if !caller.is_admin() {
                    hide_others(&mut timeline, caller.user.id);
                }
                Ok(timeline)
            })
            .await
    }

    /// Takes an order, as PENDING, with its stock. Gives its JSON: with a key, the same request
    /// within 24 hours gives the first answer again and makes nothing new.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::InsufficientStock`], [`Conflict::IdempotencyConflict`].
    pub async fn create(
        &self,
        caller: &Caller,
        new: NewOrder,
        key: Option<IdempotencyKey>,
    ) -> Result<String> {
        domain::check(&new)?;
        let actor = caller.actor();
        self.store
            .write(move |tx| match &key {
                None => journal::json(&create(tx, &new, Some(&actor))?),
                Some(key) => {
                    idempotency::once(tx, actor.id, key, &new, |tx| create(tx, &new, Some(&actor)))
                }
            })
            .await
    }

    /// Changes an order: first what is edited, then where it stands; all of it or nothing.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Error::VersionMismatch`], [`Error::InvalidStatus`],
    /// [`Conflict::OrderNotEditable`], [`Error::InsufficientStock`].
    pub async fn update(
        &self,
        caller: &Caller,
        order: OrderRef,
        expected: Expected,
        patch: OrderPatch,
    ) -> Result<Order> {
        domain::check(&patch)?;
        check_together(&patch)?;
        let actor = caller.actor();
        self.store
            .write(move |tx| {
                let order = store::orders::get(tx, order)?;
                expected.check(&order)?;
                update(tx, &order, &patch, Some(&actor))
            })
            .await
    }

    /// Deletes a PENDING order, whose stock goes back, or a CANCELLED one.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::VersionMismatch`], [`Conflict::OrderNotDeletable`].
    pub async fn delete(&self, caller: &Caller, order: OrderRef, expected: Expected) -> Result<()> {
        let actor = caller.actor();
        self.store
            .write(move |tx| {
                let order = store::orders::get(tx, order)?;
                expected.check(&order)?;
                delete(tx, &order, Some(&actor))
            })
            .await
    }
}

/// Takes an order inside a transaction.
pub(super) fn create(tx: &mut WriteTx<'_>, new: &NewOrder, actor: Option<&Actor>) -> Result<Order> {
    let customer = edit::customer(tx, new.user_id)?;
    let terms = store::settings::tax_terms(tx)?;
    let discount = lines::discount(tx, new.discount.as_ref());
    let lines = lines::items_for(tx, &new.items, &[], terms.rate)?;
    let now = tx.now();
    let nothing = Money::zero(tx.currency());
    let order = Order {
        id: tx.new_id(),
        number: 0, // Comes with its row, and the label with it.
        label: String::new(),
        status: OrderStatus::Pending,
        user_id: new.user_id,
        customer,
        items: lines.items.clone(),
        subtotal: nothing,
        discount: discount.map_err(|wrong| Error::Invalid(vec![wrong]))?,
        prices_include_tax: terms.prices_include_tax,
        taxes: Vec::new(),
        total: nothing,
        paid: nothing,
        invoice: None,
        credit_note: None,
        currency: tx.currency(),
        note: new.note.clone(),
        version: 1,
        allowed_statuses: OrderStatus::Pending.allowed(),
        created_at: now,
        updated_at: now,
    };
    let mut order = lines::reckoned(order, Some(&lines))?;
    stock::check(tx, &edit::shifts(&[], &order.items))?;
    store::orders::insert(tx, &mut order)?;
    journal::order_moved(tx, &order, None, actor, None, &[])?;
    let movements = Movements {
        kind: StockKind::Order,
        order_number: order.number,
        actor,
    };
    stock::shift(tx, &edit::shifts(&[], &order.items), &movements)?;
    Ok(order)
}

/// Changes an order inside a transaction.
pub(super) fn update(
    tx: &mut WriteTx<'_>,
    order: &Order,
    patch: &OrderPatch,
    actor: Option<&Actor>,
) -> Result<Order> {
    // A move that the pipeline refuses is said before anything else about the patch.
    if let Some(to) = patch.status
        && !order.status.can_move_to(to)
    {
        return Err(Error::InvalidStatus {
            from: order.status,
            to,
        });
    }
    let edit = Edit {
        items: patch.items.as_deref(),
        discount: patch.discount.as_ref().map(Option::as_ref),
        note: patch.note.as_ref(),
        user_id: patch.user_id,
    };
    let edited = edit::apply(tx, order, &edit, actor)?;
    let Some(to) = patch.status else {
        return Ok(edited);
    };
    let movement = Move {
        to,
        reason: patch.reason.as_deref(),
        restock: patch.restock.unwrap_or(true),
        money: patch.payment.as_ref().or(patch.refund.as_ref()),
    };
    pipeline::change_status(tx, &edited, &movement, actor)
}

fn delete(tx: &mut WriteTx<'_>, order: &Order, actor: Option<&Actor>) -> Result<()> {
    if !order.status.is_deletable() {
        return Err(Conflict::OrderNotDeletable(order.status).into());
    }
    if order.paid.minor() > 0 {
        return Err(Conflict::OrderIsPaidFor.into());
    }
    store::documents::keep_content(tx, order)?;
    store::orders::delete(tx, order.number)?;
    journal::order_deleted(tx, order)?;
    pipeline::return_goods(tx, order, actor)
}

/// The filter, held to what the caller may see; `None`: that is nothing.
fn narrowed(caller: &Caller, mut filter: OrderFilter) -> Option<OrderFilter> {
    if caller.is_admin() {
        return Some(filter);
    }
    let own = caller.user.id;
    if filter.user_id.is_some_and(|asked| asked != own) {
        return None;
    }
    filter.user_id = Some(own);
    Some(filter)
}

/// The order, if it is there for this caller.
pub(super) fn visible(tx: &ReadTx<'_>, caller: &Caller, order: OrderRef) -> Result<Order> {
    let order = store::orders::get(tx, order)?;
    if caller.is_admin() || order.user_id == Some(caller.user.id) {
        return Ok(order);
    }
    Err(Error::NotFound(Entity::Order))
}

/// Takes the names of other customers, whose order it was before, out of a timeline.
fn hide_others(timeline: &mut [TimelineEntry], own: UserId) {
    for change in timeline
        .iter_mut()
        .filter_map(|entry| entry.changes.as_mut())
        .flatten()
    {
        if let Change::Customer { from, to } = change {
            from.take_if(|customer| customer.id != own);
            to.take_if(|customer| customer.id != own);
        }
    }
}

/// Fields of a patch that only make sense together.
fn check_together(patch: &OrderPatch) -> Result<()> {
    let mut errors = Vec::new();
    if patch.reason.is_some() && patch.status.is_none() {
        errors.push(FieldError::new("reason", "goes with a status"));
    }
    for (field, money, status) in [
        ("payment", &patch.payment, OrderStatus::Paid),
        ("refund", &patch.refund, OrderStatus::Cancelled),
    ] {
        let Some(money) = money else { continue };
        if patch.status != Some(status) {
            let message = format!("goes with the status {status}");
            errors.push(FieldError::new(field, message));
        }
        if money.kind.is_some() {
            let message = "is told by the status";
            errors.push(FieldError::new(format!("{field}.kind"), message));
        }
    }
    if patch.restock.is_some() && patch.status != Some(OrderStatus::Cancelled) {
        errors.push(FieldError::new("restock", "goes with the status CANCELLED"));
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(Error::Invalid(errors))
    }
}
