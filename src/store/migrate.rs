//! The schema: made whole in a new file, brought up to date step by step in an old one.
//!
//! `PRAGMA user_version` holds the version of the schema. schema.sql is the present one; each step in
//! [`STEPS`] leads from one version to the next, in a transaction of its own, and is never changed
//! once released.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};

/// The present schema.
const SCHEMA: &str = include_str!("../../schema.sql");
/// Step `n` leads from version `n + 1` to `n + 2`.
const STEPS: &[&str] = &[
    include_str!("migrations/0002_reports.sql"),
    include_str!("migrations/0003_order_lists.sql"),
    include_str!("migrations/0004_api_tokens.sql"),
    include_str!("migrations/0005_orders_by_total.sql"),
    include_str!("migrations/0006_tax_and_discounts.sql"),
    include_str!("migrations/0007_order_labels.sql"),
    include_str!("migrations/0008_payments.sql"),
    include_str!("migrations/0009_links.sql"),
    include_str!("migrations/0010_webhooks.sql"),
    include_str!("migrations/0011_documents.sql"),
    include_str!("migrations/0012_mails.sql"),
];
/// The version that schema.sql is.
const VERSION: usize = 1 + STEPS.len();
/// Marks the file as an OMS database: "OMS1".
const APPLICATION_ID: i64 = 0x4f4d_5331;

/// Looks whether this is a database that OMS may write, before anything of it is touched.
///
/// # Errors
/// [`Error::Storage`] when the file is no OMS database or is of a newer OMS.
pub(super) fn check_ours(connection: &Connection, file: &Path) -> Result<()> {
    if !is_empty(connection)? {
        recognise(connection, file)?;
    }
    Ok(())
}

/// Brings the database to the present schema.
///
/// # Errors
/// [`Error::Storage`] when the file is no OMS database, is of a newer OMS, or can't be written.
pub(super) fn to_present(connection: &mut Connection, file: &Path) -> Result<()> {
    while advance(connection, file)? < VERSION {}
    Ok(())
}

/// Makes the schema in an empty file, or takes one step from an older one: whole or not at all. Gives
/// the version that the database then has.
fn advance(connection: &mut Connection, file: &Path) -> Result<usize> {
    // The lock first: two programs that start at once must not both do it.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if is_empty(&transaction)? {
        transaction.execute_batch(SCHEMA)?;
        set_pragma(&transaction, "application_id", APPLICATION_ID)?;
        set_version(&transaction, VERSION)?;
        transaction.commit()?;
        return Ok(VERSION);
    }
    let present = recognise(&transaction, file)?;
    let Some(step) = STEPS.get(present - 1) else {
        return Ok(present);
    };
    let next = present + 1;
    transaction.execute_batch(step).map_err(|error| {
        let file = file.display();
        Error::Storage(format!(
            "{file} cannot be brought to schema version {next}: {error}"
        ))
    })?;
    set_version(&transaction, next)?;
    transaction.commit()?;
    Ok(next)
}

/// The version of a database that is OMS's and not newer than this program.
pub(super) fn recognise(connection: &Connection, file: &Path) -> Result<usize> {
    let file = file.display();
    if pragma(connection, "application_id")? != APPLICATION_ID {
        return Err(Error::Storage(format!("{file} is not an OMS database")));
    }
    let found = pragma(connection, "user_version")?;
    match usize::try_from(found) {
        Ok(version @ 1..=VERSION) => Ok(version),
        _ => Err(Error::Storage(format!(
            "{file} has schema version {found}, this OMS knows versions up to {VERSION}: use the newer OMS that wrote it"
        ))),
    }
}

/// Whether the database has the present schema.
pub(super) fn is_present(connection: &Connection) -> Result<bool> {
    Ok(usize::try_from(pragma(connection, "user_version")?) == Ok(VERSION))
}

/// The version of a database whose schema this OMS would bring up to date.
pub(super) fn old_version(connection: &Connection, file: &Path) -> Result<Option<usize>> {
    if is_empty(connection)? {
        return Ok(None);
    }
    let version = recognise(connection, file)?;
    Ok((version < VERSION).then_some(version))
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row(
        "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)",
        [],
        |row| row.get(0),
    )
}

fn pragma(connection: &Connection, name: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, name, |row| row.get(0))
}

