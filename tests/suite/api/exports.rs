//! CSV out: what a list shows, all of it, as spreadsheets take it.

use serde_json::{Value, json};

use super::path_of;
use crate::support::{Client, Reply, Shop};

/// An export's lines by the names of its columns, after its head was looked at.
#[track_caller]
fn table(reply: Reply) -> Vec<Value> {
    assert_eq!(reply.status, 200, "{}", reply.text);
    let kind = reply.header("content-type");
    assert_eq!(kind, Some("text/csv; charset=utf-8; header=present"));
    let text = reply.text.strip_prefix('\u{feff}').expect("a BOM");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let columns = reader.headers().unwrap().clone();
    let line = |line: csv::StringRecord| -> Value {
        let cells = columns.iter().zip(line.iter());
        cells
            .map(|(name, cell)| (name.to_owned(), json!(cell)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    reader.records().map(|it| line(it.unwrap())).collect()
}

fn names(admin: &Client, path: &str) -> Vec<String> {
    let lines = table(admin.get(path)).into_iter();
    lines
        .map(|line| line["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn products_are_a_line_each_exact_and_with_the_file_named_by_the_shops_day() {
    let shop = Shop::open_at("2026-11-27T23:30:00Z", "Europe/Berlin");
    let bread = json!({"name": "Rye \"fresh\", 1 kg", "sku": "=BR", "price": 4.8, "stock": 10});
    let bread = shop.admin.post("/api/products", &bread).expect(201);
    let reply = shop.admin.get("/api/export/products.csv");
    assert_eq!(
        reply.header("content-disposition"),
        Some("attachment; filename=\"products-2026-11-28.csv\"")
    );
    let want = format!(
        "\u{feff}id,sku,name,price,tax_rate,stock,archived,created_at,updated_at\r\n\
         {},'=BR,\"Rye \"\"fresh\"\", 1 kg\",4.80,0,10,false,{},{}\r\n",
        bread["id"].as_str().unwrap(),
        bread["created_at"].as_str().unwrap(),
        bread["updated_at"].as_str().unwrap()
    );
    assert_eq!(reply.text, want);
    let semicolon = shop
        .admin
        .get("/api/export/products.csv?separator=semicolon");
    assert!(
        semicolon.text.contains(";4,80;0;10;false;"),
        "{}",
        semicolon.text
    );
}

#[test]
fn an_order_is_a_line_for_each_item_that_add_up_to_its_total() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(10));
    let tea = shop.product("Tea", 3.0, None);
    let (_, ada) = shop.customer("Ada", "ada@shop.example");
    let items = json!([{"product_id": bread["id"], "quantity": 2}, {"product_id": tea["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": ada["id"], "note": "-2 °C\nin the cellar"});
    let order = shop.admin.post("/api/orders", &order).expect(201);
    let lines = table(shop.admin.get("/api/export/orders.csv"));
    assert_eq!(lines.len(), 2);
    for line in &lines {
        assert_eq!(line["number"], "1001");
        assert_eq!(line["id"], order["id"]);
        assert_eq!(line["user_id"], ada["id"]);
        assert_eq!(line["customer"], "Ada");
        assert_eq!(line["note"], "'-2 °C\nin the cellar");
        assert_eq!(line["total"], "12.60");
        assert_eq!(line["currency"], "EUR");
    }
    let of = |name: &str| -> Vec<_> {
        let cells = lines.iter().map(|it| it[name].as_str().unwrap().to_owned());
        cells.collect()
    };
    assert_eq!(of("line_total"), ["9.60", "3.00"]);
    assert_eq!(of("quantity"), ["2", "1"]);
    assert_eq!(of("product_name"), ["Rye bread", "Tea"]);
}

#[test]
fn an_export_is_the_whole_list_with_its_filters_and_its_sort() {
    let shop = Shop::open();
    for number in 0..230 {
        let name = format!("Product {number:03}");
        shop.product(&name, 1.0, (number == 7).then_some(1));
    }
    let gone = shop.product("Product gone", 1.0, None);
    let archive = json!({"archived": true});
    shop.admin
        .patch(&path_of("products", &gone), &archive)
        .expect(200);
    let listed = |query: &str| -> Vec<String> {
        let list = shop
            .admin
            .walk(&format!("/api/products{query}"))
            .into_iter();
        list.map(|it| it["name"].as_str().unwrap().to_owned())
            .collect()
    };
    for query in [
        "",
        "?sort=-created_at",
        "?q=22",
        "?archived=true",
        "?low_stock=true",
        "?q=nothing",
    ] {
        let exported = names(&shop.admin, &format!("/api/export/products.csv{query}"));
        assert_eq!(exported, listed(query), "{query}");
    }
    let tea = shop.product("Tea", 1.0, None);
    let first = shop.order(&tea, 1);
    let second = shop.order(&tea, 2);
    shop.move_to(&first, "PAID");
    for (query, want) in [
        ("", vec![&second, &first]),
        ("?sort=number", vec![&first, &second]),
        ("?status=PAID", vec![&first]),
        ("?status=PAID,PENDING&sort=-total", vec![&second, &first]),
        ("?to=2020-01-01", vec![]),
        ("?q=1002", vec![&second]),
    ] {
        let lines = table(shop.admin.get(&format!("/api/export/orders.csv{query}")));
        let ids: Vec<_> = lines.iter().map(|line| &line["id"]).collect();
        let want: Vec<_> = want.iter().map(|order| &order["id"]).collect();
        assert_eq!(ids, want, "{query}");
    }
    shop.customer("Ada", "ada@shop.example");
    assert_eq!(names(&shop.admin, "/api/export/customers.csv"), ["Ada"]);
    let admins = "/api/export/customers.csv?role=ADMIN";
    assert_eq!(names(&shop.admin, admins), ["Admin"]);
}

#[test]
fn what_an_export_does_not_know_is_refused_by_name() {
    let shop = Shop::open();
    for (path, field) in [
        ("/api/export/orders.csv?limit=5", "limit"),
        ("/api/export/products.csv?cursor=x", "cursor"),
        ("/api/export/orders.csv?archived=true", "archived"),
        ("/api/export/orders.csv?status=LOST", "status"),
        ("/api/export/customers.csv?separator=tab", "separator"),
    ] {
        let problem = shop.admin.get(path).refused(400, "invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{path}");
    }
}
