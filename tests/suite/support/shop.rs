//! A real server on a free port of this machine, with a database file in a folder of its own and a
//! clock that the test sets.

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;

use jiff::tz::TimeZone;
use oms::app::App;
use oms::config::Config;
use oms::domain::{Clock, Timestamp};
use oms::ops::connections::Limits;
use oms::ops::tls::Certificates;
use oms::services::backups::Backups;
use oms::services::webhooks::Webhooks;
use rocket::fairing::AdHoc;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

use super::{Client, Socket};

/// What the admin of every test shop signs in with.
pub const ADMIN_EMAIL: &str = "admin@shop.example";
/// The password of everyone in a test shop.
pub const PASSWORD: &str = "correct horse";

/// A shop. Dropping it stops the server and removes its files.
pub struct Shop {
    /// Signed in as the first admin.
    pub admin: Client,
    config: Config,
    limits: Limits,
    /// Milliseconds that the shop's clock is ahead of this machine's, or of 1970 if it stands still.
    ahead_ms: Arc<AtomicI64>,
    clock: Clock,
    running: Option<Running>,
    _folder: TempDir,
}

struct Running {
    port: u16,
    stop: CancellationToken,
    certificates: Option<Arc<Certificates>>,
    /// The authority that callers trust, as PEM.
    trusted: Option<String>,
    backups: Backups,
    webhooks: Webhooks,
    thread: JoinHandle<()>,
}

impl Shop {
    /// A shop that has its first admin.
    pub fn open() -> Self {
        Self::open_with(|_| {})
    }

    /// [`Shop::open`], with other settings.
    pub fn open_with(settings: impl FnOnce(&mut Config)) -> Self {
        Self::claim(Self::open_unclaimed(settings))
    }

    /// [`Shop::open`] in this time zone and at this instant (RFC 3339); a sign-in lasts a year.
    pub fn open_at(now: &str, zone: &str) -> Self {
        let settings = |config: &mut Config| {
            config.timezone = TimeZone::get(zone).unwrap();
            config.timezone_name = zone.to_owned();
            config.token_hours = 365 * 24;
        };
        Self::claim(Self::start_at(ahead_ms(now), Limits::default(), settings))
    }

    /// [`Shop::open_with`], by a clock that is so far ahead of this machine's.
    pub fn open_ahead(ahead_ms: i64, settings: impl FnOnce(&mut Config)) -> Self {
        Self::claim(Self::start_at(ahead_ms, Limits::default(), settings))
    }

    /// [`Shop::open_with`], with another patience with its clients.
    pub fn open_limited(limits: Limits, settings: impl FnOnce(&mut Config)) -> Self {
        Self::claim(Self::start_at(0, limits, settings))
    }

    /// [`Shop::open_with`], by a clock that stands at this instant until it is set.
    pub fn open_stopped(now_ms: i64, settings: impl FnOnce(&mut Config)) -> Self {
        Self::claim(Self::start_by(
            || Timestamp::from_millisecond(0),
            now_ms,
            Limits::default(),
            settings,
        ))
    }

    fn claim((mut shop, token): (Self, String)) -> Self {
        let admin =
            json!({"token": token, "name": "Admin", "email": ADMIN_EMAIL, "password": PASSWORD});
        let reply = shop.anyone().post("/api/setup", &admin);
        assert_eq!(reply.status, 201, "{reply:?}");
        shop.admin = shop.with_token(reply.body["token"].as_str().unwrap());
        shop
    }

    /// A shop that waits for its first admin, and the setup token.
    pub fn open_unclaimed(settings: impl FnOnce(&mut Config)) -> (Self, String) {
        Self::start_at(0, Limits::default(), settings)
    }

    fn start_at(
        ahead_ms: i64,
        limits: Limits,
        settings: impl FnOnce(&mut Config),
    ) -> (Self, String) {
        Self::start_by(|| jiff::Timestamp::now().into(), ahead_ms, limits, settings)
    }

    /// Starts with a clock that is so far ahead of another.
    fn start_by(
        other: fn() -> Timestamp,
        ahead_ms: i64,
        limits: Limits,
        settings: impl FnOnce(&mut Config),
    ) -> (Self, String) {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config {
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            database: folder.path().join("oms.db"),
            ..Config::default()
        };
        settings(&mut config);
        let ahead_ms = Arc::new(AtomicI64::new(ahead_ms));
        let ahead = ahead_ms.clone();
        let clock = Clock::new(move || other().plus_ms(ahead.load(Ordering::SeqCst)));
        let (running, token) = start(&config, limits, &clock);
        let admin = running.client(None);
        let shop = Self {
            admin,
            config,
            limits,
            ahead_ms,
            clock,
            running: Some(running),
            _folder: folder,
        };
        (shop, token.unwrap_or_default())
    }

    /// Stops the server and starts it again on the same file; the port may differ, sessions last.
    pub fn restart(&mut self) {
        self.restart_with(|_| {});
    }

    /// [`Shop::restart`], with other settings.
    pub fn restart_with(&mut self, settings: impl FnOnce(&mut Config)) {
        self.stop();
        settings(&mut self.config);
        let (running, _) = start(&self.config, self.limits, &self.clock);
        self.admin = running.client(self.admin.token.clone());
        self.running = Some(running);
    }

