//! How SQLite answers the lists: along an index, whatever the filter, so that none gets slower as the
//! table grows; and how it answers counts and reports: from the range of an index. The statements have the
//! shapes of those in src/store/list.rs, orders.rs, products.rs and reports.rs.

use rusqlite::Connection;

use super::sql;
use crate::support::Shop;

/// The sorts of orders: the contract's name and the key.
const SORTS: [(&str, &str); 6] = [
    ("-number", "orders.number"),
    ("number", "orders.number"),
    ("-updated_at", "orders.updated_at"),
    ("updated_at", "orders.updated_at"),
    ("-total", "orders.total"),
    ("total", "orders.total"),
];

/// One walk through a list, on the first page or after a cursor.
fn walk(from: &str, row: &str, key: &str, sort: &str, filters: &[&str], later: bool) -> String {
    let (direction, comparison) = if sort.starts_with('-') {
        ("DESC", "<")
    } else {
        ("ASC", ">")
    };
    let mut conditions: Vec<_> = filters.iter().map(|filter| (*filter).to_owned()).collect();
    if later && row == key {
        conditions.push(format!("{row} {comparison} ?"));
    } else if later {
        conditions.push(format!("({key}, {row}) {comparison} (?, ?)"));
    }
    let conditions = match conditions[..] {
        [] => String::new(),
        _ => format!(" WHERE {}", conditions.join(" AND ")),
    };
    let order = match row == key {
        true => format!("{row} {direction}"),
        false => format!("{key} {direction}, {row} {direction}"),
    };
    format!("SELECT {row}, {key} FROM {from}{conditions} ORDER BY {order} LIMIT ?")
}

fn plan(database: &Connection, sql: &str) -> Vec<String> {
    let mut statement = database
        .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
        .unwrap();
    for index in 1..=statement.parameter_count() {
        statement.raw_bind_parameter(index, 1).unwrap();
    }
    let mut rows = statement.raw_query();
    let mut plan = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        plan.push(row.get::<_, String>(3).unwrap());
    }
    plan
}

/// The plan walks along an index, or along the table itself in the order of its rowid, and sorts nothing.
#[track_caller]
fn assert_walks(database: &Connection, table: &str, sql: &str) {
    let plan = plan(database, sql);
    let scans = |line: &&String| line.starts_with("SCAN") && !line.contains("INDEX");
    let scanned: Vec<_> = plan.iter().filter(scans).collect();
    let by_row = sql.contains("ORDER BY orders.number");
    assert!(
        scanned.is_empty() || (by_row && scanned == [&format!("SCAN {table}")]),
        "{sql}\n{plan:#?}"
    );
    assert!(
        !plan.iter().any(|line| line.contains("TEMP B-TREE")),
        "{sql}\n{plan:#?}"
    );
}

#[test]
fn orders_are_read_along_an_index_in_every_sort_with_and_without_a_status() {
    let shop = Shop::open();
    let database = sql(&shop);
    for (sort, key) in SORTS {
        for filters in [&[][..], &["orders.status = ?"]] {
            for later in [false, true] {
                let sql = walk("orders", "orders.number", key, sort, filters, later);
                assert_walks(&database, "orders", &sql);
            }
        }
    }
}

#[test]
fn several_statuses_are_as_many_walks_of_which_each_stops_at_the_limit() {
    let shop = Shop::open();
    let database = sql(&shop);
    for (sort, key) in SORTS {
        let one = walk(
            "orders",
            "orders.number",
            key,
            sort,
            &["orders.status = ?"],
            true,
        );
        let direction = if sort.starts_with('-') { "DESC" } else { "ASC" };
        let both = format!(
            "SELECT * FROM ({one}) UNION ALL SELECT * FROM ({one})
             ORDER BY 2 {direction}, 1 {direction} LIMIT ?"
        );
        let plan = plan(&database, &both);
        let walks = plan
            .iter()
            .filter(|line| line.starts_with("SEARCH orders USING"));
        assert_eq!(walks.count(), 2, "{both}\n{plan:#?}");
        assert!(
            !plan.iter().any(|line| line.starts_with("SCAN orders")),
            "{both}\n{plan:#?}"
        );
    }
}

