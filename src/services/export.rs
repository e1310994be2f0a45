//! What is in the shop as CSV, for spreadsheets and for reading it back.
//!
//! An export walks its list page by page, as someone who reads on does: memory stays flat, no snapshot is
//! held for long, and what others write meanwhile waits for nobody.

use std::sync::Arc;

use super::listings::List;
use super::sheet::{self, BYTE_ORDER_MARK, Cell, Separator, optional};
use crate::domain::{
    Cursor, Limit, ListRequest, Order, OrderFilter, OrderItem, Product, ProductFilter, User,
    UserFilter,
};
use crate::error::Result;
use crate::store::{self, ReadTx, Store};

/// The exports of the shop.
#[derive(Clone)]
pub struct Exports {
    store: Store,
}

impl Exports {
    /// The exports of this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// Orders, a line for each item with what the order is repeated: sum up `line_total`. An order without
    /// items is one line.
    pub fn orders(&self, filter: OrderFilter, separator: Separator) -> Export<OrderFilter, Order> {
        Export::new(self.store.clone(), filter, store::orders::list, separator)
    }

    /// Products, a line each.
    pub fn products(
        &self,
        filter: ProductFilter,
        separator: Separator,
    ) -> Export<ProductFilter, Product> {
        Export::new(self.store.clone(), filter, store::products::list, separator)
    }

    /// Customers or admins, a line each.
    pub fn customers(&self, filter: UserFilter, separator: Separator) -> Export<UserFilter, User> {
        Export::new(self.store.clone(), filter, store::users::list, separator)
    }
}

/// An export that is under way.
pub struct Export<F, T> {
    store: Store,
    filter: Arc<F>,
    list: List<F, T>,
    separator: Separator,
    next: Next,
}

/// Which part comes next.
#[derive(Clone)]
enum Next {
    First,
    After(Cursor),
    Nothing,
}

/// A part of an export.
pub struct Part {
    /// Whole lines, ready to be sent on.
    pub csv: Vec<u8>,
    /// How many orders, products or customers they are of.
    pub things: usize,
}

impl<F, T> Export<F, T>
where
    F: Send + Sync + 'static,
    T: Tabular + 'static,
{
    fn new(store: Store, filter: F, list: List<F, T>, separator: Separator) -> Self {
        Self {
            store,
            filter: Arc::new(filter),
            list,
            separator,
            next: Next::First,
        }
    }

    /// The next part, the first with the names of the columns; `None`: that was all. After an error the same
    /// part can be asked for again.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`].
    pub async fn next(&mut self) -> Result<Option<Part>> {
        let Some(read) = self.reading() else {
            return Ok(None);
        };
        let read = self.store.read(read).await;
        self.went_on(read)
    }

    /// [`Export::next`] on the present thread, for the command line.
    ///
    /// # Errors
    /// As [`Export::next`].
    pub fn next_blocking(&mut self) -> Result<Option<Part>> {
        let Some(read) = self.reading() else {
            return Ok(None);
        };
        let read = self.store.read_blocking(read);
        self.went_on(read)
    }

    /// What reads the next part; `None`: there is none.
    fn reading(&self) -> Option<impl FnOnce(&ReadTx<'_>) -> Result<(Part, Next)> + use<F, T>> {
        let (filter, list, separator) = (self.filter.clone(), self.list, self.separator);
        let (is_first, cursor) = match self.next.clone() {
            Next::First => (true, None),
            Next::After(cursor) => (false, Some(cursor)),
            Next::Nothing => return None,
        };
        let request = ListRequest {
            limit: Limit::new(Limit::MAX).unwrap_or_default(),
            cursor,
        };
        Some(move |tx: &ReadTx<'_>| {
            let page = list(tx, &filter, &request)?;
            let mut csv = Vec::new();
            if is_first {
                csv.extend_from_slice(BYTE_ORDER_MARK.as_bytes());
                let names = T::COLUMNS.iter().map(|name| Cell::from(*name)).collect();
                csv.extend(sheet::lines([names], separator)?);
            }
            csv.extend(sheet::lines(
                page.items.iter().flat_map(T::lines),
                separator,
            )?);
            let things = page.items.len();
            let next = page.next.map_or(Next::Nothing, Next::After);
            Ok((Part { csv, things }, next))
        })
    }

    fn went_on(&mut self, read: Result<(Part, Next)>) -> Result<Option<Part>> {
        let (part, next) = read?;
        self.next = next;
        Ok(Some(part))
    }
}

