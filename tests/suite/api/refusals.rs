//! Bodies that are not taken: broken JSON, unknown fields, wrong types, too much of it.

use serde_json::{Value, json};

use super::problems::sound_problem;
use super::{fields, last_seq};
use crate::support::{Reply, Shop};

const JSON: &str = "application/json";
/// The most bytes of a body.
const MIB: usize = 1024 * 1024;

fn add_product(shop: &Shop, content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
    shop.admin
        .send("POST", "/api/products", content_type, body.into())
}

/// A new product's JSON that is so many bytes long.
fn product_of(bytes: usize) -> Vec<u8> {
    let mut body = br#"{"name": "Bun", "price": 1"#.to_vec();
    body.resize(bytes - 1, b' ');
    body.push(b'}');
    body
}

#[test]
fn what_is_no_json_object_is_refused() {
    let shop = Shop::open();
    let seq = last_seq(&shop);
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(50_000), close.repeat(50_000));
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("nothing", b"".to_vec()),
        ("space", b"  \n".to_vec()),
        ("half an object", br#"{"name": "Bun""#.to_vec()),
        ("no JSON", b"name=Bun".to_vec()),
        ("a number", b"1".to_vec()),
        ("null", b"null".to_vec()),
        ("a text", b"\"Bun\"".to_vec()),
        ("a list", b"[]".to_vec()),
        (
            "a list of products",
            br#"[{"name": "Bun", "price": 1}]"#.to_vec(),
        ),
        (
            "more behind it",
            br#"{"name": "Bun", "price": 1} x"#.to_vec(),
        ),
        ("two of them", br#"{"name": "Bun", "price": 1}{}"#.to_vec()),
        (
            "a comma too many",
            br#"{"name": "Bun", "price": 1,}"#.to_vec(),
        ),
        (
            "a comment",
            br#"{"name": "Bun", /* cheap */ "price": 1}"#.to_vec(),
        ),
        ("single quotes", b"{'name': 'Bun', 'price': 1}".to_vec()),
        ("no UTF-8", b"{\"name\": \"B\xffn\", \"price\": 1}".to_vec()),
        ("Latin-1", b"{\"name\": \"K\xe4se\", \"price\": 1}".to_vec()),
        (
            "half a surrogate pair",
            br#"{"name": "\ud83e", "price": 1}"#.to_vec(),
        ),
        (
            "a raw control character",
            b"{\"name\": \"B\nn\", \"price\": 1}".to_vec(),
        ),
        ("deep lists", deep("[", "]").into_bytes()),
        ("deep objects", deep("{\"a\":", "}").into_bytes()),
        (
            "a deep field",
            format!(
                r#"{{"name": "Bun", "price": 1, "cart": {}}}"#,
                deep("[", "]")
            )
            .into_bytes(),
        ),
        (
            "a deep price",
            format!(r#"{{"name": "Bun", "price": {}}}"#, deep("[", "]")).into_bytes(),
        ),
    ];
    for (what, body) in bodies {
        sound_problem(add_product(&shop, JSON, body), 400, "invalid", what);
    }
    assert_eq!(last_seq(&shop), seq);
    shop.admin.get("/api/auth/me").expect(200);
}

#[test]
fn fields_that_are_not_known_are_all_named() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let order = shop.order(&bread, 1);
    let line = json!({"product_id": bread["id"], "quantity": 1});
    let odd = json!({"product_id": bread["id"], "quantity": 1, "line_total": 0, "colour": "red"});
    let order = format!("/api/orders/{}", order["number"]);
    for (method, path, body, expected) in [
        (
            "POST",
            "/api/products",
            json!({"name": "x", "price": 1, "cart": 1, "till": {}}),
            vec!["cart", "till"],
        ),
        (
            "POST",
            "/api/products",
            json!({"name": "x", "price": 1, "Name": "y"}),
            vec!["Name"],
        ),
        (
            "POST",
            "/api/customers",
            json!({"name": "x", "id": 1, "archived": true}),
            vec!["archived", "id"],
        ),
        (
            "POST",
            "/api/orders",
            json!({"items": [line], "status": "PAID"}),
            vec!["status"],
        ),
        (
            "POST",
            "/api/orders",
            json!({"items": [line, odd]}),
            vec!["items[1].colour", "items[1].line_total"],
        ),
        (
            "PATCH",
            &order,
            json!({"items": [odd], "total": 0}),
            vec!["items[0].colour", "items[0].line_total", "total"],
        ),
        ("PATCH", &order, json!({"version": 2}), vec!["version"]),
        (
            "POST",
            "/api/auth/login",
            json!({"email": "x", "password": "x", "remember": 1}),
            vec!["remember"],
        ),
    ] {
        let reply = shop
            .admin
            .send(method, path, JSON, body.to_string().into_bytes());
        let problem = sound_problem(reply, 400, "invalid", &body.to_string());
        assert_eq!(fields(&problem), expected, "{body}");
        for error in problem["errors"].as_array().unwrap() {
            assert!(!error["message"].as_str().unwrap().is_empty());
        }
    }
}

