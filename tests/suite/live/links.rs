//! Sockets of those who have a link and no sign-in.

use std::time::Duration;

use oms::ops::connections::Limits;
use serde_json::{Value, json};
use tungstenite::protocol::frame::coding::CloseCode;

use crate::support::{Shop, Socket};

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// So many sockets by links one address may have.
const MOST: usize = 50;

fn status_path(token: &str) -> String {
    format!("/api/status/{token}/ws")
}

fn display_path(token: &str) -> String {
    format!("/api/display/{token}/ws")
}

fn open(shop: &Shop, path: &str) -> Socket {
    Socket::try_open_at(&shop.anyone(), path, &[]).expect("the socket opens")
}

fn members(object: &Value) -> Vec<&String> {
    object.as_object().unwrap().keys().collect()
}

/// The status that the next frame tells, which says that and no more.
#[track_caller]
fn told_status(socket: &mut Socket) -> Value {
    let frame = socket.expect("statusUpdated");
    assert_eq!(members(&frame), ["at", "data", "event"]);
    assert_eq!(
        members(&frame["data"]),
        [
            "expires_at",
            "label",
            "number",
            "shop_name",
            "status",
            "updated_at"
        ]
    );
    frame["data"]["status"].clone()
}

/// What the next frame has in both columns, by number and name.
#[track_caller]
fn told_board(socket: &mut Socket) -> [Vec<(i64, Value)>; 2] {
    let frame = socket.expect("displayUpdated");
    assert_eq!(members(&frame), ["at", "data", "event"]);
    ["making", "ready"].map(|column| {
        let entries = frame["data"][column].as_array().unwrap().iter();
        let pair = |it: &Value| (it["number"].as_i64().unwrap(), it["name"].clone());
        entries.map(pair).collect()
    })
}

#[test]
fn a_buyer_hears_of_each_move_of_their_order_and_of_nothing_else() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let [own, other] = [(); 2].map(|()| shop.order(&bread, 1));
    let mut socket = open(&shop, &status_path(&shop.link(&own)));
    assert_eq!(told_status(&mut socket), "PENDING");
    shop.move_to(&other, "PAID");
    let note = json!({"note": "For Karla Eigen"});
    let path = format!("/api/orders/{}", own["number"]);
    shop.admin.patch(&path, &note).expect(200);
    shop.customer("Karla Eigen", "karla@eigen.example");
    for status in ["PAID", "FULFILLED", "CANCELLED"] {
        shop.move_to(&own, status);
        assert_eq!(told_status(&mut socket), status);
    }
}

#[test]
fn a_link_that_is_revoked_ends_its_sockets_at_once_and_no_others() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let [revoked, other] = [(); 2].map(|()| shop.order(&bread, 1));
    let token = shop.link(&revoked);
    let mut ending = [(); 2].map(|()| open(&shop, &status_path(&token)));
    let mut staying = open(&shop, &status_path(&shop.link(&other)));
    let mut admin = shop.socket();
    for socket in ending.iter_mut().chain([&mut staying]) {
        told_status(socket);
    }
    let path = format!("/api/orders/{}/link", revoked["number"]);
    shop.admin.delete(&path).expect(204);
    for socket in &mut ending {
        assert_eq!(socket.close_code(), Some(CloseCode::Policy));
    }
    let refused = Socket::try_open_at(&shop.anyone(), &status_path(&token), &[]);
    assert_eq!(refused.err(), Some(404));
    shop.move_to(&other, "PAID");
    assert_eq!(told_status(&mut staying), "PAID");
    admin.expect("hello");
    assert_eq!(
        admin.expect("orderStatusUpdated")["data"]["id"],
        other["id"]
    );
}

#[test]
fn an_order_that_is_deleted_ends_its_sockets() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let mut socket = open(&shop, &status_path(&shop.link(&order)));
    told_status(&mut socket);
    let path = format!("/api/orders/{}", order["number"]);
    shop.admin.delete(&path).expect(204);
    assert_eq!(socket.close_code(), Some(CloseCode::Policy));
}

#[test]
fn a_socket_ends_when_the_time_of_its_link_is_over() {
    let shop = impatient();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let mut socket = open(&shop, &status_path(&shop.link(&order)));
    told_status(&mut socket);
    shop.move_to(&order, "CANCELLED");
    assert_eq!(told_status(&mut socket), "CANCELLED");
    shop.advance_ms(7 * DAY_MS);
    assert_eq!(socket.close_code(), Some(CloseCode::Policy));
}

