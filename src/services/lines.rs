//! The lines of an order out of a request: products as they are sold now or were before, and lines without one.

use std::collections::HashMap;

use crate::domain::{
    Discount, MAX_QUANTITY, Money, NewDiscount, NewOrderItem, Order, OrderItem, Product, ProductId,
    Rate, Unreckonable,
};
use crate::error::{Error, FieldError, Result};
use crate::store::{self, WriteTx};

const TOO_LARGE: &str = "come to more than 15 digits";

/// The items of an order, and for each the place in the request that it is from.
pub(super) struct Lines {
    pub(super) items: Vec<OrderItem>,
    asked: Vec<usize>,
}

/// Whether these are the same line of an order: of the same product, or both without one and for the same.
pub(super) fn is_same(one: &OrderItem, other: &OrderItem) -> bool {
    match (one.product_id, other.product_id) {
        (None, None) => {
            one.product_name == other.product_name
                && one.unit_price == other.unit_price
                && one.tax_rate == other.tax_rate
        }
        (one, other) => one == other,
    }
}

/// The items of an order: each line once, products of `before` as they were sold, and each holding what it takes of
/// tracked stock. Lines without a product have this tax rate unless they say another. What they come to is worked out
/// by [`reckoned`].
///
/// # Errors
/// [`Error::Invalid`] for products that are not there or archived, for too many of one, and for lines that are neither
/// of a product nor without one.
pub(super) fn items_for(
    tx: &WriteTx<'_>,
    wanted: &[NewOrderItem],
    before: &[OrderItem],
    tax_rate: Rate,
) -> Result<Lines> {
    let mut lines = Lines {
        items: Vec::with_capacity(wanted.len()),
        asked: Vec::new(),
    };
    let mut errors = Vec::new();
    let mut places = HashMap::<ProductId, usize>::new();
    for (index, wanted) in wanted.iter().enumerate() {
        match item_for(tx, wanted, before, tax_rate)? {
            Ok(item) => {
                let known = item.product_id.and_then(|id| places.get(&id).copied());
                let known = known.or_else(|| free_line_like(&lines.items, &item));
                match known.and_then(|at| lines.items.get_mut(at)) {
                    Some(first) => errors.extend(join(first, &item, index)),
                    None => {
                        if let Some(id) = item.product_id {
                            places.insert(id, lines.items.len());
                        }
                        lines.items.push(item);
                        lines.asked.push(index);
                    }
                }
            }
            Err(wrong) => errors.extend(wrong.into_iter().map(|wrong| in_line(index, wrong))),
        }
    }
    if !errors.is_empty() {
        return Err(Error::Invalid(errors));
    }
    for item in &mut lines.items {
        item.stock_taken = stock_taken(tx, item, before)?;
    }
    Ok(lines)
}

/// The order with what it comes to.
///
/// # Errors
/// [`Error::Invalid`] when more is taken off than there is, or it has more than 15 digits.
pub(super) fn reckoned(order: Order, lines: Option<&Lines>) -> Result<Order> {
    order.reckoned().map_err(|problem| match problem {
        Unreckonable::LineBelowZero(item) => {
            let asked = lines.and_then(|lines| lines.asked.get(item).copied());
            let message = "takes off more than the line comes to";
            Error::Invalid(vec![in_line(
                asked.unwrap_or(item),
                FieldError::new("discount", message),
            )])
        }
        Unreckonable::BelowZero => {
            Error::invalid("discount", "takes off more than the items come to")
        }
        Unreckonable::TooLarge => Error::invalid("items", TOO_LARGE),
    })
}

/// A discount as it is asked for, in the shop's currency.
///
/// # Errors
/// [`FieldError`] names the amount that is none.
pub(super) fn discount(
    tx: &WriteTx<'_>,
    wanted: Option<&NewDiscount>,
) -> std::result::Result<Option<Discount>, FieldError> {
    wanted
        .map(|wanted| wanted.in_currency(tx.currency()))
        .transpose()
        .map_err(|message| FieldError::new("discount.amount", message))
}

fn in_line(index: usize, error: FieldError) -> FieldError {
    FieldError::new(format!("items[{index}].{}", error.field), error.message)
}

fn free_line_like(items: &[OrderItem], item: &OrderItem) -> Option<usize> {
    if item.product_id.is_some() {
        return None;
    }
    items.iter().position(|other| is_same(other, item))
}

/// Adds a line to one like it.
fn join(first: &mut OrderItem, item: &OrderItem, index: usize) -> Option<FieldError> {
    if first.discount.is_some() || item.discount.is_some() {
        let message = "is of a line that is there twice: ask for it once";
        return Some(in_line(index, FieldError::new("discount", message)));
    }
    first.quantity += item.quantity;
    (first.quantity > MAX_QUANTITY).then(|| {
        let message = format!("together more than {MAX_QUANTITY} of one product");
        in_line(index, FieldError::new("quantity", message))
    })
}