    /// Stops the server, as SIGTERM does, and waits until it has ended.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop.cancel();
            running.thread.join().unwrap();
        }
    }

    /// Tells the server to stop, and does not wait.
    pub fn begin_stop(&self) {
        self.running.as_ref().unwrap().stop.cancel();
    }

    pub fn port(&self) -> u16 {
        self.running.as_ref().unwrap().port
    }

    /// Does what the server does once a minute: looks whether it needs another certificate.
    pub fn look_at_certificate(&self) {
        let running = self.running.as_ref().unwrap();
        running.certificates.as_ref().unwrap().look();
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.config.database.clone()
    }

    /// Makes and proves backups, where one is due, as the server does from time to time.
    pub fn look_after_backups(&self) -> oms::error::Result<()> {
        let backups = &self.running.as_ref().unwrap().backups;
        rocket::execute(backups.look())
    }

    /// Has deliveries looked at that have fallen due, as the server does from time to time.
    pub fn look_after_deliveries(&self) {
        self.running.as_ref().unwrap().webhooks.look();
    }

    /// Sets the shop's clock forward.
    pub fn advance_ms(&self, milliseconds: i64) {
        self.ahead_ms.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Sets the shop's clock to an instant (RFC 3339), from which it goes on.
    pub fn set_clock(&self, now: &str) {
        self.ahead_ms.store(ahead_ms(now), Ordering::SeqCst);
    }

    /// Nobody in particular.
    pub fn anyone(&self) -> Client {
        self.running.as_ref().unwrap().client(None)
    }

    /// Whoever has this token.
    pub fn with_token(&self, token: &str) -> Client {
        let running = self.running.as_ref().unwrap();
        running.client(Some(token.to_owned()))
    }

    /// Signs in.
    pub fn sign_in(&self, email: &str, password: &str) -> Client {
        let credentials = json!({"email": email, "password": password});
        let reply = self.anyone().post("/api/auth/login", &credentials);
        assert_eq!(reply.status, 200, "{reply:?}");
        self.with_token(reply.body["token"].as_str().unwrap())
    }

    /// A customer who can sign in, signed in, and their record.
    pub fn customer(&self, name: &str, email: &str) -> (Client, Value) {
        let user = json!({"name": name, "email": email, "password": PASSWORD});
        let record = self.admin.post("/api/customers", &user).expect(201);
        (self.sign_in(email, PASSWORD), record)
    }

    /// A product.
    pub fn product(&self, name: &str, price: f64, stock: Option<i64>) -> Value {
        let product = json!({"name": name, "price": price, "stock": stock});
        self.admin.post("/api/products", &product).expect(201)
    }

    /// An order of a walk-in for so many of one product.
    pub fn order(&self, product: &Value, quantity: i64) -> Value {
        let items = json!([{"product_id": product["id"], "quantity": quantity}]);
        self.admin
            .post("/api/orders", &json!({ "items": items }))
            .expect(201)
    }

    /// Moves an order.
    pub fn move_to(&self, order: &Value, status: &str) -> Value {
        let path = format!("/api/orders/{}", order["number"]);
        self.admin
            .patch(&path, &json!({ "status": status }))
            .expect(200)
    }

    /// The token of the link that shows the state of an order.
    pub fn link(&self, order: &Value) -> String {
        let path = format!("/api/orders/{}/link", order["number"]);
        let link = self.admin.post(&path, &Value::Null).expect(200);
        token_of(&link)
    }

    /// A board on the wall, and the token of its link.
    pub fn display(&self, name: &str) -> (Value, String) {
        let display = json!({ "name": name });
        let display = self.admin.post("/api/displays", &display).expect(201);
        let token = token_of(&display);
        (display, token)
    }

    /// A socket of the admin.
    pub fn socket(&self) -> Socket {
        Socket::open(&self.admin, None)
    }
}

impl Running {
    fn client(&self, token: Option<String>) -> Client {
        Client::trusting(self.trusted.clone(), self.port, token)
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            running.stop.cancel();
            let ended = running.thread.join();
            assert!(
                ended.is_ok() || std::thread::panicking(),
                "the server panicked"
            );
        }
    }
}

/// The end of a link's address.
fn token_of(link: &Value) -> String {
    let url = link["url"].as_str().unwrap();
    url.rsplit('/').next().unwrap().to_owned()
}

/// How far an instant is ahead of this machine's clock.
fn ahead_ms(instant: &str) -> i64 {
    let instant: jiff::Timestamp = instant.parse().unwrap();
    instant.as_millisecond() - jiff::Timestamp::now().as_millisecond()
}

fn start(config: &Config, limits: Limits, clock: &Clock) -> (Running, Option<String>) {
    let app = App::with_limits(config, clock.clone(), limits).unwrap();
    let accounts = app.accounts;
    let (backups, webhooks) = (app.backups, app.webhooks);
    let (certificates, stop) = (app.certificates, app.stop);
    let (tell, told) = mpsc::channel();
    let liftoff = AdHoc::on_liftoff("port", move |server| {
        Box::pin(async move {
            let token = accounts.new_setup_token().await.unwrap();
            tell.send((server.config().port, token)).unwrap();
        })
    });
    let thread = std::thread::spawn(move || {
        rocket::execute(oms::app::launch(app.server.attach(liftoff))).unwrap();
    });
    let (port, token) = told.recv().expect("the server starts");
    (
        Running {
            port,
            stop,
            backups,
            webhooks,
            trusted: trusted(config, certificates.as_deref()),
            certificates,
            thread,
        },
        token,
    )
}

/// Whom callers have to trust: the local authority, or the owner's certificate.
fn trusted(config: &Config, certificates: Option<&Certificates>) -> Option<String> {
    match certificates?.authority() {
        Some(authority) => Some(authority.certificate),
        None => Some(std::fs::read_to_string(config.tls_cert.as_ref()?).unwrap()),
    }
}
