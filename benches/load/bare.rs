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

/// The durability that OMS promises.
const DURABLE: &str =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;";
/// The JSON of an event: as long as that of an order with two items.
const EVENT_BYTES: usize = 900;

/// A loop of SQLite alone: nobody to answer, nothing to check.
pub struct Sqlite {
    connection: Connection,
    event: String,
    made: i64,
}

impl Sqlite {
    /// A database at this path with `orders` orders in OMS's own schema: what its rows, indexes and
    /// triggers cost when every value is at hand.
    pub fn with_schema_of_oms(file: &Path, orders: u32) -> Result<Self> {
        let sqlite = Self::open(file, include_str!("../../schema.sql"))?;
        for product in [[1_u8; 16], [2; 16]] {
            sqlite
                .connection
                .execute(
                    "INSERT INTO products (id, name, name_key, price, created_at, updated_at)
                     VALUES (?1, 'Rye bread', 'rye bread', 480, 0, 0)",
                    params![product],
                )
                .map_err(Error::other)?;
        }
        sqlite.filled(orders, Self::create)
    }

    /// A database at this path with `orders` orders in the plainest schema that could hold them.
    pub fn with_plain_schema(file: &Path, orders: u32) -> Result<Self> {
        let schema = "
            CREATE TABLE orders (number INTEGER PRIMARY KEY, status TEXT, updated_at INTEGER);
            CREATE INDEX orders_by_status ON orders (status);
            CREATE TABLE events (seq INTEGER PRIMARY KEY, data TEXT);";
        Self::open(file, schema)?.filled(orders, |sqlite| {
            sqlite.made += 1;
            sqlite.execute(
                "INSERT INTO orders VALUES (NULL, 'PENDING', ?1)",
                params![sqlite.made],
            )
        })
    }

    fn open(file: &Path, schema: &str) -> Result<Self> {
        super::sample::remove(file)?;
        let connection = Connection::open(file).map_err(Error::other)?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.execute_batch(DURABLE).map_err(Error::other)?;
        connection.execute_batch(schema).map_err(Error::other)?;
        Ok(Self {
            connection,
            event: format!("{:?}", "x".repeat(EVENT_BYTES)),
            made: 0,
        })
    }

    fn filled(
        mut self,
        orders: u32,
        create: fn(&mut Self) -> rusqlite::Result<()>,
    ) -> Result<Self> {
        for _ in 0..orders.div_ceil(1000) {
            self.commit(1000, create).map_err(Error::other)?;
        }
        Ok(self)
    }

    /// Orders made a second in OMS's schema, so many to a commit.
    pub fn creates(&mut self, batch: usize, lasting: Duration) -> Result<f64> {
        self.rate(batch, lasting, Self::create)
    }

    /// Orders moved a second in the plain schema, so many to a commit.
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

    /// The rows that OMS writes for an order of two items.
    fn create(&mut self) -> rusqlite::Result<()> {
        self.made += 1;
        let (id, now) = (uuid::Uuid::now_v7().into_bytes(), self.made);
        self.execute(
            "INSERT INTO orders (id, status, total, version, created_at, updated_at)
             VALUES (?1, 'PENDING', 960, 1, ?2, ?2)",
            params![id, now],
        )?;
        let number = self.connection.last_insert_rowid();
        for (position, product) in [(0, [1_u8; 16]), (1, [2; 16])] {
            self.execute(
                "INSERT INTO order_items
                     (order_id, product_id, id, position, product_name, quantity, unit_price, stock_taken,
                      discount, discount_share, tax_rate, tax)
                 VALUES (?1, ?2, ?3, ?4, 'Rye bread', 1, 480, 0, 0, 0, 0, 0)",
                params![id, product, uuid::Uuid::now_v7().into_bytes(), position],
            )?;
        }
        self.execute(
            "INSERT INTO events (at, event, audience, data) VALUES (?1, 'orderStatusUpdated', 'ADMINS', ?2)",
            params![now, self.event],
        )?;
        self.execute(
            "INSERT INTO order_events (seq, order_id, at, event, to_status)
             VALUES (?1, ?2, ?3, 'orderStatusUpdated', 'PENDING')",
            params![self.connection.last_insert_rowid(), id, now],
        )?;
        self.execute(
            "INSERT INTO orders_search (rowid, text) VALUES (?1, ?2)",
            params![
                number,
                format!("{number} Filter coffee DR-COF Pot of tea DR-TEA")
            ],
        )
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
        self.execute(
            "UPDATE orders SET status = ?2 WHERE number = ?1",
            params![number, next],
        )?;
        self.execute("INSERT INTO events VALUES (NULL, ?1)", params![self.event])
    }

    fn execute(&self, sql: &str, bound: impl rusqlite::Params) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute(bound)?;
        Ok(())
    }
}
