//! `oms export` and `oms import`, beside a running server and without one.

use serde_json::json;

use crate::support::Place;

/// The names of what is in a folder.
fn names(place: &Place) -> Vec<String> {
    let entries = std::fs::read_dir(place.path("")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.contains(".csv") || name.contains(".part"))
        .collect()
}

#[test]
fn an_export_goes_to_standard_output_or_whole_into_a_file() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "250"]).ok();
    let orders = place.oms(&["export", "orders"]);
    assert_eq!(orders.stderr, "", "no bar where there is no terminal");
    let orders = orders.ok();
    assert!(
        orders.starts_with("\u{feff}number,id,status,"),
        "{orders:.60}"
    );
    place.write("orders.csv", "what was there before");
    let told = place.oms(&["export", "orders", "orders.csv"]).ok();
    assert_eq!(told, "Wrote 250 orders to orders.csv\n");
    assert_eq!(
        std::fs::read_to_string(place.path("orders.csv")).unwrap(),
        orders
    );
    let products = place.oms(&["export", "products", "--semicolon"]).ok();
    assert!(products.contains(";4,80;"), "{products}");
    let archived = place.oms(&["export", "customers", "--archived"]).ok();
    assert_eq!(archived.lines().count(), 1, "{archived}");
    assert_eq!(names(&place), ["orders.csv"]);
}

#[test]
fn a_file_that_cannot_be_written_is_told_and_the_database_is_none() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    let why = place
        .oms(&["export", "orders", "no-folder/orders.csv"])
        .failed();
    assert!(
        why.starts_with("no-folder/orders.csv can't be written: "),
        "{why}"
    );
    let why = place.oms(&["export", "orders", "oms.db"]).failed();
    assert!(why.contains("is the database"), "{why}");
    place.oms(&["check"]).ok();
    let why = Place::new().oms(&["export", "orders"]).failed();
    assert!(why.contains("there is no database"), "{why}");
}

#[test]
fn an_import_beside_a_running_server_is_seen_by_it_and_reads_the_export_back() {
    let place = Place::new();
    let server = place.serve();
    let admin = server.claim();
    place.write(
        "products.csv",
        "sku,name,price,stock\nBR,Rye bread,4.80,10\nTEA,Tea,3,\n",
    );
    let tried = place
        .oms(&["import", "products", "products.csv", "--dry-run"])
        .ok();
    assert_eq!(
        tried,
        "line 2: new, Rye bread\nline 3: new, Tea\n2 new, 0 changed, 0 the same, 0 lines are wrong. \
         Nothing was written: this was a dry run.\n"
    );
    assert_eq!(admin.walk("/api/products").len(), 0);
    let done = place.oms(&["import", "products", "products.csv"]);
    assert_eq!(done.stderr, "", "no bar where there is no terminal");
    assert_eq!(done.ok(), "2 new, 0 changed, 0 the same.\n");
    let products = admin.walk("/api/products");
    assert_eq!(products.len(), 2);
    let ledger = format!(
        "/api/products/{}/stock",
        products[0]["id"].as_str().unwrap()
    );
    let entry = admin.get(&ledger).expect(200)[0].clone();
    assert_eq!(
        (&entry["reason"], &entry["actor"]),
        (&json!("import"), &json!(null))
    );

    place.oms(&["export", "products", "out.csv"]).ok();
    let again = place.oms(&["import", "products", "out.csv"]).ok();
    assert_eq!(again, "0 new, 0 changed, 2 the same.\n");
    place.write("price.csv", "sku,price\nTEA,3.20\n");
    let tried = place
        .oms(&["import", "products", "price.csv", "--dry-run"])
        .ok();
    assert!(
        tried.starts_with("line 2: changed, Tea: price 3.00 → 3.20\n"),
        "{tried}"
    );
}

#[test]
fn a_wrong_line_fails_the_import_with_its_place_and_nothing_is_written() {
    let place = Place::new();
    place.oms(&["demo", "--orders", "1"]).ok();
    let before = place.oms(&["export", "customers"]).ok();
    place.write(
        "people.csv",
        "name,email\nEve,eve@x.example\nAda,nonsense\n",
    );
    let ran = place.oms(&["import", "customers", "people.csv"]);
    assert_eq!(ran.status, Some(1));
    assert_eq!(
        ran.stderr,
        "oms: people.csv:3: email must be an email address\noms: nothing was written: 1 line is wrong\n"
    );
    let tried = place.oms(&["import", "customers", "people.csv", "--dry-run"]);
    assert_eq!(tried.status, Some(1), "{tried:?}");
    assert!(
        tried.stdout.contains("line 2: new, Eve\nline 3: wrong\n"),
        "{tried:?}"
    );
    assert_eq!(place.oms(&["export", "customers"]).ok(), before);
    let why = place.oms(&["import", "customers", "nowhere.csv"]).failed();
    assert!(why.starts_with("nowhere.csv can't be read: "), "{why}");
}
