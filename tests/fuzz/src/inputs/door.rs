//! A shop of this process that is asked without a network.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use oms::app::App;
use oms::config::{Config, Secret};
use oms::domain::{Clock, Timestamp};
use rocket::http::{ContentType, Header, Method};
use rocket::local::blocking::{Client, LocalResponse};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What signs its sessions.
pub(super) const KEY: &str = "a key of no shop, for made-up claims";

/// Between two requests, so that no brake on requests of one address holds: milliseconds.
const A_WHILE: i64 = 600_000;
const START: i64 = 1_800_000_000_000;

/// A shop with an order, a product and a customer.
pub struct Door {
    client: Client,
    clock: Arc<AtomicI64>,
    token: String,
    pub(super) product: String,
    pub(super) customer: String,
    _folder: TempDir,
}

impl Door {
    /// Opens one.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            database: folder.path().join("oms.db"),
            jwt_secret: Some(Secret::new(KEY.to_owned())),
            mdns: false,
            ..Config::default()
        };
        let clock = Arc::new(AtomicI64::new(START));
        let told = clock.clone();
        let now = move || Timestamp::from_millisecond(told.load(Ordering::Relaxed));
        let app = App::new(&config, Clock::new(now)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread()
            .build()
            .unwrap();
        let setup = runtime.block_on(app.accounts.new_setup_token()).unwrap();
        let mut door = Self {
            client: Client::untracked(app.server).unwrap(),
            clock,
            token: String::new(),
            product: String::new(),
            customer: String::new(),
            _folder: folder,
        };
        let admin = json!({"token": setup, "name": "Admin", "email": "admin@shop.example",
            "password": "correct horse"});
        door.token = door.make("setup", &admin, "token");
        // This one does not end while the clock runs.
        let script = json!({"name": "Fuzz", "read_only": false});
        door.token = door.make("tokens", &script, "token");
        let rye = json!({"sku": "RYE", "name": "Rye", "price": 4.5, "stock": 1_000_000});
        door.product = door.make("products", &rye, "id");
        let jane = json!({"name": "Jane Doe", "email": "jane@mail.example"});
        door.customer = door.make("customers", &jane, "id");
        let order = json!({"items": [{"product_id": door.product, "quantity": 1}], "user_id": door.customer});
        door.make("orders", &order, "id");
        door
    }

    /// This field of what was made.
    fn make(&self, path: &str, body: &Value, field: &str) -> String {
        let body = body.to_string();
        let answer = self.send(Method::Post, path, ContentType::JSON, body.as_bytes());
        let text = answer.into_string().unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        answer[field]
            .as_str()
            .unwrap_or_else(|| panic!("{text}"))
            .to_owned()
    }

    /// Asks as an admin's script. The answer is none of the server's failures, and one that the document allows.
    pub(super) fn ask(&self, method: Method, path: &str, kind: ContentType, body: &[u8]) {
        let answer = self.send(method, path, kind, body);
        let status = answer.status().code;
        assert!(status < 500, "{status} for {method} {path}");
        let kind = answer.content_type();
        let text = answer.into_bytes().unwrap_or_default();
        if status < 400 {
            return;
        }
        // An import that was refused says line by line why.
        if path.starts_with("import/") && kind == Some(ContentType::JSON) {
            let report: Value = serde_json::from_slice(&text).unwrap();
            assert!(report["errors"].is_array(), "{report}");
            return;
        }
        let problem = ContentType::new("application", "problem+json");
        assert_eq!(kind, Some(problem), "{status} for {method} {path}");
        let problem: Value = serde_json::from_slice(&text).unwrap();
        assert_eq!(problem["status"], status, "{problem}");
        assert!(problem["code"].is_string(), "{problem}");
    }

    /// Whoever shows this is nobody.
    pub(super) fn is_a_stranger(&self, shown: &str) {
        let request = self.client.get("/api/auth/me");
        let bearer = Header::new("Authorization", format!("Bearer {shown}"));
        let answer = request.header(bearer).dispatch();
        assert_eq!(answer.status().code, 401, "{shown}");
        let cookie = Header::new("Cookie", format!("oms_session={shown}"));
        let answer = self.client.get("/api/auth/me").header(cookie).dispatch();
        assert_eq!(answer.status().code, 401, "{shown}");
    }

    fn send(
        &self,
        method: Method,
        path: &str,
        kind: ContentType,
        body: &[u8],
    ) -> LocalResponse<'_> {
        self.clock.fetch_add(A_WHILE, Ordering::Relaxed);
        let request = self.client.req(method, format!("/api/{path}"));
        let bearer = Header::new("Authorization", format!("Bearer {}", self.token));
        request.header(kind).header(bearer).body(body).dispatch()
    }
}
