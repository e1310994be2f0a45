//! Invoices and credit notes: which were given out, under one row of numbers without a gap.
//!
//! What a document says of goods and amounts is what its order says, which can't change any more; it is kept with the
//! document when the order is deleted. Who sold and who bought is kept when it is given out: the buyer with it, the
//! seller in a row that the documents of the same seller share.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params};
use serde::de::DeserializeOwned;

use super::list::Keyset;
use super::{ReadTx, WriteTx, orders, payments, row, settings, shop};
use crate::domain::{
    DocumentBrief, DocumentFilter, DocumentKind, ListRequest, Logo, Money, Order, OrderId,
    OrderRef, Page, Paper, PaperKind, Payment, PaymentKind, Period, Rate, Seller, Sold, Timestamp,
};
use crate::error::{Entity, Error, Result};

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
            "INSERT INTO documents
                 (number, kind, order_id, order_number, at, taxes, seller, timezone, buyer, last_payment)
             SELECT coalesce(max(number), 0) + 1, ?1, ?2, ?3, ?4, ?5, ?6, ?7,
                 (SELECT json_object('name', name, 'address', address, 'email', email)
                  FROM users WHERE id = ?8),
                 (SELECT max(id) FROM payments WHERE order_id = ?2)
             FROM documents
             RETURNING number",
        )?
        .query_row(
            params![
                kind,
                order.id,
                order.number,
                tx.now(),
                json(&taxes)?,
                present_seller(tx)?,
                tx.zone_name(),
                order.user_id,
            ],
            |row| row.get(0),
        )?)
}

/// Of which order a document is.
pub struct Issued {
    /// What it is.
    pub kind: DocumentKind,
    /// The order.
    pub order_id: OrderId,
    /// The order's number.
    pub order_number: i64,
}

/// The document with this number.
pub fn find(tx: &ReadTx<'_>, number: i64) -> Result<Option<Issued>> {
    let found = tx
        .connection
        .prepare_cached("SELECT kind, order_id, order_number FROM documents WHERE number = ?1")?
        .query_row(params![number], |row| {
            Ok(Issued {
                kind: row.get(0)?,
                order_id: row.get(1)?,
                order_number: row.get(2)?,
            })
        });
    Ok(found.optional()?)
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
        let taxes: Vec<(Rate, i64, i64)> = read(&text)?;
        for (rate, net, tax_amount) in taxes {
            let net = row::money(net, tx.currency())?;
            take(kind, rate, net, row::money(tax_amount, tx.currency())?);
        }
    }
    Ok(())
}

/// What a document says.
///
/// # Errors
/// [`Error::NotFound`].
pub fn paper(tx: &ReadTx<'_>, number: i64) -> Result<Paper> {
    let row = tx
        .connection
        .prepare_cached(
            "SELECT kind, at, timezone, seller, buyer, last_payment, order_number, content,
                 (SELECT invoices.number FROM documents AS invoices
                  WHERE invoices.order_id = documents.order_id AND invoices.kind = 'invoice'),
                 (SELECT coalesce(invoices.last_payment, 0) FROM documents AS invoices
                  WHERE invoices.order_id = documents.order_id AND invoices.kind = 'invoice')
             FROM documents WHERE number = ?1",
        )?
        .query_row(params![number], |row| {
            Ok(Row {
                kind: row.get(0)?,
                at: row.get(1)?,
                timezone: row.get(2)?,
                seller: row.get(3)?,
                buyer: row.get(4)?,
                last_payment: row.get(5)?,
                order_number: row.get(6)?,
                content: row.get(7)?,
                invoice: row.get(8)?,
                invoice_payment: row.get(9)?,
            })
        })
        .optional()?;
    let row = row.ok_or(Error::NotFound(Entity::Document))?;
    let sold = match &row.content {
        Some(content) => read(content)?,
        None => sold(&orders::get(tx, OrderRef::Number(row.order_number))?)?,
    };
    let mut payments = payments::of_order(tx, sold.id)?;
    payments.retain(|payment| row.tells_of(payment));
    let (seller, logo) = seller(tx, row.seller)?;
    Ok(Paper {
        kind: match row.kind {
            DocumentKind::Invoice => PaperKind::Invoice(number),
            DocumentKind::CreditNote => PaperKind::CreditNote {
                number,
                invoice: row.invoice,
            },
        },
        at: row.at,
        timezone: row.timezone,
        seller,
        logo,
        buyer: row.buyer.as_deref().map(read).transpose()?,
        sold,
        payments,
        currency: tx.currency(),
    })
}

/// The row of a document.
struct Row {
    kind: DocumentKind,
    at: Timestamp,
    timezone: Option<String>,
    seller: Option<i64>,
    buyer: Option<String>,
    last_payment: Option<i64>,
    order_number: i64,
    content: Option<String>,
    /// The invoice of the same order, and the last payment before it.
    invoice: i64,
    invoice_payment: i64,
}

impl Row {
    /// Whether the document says this of the money: what moved until it was given out, and on a credit note only what
    /// went back for it.
    fn tells_of(&self, payment: &Payment) -> bool {
        let was_there = Some(payment.id) <= self.last_payment;
        match self.kind {
            DocumentKind::Invoice => was_there,
            DocumentKind::CreditNote => {
                was_there
                    && payment.id > self.invoice_payment
                    && payment.kind == PaymentKind::Refund
            }
        }
    }
}