#[test]
fn the_orders_of_one_customer_are_found_by_their_index() {
    let shop = Shop::open();
    let database = sql(&shop);
    for (sort, key) in SORTS {
        for filters in [
            &["orders.user_id = ?"][..],
            &["orders.status = ?", "orders.user_id = ?"],
        ] {
            let sql = walk("orders", "orders.number", key, sort, filters, false);
            let plan = plan(&database, &sql);
            // Sorting is bounded by what one customer ordered; reading everyone's orders is not.
            assert!(
                plan[0].starts_with("SEARCH orders USING"),
                "{sql}\n{plan:#?}"
            );
            if filters.len() == 1 {
                assert!(plan[0].contains("orders_by_user"), "{sql}\n{plan:#?}");
            }
        }
    }
}

#[test]
fn the_orders_of_some_days_are_found_by_an_index() {
    let shop = Shop::open();
    let database = sql(&shop);
    let days = ["orders.created_at >= ?", "orders.created_at < ?"];
    for (sort, key) in SORTS {
        let sql = walk("orders", "orders.number", key, sort, &days, false);
        let plan = plan(&database, &sql);
        let scanned = plan.iter().any(|line| line == "SCAN orders");
        assert!(!scanned, "{sql}\n{plan:#?}");
    }
}

#[test]
fn a_search_begins_at_the_words_and_looks_the_orders_up() {
    let shop = Shop::open();
    let database = sql(&shop);
    let from = "orders_search CROSS JOIN orders ON orders.number = orders_search.rowid";
    let words = ["orders_search MATCH ?"];
    for (sort, key) in SORTS {
        let key = if key == "orders.number" {
            "orders_search.rowid"
        } else {
            key
        };
        let sql = walk(from, "orders_search.rowid", key, sort, &words, false);
        let plan = plan(&database, &sql);
        assert!(
            plan[0].starts_with("SCAN orders_search VIRTUAL TABLE INDEX"),
            "{sql}\n{plan:#?}"
        );
        assert!(
            plan[1].starts_with("SEARCH orders USING INTEGER PRIMARY KEY"),
            "{sql}\n{plan:#?}"
        );
        if sort.ends_with("number") {
            assert!(
                !plan.iter().any(|line| line.contains("TEMP B-TREE")),
                "{sql}\n{plan:#?}"
            );
        }
    }
}

#[test]
fn products_customers_and_ledgers_are_read_along_an_index() {
    let shop = Shop::open();
    let database = sql(&shop);
    let lists = [
        (
            "products",
            "products.row_id",
            "products.name_key",
            "name",
            vec!["products.archived_at IS NULL"],
        ),
        (
            "products",
            "products.row_id",
            "products.created_at",
            "-created_at",
            vec!["products.archived_at IS NULL"],
        ),
        (
            "users",
            "users.row_id",
            "users.name_key",
            "name",
            vec!["users.role = ?", "users.archived_at IS NULL"],
        ),
        (
            "users",
            "users.row_id",
            "users.created_at",
            "-created_at",
            vec!["users.role = ?", "users.archived_at IS NULL"],
        ),
        ("stock_ledger", "id", "id", "-id", vec!["product_id = ?"]),
    ];
    for (table, row, key, sort, filters) in lists {
        for later in [false, true] {
            assert_walks(
                &database,
                table,
                &walk(table, row, key, sort, &filters, later),
            );
        }
    }
    let timeline = "SELECT seq FROM order_events WHERE order_id = ?1 ORDER BY seq";
    assert_walks(&database, "order_events", timeline);
}