/// An item as it is sold: as before if it stays, else as the product is now. The inner errors are for the one who
/// asked.
fn item_for(
    tx: &WriteTx<'_>,
    wanted: &NewOrderItem,
    before: &[OrderItem],
    tax_rate: Rate,
) -> Result<std::result::Result<OrderItem, Vec<FieldError>>> {
    let discount = match discount(tx, wanted.discount.as_ref()) {
        Ok(discount) => discount,
        Err(wrong) => return Ok(Err(vec![wrong])),
    };
    let asked = match wanted.product_id {
        Some(id) => product_line(tx, id, wanted, before)?,
        None => free_line(tx, wanted, before, tax_rate),
    };
    Ok(asked.map(|item| OrderItem {
        quantity: wanted.quantity,
        discount,
        ..item
    }))
}

fn product_line(
    tx: &WriteTx<'_>,
    id: ProductId,
    wanted: &NewOrderItem,
    before: &[OrderItem],
) -> Result<std::result::Result<OrderItem, Vec<FieldError>>> {
    let given = [
        ("name", wanted.name.is_some()),
        ("unit_price", wanted.unit_price.is_some()),
        ("tax_rate", wanted.tax_rate.is_some()),
    ];
    let wrong: Vec<_> = given
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| FieldError::new(field, "goes with a line without a product"))
        .collect();
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    if let Some(sold) = before.iter().find(|sold| sold.product_id == Some(id)) {
        return Ok(Ok(sold.clone()));
    }
    let no = |message: &str| Ok(Err(vec![FieldError::new("product_id", message)]));
    match store::find::<Product>(tx, id)? {
        None => no("there is no such product"),
        Some(product) if product.archived_at.is_some() => no("this product is archived"),
        Some(product) => Ok(Ok(new_item(tx, product.price, product.tax_rate, |item| {
            item.product_id = Some(id);
            item.product_name = product.name;
            item.sku = product.sku;
        }))),
    }
}

fn free_line(
    tx: &WriteTx<'_>,
    wanted: &NewOrderItem,
    before: &[OrderItem],
    tax_rate: Rate,
) -> std::result::Result<OrderItem, Vec<FieldError>> {
    let (name, price) = match (&wanted.name, &wanted.unit_price) {
        (Some(name), Some(price)) => (name, price),
        (None, None) => {
            let message = "is missing: a line has a product, or a name and a unit_price";
            return Err(vec![FieldError::new("product_id", message)]);
        }
        (None, _) => return Err(vec![FieldError::new("name", "is missing")]),
        (_, None) => return Err(vec![FieldError::new("unit_price", "is missing")]),
    };
    let price = price
        .in_currency(tx.currency())
        .map_err(|message| vec![FieldError::new("unit_price", message)])?;
    let rate = wanted.tax_rate.unwrap_or(tax_rate);
    let item = new_item(tx, price, rate, |item| item.product_name.clone_from(name));
    let sold = before.iter().find(|sold| is_same(sold, &item));
    Ok(sold.cloned().unwrap_or(item))
}

fn new_item(
    tx: &WriteTx<'_>,
    unit_price: Money,
    tax_rate: Rate,
    fill: impl FnOnce(&mut OrderItem),
) -> OrderItem {
    let nothing = Money::zero(tx.currency());
    let mut item = OrderItem {
        id: tx.new_id(),
        product_id: None,
        product_name: String::new(),
        sku: None,
        quantity: 0,
        unit_price,
        discount: None,
        line_total: nothing,
        discount_share: nothing,
        tax_rate,
        tax: nothing,
        stock_taken: 0,
    };
    fill(&mut item);
    item
}

/// How many of an item are held of tracked stock, now that its quantity is known.
///
/// An item that was sold while its product was not tracked holds nothing, and goes on doing so for
/// the part that was sold then.
fn stock_taken(tx: &WriteTx<'_>, item: &OrderItem, before: &[OrderItem]) -> Result<i64> {
    let Some(product_id) = item.product_id else {
        return Ok(0);
    };
    let sold = before.iter().find(|sold| is_same(sold, item));
    let (quantity_before, held) = sold.map_or((0, 0), |sold| (sold.quantity, sold.stock_taken));
    let product = store::get::<Product>(tx, product_id)?;
    let wanted = match product.stock {
        Some(_) => held + item.quantity - quantity_before,
        None => held,
    };
    Ok(wanted.clamp(0, item.quantity))
}
