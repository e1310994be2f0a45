//! The search index of orders lies in segments. Every commit adds one, FTS5 merges them now and then, and a
//! search looks into each. Here they are merged into one, in small steps between which others can write.

use super::{ReadTx, WriteTx};
use crate::error::Result;

/// How many pages of the index one step writes.
const STEP: i64 = 64;
/// So many segments are left alone: what they cost a search is not worth writing the whole index anew.
const FEW: usize = 4;

/// Begins to merge all segments into one, if they are more than a few. `true`: there may be more to do.
pub fn begin(tx: &mut WriteTx<'_>) -> Result<bool> {
    if count(tx)? <= FEW {
        return Ok(false);
    }
    // Less than 0: all of them, not only those that FTS5 holds to be of one size.
    merge(tx, -STEP)
}

/// Does one more step of a merge that was begun, whenever that was. `true`: there may be more.
pub fn go_on(tx: &mut WriteTx<'_>) -> Result<bool> {
    merge(tx, STEP)
}

fn merge(tx: &WriteTx<'_>, pages: i64) -> Result<bool> {
    let before = tx.connection.total_changes();
    tx.connection
        .prepare_cached("INSERT INTO orders_search (orders_search, rank) VALUES ('merge', ?1)")?
        .execute([pages])?;
    // The command itself counts as one change.
    Ok(tx.connection.total_changes() - before >= 2)
}

/// The segments by the index of their pages, leaping from one to the next.
fn count(tx: &ReadTx<'_>) -> Result<usize> {
    let mut next = tx.connection.prepare_cached(
        "SELECT segid FROM orders_search_idx WHERE segid > ?1 ORDER BY segid LIMIT 1",
    )?;
    let (mut segments, mut last) = (0, 0);
    loop {
        let mut rows = next.query([last])?;
        let Some(row) = rows.next()? else {
            return Ok(segments);
        };
        last = row.get(0)?;
        segments += 1;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::Arc;

    use rusqlite::params;

    use super::super::{Publisher, Store, search};
    use super::*;
    use crate::domain::{Clock, Currency, Event, UserId};

    struct Nobody;

    impl Publisher for Nobody {
        fn committed(&self, _: Vec<Event>) {}
        fn sessions_changed(&self, _: Option<UserId>) {}
    }

    fn put(store: &Store, row: i64) {
        let words = [format!("{row} bread number{}", row % 7)];
        store
            .write_blocking(move |tx| {
                search::ORDERS.put(tx, row, &words);
                Ok(())
            })
            .unwrap();
    }

    /// A shop whose index was written by many small commits, and how many. FTS5 has merged most of them by
    /// itself.
    fn written_piece_by_piece(file: &Path) -> (Store, i64) {
        let currency = Currency::from_code("EUR").unwrap();
        let store = Store::open(file, currency, Clock::system(), Arc::new(Nobody)).unwrap();
        for row in 1..2_000 {
            put(&store, row);
            if row > 300 && segments(&store) > 2 * FEW {
                return (store, row);
            }
        }
        panic!("few segments after many commits");
    }

    fn segments(store: &Store) -> usize {
        store.read_blocking(count).unwrap()
    }

    fn found(store: &Store, query: &'static str) -> Vec<i64> {
        let find = |tx: &ReadTx<'_>| {
            let sql = "SELECT rowid FROM orders_search WHERE orders_search MATCH ?1 ORDER BY rowid";
            let mut statement = tx.connection.prepare(sql)?;
            let rows = statement.query_map(params![query], |row| row.get(0))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        store.read_blocking(find).unwrap()
    }

    /// Everything that there is to do. How many steps that were.
    fn merge_all(store: &Store) -> usize {
        let mut steps = 0;
        let mut more = store.write_blocking(begin).unwrap();
        while more {
            steps += 1;
            more = store.write_blocking(go_on).unwrap();
        }
        steps
    }

    #[test]
    fn an_index_of_many_small_commits_becomes_one_segment_that_finds_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let (store, rows) = written_piece_by_piece(&folder.path().join("shop.db"));
        assert!(segments(&store) > FEW, "{}", segments(&store));
        let queries = ["bread", "number3", "num*", "1*", "\"400\"", "cake"];
        let before = queries.map(|query| found(&store, query));
        assert!(merge_all(&store) > 0);
        assert_eq!(segments(&store), 1);
        assert_eq!(queries.map(|query| found(&store, query)), before);
        assert!(before[0].iter().copied().eq(1..=rows));
    }

    #[test]
    fn where_nothing_is_left_to_merge_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("shop.db");
        let (store, _) = written_piece_by_piece(&file);
        merge_all(&store);
        let state = || {
            let log = fs::metadata(folder.path().join("shop.db-wal")).unwrap();
            (
                store.version().unwrap(),
                log.len(),
                fs::read(&file).unwrap(),
            )
        };
        let before = state();
        assert!(!store.write_blocking(go_on).unwrap());
        assert!(!store.write_blocking(begin).unwrap());
        assert!(state() == before);
    }

    #[test]
    fn a_merge_that_was_cut_short_is_finished_though_orders_came_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let (store, rows) = written_piece_by_piece(&folder.path().join("shop.db"));
        // A page of work: not all of it.
        store.write_blocking(|tx| merge(tx, -1)).unwrap();
        assert!(segments(&store) > 1);
        put(&store, rows + 1);
        while store.write_blocking(go_on).unwrap() {}
        assert_eq!(segments(&store), 2);
        assert!(found(&store, "bread").into_iter().eq(1..=rows + 1));
    }
}
