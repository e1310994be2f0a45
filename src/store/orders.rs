//! Orders and their items.

use rusqlite::{OptionalExtension, Row, params};

use super::{ReadTx, WriteTx, labels, list, order_list, row, search};
use crate::domain::{
    Currency, CustomerRef, ListRequest, Money, Order, OrderCounts, OrderFilter, OrderId, OrderItem,
    OrderItemId, OrderRef, OrderStatus, Page, ProductId, UserId,
};
use crate::error::{Entity, Error, Result};

/// The order of this id or number.
pub fn find(tx: &ReadTx<'_>, order: OrderRef) -> Result<Option<Order>> {
    let number = match order {
        OrderRef::Number(number) => Some(number),
        OrderRef::Id(id) => tx
            .connection
            .prepare_cached("SELECT number FROM orders WHERE id = ?1")?
            .query_row(params![id], |row| row.get(0))
            .optional()?,
    };
    match number {
        Some(number) => Ok(load(tx, &[number])?.pop()),
        None => Ok(None),
    }
}

/// The order of this id or number.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(tx: &ReadTx<'_>, order: OrderRef) -> Result<Order> {
    find(tx, order)?.ok_or(Error::NotFound(Entity::Order))
}

/// A page of the orders that the filter lets through.
pub fn list(tx: &ReadTx<'_>, filter: &OrderFilter, request: &ListRequest) -> Result<Page<Order>> {
    let limit = request.limit.get();
    let rows = order_list::rows(tx, filter, request.cursor.as_ref(), limit + 1)?;
    list::page_of(rows, limit, order_list::sort(filter), |numbers| {
        load(tx, numbers)
    })
}

/// How many orders each status has, all of them, by the counters.
pub fn counts(tx: &ReadTx<'_>) -> Result<OrderCounts> {
    let mut counts = OrderCounts::none();
    let mut statement = tx
        .connection
        .prepare_cached("SELECT status, orders FROM order_counts")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        counts.add(row.get(0)?, row.get(1)?);
    }
    Ok(counts)
}

/// How many of the orders that the filter lets through each status has. Ends at `limit` orders; those
/// are the newest. The filter's statuses and its sort have no say.
pub fn count(tx: &ReadTx<'_>, filter: &OrderFilter, limit: usize) -> Result<OrderCounts> {
    order_list::count(tx, filter, limit)
}

/// Adds an order as PENDING, with its items, and gives it its number and what the shop calls it.
pub fn insert(tx: &mut WriteTx<'_>, order: &mut Order) -> Result<()> {
    let (discount, discount_rate) = row::discount_columns(order.discount);
    tx.connection
        .prepare_cached(
            "INSERT INTO orders (id, status, user_id, total, note, version, created_at, updated_at,
                                 discount, discount_rate, prices_include_tax)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            order.id,
            order.status,
            order.user_id,
            order.total.minor(),
            order.note,
            order.version,
            order.created_at,
            order.updated_at,
            discount,
            discount_rate,
            order.prices_include_tax,
        ])?;
    order.number = tx.connection.last_insert_rowid();
    order.label = labels::give(tx, order.number)?;
    insert_items(tx, order)?;
    index(tx, order)
}

/// Writes where an order stands, what was paid for it, and its documents. The trigger in schema.sql refuses what the
/// pipeline does not have.
pub fn set_status(tx: &WriteTx<'_>, order: &Order) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE orders
             SET status = ?2, version = version + 1, updated_at = max(updated_at, ?3),
                 paid = ?4, invoice = ?5, credit_note = ?6
             WHERE number = ?1",
        )?
        .execute(params![
            order.number,
            order.status,
            tx.now(),
            order.paid.minor(),
            order.invoice,
            order.credit_note,
        ])?;
    Ok(())
}

/// Writes what was paid for an order.
pub fn set_paid(tx: &WriteTx<'_>, number: i64, paid: Money) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE orders
             SET paid = ?2, version = version + 1, updated_at = max(updated_at, ?3)
             WHERE number = ?1",
        )?
        .execute(params![number, paid.minor(), tx.now()])?;
    Ok(())
}