#[test]
fn fields_of_a_wrong_type_are_named() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(9));
    shop.order(&bread, 1);
    let id = &bread["id"];
    let line = |product: Value, quantity: Value| json!({"items": [{"product_id": product, "quantity": quantity}]});
    let product = |field: &str, value: Value| {
        let mut product = json!({"name": "x", "price": 1});
        product[field] = value;
        product
    };
    let order = "/api/orders/1001";
    let cases: Vec<(&str, &str, Value, &str)> = vec![
        ("POST", "/api/products", product("name", json!(1)), "name"),
        (
            "POST",
            "/api/products",
            product("name", json!(null)),
            "name",
        ),
        (
            "POST",
            "/api/products",
            product("name", json!(["x"])),
            "name",
        ),
        ("POST", "/api/products", product("sku", json!(1)), "sku"),
        (
            "POST",
            "/api/products",
            product("stock", json!("5")),
            "stock",
        ),
        (
            "POST",
            "/api/products",
            product("stock", json!(1.5)),
            "stock",
        ),
        (
            "POST",
            "/api/products",
            product("stock", json!(true)),
            "stock",
        ),
        ("POST", "/api/products", json!({"price": 1}), "name"),
        (
            "POST",
            "/api/customers",
            json!({"name": "x", "role": 0}),
            "role",
        ),
        (
            "POST",
            "/api/customers",
            json!({"name": "x", "email": ["x"]}),
            "email",
        ),
        ("POST", "/api/orders", json!({"items": null}), "items"),
        ("POST", "/api/orders", json!({"items": {}}), "items"),
        ("POST", "/api/orders", json!({"items": [null]}), "items[0]"),
        ("POST", "/api/orders", json!({}), "items"),
        (
            "POST",
            "/api/orders",
            json!({"items": [{"quantity": 1}]}),
            "items[0].product_id",
        ),
        (
            "POST",
            "/api/orders",
            json!({"items": [{"product_id": id}]}),
            "items[0].quantity",
        ),
        (
            "POST",
            "/api/orders",
            line(id.clone(), json!("1")),
            "items[0].quantity",
        ),
        (
            "POST",
            "/api/orders",
            line(id.clone(), json!(1.5)),
            "items[0].quantity",
        ),
        (
            "POST",
            "/api/orders",
            line(id.clone(), json!(null)),
            "items[0].quantity",
        ),
        (
            "POST",
            "/api/orders",
            line(json!("bread"), json!(1)),
            "items[0].product_id",
        ),
        (
            "POST",
            "/api/orders",
            line(json!(1), json!(1)),
            "items[0].product_id",
        ),
        (
            "POST",
            "/api/orders",
            line(json!(null), json!(1)),
            "items[0].product_id",
        ),
        (
            "PATCH",
            order,
            json!({"restock": "no", "status": "CANCELLED"}),
            "restock",
        ),
        (
            "PATCH",
            order,
            json!({"restock": null, "status": "CANCELLED"}),
            "restock",
        ),
        (
            "PATCH",
            order,
            json!({"reason": 1, "status": "PAID"}),
            "reason",
        ),
        ("PATCH", order, json!({"note": 1}), "note"),
        ("PATCH", order, json!({"items": null}), "items"),
        ("PATCH", order, json!({"user_id": "bob"}), "user_id"),
        (
            "POST",
            "/api/auth/login",
            json!({"email": null, "password": "x"}),
            "email",
        ),
        ("POST", "/api/auth/login", json!({"email": "x"}), "password"),
    ];
    let seq = last_seq(&shop);
    for (method, path, body, field) in cases {
        let reply = shop
            .admin
            .send(method, path, JSON, body.to_string().into_bytes());
        let problem = sound_problem(reply, 400, "invalid", &body.to_string());
        assert_eq!(fields(&problem), [field], "{body} {problem}");
    }
    assert_eq!(last_seq(&shop), seq);
}

