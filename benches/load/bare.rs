//! What the parts allow: Rocket with a ready-made answer, and SQLite with the statements alone. Each
//! measurement of OMS runs beside one of them, so that figures hold as ratios on any machine.

use std::io::{Error, Result};
use std::net::Ipv4Addr;
use std::path::Path;
use std::time::{Duration, Instant};

use rocket::http::ContentType;
use rocket::{State, get, routes};
use rusqlite::{Connection, params};

/// A body of so many bytes, made before the first request.
struct Ready(&'static str);

#[get("/")]
fn ready(body: &State<Ready>) -> (ContentType, &'static str) {
    (ContentType::JSON, body.0)
}

/// Serves the file's bytes at `/`, as bare as Rocket can be.
pub async fn rocket(body: &Path) -> Result<()> {
    let body = std::fs::read_to_string(body)?.leak();
    let port = std::env::var("OMS_PORT").map_err(Error::other)?;
    let config = rocket::Config {
        address: Ipv4Addr::LOCALHOST.into(),
        port: port.parse().map_err(Error::other)?,
        log_level: rocket::config::LogLevel::Off,
        ..rocket::Config::release_default()
    };
    let server = rocket::custom(config)
        .manage(Ready(body))
        .mount("/", routes![ready]);
    server.launch().await.map(|_| ()).map_err(Error::other)
}

/// Orders as the plainest schema that could hold them has them.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE products (id BLOB PRIMARY KEY, name TEXT, price INTEGER) WITHOUT ROWID;
    CREATE TABLE orders (
        number INTEGER PRIMARY KEY, id BLOB UNIQUE, status TEXT, user_id BLOB, total INTEGER,
        created_at INTEGER, updated_at INTEGER
    );
    CREATE INDEX orders_by_status ON orders (status);
    CREATE INDEX orders_by_user ON orders (user_id);
    CREATE TABLE order_items (
        order_id BLOB, product_id BLOB, quantity INTEGER, unit_price INTEGER,
        PRIMARY KEY (order_id, product_id)
    ) WITHOUT ROWID;
    CREATE TABLE events (seq INTEGER PRIMARY KEY, data TEXT);
";

/// The JSON of an event: as long as that of an order with two items.
const EVENT_BYTES: usize = 900;

/// A loop of SQLite alone: nobody to answer, nothing to check.
pub struct Sqlite {
    connection: Connection,
    products: [[u8; 16]; 2],
    event: String,
    made: i64,
}

impl Sqlite {
    /// A database at this path with `orders` orders.
    pub fn new(file: &Path, orders: u32) -> Result<Self> {
        super::server::remove(file)?;
        let connection = Connection::open(file).map_err(Error::other)?;
        connection.execute_batch(SCHEMA).map_err(Error::other)?;
        let products = [[1; 16], [2; 16]];
        for id in products {
            connection
                .execute(
                    "INSERT INTO products VALUES (?1, 'Rye bread', 480)",
                    params![id],
                )
                .map_err(Error::other)?;
        }
        let mut sqlite = Self {
            connection,
            products,
            event: format!("{:?}", "x".repeat(EVENT_BYTES)),
            made: 0,
        };
        for _ in 0..orders.div_ceil(1000) {
            sqlite.commit(1000, Self::create).map_err(Error::other)?;
        }
        Ok(sqlite)
    }

    /// Orders made a second, so many to a commit.
    pub fn creates(&mut self, batch: usize, lasting: Duration) -> Result<f64> {
        self.rate(batch, lasting, Self::create)
    }

    /// Orders moved a second, so many to a commit.
    pub fn moves(&mut self, batch: usize, lasting: Duration) -> Result<f64> {
        let orders = self.made;
        let mut number = 0;
        self.rate(batch, lasting, move |sqlite| {
            number = number % orders + 1;
            sqlite.advance(number)
        })
    }

    fn rate(
        &mut self,
        batch: usize,
        lasting: Duration,
        mut work: impl FnMut(&mut Self) -> rusqlite::Result<()>,
    ) -> Result<f64> {
        let began = Instant::now();
        let mut done = 0_u32;
        while began.elapsed() < lasting {
            self.commit(batch, &mut work).map_err(Error::other)?;
            done += u32::try_from(batch).unwrap_or(u32::MAX);
        }
        Ok(f64::from(done) / began.elapsed().as_secs_f64())
    }

    fn commit(
        &mut self,
        batch: usize,
        mut work: impl FnMut(&mut Self) -> rusqlite::Result<()>,
    ) -> rusqlite::Result<()> {
        self.connection.execute_batch("BEGIN IMMEDIATE")?;
        (0..batch).try_for_each(|_| work(self))?;
        self.connection.execute_batch("COMMIT")
    }

    fn create(&mut self) -> rusqlite::Result<()> {
        self.made += 1;
        let id = uuid::Uuid::now_v7().into_bytes();
        let mut total = 0;
        for product in self.products {
            let price: i64 = self
                .connection
                .prepare_cached("SELECT price FROM products WHERE id = ?1")?
                .query_row(params![product], |row| row.get(0))?;
            total += price;
            self.connection
                .prepare_cached("INSERT INTO order_items VALUES (?1, ?2, 1, ?3)")?
                .execute(params![id, product, price])?;
        }
        self.connection
            .prepare_cached("INSERT INTO orders VALUES (NULL, ?1, 'PENDING', NULL, ?2, ?3, ?3)")?
            .execute(params![id, total, self.made])?;
        self.log()
    }

    fn advance(&mut self, number: i64) -> rusqlite::Result<()> {
        let status: String = self
            .connection
            .prepare_cached("SELECT status FROM orders WHERE number = ?1")?
            .query_row(params![number], |row| row.get(0))?;
        let next = if status == "PENDING" {
            "PAID"
        } else {
            "PENDING"
        };
        self.connection
            .prepare_cached("UPDATE orders SET status = ?2 WHERE number = ?1")?
            .execute(params![number, next])?;
        self.log()
    }

    fn log(&self) -> rusqlite::Result<()> {
        self.connection
            .prepare_cached("INSERT INTO events VALUES (NULL, ?1)")?
            .execute(params![self.event])?;
        Ok(())
    }
}
