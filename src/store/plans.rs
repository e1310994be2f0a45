//! How SQLite runs every statement of the store: along an index, to the end of a page or of a range, and
//! without sorting. So none gets slower because the tables grow.

mod drive;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

/// Tables that grow as the shop goes on.
const BIG: [&str; 16] = [
    "orders",
    "order_items",
    "order_labels",
    "payments",
    "documents",
    "order_events",
    "events",
    "stock_ledger",
    "users",
    "products",
    "sessions",
    "api_tokens",
    "order_links",
    "webhook_deliveries",
    "mails",
    "idempotency_keys",
];

/// Statements that read a table from an end and stop as soon as they have what they need, though their
/// text has no LIMIT: `race` reads no further.
const READ_AS_FAR_AS_NEEDED: &str = "SELECT orders.number, orders.";

/// What a walk along a table may ask of each row: nothing, or whether it is archived.
const PASSED: [&str; 3] = ["TRUE ", "products.archived_at IS ", "users.archived_at IS "];

/// Statements that may sort or read more than a page: how each begins or what it has in it, and what bounds
/// it.
const BOUNDED: [(&str, &str); 4] = [
    (
        "FROM products INDEXED BY products_by_stock",
        "what runs out",
    ),
    (
        "SELECT rowid FROM products_search",
        "what a search for products finds",
    ),
    (
        "SELECT rowid FROM users_search",
        "what a search for people finds",
    ),
    (
        "SELECT row_id FROM users ORDER BY role",
        "`oms user list`, on no request's path",
    ),
];

fn statements() -> &'static BTreeSet<String> {
    static STATEMENTS: OnceLock<BTreeSet<String>> = OnceLock::new();
    STATEMENTS.get_or_init(drive::statements)
}

/// The lines of a statement's plan, with those of the triggers and foreign keys that it sets off.
fn plan(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        // A trigger's own line may have no text.
        plan.extend(row.get::<_, Option<String>>(3).unwrap());
    }
    plan
}

fn explaining() -> Connection {
    let connection = drive::database();
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_TRIGGER_EQP, true)
        .unwrap();
    connection
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is wrong with a line of the plan of a statement.
fn fault(sql: &str, line: &str) -> Option<&'static str> {
    if line.contains("USE TEMP B-TREE") {
        return Some("sorts");
    }
    if line.contains("AUTOMATIC") {
        return Some("builds an index");
    }
    let scanned = line.strip_prefix("SCAN ")?.split(' ').next()?;
    // A search table is asked for words or for a row; with neither, it is read whole.
    if scanned.ends_with("_search") {
        return line.ends_with(':').then_some("reads a whole table");
    }
    if !BIG.contains(&scanned) {
        return None;
    }
    // From an end to as far as needed; but not past all that a condition turns away.
    let ends = sql.ends_with("LIMIT ?")
        || sql.ends_with("LIMIT 1")
        || sql.starts_with("SELECT EXISTS (SELECT 1 FROM")
        || sql.starts_with(READ_AS_FAR_AS_NEEDED);
    let turns_away = sql
        .split(" WHERE ")
        .skip(1)
        .any(|condition| !PASSED.iter().any(|passed| condition.starts_with(passed)));
    (!ends || turns_away).then_some("reads a whole table")
}