/// What was paid for an order, as a receipt says it; by who sells now, or who sold when it was invoiced.
///
/// # Errors
/// [`Error::NotFound`].
pub fn receipt(tx: &ReadTx<'_>, order: OrderRef) -> Result<Paper> {
    let order = orders::get(tx, order)?;
    let payments = payments::of_order(tx, order.id)?;
    let invoiced = order.invoice.map(|number| paper(tx, number)).transpose()?;
    let last = payments.last().map_or(order.updated_at, |last| last.at);
    let kind = PaperKind::Receipt(order.invoice);
    let sold = sold(&order)?;
    Ok(match invoiced {
        Some(invoice) => Paper {
            kind,
            at: last,
            sold,
            payments,
            ..invoice
        },
        None => Paper {
            kind,
            at: last,
            timezone: None,
            seller: shop::seller(tx)?,
            logo: shop::logo(tx)?,
            buyer: None,
            sold,
            payments,
            currency: tx.currency(),
        },
    })
}

/// A page of the documents that the filter lets through, newest first.
pub fn list(
    tx: &ReadTx<'_>,
    filter: &DocumentFilter,
    request: &ListRequest,
) -> Result<Page<DocumentBrief>> {
    let mut keyset = Keyset::new("documents", "documents.number", "documents.at", "-at");
    if let Some(kind) = filter.kind {
        keyset.filter_by("documents.kind = ?", kind.as_str().to_owned());
    }
    if let Some(from) = filter.from {
        keyset.filter_by("documents.at >= ?", from.as_millisecond());
    }
    if let Some(until) = filter.until {
        keyset.filter_by("documents.at < ?", until.as_millisecond());
    }
    keyset.page(tx, request, |rows| {
        rows.iter().map(|number| brief(tx, *number)).collect()
    })
}

fn brief(tx: &ReadTx<'_>, number: i64) -> Result<DocumentBrief> {
    let (mut brief, taxes) = tx
        .connection
        .prepare_cached(
            "SELECT documents.kind, documents.at, documents.order_number, documents.taxes,
                 coalesce(orders.label, documents.content ->> '$.label', documents.order_number),
                 documents.buyer ->> '$.name', orders.number IS NOT NULL
             FROM documents LEFT JOIN orders ON orders.id = documents.order_id
             WHERE documents.number = ?1",
        )?
        .query_row(params![number], |row| {
            let brief = DocumentBrief {
                number,
                kind: row.get(0)?,
                at: row.get(1)?,
                order_number: row.get(2)?,
                order_label: text_of(row.get(4)?),
                order_exists: row.get(6)?,
                buyer: row.get(5)?,
                total: Money::zero(tx.currency()),
                currency: tx.currency(),
            };
            Ok((brief, row.get::<_, String>(3)?))
        })?;
    let taxes: Vec<(Rate, i64, i64)> = read(&taxes)?;
    let total = taxes.iter().map(|(_, net, tax)| net + tax).sum();
    brief.total = row::money(total, tx.currency())?;
    Ok(brief)
}

/// A label: a text, or the running number.
fn text_of(value: Value) -> String {
    match value {
        Value::Integer(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Null | Value::Real(_) | Value::Blob(_) => String::new(),
    }
}

/// The row of who sells now. It is looked for once after each change of the settings that it is made of; they forget
/// it.
fn present_seller(tx: &WriteTx<'_>) -> Result<i64> {
    if let Some(known) = settings::get(tx, settings::DOCUMENT_SELLER)? {
        return known
            .parse()
            .map_err(|_| Error::Internal("the seller of documents is no row".to_owned()));
    }
    let seller = shop::seller(tx)?;
    if let Some(version) = &seller.logo {
        shop::keep_logo(tx, version)?;
    }
    let row: i64 = tx
        .connection
        .prepare_cached(
            // An update that changes nothing: so that the row that is there is given, too.
            "INSERT INTO document_sellers (content) VALUES (?1)
             ON CONFLICT (content) DO UPDATE SET content = content
             RETURNING id",
        )?
        .query_row(params![json(&seller)?], |row| row.get(0))?;
    settings::set(tx, settings::DOCUMENT_SELLER, &row.to_string())?;
    Ok(row)
}

/// Who sold, by the row, with the logo of then.
fn seller(tx: &ReadTx<'_>, row: Option<i64>) -> Result<(Seller, Option<Logo>)> {
    let content: String = tx
        .connection
        .prepare_cached("SELECT content FROM document_sellers WHERE id = ?1")?
        .query_row(params![row], |row| row.get(0))?;
    let seller: Seller = read(&content)?;
    let logo = match &seller.logo {
        Some(version) => shop::kept_logo(tx, version)?,
        None => None,
    };
    Ok((seller, logo))
}

/// What papers say of an order. By way of its JSON, which is what is kept of it: so both say the same.
fn sold(order: &Order) -> Result<Sold> {
    read(&json(order)?)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(unreadable)
}

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(unreadable)
}

fn unreadable(error: serde_json::Error) -> Error {
    Error::Internal(format!("a document is no JSON: {error}"))
}
