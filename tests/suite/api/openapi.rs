//! The OpenAPI document: complete, sound, and true of what the server answers.

use std::collections::BTreeSet;
use std::path::Path;

use oms::app::App;
use oms::config::Config;
use oms::domain::Clock;
use serde_json::{Value, json};

use super::path_of;
use crate::support::Shop;

fn document() -> Value {
    serde_json::to_value(oms::routes::document()).unwrap()
}

/// Method, path and description of each operation.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let operations = item.as_object().unwrap().iter();
            operations
                .map(move |(method, operation)| (method.to_uppercase(), path.clone(), operation))
        })
        .collect()
}

/// Everything that is called `$ref` anywhere in here.
fn refs(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(members) => members
            .iter()
            .flat_map(|(name, member)| match (name.as_str(), member) {
                ("$ref", Value::String(target)) => vec![target.as_str()],
                _ => refs(member),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(refs).collect(),
        _ => Vec::new(),
    }
}

/// The schema itself, or the one that it refers to.
fn resolve<'d>(document: &'d Value, schema: &'d Value) -> &'d Value {
    let target = schema["$ref"].as_str();
    target.map_or(schema, |target| {
        document
            .pointer(&target[1..])
            .expect("a reference leads somewhere")
    })
}

/// What of a value does not fit its schema (JSON Schema 2020-12, as far as this document uses it).
fn misfits(document: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let schema = resolve(document, schema);
    if let Some(choices) = schema["oneOf"].as_array() {
        let fitting = choices
            .iter()
            .filter(|choice| misfits(document, choice, value, at).is_empty());
        return match fitting.count() {
            1 => Vec::new(),
            count => vec![format!("{at}: {value} fits {count} of {}", schema["oneOf"])],
        };
    }
    let mut wrong = Vec::new();
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let takes = |wanted: &Value| wanted == kind || (wanted == "number" && kind == "integer");
    let fits = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(takes),
        kind => takes(kind),
    };
    if !fits {
        wrong.push(format!("{at}: {value} is no {}", schema["type"]));
    }
    if let Some(choices) = schema["enum"].as_array()
        && !choices.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    if let Some(items) = value.as_array() {
        for (index, item) in items.iter().enumerate() {
            wrong.extend(misfits(
                document,
                &schema["items"],
                item,
                &format!("{at}[{index}]"),
            ));
        }
    }
    if let Some(members) = value.as_object() {
        for name in schema["required"].as_array().into_iter().flatten() {
            if !members.contains_key(name.as_str().unwrap()) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, member) in members {
            match schema["properties"].get(name) {
                Some(schema) => {
                    wrong.extend(misfits(document, schema, member, &format!("{at}.{name}")))
                }
                None => wrong.push(format!("{at}.{name} is not in the document")),
            }
        }
    }
    wrong
}

#[test]
fn the_document_is_openapi_3_1_and_every_operation_is_described() {
    let document = document();
    let version = document["openapi"].as_str().unwrap();
    assert!(version.starts_with("3.1."), "{version}");
    assert_eq!(document["info"]["version"], env!("CARGO_PKG_VERSION"));
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let what = format!("{method} {path}");
        let name = operation["operationId"].as_str().expect(&what);
        assert!(names.insert(name), "{name} is there twice");
        assert!(operation["summary"].is_string(), "{what}");
        let responses = operation["responses"].as_object().unwrap();
        assert!(
            responses
                .keys()
                .any(|status| status.starts_with(['1', '2'])),
            "{what}"
        );
        assert!(responses.contains_key("default"), "{what}");
        for (status, response) in responses {
            let problem = &response["content"]["application/problem+json"]["schema"]["$ref"];
            let is_refusal = status == "default" || status.starts_with(['4', '5']);
            let expected = if is_refusal {
                json!("#/components/schemas/Problem")
            } else {
                json!(null)
            };
            assert_eq!(*problem, expected, "{what} {status}");
        }
        let in_path = path.matches('{').count();
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        let described = parameters
            .filter(|parameter| parameter["in"] == "path")
            .count();
        assert_eq!(described, in_path, "{what}");
        if method == "POST" || method == "PATCH" {
            let body = &operation["requestBody"]["content"];
            let kind = match path.starts_with("/api/import/") {
                true => "text/csv",
                false => "application/json",
            };
            let has_body = body[kind].is_object();
            // These say all in their address.
            let bare = [
                "/logout", "/backups", "/restore", "/link", "/secret", "/test", "/send",
            ];
            let is_bare = bare.iter().any(|end| path.ends_with(end));
            assert!(has_body || is_bare, "{what}");
        }
    }
}

