//! Full text search: which words find a row, and the words of a query in FTS5's language.

use rusqlite::{Connection, OptionalExtension, params};

use super::{ReadTx, WriteTx, terms};
use crate::domain::{Order, UserId, search_words, spellings};
use crate::error::Result;

/// A search in FTS5's query language: rows with words that begin like each of these, in any order.
/// `None`: the text has no word that could be found.
pub(super) fn query(text: &str) -> Option<String> {
    let words: Vec<_> = search_words(text).into_iter().map(terms::prefix).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// A search table, by the statements that keep it. Its rowid is the row of the table that it indexes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Index {
    put: &'static str,
    forget: &'static str,
}

/// Finds orders.
pub(super) const ORDERS: Index = Index {
    put: "INSERT OR REPLACE INTO orders_search (rowid, text) VALUES (?1, ?2)",
    forget: "DELETE FROM orders_search WHERE rowid = ?1",
};
/// Finds products.
pub(super) const PRODUCTS: Index = Index {
    put: "INSERT OR REPLACE INTO products_search (rowid, text) VALUES (?1, ?2)",
    forget: "DELETE FROM products_search WHERE rowid = ?1",
};
/// Finds customers and admins.
pub(super) const USERS: Index = Index {
    put: "INSERT OR REPLACE INTO users_search (rowid, text) VALUES (?1, ?2)",
    forget: "DELETE FROM users_search WHERE rowid = ?1",
};

impl Index {
    /// Makes a row found by these words, and by no others, from the commit on.
    pub(super) fn put(self, tx: &mut WriteTx<'_>, row: i64, words: &[String]) {
        let words = Some(words.join(" "));
        tx.finds.push(Finds {
            index: self,
            row,
            words,
        });
    }

    /// Makes a row found no more, from the commit on.
    pub(super) fn forget(self, tx: &mut WriteTx<'_>, row: i64) {
        tx.finds.push(Finds {
            index: self,
            row,
            words: None,
        });
    }
}

/// By which words a row is found from this commit on; `None`: by none.
#[derive(Debug)]
pub(super) struct Finds {
    index: Index,
    row: i64,
    words: Option<String>,
}

/// Writes what the commands of a commit have gathered. All at the end, because FTS5 writes what it has
/// to its tables at each SAVEPOINT: command by command that takes longer than everything else together.
pub(super) fn write(connection: &Connection, finds: &[Finds]) -> Result<()> {
    for Finds { index, row, words } in finds {
        match words {
            Some(words) => connection
                .prepare_cached(index.put)?
                .execute(params![row, words])?,
            None => connection
                .prepare_cached(index.forget)?
                .execute(params![row])?,
        };
    }
    Ok(())
}

/// What finds an order: its number in any spelling, customer, products and note.
pub(super) fn order_words(tx: &ReadTx<'_>, order: &Order) -> Result<Vec<String>> {
    let mut words = spellings(&order.label);
    if words
        .first()
        .is_some_and(|label| *label != order.number.to_string())
    {
        words.push(order.number.to_string());
    }
    if let Some(customer) = order.user_id {
        words.extend(contact(tx, customer)?);
    }
    for item in &order.items {
        words.push(item.product_name.clone());
        words.extend(item.sku.clone());
    }
    words.extend(order.note.clone());
    Ok(words)
}

/// What of a customer finds their orders.
fn contact(tx: &ReadTx<'_>, id: UserId) -> Result<Vec<String>> {
    let found = tx
        .connection
        .prepare_cached("SELECT name, email, phone FROM users WHERE id = ?1")?
        .query_row(params![id], |row| {
            let (name, email, phone): (String, Option<String>, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(contact_words((&name, email.as_deref(), phone.as_deref())))
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

/// What of a name, an email and a phone number finds their owner.
pub(super) fn contact_words(
    (name, email, phone): (&str, Option<&str>, Option<&str>),
) -> Vec<String> {
    let mut words = vec![name.to_owned()];
    words.extend(email.map(str::to_owned));
    if let Some(phone) = phone {
        words.push(phone.to_owned());
        // People type a number with other gaps than it was stored with.
        words.push(phone.chars().filter(char::is_ascii_digit).collect());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_has_no_operators_of_its_own() {
        assert_eq!(query("rye bread").unwrap(), r#""rye"* "bread"*"#);
        assert_eq!(query(r#"a" OR b*"#).unwrap(), r#""a"""* "OR"* "b*"*"#);
        assert_eq!(query("- \""), None);
    }
}