/// The plan reads one range of this index, and sorts nothing.
#[track_caller]
fn assert_reads_range(database: &Connection, sql: &str, index: &str) {
    let plan = plan(database, sql);
    let range = format!("SEARCH {index} (");
    assert!(
        plan[0].starts_with(&range) && !plan.iter().any(|line| line.contains("TEMP B-TREE")),
        "{sql}\n{plan:#?}"
    );
}

#[test]
fn orders_are_counted_along_the_index_of_what_narrows_them_newest_first() {
    let shop = Shop::open();
    let database = sql(&shop);
    let count = |from: &str, filters: &[&str], key: &str| {
        let filters = filters.join(" AND ");
        format!("SELECT orders.status FROM {from} WHERE {filters} ORDER BY {key} DESC LIMIT ?")
    };
    let (from, to) = ("orders.created_at >= ?", "orders.created_at < ?");
    for filters in [&[from][..], &[to], &[from, to]] {
        let sql = count("orders", filters, "orders.created_at");
        let index = "orders USING COVERING INDEX orders_by_created";
        assert_reads_range(&database, &sql, index);
    }
    let user = "orders.user_id = ?";
    for filters in [&[user][..], &[user, from], &[user, from, to]] {
        let sql = count("orders", filters, "orders.number");
        assert_reads_range(&database, &sql, "orders USING INDEX orders_by_user");
    }
    let found = "orders_search CROSS JOIN orders ON orders.number = orders_search.rowid";
    let words = "orders_search MATCH ?";
    for filters in [&[words][..], &[words, user, from, to]] {
        let sql = count(found, filters, "orders_search.rowid");
        let plan = plan(&database, &sql);
        assert!(
            plan[0].starts_with("SCAN orders_search VIRTUAL TABLE INDEX")
                && plan[1].starts_with("SEARCH orders USING INTEGER PRIMARY KEY"),
            "{sql}\n{plan:#?}"
        );
        assert_eq!(plan.len(), 2, "{sql}\n{plan:#?}");
    }
}

#[test]
fn reports_read_the_days_or_the_customer_that_they_are_about_and_no_other_orders() {
    let shop = Shop::open();
    let database = sql(&shop);
    for (sql, index) in [
        (
            "SELECT created_at, status, total FROM orders WHERE created_at >= ?1 AND created_at < ?2",
            "orders USING COVERING INDEX orders_by_created",
        ),
        (
            "SELECT created_at, status, total FROM orders WHERE user_id = ?1",
            "orders USING INDEX orders_by_user",
        ),
        (
            "SELECT order_items.product_id, orders.status, order_items.quantity, order_items.unit_price
             FROM orders CROSS JOIN order_items ON order_items.order_id = orders.id
             WHERE orders.created_at >= ?1 AND orders.created_at < ?2",
            "orders USING INDEX orders_by_created",
        ),
    ] {
        assert_reads_range(&database, sql, index);
        let plan = plan(&database, sql);
        let items = plan.iter().skip(1);
        assert!(
            items.clone().count() == 0
                || items.eq(["SEARCH order_items USING PRIMARY KEY (order_id=?)"]),
            "{sql}\n{plan:#?}"
        );
    }
}

#[test]
fn products_that_run_out_are_found_by_their_stock() {
    let shop = Shop::open();
    let database = sql(&shop);
    let low = ["products.archived_at IS NULL", "products.stock <= ?"];
    let list = |key: &str, sort: &str, later: bool| {
        let from = "products INDEXED BY products_by_stock";
        walk(from, "products.row_id", key, sort, &low, later)
    };
    let by_stock = "products USING INDEX products_by_stock";
    assert_reads_range(&database, &list("products.stock", "stock", false), by_stock);
    // Sorting is bounded by how many run out; reading every product is not.
    for (key, sort) in [
        ("products.name_key", "name"),
        ("products.created_at", "-created_at"),
    ] {
        for later in [false, true] {
            let sql = list(key, sort, later);
            let plan = plan(&database, &sql);
            assert!(plan[0].contains(by_stock), "{sql}\n{plan:#?}");
        }
    }
}