#[test]
fn no_statement_reads_a_big_table_whole_or_sorts_more_than_a_page() {
    let connection = explaining();
    let mut faults = Vec::new();
    for sql in statements() {
        let sql = words(sql);
        if BOUNDED.iter().any(|(part, _)| sql.contains(part)) {
            continue;
        }
        let plan = plan(&connection, &sql);
        let found = plan.iter().find_map(|line| fault(&sql, line));
        faults.extend(found.map(|fault| format!("{fault}: {sql}\n{plan:#?}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_may_sort_is_there_and_reads_no_big_table_whole() {
    let connection = explaining();
    for (part, bound) in BOUNDED {
        let of_it = statements().iter().map(|sql| words(sql));
        let of_it: Vec<_> = of_it.filter(|sql| sql.contains(part)).collect();
        assert!(!of_it.is_empty(), "{part}: {bound}");
        for sql in of_it
            .iter()
            .filter(|_| !bound.contains("on no request's path"))
        {
            let plan = plan(&connection, sql);
            let scans = |line: &&String| fault(sql, line) == Some("reads a whole table");
            assert_eq!(plan.iter().find(scans), None, "{sql}\n{plan:#?}");
        }
    }
}

#[test]
fn a_scan_a_sort_and_the_work_of_a_trigger_are_seen() {
    let connection = explaining();
    let faults = |sql: &str| {
        let plan = plan(&connection, sql);
        let faults: Vec<_> = plan.iter().filter_map(|line| fault(sql, line)).collect();
        faults
    };
    assert_eq!(
        faults("SELECT number FROM orders WHERE note = ?"),
        ["reads a whole table"]
    );
    assert_eq!(
        faults("SELECT number FROM orders WHERE user_id = ? ORDER BY total LIMIT ?"),
        ["sorts"]
    );
    assert_eq!(
        faults("SELECT number FROM orders WHERE note = ? ORDER BY number LIMIT ?"),
        ["reads a whole table"]
    );
    assert_eq!(
        faults("SELECT rowid FROM orders_search ORDER BY rowid LIMIT ?"),
        ["reads a whole table"]
    );
    assert!(faults("DELETE FROM orders WHERE number = ?").is_empty());
    connection
        .execute_batch(
            "DROP INDEX order_events_by_order;
             CREATE TEMP TRIGGER slow AFTER UPDATE ON orders
             BEGIN UPDATE orders SET note = NULL WHERE note = NEW.note; END;",
        )
        .unwrap();
    let cascade = faults("DELETE FROM orders WHERE number = ?");
    // Once to find the events, and once more to delete them.
    assert!(cascade.contains(&"reads a whole table"), "{cascade:?}");
    let triggered = faults("UPDATE orders SET total = 1 WHERE number = ?");
    assert_eq!(triggered, ["reads a whole table"]);
}

#[test]
fn every_foreign_key_has_an_index_that_begins_with_it() {
    let connection = drive::database();
    let texts = |sql: &str| {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.collect::<rusqlite::Result<Vec<String>>>().unwrap()
    };
    let keys = "SELECT schema.name || '.' || key.\"from\"
        FROM sqlite_schema AS schema, pragma_foreign_key_list(schema.name) AS key
        WHERE schema.type = 'table' ORDER BY 1";
    let indexed = "SELECT schema.name || '.' || part.name
        FROM sqlite_schema AS schema, pragma_index_list(schema.name) AS list,
             pragma_index_info(list.name) AS part
        WHERE schema.type = 'table' AND part.seqno = 0 AND list.partial = 0";
    let (keys, indexed) = (texts(keys), texts(indexed));
    assert!(keys.len() >= 7, "{keys:?}");
    let missing: Vec<_> = keys.iter().filter(|key| !indexed.contains(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The source files whose statements a request may run: not those that only start the server, check the
/// file, or test.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if [
            "plans",
            "tests",
            "migrations",
            "migrate",
            "check",
            "backup",
            "restore",
        ]
        .contains(&name.as_str())
        {
            continue;
        }
        match path.is_dir() {
            true => files.extend(sources(&path)),
            false => files.push(path),
        }
    }
    files
}

/// The string literals of a source file, up to its tests.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let lines = source.lines().filter(|line| !line.trim().starts_with("//"));
    let code = lines.collect::<Vec<_>>().join("\n");
    let code = code.replace("'\"'", "").replace("\\\"", "");
    code.split('"').skip(1).step_by(2).map(words).collect()
}

#[test]
fn every_statement_in_the_source_is_among_those_that_are_explained() {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "];
    let known: Vec<_> = statements().iter().map(|sql| words(sql)).collect();
    let (mut seen, mut missing) = (0, Vec::new());
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store")) {
        let source = std::fs::read_to_string(&file).unwrap();
        for sql in literals(&source) {
            if !verbs.iter().any(|verb| sql.starts_with(verb)) {
                continue;
            }
            seen += 1;
            if !known.iter().any(|known| is_made_of(known, &sql)) {
                missing.push(format!("{}: {sql}", file.display()));
            }
        }
    }
    assert!(seen > 50, "{seen}");
    assert!(
        missing.is_empty(),
        "drive.rs does not run:\n{}",
        missing.join("\n")
    );
}

/// Whether a statement is this text of the source, with something in the place of each `{}`.
fn is_made_of(statement: &str, source: &str) -> bool {
    let mut rest = statement;
    for (index, part) in source.split(['{', '}']).enumerate() {
        // Every second part is the name of what is put in.
        if index % 2 == 1 {
            continue;
        }
        let Some(at) = rest.find(part).filter(|at| index > 0 || *at == 0) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    source.contains('{') || rest.is_empty()
}