#[test]
fn the_server_gives_the_document_to_anyone() {
    let shop = Shop::open();
    let reply = shop.anyone().get("/api/openapi.json");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(reply.expect(200), document());
}

const PAGES: [&str; 5] = [
    "/trust",
    "/trust.css",
    "/oms-authority.crt",
    "/s/<_token>",
    "/display/<_token>",
];

#[test]
fn every_route_is_in_the_document_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let config = Config {
        database: folder.path().join("oms.db"),
        ..Config::default()
    };
    let app = App::new(&config, Clock::system()).unwrap();
    let mounted: BTreeSet<_> = app
        .server
        .routes()
        .filter(|route| route.name.is_some() && !route.uri.path().contains(".."))
        // Pages are for people, and take whatever a link to them brings along.
        .filter(|route| !PAGES.contains(&route.uri.path()))
        .map(|route| {
            let path = route.uri.path().replace('<', "{").replace('>', "}");
            format!("{} {path}", route.method)
        })
        .collect();
    let document = document();
    let described: BTreeSet<_> = operations(&document)
        .into_iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(described, mounted);
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_used() {
    let document = document();
    let targets: BTreeSet<_> = refs(&document).into_iter().collect();
    let schemas = document["components"]["schemas"].as_object().unwrap();
    let named: BTreeSet<_> = schemas
        .keys()
        .map(|name| format!("#/components/schemas/{name}"))
        .collect();
    for target in &targets {
        assert!(named.contains(*target), "{target} leads nowhere");
    }
    for name in &named {
        assert!(targets.contains(name.as_str()), "nothing uses {name}");
    }
}

#[test]
fn answers_are_as_the_document_says() {
    let shop = Shop::open();
    let document = document();
    let full = json!({"name": "Ada", "email": "ada@shop.example", "phone": "1", "address": "x", "note": "y"});
    let ada = shop.admin.post("/api/customers", &full).expect(201);
    shop.admin
        .post("/api/customers", &json!({"name": "Bob"}))
        .expect(201);
    let bread = json!({"name": "Rye bread", "sku": "BR-RYE", "price": 4.8, "stock": 10});
    let bread = shop.admin.post("/api/products", &bread).expect(201);
    let tea = shop.product("Tea", 3.0, None);
    let item = |product: &Value| json!({"product_id": product["id"], "quantity": 1});
    let order = json!({"items": [item(&bread)], "user_id": ada["id"], "note": "Monday"});
    let order = path_of(
        "orders",
        &shop.admin.post("/api/orders", &order).expect(201),
    );
    shop.order(&tea, 1);
    for patch in [
        json!({"items": [item(&bread), item(&tea)]}),
        json!({"user_id": null, "note": null}),
        json!({"status": "PAID", "reason": "cash"}),
    ] {
        shop.admin.patch(&order, &patch).expect(200);
    }
    let stock = format!("{}/stock", path_of("products", &bread));
    shop.admin
        .post(&stock, &json!({"delta": 5, "reason": "baked"}))
        .expect(200);
    let login = json!({"email": "admin@shop.example", "password": "correct horse"});
    let token = json!({"name": "Till", "read_only": true});
    for _ in 0..2 {
        shop.admin.post("/api/tokens", &token).expect(201);
    }
    let get = |path: &str| shop.admin.get(path);
    let csv = format!(
        "id,name,price,stock\n{},Tea,4.00,3\n,Bun,1,\n,,,x\n",
        tea["id"].as_str().unwrap()
    );
    let import = |query: &str| {
        let path = format!("/api/import/products{query}");
        let csv = csv.clone().into_bytes();
        shop.admin.send("POST", &path, "text/csv", csv)
    };
    let answers = [
        ("get", "/api/orders", get("/api/orders"), 200),
        ("get", "/api/orders/{id}", get(&order), 200),
        (
            "get",
            "/api/orders/{id}/events",
            get(&format!("{order}/events")),
            200,
        ),
        ("get", "/api/products", get("/api/products"), 200),
        (
            "get",
            "/api/products/{id}",
            get(&path_of("products", &tea)),
            200,
        ),
        ("get", "/api/products/{id}/stock", get(&stock), 200),
        ("get", "/api/customers", get("/api/customers"), 200),
        (
            "get",
            "/api/customers/{id}",
            get(&path_of("customers", &ada)),
            200,
        ),
        ("get", "/api/auth/me", get("/api/auth/me"), 200),
        ("get", "/api/setup", get("/api/setup"), 200),
        (
            "get",
            "/api/orders/counts",
            get("/api/orders/counts?q=x"),
            200,
        ),
        (
            "get",
            "/api/reports/summary",
            get("/api/reports/summary"),
            200,
        ),
        (
            "get",
            "/api/reports/customers/{id}",
            get(&path_of("reports/customers", &ada)),
            200,
        ),
        ("get", "/api/tokens", get("/api/tokens"), 200),
        (
            "post",
            "/api/tokens",
            shop.admin.post("/api/tokens", &token),
            201,
        ),
        ("get", "/healthz", get("/healthz"), 200),
        ("post", "/api/import/products", import("?dry_run=true"), 200),
        ("post", "/api/import/products", import(""), 400),
        (
            "post",
            "/api/auth/login",
            shop.anyone().post("/api/auth/login", &login),
            200,
        ),
        (
            "patch",
            "/api/orders/{id}",
            shop.admin.patch(&order, &json!({"note": "x"})),
            200,
        ),
        (
            "post",
            "/api/products",
            shop.admin
                .post("/api/products", &json!({"name": "x", "price": 1})),
            201,
        ),
        ("get", "/api/orders/{id}", get("/api/orders/1"), 404),
        ("get", "/api/orders", get("/api/orders?limit=0"), 400),
        (
            "patch",
            "/api/orders/{id}",
            shop.admin.patch(&order, &json!({"status": "PAID"})),
            400,
        ),
        ("delete", "/api/orders/{id}", shop.admin.delete(&order), 409),
        (
            "patch",
            "/api/orders/{id}",
            shop.admin
                .with("If-Match", "\"1\"")
                .patch(&order, &json!({})),
            412,
        ),
    ];
    for (method, path, reply, status) in answers {
        let what = format!("{method} {path} {status}");
        assert_eq!(reply.status, status, "{what} {}", reply.text);
        let responses = &document["paths"][path][method]["responses"];
        let response = responses
            .get(status.to_string())
            .unwrap_or(&responses["default"]);
        let schema = &response["content"][reply.header("content-type").unwrap()]["schema"];
        assert!(schema.is_object(), "{what}");
        assert!(
            reply.body.as_array().is_none_or(|list| list.len() >= 2),
            "{what}"
        );
        let wrong = misfits(&document, schema, &reply.body, "");
        assert!(wrong.is_empty(), "{what} {wrong:#?}");
    }
}