#[test]
fn a_board_follows_the_orders_the_names_and_the_setting() {
    let shop = Shop::open();
    let bread = shop.product("Rye bread", 4.8, None);
    let (_, customer) = shop.customer("Karla Eigen", "karla@eigen.example");
    let (_, token) = shop.display("Counter");
    let mut board = open(&shop, &display_path(&token));
    assert_eq!(told_board(&mut board), [vec![], vec![]]);
    let items = json!([{"product_id": bread["id"], "quantity": 1}]);
    let order = json!({"items": items, "user_id": customer["id"]});
    let order = shop.admin.post("/api/orders", &order).expect(201);
    let number = order["number"].as_i64().unwrap();
    let plain = || vec![(number, Value::Null)];
    assert_eq!(told_board(&mut board), [plain(), vec![]]);
    let names = json!({"display_names": true});
    shop.admin
        .patch("/api/displays/settings", &names)
        .expect(200);
    let named = |name: &str| vec![(number, json!(name))];
    assert_eq!(told_board(&mut board), [named("Karla"), vec![]]);
    let path = format!("/api/customers/{}", customer["id"].as_str().unwrap());
    let other = json!({"name": "Clara Eigen"});
    shop.admin.patch(&path, &other).expect(200);
    assert_eq!(told_board(&mut board), [named("Clara"), vec![]]);
    // Paid or not, it is being made: the board shows nothing new.
    shop.move_to(&order, "PAID");
    shop.move_to(&order, "FULFILLED");
    assert_eq!(told_board(&mut board), [vec![], named("Clara")]);
    shop.move_to(&order, "CANCELLED");
    assert_eq!(told_board(&mut board), [vec![], vec![]]);
}

#[test]
fn a_board_that_is_taken_down_goes_dark_at_once_and_the_other_does_not() {
    let shop = Shop::open();
    let (counter, token) = shop.display("Counter");
    let (_, other) = shop.display("Window");
    let mut ending = open(&shop, &display_path(&token));
    let mut staying = open(&shop, &display_path(&other));
    told_board(&mut ending);
    told_board(&mut staying);
    let path = format!("/api/displays/{}", counter["id"].as_str().unwrap());
    shop.admin.delete(&path).expect(204);
    assert_eq!(ending.close_code(), Some(CloseCode::Policy));
    shop.order(&shop.product("Rye bread", 4.8, None), 1);
    assert_eq!(told_board(&mut staying)[0].len(), 1);
}

#[test]
fn what_was_ready_leaves_the_board_as_time_goes_by() {
    let shop = impatient();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    shop.move_to(&order, "PAID");
    shop.move_to(&order, "FULFILLED");
    let (_, token) = shop.display("Counter");
    let mut board = open(&shop, &display_path(&token));
    assert_eq!(told_board(&mut board)[1].len(), 1);
    shop.advance_ms(16 * MINUTE_MS);
    assert_eq!(told_board(&mut board), [vec![], vec![]]);
}

#[test]
fn one_address_has_so_many_sockets_by_links_and_no_more() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let path = status_path(&shop.link(&order));
    let (_, token) = shop.display("Counter");
    let mut sockets: Vec<_> = (0..MOST).map(|_| open(&shop, &path)).collect();
    let anyone = shop.anyone();
    for path in [&path, &display_path(&token)] {
        let refused = Socket::try_open_at(&anyone, path, &[]).err();
        assert_eq!(refused, Some(429), "{path}");
    }
    // Those who are signed in are not held up by it.
    shop.socket().expect("hello");
    let mut last = sockets.pop().unwrap();
    told_status(&mut last);
    last.inner.close(None).unwrap();
    // To the end of the connection.
    while last.inner.read().is_ok() {}
    let reopened = Socket::try_open_at(&anyone, &path, &[]);
    assert!(reopened.is_ok(), "{:?}", reopened.err());
}

#[test]
fn a_link_is_shown_to_the_shops_own_pages_alone_and_a_wrong_one_to_none() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let path = status_path(&shop.link(&order));
    let anyone = shop.anyone();
    let own = anyone.origin();
    let tried =
        |path: &str, origin: &str| Socket::try_open_at(&anyone, path, &[("Origin", origin)]).err();
    assert_eq!(tried(&path, &own), None);
    assert_eq!(tried(&path, "https://evil.example"), Some(403));
    for wrong in [status_path(&"a".repeat(40)), display_path("x")] {
        assert_eq!(tried(&wrong, &own), Some(404), "{wrong}");
    }
}

#[test]
fn sockets_by_links_hear_1001_when_the_server_stops() {
    let shop = Shop::open();
    let order = shop.order(&shop.product("Rye bread", 4.8, None), 1);
    let (_, token) = shop.display("Counter");
    let paths = [status_path(&shop.link(&order)), display_path(&token)];
    let mut sockets = paths.map(|path| open(&shop, &path));
    for socket in &mut sockets {
        socket.next();
    }
    shop.begin_stop();
    for socket in &mut sockets {
        assert_eq!(socket.close_code(), Some(CloseCode::Away));
    }
}

/// A shop that looks after its sockets every second.
fn impatient() -> Shop {
    let limits = Limits {
        socket: Duration::from_secs(3),
        ..Limits::default()
    };
    Shop::open_limited(limits, |_| {})
}
