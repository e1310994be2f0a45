//! CSV in: what lines match, all or nothing, and what an export wrote comes back to the same data.

use serde_json::{Value, json};

use super::path_of;
use crate::support::{Reply, Shop};

fn send(shop: &Shop, what: &str, csv: impl Into<Vec<u8>>) -> Reply {
    let path = format!("/api/import/{what}");
    shop.admin.send("POST", &path, "text/csv", csv.into())
}

/// The report's counts: new, changed, same, wrong.
fn counts(report: &Value) -> [u64; 4] {
    ["created", "updated", "unchanged", "wrong"].map(|name| report[name].as_u64().unwrap())
}

fn list(shop: &Shop, path: &str) -> Vec<Value> {
    shop.admin.walk(path)
}

fn export(shop: &Shop, what: &str) -> String {
    let reply = shop.admin.get(&format!("/api/export/{what}"));
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.text
}

fn error(line: u64, field: &str, message: &str) -> Value {
    json!({"line": line, "field": field, "message": message})
}

#[test]
fn lines_are_products_by_id_else_by_sku_else_new_ones() {
    let shop = Shop::open();
    let bread = json!({"name": "Rye bread", "sku": "BR-RYE", "price": 4.8, "stock": 10});
    let bread = shop.admin.post("/api/products", &bread).expect(201);
    let tea = shop.product("Tea", 3.0, None);
    let csv = format!(
        "\u{feff}Name;stock;id;sku;price\r\nRye bread, 1 kg;12;;br-rye;4,80\r\nGreen tea;;{};;3\r\n\r\nBun;5;;BN;0,9\r\n",
        tea["id"].as_str().unwrap()
    );
    let tried = send(&shop, "products?dry_run=true", csv.clone()).expect(200);
    assert_eq!(counts(&tried), [1, 2, 0, 0]);
    let outcomes: Vec<_> = tried["rows"].as_array().unwrap().iter().collect();
    assert_eq!(outcomes[0]["line"], 2);
    assert_eq!(outcomes[0]["outcome"], "updated");
    assert_eq!(
        outcomes[0]["changes"],
        json!([
            {"field": "sku", "from": "BR-RYE", "to": "br-rye"},
            {"field": "name", "from": "Rye bread", "to": "Rye bread, 1 kg"},
            {"field": "stock", "from": "10", "to": "12"},
        ])
    );
    assert_eq!(
        outcomes[2],
        &json!({"line": 5, "outcome": "created", "name": "Bun", "changes": []})
    );
    assert_eq!(
        list(&shop, "/api/products").len(),
        2,
        "a dry run writes nothing"
    );

    let done = send(&shop, "products", csv.clone()).expect(200);
    assert_eq!(counts(&done), [1, 2, 0, 0]);
    let products = list(&shop, "/api/products");
    let seen: Vec<_> = products
        .iter()
        .map(|it| {
            (
                it["name"].as_str().unwrap(),
                it["price"].to_string(),
                &it["stock"],
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Bun", "0.9".to_owned(), &json!(5)),
            ("Green tea", "3.0".to_owned(), &json!(null)),
            ("Rye bread, 1 kg", "4.8".to_owned(), &json!(12)),
        ]
    );
    let ledger = format!("{}/stock", path_of("products", &bread));
    let newest = shop.admin.get(&ledger).expect(200)[0].clone();
    assert_eq!(newest["delta"], 2);
    assert_eq!(
        (&newest["kind"], &newest["reason"]),
        (&json!("count"), &json!("import"))
    );
    assert_eq!(newest["actor"]["name"], "Admin");
    // The line without id and SKU is gone; the others are what is there.
    assert_eq!(
        counts(&send(&shop, "products", csv).expect(200)),
        [0, 0, 3, 0]
    );
}

#[test]
fn lines_are_customers_by_id_else_by_email_else_new_ones() {
    let shop = Shop::open();
    let ada = json!({"name": "Ada", "email": "ada@shop.example", "phone": "030 1", "note": "x"});
    shop.admin.post("/api/customers", &ada).expect(201);
    let csv = "email,name,phone,note\nADA@Shop.example,Ada L.,'+49 30 1,\nbob@shop.example,Bob,,\n";
    assert_eq!(
        counts(&send(&shop, "customers", csv).expect(200)),
        [1, 1, 0, 0]
    );
    let customers = list(&shop, "/api/customers");
    assert_eq!(customers[0]["name"], "Ada L.");
    assert_eq!(customers[0]["phone"], "+49 30 1");
    assert_eq!(customers[0]["note"], json!(null), "an empty cell is null");
    assert_eq!(customers[0]["email"], "ada@shop.example");
    let only = "email,note\nada@shop.example,Pays cash\n";
    send(&shop, "customers", only).expect(200);
    let customers = list(&shop, "/api/customers");
    assert_eq!(
        customers[0]["phone"], "+49 30 1",
        "an absent column leaves it"
    );
    assert_eq!(customers[0]["note"], "Pays cash");
}

#[test]
fn any_wrong_line_refuses_the_file_and_is_told_with_its_column() {
    let shop = Shop::open();
    let taken = json!({"name": "Rye bread", "sku": "BR-RYE", "price": 4.8});
    let taken = shop.admin.post("/api/products", &taken).expect(201);
    let tea = shop.product("Tea", 3.0, None);
    let mut socket = shop.socket();
    socket.expect("hello");
    let csv = format!(
        "sku,name,price,stock,id\nA,Good,1,1,\n\nB,,x,-1,\nB2,Bun,1.234,1.5,\na,Again,1,,\nC,\u{7}bell,1,,\n\
         BR-RYE,Tea,3,,{tea}\n,Tea,3,,{tea}\nD,Short,1\n,New,,,\nE,x,1,,nonsense\n",
        tea = tea["id"].as_str().unwrap()
    );
    let refused = send(&shop, "products", csv.clone());
    assert_eq!(refused.header("content-type"), Some("application/json"));
    let refused = refused.expect(400);
    assert_eq!(counts(&refused), [0, 0, 0, 9]);
    let errors = refused["errors"].as_array().unwrap();
    let has = |wanted: Value| assert!(errors.contains(&wanted), "{wanted} {errors:#?}");
    has(error(4, "name", "must not be empty"));
    has(error(
        4,
        "price",
        "must be a number with a point, such as 12.50",
    ));
    has(error(4, "stock", "must be at least 0"));
    has(error(5, "price", "has more decimals than EUR (2)"));
    has(error(5, "stock", "must be a whole number"));
    has(error(6, "sku", "is that of line 2 too"));
    has(error(7, "name", "must not contain control characters"));
    has(error(8, "sku", "another product has this SKU"));
    has(error(9, "id", "is that of line 8 too"));
    has(error(10, "", "has 3 cells, the first line 5"));
    has(error(11, "price", "must not be empty"));
    has(error(12, "id", "is no id: leave it empty for what is new"));

    let tried = send(&shop, "products?dry_run=true", csv).expect(200);
    assert_eq!(counts(&tried), [1, 0, 0, 9]);
    assert_eq!(tried["errors"], refused["errors"]);
    assert_eq!(errors[0]["field"], "name", "in the order of the columns");
    assert_eq!(list(&shop, "/api/products"), [taken, tea.clone()]);
    // The next event is that of the next change: none was sent for the file.
    let patch = json!({"name": "Black tea"});
    shop.admin
        .patch(&path_of("products", &tea), &patch)
        .expect(200);
    assert_eq!(socket.next()["data"]["name"], "Black tea");
}

#[test]
fn what_is_no_file_of_ours_is_told_and_not_guessed() {
    let shop = Shop::open();
    for (csv, line, words) in [
        (b"".to_vec(), 1, "is empty"),
        (b"sku,colour\nA,red\n".to_vec(), 1, "is no column here"),
        (b"sku,name\nA,Caf\xe9\n".to_vec(), 2, "CSV UTF-8"),
        (
            b"sku,name,price\nA,\"Bun,1\nB,Roll,1\n".to_vec(),
            2,
            "never ends",
        ),
    ] {
        let report = send(&shop, "products?dry_run=true", csv.clone()).expect(200);
        let first = &report["errors"][0];
        assert_eq!(first["line"], line, "{first}");
        assert!(
            first["message"].as_str().unwrap().contains(words),
            "{first}"
        );
        send(&shop, "products", csv).expect(400);
    }
    let json = shop.admin.post("/api/import/products", &json!({}));
    json.refused(415, "unsupported_media_type");
    let query = send(&shop, "products?dry=true", "sku\n");
    assert_eq!(query.refused(400, "invalid")["errors"][0]["field"], "dry");
    // Far too large: who sends it hears why all the same.
    let large = vec![b'x'; 40 * 1024 * 1024];
    send(&shop, "products", large).refused(413, "too_large");
}

#[test]
fn the_thousandth_error_is_listed_and_the_rest_are_counted() {
    let shop = Shop::open();
    let csv = format!("sku,name,price\n{}", "X,,1\n".repeat(1_500));
    let report = send(&shop, "products?dry_run=true", csv).expect(200);
    assert_eq!(counts(&report), [0, 0, 0, 1_500]);
    assert_eq!(report["errors"].as_array().unwrap().len(), 1_000);
    assert_eq!(report["errors_left_out"], 500);
    assert_eq!(report["rows"].as_array().unwrap().len(), 500);
    assert_eq!(report["rows_left_out"], 1_000);
}

#[test]
fn a_file_of_more_lines_than_a_small_machine_can_hold_is_refused_as_a_whole() {
    let shop = Shop::open();
    let csv = format!("name,price\n{}", "a,1\n".repeat(250_001));
    let refused = send(&shop, "products", csv).expect(400);
    assert_eq!(
        refused["errors"],
        json!([error(
            250_002,
            "",
            "is one too many: a file has at most 250000 lines, so split it"
        )])
    );
    assert_eq!(list(&shop, "/api/products").len(), 0);
}

#[test]
fn an_import_sends_an_event_for_each_line_that_changes_something_and_no_other() {
    let shop = Shop::open();
    let bread = json!({"name": "Rye bread", "sku": "BR-RYE", "price": 4.8});
    shop.admin.post("/api/products", &bread).expect(201);
    let tea = json!({"name": "Tea", "sku": "TEA", "price": 3});
    shop.admin.post("/api/products", &tea).expect(201);
    let mut socket = shop.socket();
    socket.expect("hello");
    let csv = "sku,name,price\nBR-RYE,Rye bread,4.80\nTEA,Tea,3.5\nBUN,Bun,1\n";
    assert_eq!(
        counts(&send(&shop, "products", csv).expect(200)),
        [1, 1, 1, 0]
    );
    for name in ["Tea", "Bun"] {
        let event = socket.next();
        assert_eq!(event["event"], "productUpdated");
        assert_eq!(event["data"]["name"], name);
    }
    shop.product("Next", 1.0, None);
    assert_eq!(socket.next()["data"]["name"], "Next");
}

#[test]
fn an_import_makes_nobody_an_admin_and_locks_none_out() {
    let shop = Shop::open();
    let (ada, record) = shop.customer("Ada", "ada@shop.example");
    for (csv, field) in [
        ("email,name,role\neve@x.example,Eve,ADMIN\n", "role"),
        ("email,role\nada@shop.example,ADMIN\n", "role"),
        ("email,role\nadmin@shop.example,CUSTOMER\n", "role"),
        ("email,archived\nadmin@shop.example,true\n", "archived"),
    ] {
        let report = send(&shop, "customers", csv).expect(400);
        assert_eq!(report["errors"][0]["field"], field, "{csv}");
    }
    let id = record["id"].as_str().unwrap();
    let without = format!("id,email\n{id},\n");
    let report = send(&shop, "customers", without).expect(400);
    assert_eq!(
        report["errors"][0]["field"], "email",
        "she signs in with it"
    );
    // Archiving throws out, as in a single request.
    ada.get("/api/auth/me").expect(200);
    send(
        &shop,
        "customers",
        "email,archived\nada@shop.example,TRUE\n",
    )
    .expect(200);
    ada.get("/api/auth/me").refused(401, "unauthenticated");
}

#[test]
fn orders_are_found_by_the_name_that_an_import_gave_their_customer() {
    let shop = Shop::open();
    let tea = shop.product("Tea", 3.0, None);
    let ada = json!({"name": "Ada", "email": "ada@shop.example"});
    let ada = shop.admin.post("/api/customers", &ada).expect(201);
    let order = json!({"items": [{"product_id": tea["id"], "quantity": 1}], "user_id": ada["id"]});
    for _ in 0..120 {
        shop.admin.post("/api/orders", &order).expect(201);
    }
    send(
        &shop,
        "customers",
        "email,name\nada@shop.example,Lovelace\n",
    )
    .expect(200);
    assert_eq!(list(&shop, "/api/orders?q=lovelace").len(), 120);
    assert_eq!(
        list(&shop, "/api/orders?q=ada+lovelace").len(),
        120,
        "by her email"
    );
}

#[test]
fn an_export_is_read_into_an_empty_shop_as_it_was_and_twice_is_once() {
    let (from, to) = (Shop::open(), Shop::open());
    for name in ["Tea", "Bun"] {
        from.product(name, 3.5, Some(4));
    }
    let gone = from.product("Gone", 1.0, None);
    let archive = json!({"archived": true});
    from.admin
        .patch(&path_of("products", &gone), &archive)
        .expect(200);
    for what in [
        "products.csv",
        "products.csv?archived=true&separator=semicolon",
    ] {
        let csv = export(&from, what);
        send(&to, "products", csv.clone()).expect(200);
        let again = send(&to, "products", csv).expect(200);
        assert_eq!(again["created"], 0);
        assert_eq!(again["updated"], 0);
    }
    for path in ["/api/products", "/api/products?archived=true"] {
        let kept = |shop: &Shop| -> Vec<_> {
            let fields = ["id", "sku", "name", "price", "stock"];
            let list = list(shop, path).into_iter();
            list.map(|it| fields.map(|field| it[field].clone()))
                .collect()
        };
        assert_eq!(kept(&to), kept(&from), "{path}");
    }
}

/// Texts that break what reads or shows them carelessly; all of them are texts that a person may type.
fn hostile() -> Vec<String> {
    let parts = [
        "=1+1",
        "=cmd|'/c calc'!A0",
        "+49 30 1",
        "-5",
        "@SUM(A1)",
        "'=1",
        "''+1",
        "'quoted'",
        "\"",
        "\"\"",
        "\",\"",
        "a,b;c",
        ";;;",
        ",,,",
        "'",
        "a'b",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "%n%s",
        "${HOME}",
        "\\",
        "\\n",
        "../../etc",
        "NULL",
        "null",
        "true",
        "0012",
        "1e5",
        "12.50",
        "1,5",
        "2026-01-31",
        "e\u{301}\u{302}",
        "\u{202e}evil",
        "\u{2066}x\u{2069}",
        "\u{200b}x",
        "x\u{feff}x",
        "👩‍👩‍👧‍👦",
        "𝕏𝕐",
        "日本語",
        "العربية",
        "ß",
        "İ",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "#N/A",
        "—",
        "sep=;",
        "\u{fffd}",
    ];
    let mut texts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    for first in parts {
        for second in parts.iter().step_by(3) {
            texts.push(format!("{first}{second}"));
        }
    }
    texts.push("x".repeat(200));
    texts.push("=".repeat(200));
    texts.push("\"".repeat(200));
    texts.retain(|text| text.chars().count() <= 200);
    assert!(texts.len() >= 600, "{}", texts.len());
    texts
}

#[test]
fn a_thousand_hostile_cells_go_out_and_come_in_as_they_were() {
    let shop = Shop::open();
    let texts = hostile();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["name", "address", "note"]).unwrap();
    // As a careful program writes them: what looks neutralised is what was meant.
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let meant = |text: &str| match text.trim_start_matches('\'').starts_with(formula) {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    for text in &texts {
        let lines = format!("{text}\n=2\r\n\t{text}");
        writer
            .write_record([meant(text), meant(&lines), meant(text)])
            .unwrap();
    }
    let csv = writer.into_inner().unwrap();
    let report = send(&shop, "customers", csv).expect(200);
    assert_eq!(report["created"], texts.len());
    let before = list(&shop, "/api/customers?limit=200&sort=-created_at");
    let before_text =
        |field: &str| -> Vec<_> { before.iter().map(|it| it[field].clone()).collect() };
    let mut names: Vec<_> = before_text("name");
    let mut sent: Vec<_> = texts.iter().map(|text| json!(text)).collect();
    names.sort_by_key(Value::to_string);
    sent.sort_by_key(Value::to_string);
    assert_eq!(names, sent);

    for form in ["", "?separator=semicolon"] {
        let csv = export(&shop, &format!("customers.csv{form}"));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(if form.is_empty() { b',' } else { b';' })
            .from_reader(csv.as_bytes());
        let mut cells = 0;
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                assert!(
                    !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                    "{cell:?}"
                );
                cells += 1;
            }
        }
        assert!(cells > 1_000);
        let report = send(&shop, "customers", csv.clone()).expect(200);
        assert_eq!(counts(&report), [0, 0, texts.len() as u64, 0]);
        let other = Shop::open();
        assert_eq!(
            send(&other, "customers", csv).expect(200)["created"],
            texts.len()
        );
        let after = list(&other, "/api/customers?limit=200&sort=-created_at");
        let kept = |list: &[Value]| -> Vec<_> {
            let fields = ["id", "name", "address", "note"];
            let mut rows: Vec<_> = list
                .iter()
                .map(|it| fields.map(|field| it[field].to_string()))
                .collect();
            rows.sort();
            rows
        };
        assert_eq!(kept(&after), kept(&before));
    }
}

#[test]
fn cells_that_no_field_can_hold_are_refused_by_line() {
    let shop = Shop::open();
    let long = "x".repeat(201);
    for cell in ["a\0b", "a\u{1b}[31m", "a\tb", "\"a\nb\"", &long] {
        let csv = format!("name,price\nfine,1\n{cell},1\n");
        let report = send(&shop, "products", csv).expect(400);
        assert_eq!(report["errors"][0]["line"], 3, "{cell:?}");
        assert_eq!(report["errors"][0]["field"], "name", "{cell:?}");
    }
    assert!(list(&shop, "/api/products").is_empty());
}
