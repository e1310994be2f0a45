//! What is done with the bytes, and what must hold whatever they are.

mod door;
mod wire;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use oms::auth::SessionTokens;
use oms::domain::{Amount, Currency, Cursor};
use rocket::http::{ContentType, Method};
use sha2::Sha256;

pub use door::Door;
use door::KEY;
pub use wire::Wire;

/// An amount in a JSON body: what is taken is exact, and comes back as it was written down.
pub fn money(data: &[u8]) {
    let Some((currency, text)) = data.split_first() else {
        return;
    };
    let codes = ["EUR", "JPY", "KWD"];
    let code = codes[usize::from(*currency) % codes.len()];
    let currency = Currency::from_code(code).unwrap();
    let Ok(amount) = serde_json::from_slice::<Amount>(text) else {
        return;
    };
    let Ok(money) = amount.in_currency(currency) else {
        return;
    };
    let written = serde_json::to_string(&money).unwrap();
    let again: Amount = serde_json::from_str(&written).unwrap();
    assert_eq!(again.in_currency(currency), Ok(money), "{written}");
    let (whole, fraction) = written.split_once('.').unwrap_or((&written, ""));
    assert_eq!(fraction.len(), currency.decimals(), "{written}");
    assert!(
        whole.len() + fraction.len() <= 15.max(1 + fraction.len()),
        "{written}"
    );
}

/// The cursor of a list: one that is read is one that could have been given out, and no list fails over it.
pub fn cursor(door: &Door, data: &[u8]) {
    let Some((list, text)) = data.split_first() else {
        return;
    };
    let text = match serde_json::from_slice::<Cursor>(text) {
        // What is inside, as its maker would have written it.
        Ok(cursor) => cursor.encode(),
        Err(_) => String::from_utf8_lossy(text).into_owned(),
    };
    if let Some(cursor) = Cursor::decode(&text) {
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
    }
    if text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'#')
    {
        let lists = [
            "orders?sort=-number&",
            "orders?sort=updated_at&",
            "orders?sort=-total&status=PENDING,PAID&",
            "orders?q=rye&",
            "products?",
            "products?sort=-created_at&q=r&",
            "customers?",
        ];
        let list = lists[usize::from(*list) % lists.len()];
        get(door, &format!("{list}cursor={text}"));
    }
}

/// The query of a list.
pub fn query(door: &Door, data: &[u8]) {
    let Some((list, text)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let lists = [
        "orders",
        "orders/counts",
        "products",
        "customers",
        "export/orders.csv",
        "reports/sales",
        "orders/1001",
        "tokens",
    ];
    let list = lists[usize::from(*list) % lists.len()];
    get(door, &format!("{list}?{text}"));
}

/// A file to be imported.
pub fn csv(door: &Door, data: &[u8]) {
    let Some((import, file)) = data.split_first() else {
        return;
    };
    let imports = [
        "import/products?dry_run=true",
        "import/customers?dry_run=true",
        "import/products",
        "import/customers",
    ];
    let import = imports[usize::from(*import) % imports.len()];
    door.ask(Method::Post, import, ContentType::CSV, file);
}

/// A JSON body.
pub fn json(door: &Door, data: &[u8]) {
    let Some((route, body)) = data.split_first() else {
        return;
    };
    let product = format!("products/{}", door.product);
    let routes = [
        (Method::Post, "orders"),
        (Method::Patch, "orders/1001"),
        (Method::Post, "products"),
        (Method::Patch, &product),
        (Method::Post, &format!("{product}/stock")),
        (Method::Post, "customers"),
        (Method::Patch, &format!("customers/{}", door.customer)),
        (Method::Post, "client-errors"),
        (Method::Post, "setup"),
        (Method::Post, "tokens"),
    ];
    let (method, path) = routes[usize::from(*route) % routes.len()];
    door.ask(method, path, ContentType::JSON, body);
}

/// What is shown to be let in: as it is, and as claims that were signed with the right key, which are of no session.
pub fn token(door: &Door, data: &[u8]) {
    let shown = match data.split_first() {
        Some((b'{', _)) => signed(br#"{"alg":"HS256","typ":"JWT"}"#, data),
        Some((0, both)) => match both.iter().position(|byte| *byte == 0) {
            Some(end) => signed(&both[..end], &both[end + 1..]),
            None => return,
        },
        _ => String::from_utf8_lossy(data).into_owned(),
    };
    // What it says is no one's session, whatever it is.
    let _ = SessionTokens::new(KEY.as_bytes()).read(&shown);
    if shown.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        door.is_a_stranger(&shown);
    }
}

/// What a client sends on a WebSocket that is open: it may end its own connection, and no other's.
pub fn frames(wire: &Wire, data: &[u8]) {
    wire.say(data);
}

fn get(door: &Door, path: &str) {
    door.ask(Method::Get, path, ContentType::JSON, &[]);
}

fn signed(head: &[u8], claims: &[u8]) -> String {
    let head = URL_SAFE_NO_PAD.encode(head);
    let message = format!("{head}.{}", URL_SAFE_NO_PAD.encode(claims));
    let mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    let mac = mac.chain_update(&message).finalize().into_bytes();
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(mac))
}