#[test]
fn what_is_null_and_never_absent_is_required_in_the_document() {
    let document = document();
    let mut absent = Vec::new();
    for name in [
        "Order",
        "OrderItem",
        "Product",
        "User",
        "TimelineEntry",
        "StockEntry",
        "OrderCounts",
        "Summary",
        "CustomerReport",
        "SetupStatus",
        "SignedIn",
        "ApiToken",
        "CreatedApiToken",
        "ImportReport",
        "ImportRow",
        "RowChange",
    ] {
        let schema = &document["components"]["schemas"][name];
        let required = schema["required"].as_array().unwrap();
        for property in schema["properties"].as_object().unwrap().keys() {
            if !required.contains(&json!(property)) {
                absent.push(format!("{name}.{property}"));
            }
        }
    }
    assert!(absent.is_empty(), "{absent:?}");
}

/// With `OMS_UPDATE_SNAPSHOTS` set it writes the file instead.
#[test]
fn the_document_in_the_repository_is_the_present_one() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/public/openapi.json");
    let present = serde_json::to_string_pretty(&oms::routes::document()).unwrap() + "\n";
    if std::env::var_os("OMS_UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &present).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap();
    assert!(
        kept == present,
        "run this test with OMS_UPDATE_SNAPSHOTS=1 and look at the difference"
    );
}

#[test]
fn the_page_about_the_api_needs_nothing_from_outside() {
    let shop = Shop::open();
    let page = shop.anyone().get("/api/docs");
    assert_eq!(page.status, 200);
    assert!(
        page.header("content-type")
            .unwrap()
            .starts_with("text/html")
    );
    let policy = page.header("content-security-policy").unwrap();
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    for outside in [
        "http://",
        "https://",
        "src=\"//",
        "href=\"//",
        "style=",
        "onclick",
        "<style",
    ] {
        assert!(!page.text.contains(outside), "{outside} in {}", page.text);
    }
    let mut scripts = 0;
    for attribute in ["src=\"", "href=\""] {
        for rest in page.text.split(attribute).skip(1) {
            let address = rest.split('"').next().unwrap();
            let file = shop.anyone().get(address);
            assert_eq!(file.status, 200, "{address}");
            let kind = file.header("content-type").unwrap();
            assert!(!kind.starts_with("text/html"), "{address} is {kind}");
            scripts += usize::from(kind.contains("javascript"));
        }
    }
    assert!(scripts > 0, "a page that shows something");
    assert_eq!(
        page.text.matches("<script").count(),
        page.text.matches("<script ").count(),
        "no inline code"
    );
}
