//! What products and users have in common: a name that they are listed by, a text that finds them, and
//! an end that is archiving as long as orders name them.

use rusqlite::{OptionalExtension, Row, params};

use super::list::Keyset;
use super::search::{self, Index};
use super::{ReadTx, WriteTx};
use crate::domain::{Currency, Id, ListRequest, NameSort, Page};
use crate::error::{Entity, Error, Result};

/// A thing with a name, by the statements and columns of its table.
pub(crate) trait Named: Sized {
    /// What its ids are marked with.
    type Mark;
    /// What it is called when it is missing.
    const ENTITY: Entity;
    /// Its table.
    const TABLE: Table;

    /// The thing out of the columns that [`Table::load`] selects.
    fn from_row(row: &Row<'_>, currency: Currency) -> rusqlite::Result<Self>;

    /// The words that find it.
    fn words(&self) -> Vec<String>;
}

/// A table of things with names.
pub(crate) struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its integer key.
    pub row: &'static str,
    /// What it is sorted by, by name and by age.
    pub name_key: &'static str,
    pub created_at: &'static str,
    /// Selects the integer key by the id.
    pub row_of: &'static str,
    /// Selects all columns by the id.
    pub find: &'static str,
    /// Selects all columns by the integer key.
    pub load: &'static str,
    /// Deletes by the integer key.
    pub delete: &'static str,
    /// The conditions of a list.
    pub in_use: &'static str,
    pub archived: &'static str,
    pub found: &'static str,
    /// Its search table.
    pub index: Index,
}

/// The thing of this id.
pub(crate) fn find<T: Named>(tx: &ReadTx<'_>, id: Id<T::Mark>) -> Result<Option<T>> {
    let mut statement = tx.connection.prepare_cached(T::TABLE.find)?;
    let found = statement.query_row(params![id], |row| T::from_row(row, tx.currency()));
    Ok(found.optional()?)
}

/// The thing of this id.
///
/// # Errors
/// [`Error::NotFound`].
pub(crate) fn get<T: Named>(tx: &ReadTx<'_>, id: Id<T::Mark>) -> Result<T> {
    find(tx, id)?.ok_or(Error::NotFound(T::ENTITY))
}

/// Deletes the thing of this id. Foreign keys refuse one that an order names.
pub(crate) fn delete<T: Named>(tx: &mut WriteTx<'_>, id: Id<T::Mark>) -> Result<()> {
    let row = existing_row::<T>(tx, id)?;
    tx.connection
        .prepare_cached(T::TABLE.delete)?
        .execute(params![row])?;
    T::TABLE.index.forget(tx, row);
    Ok(())
}

/// Makes a thing found by its present words.
pub(super) fn index<T: Named>(tx: &mut WriteTx<'_>, row: i64, thing: &T) {
    T::TABLE.index.put(tx, row, &thing.words());
}

/// The integer key of a thing that is there.
pub(super) fn existing_row<T: Named>(tx: &ReadTx<'_>, id: Id<T::Mark>) -> Result<i64> {
    row_id::<T>(tx, id)?.ok_or(Error::NotFound(T::ENTITY))
}

/// A page of the things that are archived or not, found by `q`, and let through by `more` conditions.
pub(super) fn page<T: Named>(
    tx: &ReadTx<'_>,
    (archived, q, sort): (bool, Option<&str>, NameSort),
    request: &ListRequest,
    more: impl FnOnce(&mut Keyset),
) -> Result<Page<T>> {
    let table = T::TABLE;
    let (key, sort) = match sort {
        NameSort::Name => (table.name_key, "name"),
        NameSort::CreatedDescending => (table.created_at, "-created_at"),
    };
    let mut keyset = Keyset::new(table.name, table.row, key, sort);
    more(&mut keyset);
    keyset.filter(if archived {
        table.archived
    } else {
        table.in_use
    });
    if let Some(q) = q {
        let Some(query) = search::query(q) else {
            return Ok(Page::empty());
        };
        keyset.filter_by(table.found, query);
    }
    keyset.page(tx, request, |rows| {
        rows.iter().map(|row| load(tx, *row)).collect()
    })
}

/// The thing of this integer key.
pub(super) fn load<T: Named>(tx: &ReadTx<'_>, row: i64) -> Result<T> {
    let mut statement = tx.connection.prepare_cached(T::TABLE.load)?;
    Ok(statement.query_row(params![row], |row| T::from_row(row, tx.currency()))?)
}

fn row_id<T: Named>(tx: &ReadTx<'_>, id: Id<T::Mark>) -> Result<Option<i64>> {
    let mut statement = tx.connection.prepare_cached(T::TABLE.row_of)?;
    Ok(statement
        .query_row(params![id], |row| row.get(0))
        .optional()?)
}
