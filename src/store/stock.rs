//! The stock of a product and the append-only ledger behind it. The two change together, here alone.

use rusqlite::params;

use super::list::Keyset;
use super::{ReadTx, WriteTx, row};
use crate::domain::{Actor, ListRequest, Page, ProductId, StockEntry, StockKind};
use crate::error::Result;

/// A row for the ledger.
pub struct Movement<'a> {
    /// Which product.
    pub product_id: ProductId,
    /// How many more, or less if negative.
    pub delta: i64,
    /// How many are left after it; the sum of all deltas.
    pub stock: i64,
    /// Why.
    pub kind: StockKind,
    /// What the person said.
    pub reason: Option<&'a str>,
    /// Whose goods.
    pub order_number: Option<i64>,
    /// Who.
    pub actor: Option<&'a Actor>,
}

/// Writes the ledger's row and the product's stock.
pub fn append(tx: &WriteTx<'_>, movement: &Movement<'_>) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO stock_ledger
                 (product_id, at, delta, stock, kind, reason, order_number, actor_id, actor_name)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            movement.product_id,
            tx.now(),
            movement.delta,
            movement.stock,
            movement.kind,
            movement.reason,
            movement.order_number,
            movement.actor.map(|actor| actor.id),
            movement.actor.map(|actor| &actor.name),
        ])?;
    // Where tracking ends the ledger sums up to 0, and the product has no stock to show.
    let shown = (movement.kind != StockKind::Untracked).then_some(movement.stock);
    tx.connection
        .prepare_cached(
            "UPDATE products SET stock = ?2, updated_at = max(updated_at, ?3) WHERE id = ?1",
        )?
        .execute(params![movement.product_id, shown, tx.now()])?;
    Ok(())
}

/// A page of the ledger of a product, newest first.
pub fn ledger(
    tx: &ReadTx<'_>,
    product: ProductId,
    request: &ListRequest,
) -> Result<Page<StockEntry>> {
    let mut keyset = Keyset::new("stock_ledger", "id", "id", "-id");
    keyset.filter_by("product_id = ?", product.uuid().into_bytes().to_vec());
    keyset.page(tx, request, |ids| {
        ids.iter().map(|id| entry(tx, *id)).collect()
    })
}

fn entry(tx: &ReadTx<'_>, id: i64) -> Result<StockEntry> {
    let mut statement = tx.connection.prepare_cached(
        "SELECT id, at, delta, stock, kind, reason, order_number, actor_id, actor_name
         FROM stock_ledger WHERE id = ?1",
    )?;
    Ok(statement.query_row(params![id], |row| {
        Ok(StockEntry {
            id: row.get(0)?,
            at: row.get(1)?,
            delta: row.get(2)?,
            stock: row.get(3)?,
            kind: row.get(4)?,
            reason: row.get(5)?,
            order_number: row.get(6)?,
            actor: row::actor(row.get(7)?, row.get(8)?),
        })
    })?)
}
