//! Orders and their items.

use rusqlite::{OptionalExtension, Row, params};

use super::{ReadTx, WriteTx, list, order_list, row, search};
use crate::domain::{
    CustomerRef, ListRequest, Money, Order, OrderCounts, OrderFilter, OrderId, OrderItem, OrderRef,
    OrderStatus, Page, ProductId, UserId,
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

/// Adds an order as PENDING, with its items. The number in `order` is ignored.
///
/// # Errors
/// Returns the number that it got.
pub fn insert(tx: &mut WriteTx<'_>, order: &Order) -> Result<i64> {
    tx.connection
        .prepare_cached(
            "INSERT INTO orders (id, status, user_id, total, note, version, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
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
        ])?;
    let number = tx.connection.last_insert_rowid();
    insert_items(tx, order)?;
    index(tx, number, order)?;
    Ok(number)
}

/// Moves an order. The trigger in schema.sql refuses what the pipeline does not have.
pub fn set_status(tx: &WriteTx<'_>, number: i64, to: OrderStatus) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE orders
             SET status = ?2, version = version + 1, updated_at = max(updated_at, ?3)
             WHERE number = ?1",
        )?
        .execute(params![number, to, tx.now()])?;
    Ok(())
}

/// Writes an order's customer, note, total and, if they changed, its items.
pub fn update(tx: &mut WriteTx<'_>, order: &Order, items_changed: bool) -> Result<()> {
    tx.connection
        .prepare_cached(
            "UPDATE orders
             SET user_id = ?2, note = ?3, total = ?4, version = version + 1,
                 updated_at = max(updated_at, ?5)
             WHERE number = ?1",
        )?
        .execute(params![
            order.number,
            order.user_id,
            order.note,
            order.total.minor(),
            tx.now()
        ])?;
    if items_changed {
        tx.connection
            .prepare_cached("DELETE FROM order_items WHERE order_id = ?1")?
            .execute(params![order.id])?;
        insert_items(tx, order)?;
    }
    index(tx, order.number, order)
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
pub(super) fn index(tx: &mut WriteTx<'_>, number: i64, order: &Order) -> Result<()> {
    let words = search::order_words(tx, number, order)?;
    search::ORDERS.put(tx, number, &words);
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
                order_items.id, order_items.product_id, order_items.product_name,
                order_items.sku, order_items.quantity, order_items.unit_price,
                order_items.stock_taken, order_items.position
         FROM json_each(?1) AS wanted
         CROSS JOIN orders ON orders.number = wanted.value
         LEFT JOIN users ON users.id = orders.user_id
         LEFT JOIN order_items ON order_items.order_id = orders.id",
    )?;
    let mut rows = statement.query(params![list::json(numbers)])?;
    let mut orders: Vec<Order> = Vec::with_capacity(numbers.len());
    let mut places = Vec::new();
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(0)?;
        if orders.last().is_none_or(|order| order.number != number) {
            put_in_place(orders.last_mut(), &mut places);
            orders.push(order(tx, row)?);
        }
        if let (Some(order), Some(place)) = (orders.last_mut(), row.get::<_, Option<i64>>(17)?) {
            places.push(place);
            order.items.push(item(tx, row)?);
        }
    }
    put_in_place(orders.last_mut(), &mut places);
    Ok(orders)
}

/// Puts the items of an order, which come by product, in the order in which they were asked for.
fn put_in_place(order: Option<&mut Order>, places: &mut Vec<i64>) {
    if let Some(order) = order
        && !places.is_sorted()
    {
        let mut placed: Vec<_> = places.iter().zip(order.items.drain(..)).collect();
        placed.sort_by_key(|(place, _)| **place);
        order.items = placed.into_iter().map(|(_, item)| item).collect();
    }
    places.clear();
}

/// An order out of its row, without its items.
fn order(tx: &ReadTx<'_>, row: &Row<'_>) -> rusqlite::Result<Order> {
    let status: OrderStatus = row.get(2)?;
    let user_id: Option<UserId> = row.get(3)?;
    let customer = match user_id {
        Some(id) => Some(CustomerRef {
            id,
            name: row.get(4)?,
        }),
        None => None,
    };
    Ok(Order {
        number: row.get(0)?,
        id: row.get(1)?,
        status,
        user_id,
        customer,
        items: Vec::new(),
        total: row::money(row.get(5)?, tx.currency())?,
        currency: tx.currency(),
        note: row.get(6)?,
        version: row.get(7)?,
        allowed_statuses: status.allowed(),
        created_at: row.get(8)?,
        updated_at: row.get(9)?,
    })
}

/// An item out of its columns, which follow those of the order.
fn item(tx: &ReadTx<'_>, row: &Row<'_>) -> rusqlite::Result<OrderItem> {
    let (quantity, unit_price): (i64, i64) = (row.get(14)?, row.get(15)?);
    Ok(OrderItem {
        id: row.get(10)?,
        product_id: row.get(11)?,
        product_name: row.get(12)?,
        sku: row.get(13)?,
        quantity,
        unit_price: row::money(unit_price, tx.currency())?,
        line_total: line_total(unit_price, quantity, tx.currency())?,
        stock_taken: row.get(16)?,
    })
}

/// What so many of a product cost. CHECK constraints and the order's total keep it in range.
pub(super) fn line_total(
    unit_price: i64,
    quantity: i64,
    currency: crate::domain::Currency,
) -> rusqlite::Result<Money> {
    let unit_price = row::money(unit_price, currency)?;
    unit_price
        .times(quantity)
        .ok_or(rusqlite::Error::IntegralValueOutOfRange(0, quantity))
}

fn insert_items(tx: &WriteTx<'_>, order: &Order) -> Result<()> {
    let mut statement = tx.connection.prepare_cached(
        "INSERT INTO order_items
             (order_id, product_id, id, position, product_name, sku, quantity, unit_price, stock_taken)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?;
    for (position, item) in (0_i64..).zip(&order.items) {
        statement.execute(params![
            order.id,
            item.product_id,
            item.id,
            position,
            item.product_name,
            item.sku,
            item.quantity,
            item.unit_price.minor(),
            item.stock_taken,
        ])?;
    }
    Ok(())
}
