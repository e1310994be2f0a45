//! Products.

use rusqlite::{OptionalExtension, Row, params};

use super::list::Keyset;
use super::named::{self, Named, Table};
use super::{ReadTx, WriteTx, row, search};
use crate::domain::{
    Currency, Limit, ListRequest, Page, Product, ProductFilter, ProductId, ProductMark, name_key,
};
use crate::error::{Conflict, Entity, Result};

/// The columns that a row is read from, in the order of [`Named::from_row`].
macro_rules! columns {
    () => {
        "id, sku, name, price, stock, created_at, updated_at, archived_at, tax_rate"
    };
}

impl Named for Product {
    type Mark = ProductMark;
    const ENTITY: Entity = Entity::Product;
    const TABLE: Table = Table {
        name: "products",
        row: "products.row_id",
        name_key: "products.name_key",
        created_at: "products.created_at",
        row_of: "SELECT row_id FROM products WHERE id = ?1",
        find: concat!("SELECT ", columns!(), " FROM products WHERE id = ?1"),
        load: concat!("SELECT ", columns!(), " FROM products WHERE row_id = ?1"),
        delete: "DELETE FROM products WHERE row_id = ?1",
        in_use: "products.archived_at IS NULL",
        archived: "products.archived_at IS NOT NULL",
        found: "products.row_id IN (SELECT rowid FROM products_search WHERE products_search MATCH ?)",
        index: search::PRODUCTS,
    };

    fn from_row(row: &Row<'_>, currency: Currency) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            sku: row.get(1)?,
            name: row.get(2)?,
            price: row::money(row.get(3)?, currency)?,
            stock: row.get(4)?,
            created_at: row.get(5)?,
            updated_at: row.get(6)?,
            archived_at: row.get(7)?,
            tax_rate: row.get(8)?,
        })
    }

    fn words(&self) -> Vec<String> {
        [Some(&self.name), self.sku.as_ref()]
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }
}

/// The product that has this SKU, case ignored.
pub fn with_sku(tx: &ReadTx<'_>, sku: &str) -> Result<Option<ProductId>> {
    Ok(tx
        .connection
        .prepare_cached("SELECT id FROM products WHERE sku = ?1")?
        .query_row(params![sku], |row| row.get(0))
        .optional()?)
}

/// A page of the products that the filter lets through.
pub fn list(
    tx: &ReadTx<'_>,
    filter: &ProductFilter,
    request: &ListRequest,
) -> Result<Page<Product>> {
    let common = (filter.archived, filter.q.as_deref(), filter.sort);
    named::page(tx, common, request, |keyset| {
        if let Some(at_most) = filter.low_stock {
            low_in_stock(keyset, at_most);
        }
    })
}

/// The products in use of which at most so many are left, least stock first; at most `limit` of them.
pub fn least_in_stock(tx: &ReadTx<'_>, at_most: i64, limit: Limit) -> Result<Vec<Product>> {
    let mut keyset = Keyset::new("products", "products.row_id", "products.stock", "stock");
    low_in_stock(&mut keyset, at_most);
    let first = ListRequest {
        limit,
        cursor: None,
    };
    let page = keyset.page(tx, &first, |rows| {
        rows.iter().map(|row| named::load(tx, *row)).collect()
    })?;
    Ok(page.items)
}

fn low_in_stock(keyset: &mut Keyset, at_most: i64) {
    // Those that run out are few, whatever the order in which they are wanted.
    keyset.along("products INDEXED BY products_by_stock");
    keyset.filter(Product::TABLE.in_use);
    keyset.filter_by("products.stock <= ?", at_most);
}

/// Adds a product.
///
/// # Errors
/// [`Conflict::CurrencyChanged`]: its price was read in another currency than the shop now has.
pub fn insert(tx: &mut WriteTx<'_>, product: &Product) -> Result<()> {
    // The first price of all: only before it can the currency have become another one.
    if product.price.currency() != tx.currency() {
        return Err(Conflict::CurrencyChanged.into());
    }
    tx.connection
        .prepare_cached(
            "INSERT INTO products
                 (id, sku, name, name_key, price, stock, created_at, updated_at, archived_at, tax_rate)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![
            product.id,
            product.sku,
            product.name,
            name_key(&product.name),
            product.price.minor(),
            product.stock,
            product.created_at,
            product.updated_at,
            product.archived_at,
            product.tax_rate,
        ])?;
    let row = tx.connection.last_insert_rowid();
    named::index(tx, row, product);
    Ok(())
}

/// Writes all of a product but its stock, which changes through the ledger alone.
pub fn update(tx: &mut WriteTx<'_>, product: &Product) -> Result<()> {
    let row = named::existing_row::<Product>(tx, product.id)?;
    tx.connection
        .prepare_cached(
            "UPDATE products
             SET sku = ?2, name = ?3, name_key = ?4, price = ?5, updated_at = ?6, archived_at = ?7,
                 tax_rate = ?8
             WHERE row_id = ?1",
        )?
        .execute(params![
            row,
            product.sku,
            product.name,
            name_key(&product.name),
            product.price.minor(),
            product.updated_at,
            product.archived_at,
            product.tax_rate,
        ])?;
    named::index(tx, row, product);
    Ok(())
}
