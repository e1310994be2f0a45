//! Invoices and credit notes: which were given out, under one row of numbers without a gap.
//!
//! What a document says of goods and amounts is what its order says, which can't change any more; it is kept with the
//! document when the order is deleted.

use rusqlite::params;

use super::{ReadTx, WriteTx, row};
use crate::domain::{DocumentKind, Money, Order, Period, Rate};
use crate::error::{Error, Result};

/// Gives out the next document, and its number: one more than the last, in the transaction that needs it, so that none
/// is left out when it fails.
pub fn issue(tx: &WriteTx<'_>, kind: DocumentKind, order: &Order) -> Result<i64> {
    let taxes: Vec<_> = order
        .taxes
        .iter()
        .map(|tax| (tax.rate, tax.net.minor(), tax.tax.minor()))
        .collect();
    Ok(tx
        .connection
        .prepare_cached(
            "INSERT INTO documents (number, kind, order_id, order_number, at, taxes)
             SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4, ?5 FROM documents
             RETURNING number",
        )?
        .query_row(
            params![kind, order.id, order.number, tx.now(), json(&taxes)?],
            |row| row.get(0),
        )?)
}

/// Keeps what the documents of an order say, before the order goes.
pub fn keep_content(tx: &WriteTx<'_>, order: &Order) -> Result<()> {
    if order.invoice.is_none() {
        return Ok(());
    }
    tx.connection
        .prepare_cached("UPDATE documents SET content = ?2 WHERE order_id = ?1")?
        .execute(params![order.id, json(order)?])?;
    Ok(())
}

/// Hands over what the documents of a period say of each tax rate: the kind, the rate, the amount without tax, the tax.
pub fn taxes_of_period(
    tx: &ReadTx<'_>,
    period: Period,
    mut take: impl FnMut(DocumentKind, Rate, Money, Money),
) -> Result<()> {
    let mut statement = tx
        .connection
        .prepare_cached("SELECT kind, taxes FROM documents WHERE at >= ?1 AND at < ?2")?;
    let mut rows = statement.query(params![period.from, period.until])?;
    while let Some(row) = rows.next()? {
        let kind = row.get(0)?;
        let text: String = row.get(1)?;
        let taxes: Vec<(Rate, i64, i64)> = serde_json::from_str(&text).map_err(unreadable)?;
        for (rate, net, tax_amount) in taxes {
            let net = row::money(net, tx.currency())?;
            take(kind, rate, net, row::money(tax_amount, tx.currency())?);
        }
    }
    Ok(())
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Internal(format!("a document is no JSON: {error}"))
}