fn set_pragma(connection: &Connection, name: &str, value: i64) -> rusqlite::Result<()> {
    connection.pragma_update(None, name, value)
}

fn set_version(connection: &Connection, version: usize) -> Result<()> {
    let version = i64::try_from(version)
        .map_err(|error| Error::Internal(format!("schema version: {error}")))?;
    Ok(set_pragma(connection, "user_version", version)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Connection {
        let mut connection = Connection::open_in_memory().unwrap();
        to_present(&mut connection, Path::new("shop.db")).unwrap();
        connection
    }

    #[test]
    fn a_new_file_gets_the_schema_once() {
        let mut connection = database();
        to_present(&mut connection, Path::new("shop.db")).unwrap();
        let version = pragma(&connection, "user_version").unwrap();
        assert_eq!(usize::try_from(version), Ok(VERSION));
    }

    #[test]
    fn documents_of_before_say_who_sells_and_who_buys_as_it_is_now() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch(include_str!("../../tests/data/schema-1.sql"))
            .unwrap();
        set_pragma(&connection, "application_id", APPLICATION_ID).unwrap();
        for step in &STEPS[..9] {
            connection.execute_batch(step).unwrap();
        }
        set_version(&connection, 10).unwrap();
        connection
            .execute_batch(
                "INSERT INTO settings (key, value) VALUES ('name', 'Rye & Co'), ('address', ''),
                     ('tax_number', '20/1'), ('logo', 'image/png abcd'), ('logo_bytes', 'AAAA');
                 INSERT INTO users (id, role, name, name_key, address, created_at, updated_at)
                 VALUES (zeroblob(16), 'CUSTOMER', 'Karla', 'karla', 'Elm Road 2', 1, 1);
                 INSERT INTO orders (id, status, user_id, total, version, created_at, updated_at)
                 VALUES (zeroblob(16), 'PENDING', zeroblob(16), 480, 1, 1, 1);
                 INSERT INTO payments (order_id, order_number, at, kind, method, amount)
                 VALUES (zeroblob(16), 1001, 5, 'payment', 'cash', 480),
                     (zeroblob(16), 1001, 9, 'refund', 'cash', 480);
                 INSERT INTO documents (number, kind, order_id, order_number, at, taxes)
                 VALUES (1, 'invoice', zeroblob(16), 1001, 5, '[]'),
                     (2, 'credit_note', zeroblob(16), 1001, 9, '[]');",
            )
            .unwrap();
        to_present(&mut connection, Path::new("shop.db")).unwrap();
        let read = |sql: &str| -> String {
            let read = connection.query_row(sql, [], |row| row.get(0));
            read.unwrap()
        };
        let seller: crate::domain::Seller =
            serde_json::from_str(&read("SELECT content FROM document_sellers")).unwrap();
        let expected = crate::domain::Seller {
            name: "Rye & Co".to_owned(),
            tax_number: Some("20/1".to_owned()),
            logo: Some("abcd".to_owned()),
            ..Default::default()
        };
        assert_eq!(seller, expected);
        let logo = "SELECT version || ' ' || media_type || ' ' || bytes FROM document_logos";
        assert_eq!(read(logo), "abcd image/png AAAA");
        let documents = "SELECT group_concat(seller || ' ' || (buyer ->> '$.name') || ' '
            || (buyer ->> '$.address') || ' ' || last_payment, ', ') FROM documents";
        let expected = "1 Karla Elm Road 2 1, 1 Karla Elm Road 2 2";
        assert_eq!(read(documents), expected);
        let change = connection.execute("UPDATE documents SET buyer = NULL", []);
        assert!(change.is_err(), "they stay so");
    }

    #[test]
    fn a_newer_database_is_refused_with_both_versions() {
        let mut connection = database();
        set_pragma(&connection, "user_version", 99).unwrap();
        let error = to_present(&mut connection, Path::new("shop.db"))
            .unwrap_err()
            .to_string();
        let known = format!("up to {VERSION}");
        assert!(
            error.contains("version 99") && error.contains(&known),
            "{error}"
        );
    }

    #[test]
    fn the_database_of_another_program_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        connection
            .execute_batch("CREATE TABLE songs (title TEXT)")
            .unwrap();
        let error = to_present(&mut connection, Path::new("music.db"))
            .unwrap_err()
            .to_string();
        assert!(error.contains("music.db is not an OMS database"), "{error}");
    }
}