/// Writes an order's customer, note, discount, total and, if they changed, its items.
pub fn update(tx: &mut WriteTx<'_>, order: &Order, items_changed: bool) -> Result<()> {
    let (discount, discount_rate) = row::discount_columns(order.discount);
    tx.connection
        .prepare_cached(
            "UPDATE orders
             SET user_id = ?2, note = ?3, total = ?4, version = version + 1,
                 updated_at = max(updated_at, ?5), discount = ?6, discount_rate = ?7
             WHERE number = ?1",
        )?
        .execute(params![
            order.number,
            order.user_id,
            order.note,
            order.total.minor(),
            tx.now(),
            discount,
            discount_rate,
        ])?;
    if items_changed {
        tx.connection
            .prepare_cached("DELETE FROM order_items WHERE order_id = ?1")?
            .execute(params![order.id])?;
        insert_items(tx, order)?;
    }
    index(tx, order)
}

/// The goods of this order went back to stock, or will not: nothing of it goes back again.
pub fn clear_stock_taken(tx: &WriteTx<'_>, id: OrderId) -> Result<()> {
    tx.connection
        .prepare_cached("UPDATE order_items SET stock_taken = 0 WHERE order_id = ?1")?
        .execute(params![id])?;
    Ok(())
}

/// Deletes an order with its items and its timeline.
pub fn delete(tx: &mut WriteTx<'_>, number: i64) -> Result<()> {
    tx.connection
        .prepare_cached("DELETE FROM orders WHERE number = ?1")?
        .execute(params![number])?;
    search::ORDERS.forget(tx, number);
    Ok(())
}

/// Whether there is any order.
pub fn any(tx: &ReadTx<'_>) -> Result<bool> {
    exists(tx, "SELECT EXISTS (SELECT 1 FROM orders)", [])
}

/// Whether an order names this product.
pub fn name_product(tx: &ReadTx<'_>, id: ProductId) -> Result<bool> {
    exists(
        tx,
        "SELECT EXISTS (SELECT 1 FROM order_items WHERE product_id = ?1)",
        [id],
    )
}

/// Whether an order names this customer.
pub fn name_customer(tx: &ReadTx<'_>, id: UserId) -> Result<bool> {
    exists(
        tx,
        "SELECT EXISTS (SELECT 1 FROM orders WHERE user_id = ?1)",
        [id],
    )
}

/// Makes an order found by its present words.
pub(super) fn index(tx: &mut WriteTx<'_>, order: &Order) -> Result<()> {
    let words = search::order_words(tx, order)?;
    search::ORDERS.put(tx, order.number, &words);
    Ok(())
}

fn exists(tx: &ReadTx<'_>, sql: &str, bound: impl rusqlite::Params) -> Result<bool> {
    Ok(tx
        .connection
        .prepare_cached(sql)?
        .query_row(bound, |row| row.get(0))?)
}

/// The orders of these numbers that are there, in this order, with their items: one statement for all.
fn load(tx: &ReadTx<'_>, numbers: &[i64]) -> Result<Vec<Order>> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT orders.number, orders.id, orders.status, orders.user_id, users.name,
                orders.total, orders.note, orders.version, orders.created_at, orders.updated_at,
                orders.discount, orders.discount_rate, orders.prices_include_tax,
                order_items.id, order_items.product_id, order_items.product_name,
                order_items.sku, order_items.quantity, order_items.unit_price,
                order_items.stock_taken, order_items.discount, order_items.discount_rate,
                order_items.discount_share, order_items.tax_rate, order_items.tax,
                orders.label, orders.paid, orders.invoice, orders.credit_note
         FROM json_each(?1) AS wanted
         CROSS JOIN orders ON orders.number = wanted.value
         LEFT JOIN users ON users.id = orders.user_id
         LEFT JOIN order_items ON order_items.order_id = orders.id",
    )?;
    let mut rows = statement.query(params![list::json(numbers)])?;
    let mut orders: Vec<Order> = Vec::with_capacity(numbers.len());
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        if orders.last().is_none_or(|order| order.number != number) {
            orders.push(order(tx, row)?);
        }
        if let (Some(order), Some(id)) = (orders.last_mut(), row.get(13)?) {
            // By the primary key they come in the order in which they were asked for.
            order.items.push(item(tx, id, row)?);
        }
    }
    let added_up = orders.into_iter().map(Order::added_up);
    added_up
        .collect::<std::result::Result<_, _>>()
        .map_err(|problem| Error::Internal(format!("an order does not add up: {problem:?}")))
}