#[test]
fn an_object_is_not_taken_as_a_list_of_its_fields() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, Some(9));
    let (id, seq) = (&bread["id"], last_seq(&shop));
    for (path, body) in [
        ("/api/products", json!(["BU-1", "Bun", 1, 5])),
        (
            "/api/customers",
            json!(["Ada", null, null, null, null, "ADMIN", null]),
        ),
        ("/api/orders", json!({"items": [[id, 1]]})),
        (
            "/api/orders",
            json!([[{"product_id": id, "quantity": 1}], null, null]),
        ),
        (
            "/api/auth/login",
            json!(["admin@shop.example", "correct horse"]),
        ),
    ] {
        let reply = shop.admin.post(path, &body);
        sound_problem(reply, 400, "invalid", &body.to_string());
    }
    assert_eq!(last_seq(&shop), seq);
}

#[test]
fn a_choice_is_a_text_and_no_object() {
    let shop = Shop::open();
    let new = json!({"name": "Eve", "role": {"ADMIN": null}});
    let problem = shop.admin.post("/api/customers", &new);
    let problem = sound_problem(problem, 400, "invalid", "a role");
    assert_eq!(fields(&problem), ["role"]);
    shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let problem = shop
        .admin
        .patch("/api/orders/1001", &json!({"status": {"PAID": null}}));
    let problem = sound_problem(problem, 400, "invalid", "a status");
    assert_eq!(fields(&problem), ["status"]);
}

#[test]
fn an_unknown_field_is_named_as_it_is_written() {
    let shop = Shop::open();
    for name in ["", "7", "naïve", "a b"] {
        let new = json!({"name": "Bun", "price": 1, name: 1});
        let problem = shop
            .admin
            .post("/api/products", &new)
            .refused(400, "invalid");
        assert_eq!(fields(&problem), [name]);
    }
}

#[test]
fn a_field_that_is_there_twice_is_refused_and_not_guessed_at() {
    let shop = Shop::open();
    for (body, field) in [
        (r#"{"name": "x", "price": 1, "name": "y"}"#, "name"),
        (r#"{"name": "x", "price": 1, "price": 2}"#, "price"),
        (
            r#"{"name": "x", "price": 1, "sku": null, "sku": "A"}"#,
            "sku",
        ),
        (r#"{"name": "x", "price": 1, "n\u0061me": "y"}"#, "name"),
    ] {
        let problem = sound_problem(add_product(&shop, JSON, body), 400, "invalid", body);
        assert_eq!(fields(&problem), [field], "{body}");
    }
}

#[test]
fn only_json_is_taken() {
    let shop = Shop::open();
    let body = r#"{"name": "Bun", "price": 1}"#;
    for kind in [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
        "nonsense",
        "application/jsonx",
    ] {
        let reply = add_product(&shop, kind, body);
        sound_problem(reply, 415, "unsupported_media_type", kind);
        let login = shop
            .anyone()
            .send("POST", "/api/auth/login", kind, b"{}".to_vec());
        sound_problem(login, 415, "unsupported_media_type", kind);
    }
    for kind in [
        "application/json",
        "application/json; charset=utf-8",
        "Application/JSON;charset=UTF-8",
    ] {
        assert_eq!(add_product(&shop, kind, body).status, 201, "{kind}");
    }
}

#[test]
fn a_body_is_at_most_one_mebibyte() {
    let shop = Shop::open();
    add_product(&shop, JSON, product_of(MIB)).expect(201);
    let problem = add_product(&shop, JSON, product_of(MIB + 1));
    sound_problem(problem, 413, "too_large", "one byte more");
    assert_eq!(
        shop.admin
            .get("/api/products")
            .expect(200)
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn reports_of_browser_errors_are_taken_from_anyone_a_few_at_a_time() {
    let shop = Shop::open();
    let report = json!({"message": "x is not a function", "stack": "at f", "url": "/orders", "request_id": "1"});
    assert_eq!(
        shop.anyone()
            .post("/api/client-errors", &report)
            .expect(204),
        json!(null)
    );
    let problem = shop
        .anyone()
        .post("/api/client-errors", &json!({"stack": "at f"}));
    assert_eq!(fields(&problem.refused(400, "invalid")), ["message"]);
    let problem = shop
        .anyone()
        .post("/api/client-errors", &json!({"message": "x", "cart": 1}));
    assert_eq!(fields(&problem.refused(400, "invalid")), ["cart"]);
    let mut reports = (0..500).map(|_| shop.anyone().post("/api/client-errors", &report));
    let braked = reports.find(|reply| reply.status != 204).expect("a brake");
    let wait_s: i64 = braked.header("retry-after").unwrap().parse().unwrap();
    sound_problem(braked, 429, "too_many", "too many reports");
    shop.sign_in("admin@shop.example", "correct horse");
    shop.advance_ms((wait_s + 1) * 1000);
    shop.anyone()
        .post("/api/client-errors", &report)
        .expect(204);
}
