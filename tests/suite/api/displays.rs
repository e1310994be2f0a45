//! Boards on the wall: what they show, to whom, and how their links are managed.

use serde_json::{Value, json};

use super::{last_seq, members, path_of, pluck, sql};
use crate::support::Shop;

const MINUTE_MS: i64 = 60 * 1000;
/// How long a board shows an order as ready.
const READY_MS: i64 = 15 * MINUTE_MS;

fn board(shop: &Shop, token: &str) -> Value {
    let path = format!("/api/display/{token}");
    shop.anyone().get(&path).expect(200)
}

fn numbers(column: &Value) -> Vec<i64> {
    let numbers = pluck(column, "number");
    numbers.iter().map(|it| it.as_i64().unwrap()).collect()
}

fn show_names(shop: &Shop, show: bool) {
    let settings = json!({ "display_names": show });
    let changed = shop.admin.patch("/api/displays/settings", &settings);
    assert_eq!(changed.expect(200), settings);
}

#[test]
fn a_board_shows_what_is_being_made_and_what_became_ready_a_moment_ago() {
    let shop = Shop::open_at("2026-03-02T09:00:00Z", "Europe/Berlin");
    let bread = shop.product("Rye bread", 4.8, None);
    let (_, token) = shop.display("Counter");
    let orders = [(); 6].map(|()| shop.order(&bread, 1));
    let [early, pending, paid, ready, later, cancelled] = &orders;
    for order in [early, paid, ready, later] {
        shop.move_to(order, "PAID");
    }
    shop.move_to(cancelled, "CANCELLED");
    shop.move_to(early, "FULFILLED");
    shop.advance_ms(READY_MS - MINUTE_MS);
    shop.move_to(ready, "FULFILLED");
    shop.move_to(later, "FULFILLED");
    let seen = board(&shop, &token);
    assert_eq!(members(&seen), ["making", "ready", "shop_name"]);
    for entry in ["making", "ready"].map(|column| &seen[column][0]) {
        assert_eq!(members(entry), ["label", "name", "number"]);
        assert_eq!(entry["name"], Value::Null);
    }
    let number = |order: &Value| order["number"].as_i64().unwrap();
    assert_eq!(numbers(&seen["making"]), [number(pending), number(paid)]);
    assert_eq!(
        numbers(&seen["ready"]),
        [number(later), number(ready), number(early)]
    );
    shop.advance_ms(MINUTE_MS);
    let ready_now = [number(later), number(ready)];
    assert_eq!(numbers(&board(&shop, &token)["ready"]), ready_now);
    // A note is no handing over.
    let note = json!({"note": "Paid by card"});
    shop.admin
        .patch(&path_of("orders", early), &note)
        .expect(200);
    assert_eq!(numbers(&board(&shop, &token)["ready"]), ready_now);
    // What is taken back is ready no more.
    shop.move_to(later, "CANCELLED");
    assert_eq!(numbers(&board(&shop, &token)["ready"]), [number(ready)]);
}

#[test]
fn a_board_shows_first_names_only_when_the_shop_says_so() {
    let shop = Shop::open();
    let (_, token) = shop.display("Counter");
    let bread = shop.product("Rye bread", 4.8, None);
    let (_, customer) = shop.customer("Karla Eigen", "karla@eigen.example");
    let items = json!([{"product_id": bread["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": customer["id"], "note": "Rings twice"});
    shop.admin.post("/api/orders", &order).expect(201);
    shop.order(&bread, 1);
    let path = format!("/api/display/{token}");
    let names = || pluck(&board(&shop, &token)["making"], "name");
    assert_eq!(names(), [Value::Null, Value::Null]);
    show_names(&shop, true);
    assert_eq!(names(), [json!("Karla"), Value::Null]);
    let text = shop.anyone().get(&path).text;
    for private in ["Eigen", "eigen", "Rye", "twice", "4.8"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    let kept = "SELECT value FROM settings WHERE key = 'display_names'";
    let kept: String = sql(&shop).query_row(kept, [], |row| row.get(0)).unwrap();
    assert_eq!(kept, "true");
    show_names(&shop, false);
    assert_eq!(names(), [Value::Null, Value::Null]);
    let settings = shop.admin.get("/api/displays/settings").expect(200);
    assert_eq!(settings, json!({"display_names": false}));
}

#[test]
fn a_full_board_shows_the_newest_orders() {
    const MOST: i64 = 60;
    let shop = Shop::open();
    let (_, token) = shop.display("Counter");
    let bread = shop.product("Rye bread", 4.8, None);
    let orders: Vec<_> = (0..MOST + 2).map(|_| shop.order(&bread, 1)).collect();
    let first = orders[0]["number"].as_i64().unwrap();
    let shown: Vec<_> = (first + 2..first + 2 + MOST).collect();
    assert_eq!(numbers(&board(&shop, &token)["making"]), shown);
}

#[test]
fn the_links_of_boards_are_listed_and_revoked_one_by_one() {
    let shop = Shop::open();
    let before = last_seq(&shop);
    let (counter, counter_token) = shop.display("  Counter ");
    let (window, window_token) = shop.display("Window");
    assert_eq!(counter["name"], "Counter");
    assert_eq!(
        members(&window),
        ["created_at", "id", "name", "qr_code", "url"]
    );
    let list = shop.admin.get("/api/displays").expect(200);
    assert_eq!(list, json!([window, counter]));
    let paged = shop.admin.walk("/api/displays?limit=1");
    assert_eq!(json!(paged), list);
    shop.admin
        .delete(&path_of("displays", &counter))
        .expect(204);
    shop.anyone()
        .get(&format!("/api/display/{counter_token}"))
        .refused(404, "not_found");
    board(&shop, &window_token);
    let again = shop.admin.delete(&path_of("displays", &counter));
    again.refused(404, "not_found");
    assert_eq!(shop.admin.get("/api/displays").expect(200), json!([window]));
    // None of it is for those who listen to the shop.
    assert_eq!(last_seq(&shop), before);
}