/// An order out of its row, without its items.
fn order(tx: &ReadTx<'_>, row: &Row<'_>) -> rusqlite::Result<Order> {
    let currency = tx.currency();
    let status: OrderStatus = row.get(2)?;
    let user_id: Option<UserId> = row.get(3)?;
    let customer = match user_id {
        Some(id) => Some(CustomerRef {
            id,
            name: row.get(4)?,
        }),
        None => None,
    };
    let number: i64 = row.get(0)?;
    let label: Option<String> = row.get(25)?;
    Ok(Order {
        number,
        label: label.unwrap_or_else(|| number.to_string()),
        id: row.get(1)?,
        status,
        user_id,
        customer,
        items: Vec::new(),
        subtotal: Money::zero(currency),
        discount: row::discount(row.get(10)?, row.get(11)?, currency)?,
        prices_include_tax: row.get(12)?,
        taxes: Vec::new(),
        total: row::money(row.get(5)?, currency)?,
        paid: row::money(row.get(26)?, currency)?,
        invoice: row.get(27)?,
        credit_note: row.get(28)?,
        currency,
        note: row.get(6)?,
        version: row.get(7)?,
        allowed_statuses: status.allowed(),
        created_at: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

/// An item out of its columns, which follow those of the order.
fn item(tx: &ReadTx<'_>, id: OrderItemId, row: &Row<'_>) -> rusqlite::Result<OrderItem> {
    let currency = tx.currency();
    let (quantity, unit_price, discount) = (row.get(17)?, row.get(18)?, row.get(20)?);
    Ok(OrderItem {
        id,
        product_id: row.get(14)?,
        product_name: row.get(15)?,
        sku: row.get(16)?,
        quantity,
        unit_price: row::money(unit_price, currency)?,
        discount: row::discount(discount, row.get(21)?, currency)?,
        line_total: line_total(unit_price, quantity, discount, currency)?,
        discount_share: row::money(row.get(22)?, currency)?,
        tax_rate: row.get(23)?,
        tax: row::money(row.get(24)?, currency)?,
        stock_taken: row.get(19)?,
    })
}

/// What so many of a product cost, less a discount. CHECK constraints and the order's total keep it in range.
pub(super) fn line_total(
    unit_price: i64,
    quantity: i64,
    discount: i64,
    currency: Currency,
) -> rusqlite::Result<Money> {
    let full = unit_price.checked_mul(quantity);
    let minor = full.and_then(|full| full.checked_sub(discount));
    row::money(minor.unwrap_or(-1), currency)
}

fn insert_items(tx: &WriteTx<'_>, order: &Order) -> Result<()> {
    let mut statement = tx.connection.prepare_cached(
        "INSERT INTO order_items
             (order_id, position, product_id, id, product_name, sku, quantity, unit_price, stock_taken,
              discount, discount_rate, discount_share, tax_rate, tax)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    )?;
    for (position, item) in (0_i64..).zip(&order.items) {
        let (discount, discount_rate) = row::discount_columns(item.discount);
        statement.execute(params![
            order.id,
            position,
            item.product_id,
            item.id,
            item.product_name,
            item.sku,
            item.quantity,
            item.unit_price.minor(),
            item.stock_taken,
            discount,
            discount_rate,
            item.discount_share.minor(),
            item.tax_rate,
            item.tax.minor(),
        ])?;
    }
    Ok(())
}
