//! What was paid for an order, and given back: each once, and never more than there is to pay or to give back.

use super::journal;
use super::orders::{Expected, visible};
use crate::auth::Caller;
use crate::domain::{
    self, Actor, Change, Money, NewPayment, Order, OrderRef, OrderStatus, Payment, PaymentKind,
    PaymentMethod,
};
use crate::error::{Conflict, Error, Result};
use crate::store::{self, Store, WriteTx};

/// The payments of the shop.
#[derive(Clone)]
pub struct Payments {
    store: Store,
}

impl Payments {
    /// The payments in this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// What was paid for an order and given back, oldest first: for admins, and for the customer whose order it is.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn list(&self, caller: &Caller, order: OrderRef) -> Result<Vec<Payment>> {
        let caller = caller.clone();
        self.store
            .read(move |tx| {
                let order = visible(tx, &caller, order)?;
                store::payments::of_order(tx, order.id)
            })
            .await
    }

    /// Enters a payment for an order that is PENDING, or money that went back.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::VersionMismatch`]; [`Error::Invalid`] for more than is open;
    /// [`Conflict::OrderNotEditable`] when there is nothing to pay any more.
    pub async fn enter(
        &self,
        caller: &Caller,
        order: OrderRef,
        expected: Expected,
        new: NewPayment,
    ) -> Result<Order> {
        domain::check(&new)?;
        let actor = caller.actor();
        self.store
            .write(move |tx| {
                let order = store::orders::get(tx, order)?;
                expected.check(&order)?;
                enter(tx, order, &new, Some(&actor))
            })
            .await
    }
}

fn enter(
    tx: &mut WriteTx<'_>,
    order: Order,
    new: &NewPayment,
    actor: Option<&Actor>,
) -> Result<Order> {
    let kind = new.kind.unwrap_or_default();
    let is_open = match kind {
        PaymentKind::Payment => order.status == OrderStatus::Pending,
        PaymentKind::Refund => !matches!(order.status, OrderStatus::Paid | OrderStatus::Fulfilled),
    };
    if !is_open {
        return Err(Conflict::OrderNotEditable(order.status).into());
    }
    let Some(amount) = amount(&order, kind, new, "")? else {
        return Err(Error::invalid("amount", "there is nothing open"));
    };
    let change = record(tx, &order, kind, new, amount, actor)?;
    let order = with(order, kind, amount)?.changed(tx.now());
    store::orders::set_paid(tx, order.number, order.paid)?;
    journal::order_edited(tx, &order, None, actor, &[change])?;
    Ok(order)
}

/// The money that comes in when an order becomes PAID: all that is open. `None`: nothing is.
///
/// # Errors
/// [`Error::Invalid`] for another amount than is open.
pub(super) fn on_paid(order: &Order, new: &NewPayment) -> Result<Option<Money>> {
    let open = open(order, PaymentKind::Payment);
    let amount = amount(order, PaymentKind::Payment, new, "payment.")?;
    match amount {
        Some(amount) if amount.minor() < open => Err(Error::invalid(
            "payment.amount",
            format!(
                "is less than is open: {}",
                open_text(order, PaymentKind::Payment)
            ),
        )),
        other => Ok(other),
    }
}

/// The money that goes back when an order is cancelled: all that was paid, unless it says less. `None`: none.
///
/// # Errors
/// [`Error::Invalid`] for more than was paid.
pub(super) fn on_cancelled(order: &Order, refund: &NewPayment) -> Result<Option<Money>> {
    amount(order, PaymentKind::Refund, refund, "refund.")
}

/// Writes it down, and gives what the timeline says of it. The order's own row is the caller's to write.
pub(super) fn record(
    tx: &WriteTx<'_>,
    order: &Order,
    kind: PaymentKind,
    new: &NewPayment,
    amount: Money,
    actor: Option<&Actor>,
) -> Result<Change> {
    let method = match (new.method, kind) {
        (Some(method), _) => method,
        (None, PaymentKind::Payment) => PaymentMethod::default(),
        (None, PaymentKind::Refund) => store::payments::last_method(tx, order.id)?,
    };
    store::payments::insert(
        tx,
        &store::payments::Entry {
            order,
            kind,
            method,
            amount,
            reference: new.reference.as_deref(),
            actor,
        },
    )?;
    Ok(Change::Payment {
        kind,
        method,
        amount: amount.to_string(),
    })
}

/// The order after so much came in or went back.
pub(super) fn with(order: Order, kind: PaymentKind, amount: Money) -> Result<Order> {
    let minor = match kind {
        PaymentKind::Payment => order.paid.minor() + amount.minor(),
        PaymentKind::Refund => order.paid.minor() - amount.minor(),
    };
    let paid = Money::from_minor(minor, order.currency)
        .ok_or_else(|| Error::Internal("more is paid or given back than there is".to_owned()))?;
    Ok(Order { paid, ..order })
}

/// What can still come in or go back, in minor units.
fn open(order: &Order, kind: PaymentKind) -> i64 {
    match kind {
        PaymentKind::Payment => order.total.minor() - order.paid.minor(),
        PaymentKind::Refund => order.paid.minor(),
    }
}

fn open_text(order: &Order, kind: PaymentKind) -> String {
    let open = Money::from_minor(open(order, kind), order.currency);
    open.map_or_else(String::new, |open| open.to_string())
}

/// How much is meant; `None`: nothing.
fn amount(order: &Order, kind: PaymentKind, new: &NewPayment, at: &str) -> Result<Option<Money>> {
    let field = format!("{at}amount");
    let amount = match &new.amount {
        Some(amount) => amount
            .in_currency(order.currency)
            .map_err(|message| Error::invalid(&field, message))?,
        None => Money::from_minor(open(order, kind), order.currency)
            .unwrap_or(Money::zero(order.currency)),
    };
    if amount.minor() > open(order, kind) {
        let what = match kind {
            PaymentKind::Payment => "open",
            PaymentKind::Refund => "paid",
        };
        let message = format!("is more than is {what}: {}", open_text(order, kind));
        return Err(Error::invalid(field, message));
    }
    Ok((amount.minor() > 0).then_some(amount))
}
