//! Users: customers and admins, and the hashes of their passwords.

use rusqlite::{OptionalExtension, Row, params};

use super::named::{self, Named, Table};
use super::{ReadTx, WriteTx, search};
use crate::domain::{Currency, ListRequest, Page, User, UserFilter, UserId, UserMark, name_key};
use crate::error::{Entity, Result};

/// The columns that a row is read from, in the order of [`Named::from_row`].
macro_rules! columns {
    () => {
        "id, name, email, phone, address, note, role, created_at, updated_at, archived_at"
    };
}

impl Named for User {
    type Mark = UserMark;
    const ENTITY: Entity = Entity::Customer;
    const TABLE: Table = Table {
        name: "users",
        row: "users.row_id",
        name_key: "users.name_key",
        created_at: "users.created_at",
        row_of: "SELECT row_id FROM users WHERE id = ?1",
        find: concat!("SELECT ", columns!(), " FROM users WHERE id = ?1"),
        load: concat!("SELECT ", columns!(), " FROM users WHERE row_id = ?1"),
        delete: "DELETE FROM users WHERE row_id = ?1",
        in_use: "users.archived_at IS NULL",
        archived: "users.archived_at IS NOT NULL",
        found: "users.row_id IN (SELECT rowid FROM users_search WHERE users_search MATCH ?)",
        index: search::USERS,
    };

    fn from_row(row: &Row<'_>, _: Currency) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
            phone: row.get(3)?,
            address: row.get(4)?,
            note: row.get(5)?,
            role: row.get(6)?,
            created_at: row.get(7)?,
            updated_at: row.get(8)?,
            archived_at: row.get(9)?,
        })
    }

    fn words(&self) -> Vec<String> {
        let contact = (
            self.name.as_str(),
            self.email.as_deref(),
            self.phone.as_deref(),
        );
        let mut words = search::contact_words(contact);
        words.extend([&self.address, &self.note].into_iter().flatten().cloned());
        words
    }
}

/// The user who has this email, which is in lower case.
pub fn with_email(tx: &ReadTx<'_>, email: &str) -> Result<Option<UserId>> {
    Ok(tx
        .connection
        .prepare_cached("SELECT id FROM users WHERE email = ?1")?
        .query_row(params![email], |row| row.get(0))
        .optional()?)
}

/// The hash of a user's password; `None`: they can't sign in by password.
pub fn password_hash(tx: &ReadTx<'_>, id: UserId) -> Result<Option<String>> {
    let hash = tx
        .connection
        .prepare_cached("SELECT password_hash FROM users WHERE id = ?1")?
        .query_row(params![id], |row| row.get(0))
        .optional()?;
    Ok(hash.flatten())
}

/// Sets the hash of a user's password; `None`: they can't sign in by password.
pub fn set_password_hash(tx: &WriteTx<'_>, id: UserId, hash: Option<&str>) -> Result<()> {
    tx.connection
        .prepare_cached("UPDATE users SET password_hash = ?2 WHERE id = ?1")?
        .execute(params![id, hash])?;
    Ok(())
}

/// How many admins are in use.
pub fn count_admins(tx: &ReadTx<'_>) -> Result<i64> {
    Ok(tx
        .connection
        .prepare_cached("SELECT count(*) FROM users WHERE role = 'ADMIN' AND archived_at IS NULL")?
        .query_row([], |row| row.get(0))?)
}

/// A page of the users that the filter lets through.
pub fn list(tx: &ReadTx<'_>, filter: &UserFilter, request: &ListRequest) -> Result<Page<User>> {
    let common = (filter.archived, filter.q.as_deref(), filter.sort);
    named::page(tx, common, request, |keyset| {
        keyset.filter_by("users.role = ?", filter.role.as_str().to_owned());
        if let Some(id) = filter.only {
            keyset.filter_by("users.id = ?", id.uuid().into_bytes().to_vec());
        }
    })
}

/// Every user, admins first, by name: for the command line.
pub fn all(tx: &ReadTx<'_>) -> Result<Vec<User>> {
    let rows = tx
        .connection
        .prepare_cached("SELECT row_id FROM users ORDER BY role, name_key, row_id")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    rows.into_iter().map(|row| named::load(tx, row)).collect()
}

/// Adds a user.
pub fn insert(tx: &mut WriteTx<'_>, user: &User) -> Result<()> {
    tx.connection
        .prepare_cached(
            "INSERT INTO users
                 (id, role, name, name_key, email, phone, address, note, created_at, updated_at,
                  archived_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            user.id,
            user.role,
            user.name,
            name_key(&user.name),
            user.email,
            user.phone,
            user.address,
            user.note,
            user.created_at,
            user.updated_at,
            user.archived_at,
        ])?;
    let row = tx.connection.last_insert_rowid();
    named::index(tx, row, user);
    Ok(())
}

/// Writes all of a user but the password.
pub fn update(tx: &mut WriteTx<'_>, user: &User) -> Result<()> {
    let row = named::existing_row::<User>(tx, user.id)?;
    tx.connection
        .prepare_cached(
            "UPDATE users
             SET role = ?2, name = ?3, name_key = ?4, email = ?5, phone = ?6, address = ?7,
                 note = ?8, updated_at = ?9, archived_at = ?10
             WHERE row_id = ?1",
        )?
        .execute(params![
            row,
            user.role,
            user.name,
            name_key(&user.name),
            user.email,
            user.phone,
            user.address,
            user.note,
            user.updated_at,
            user.archived_at,
        ])?;
    named::index(tx, row, user);
    Ok(())
}