/// A thing that lines of a table tell of.
pub trait Tabular {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// Its lines, each with as many cells as there are columns.
    fn lines(&self) -> Vec<Vec<Cell>>;
}

/// How many of the columns of orders are an item's.
const ITEM_CELLS: usize = 11;

impl Tabular for Order {
    const COLUMNS: &'static [&'static str] = &[
        "number",
        "id",
        "status",
        "user_id",
        "customer",
        "note",
        "discount",
        "prices_include_tax",
        "tax",
        "total",
        "currency",
        "created_at",
        "updated_at",
        "label",
        "item_id",
        "product_id",
        "product_name",
        "sku",
        "quantity",
        "unit_price",
        "line_discount",
        "line_total",
        "discount_share",
        "tax_rate",
        "line_tax",
    ];

    fn lines(&self) -> Vec<Vec<Cell>> {
        let order = || {
            vec![
                self.number.into(),
                self.id.into(),
                self.status.as_str().into(),
                optional(self.user_id),
                optional(self.customer.as_ref().map(|customer| &customer.name)),
                optional(self.note.as_ref()),
                optional(self.discount.map(|discount| discount.amount)),
                self.prices_include_tax.into(),
                self.tax().into(),
                self.total.into(),
                self.currency.code().into(),
                self.created_at.into(),
                self.updated_at.into(),
                Cell::from(&self.label),
            ]
        };
        let with = |item: Vec<Cell>| order().into_iter().chain(item).collect();
        if self.items.is_empty() {
            return vec![with(vec![Cell::Empty; ITEM_CELLS])];
        }
        self.items.iter().map(|item| with(cells(item))).collect()
    }
}

fn cells(item: &OrderItem) -> Vec<Cell> {
    vec![
        item.id.into(),
        optional(item.product_id),
        Cell::from(&item.product_name),
        optional(item.sku.as_ref()),
        item.quantity.into(),
        item.unit_price.into(),
        optional(item.discount.map(|discount| discount.amount)),
        item.line_total.into(),
        item.discount_share.into(),
        item.tax_rate.basis_points().into(),
        item.tax.into(),
    ]
}

impl Tabular for Product {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "sku",
        "name",
        "price",
        "tax_rate",
        "stock",
        "archived",
        "created_at",
        "updated_at",
    ];

    fn lines(&self) -> Vec<Vec<Cell>> {
        vec![vec![
            self.id.into(),
            optional(self.sku.as_ref()),
            Cell::from(&self.name),
            self.price.into(),
            self.tax_rate.basis_points().into(),
            optional(self.stock),
            self.archived_at.is_some().into(),
            self.created_at.into(),
            self.updated_at.into(),
        ]]
    }
}

impl Tabular for User {
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "email",
        "phone",
        "address",
        "note",
        "role",
        "archived",
        "created_at",
        "updated_at",
    ];

    fn lines(&self) -> Vec<Vec<Cell>> {
        vec![vec![
            self.id.into(),
            Cell::from(&self.name),
            optional(self.email.as_ref()),
            optional(self.phone.as_ref()),
            optional(self.address.as_ref()),
            optional(self.note.as_ref()),
            self.role.as_str().into(),
            self.archived_at.is_some().into(),
            self.created_at.into(),
            self.updated_at.into(),
        ]]
    }
}
