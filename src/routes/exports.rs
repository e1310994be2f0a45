//! Lists as CSV, streamed: what a list shows, all of it.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use rocket::futures::stream::{BoxStream, Stream, StreamExt};
use rocket::http::Header;
use rocket::response::stream::{ReaderStream, stream};
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get};
use serde::Deserialize;
use tokio::time::sleep;
use utoipa::IntoParams;

use super::customers::UserQuery;
use super::guards::Admin;
use super::orders::OrderQuery;
use super::products::ProductQuery;
use super::query::Query;
use crate::domain::{Clock, NameSort, OrderSort, Role, UserId};
use crate::error::Result;
use crate::services::Separator;
use crate::services::export::{Export, Exports, Part, Tabular};
use crate::services::settings::Settings;

/// RFC 4180 and its errata: the first line names the columns.
const CSV: &str = "text/csv; charset=utf-8; header=present";
/// Bytes of a piece that goes out.
const CHUNK: usize = 64 * 1024;
/// How often a part that can't be read is tried again, and how long after.
const TRIES: u32 = 30;
const PAUSE: Duration = Duration::from_secs(1);
/// What stands where an export broke off: a cell that never ends, so that no reader takes the file for whole.
const BROKEN_OFF: &str = "\"The export broke off here: the file is not complete. ";
/// How often one that broke off looks whether its client is still there.
const LINGER: Duration = Duration::from_secs(5);

/// Which orders.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OrderExportQuery {
    /// One status or several, comma-separated.
    #[param(example = "PENDING,PAID")]
    status: Option<String>,
    /// Of this customer.
    #[param(value_type = Option<uuid::Uuid>)]
    user_id: Option<UserId>,
    /// Made at this instant (RFC 3339) or on this day (a date) or later.
    #[param(example = "2026-01-31")]
    from: Option<String>,
    /// Made before this instant, or on this day or earlier.
    to: Option<String>,
    /// Words of number, customer, products or note; any order, accents and case ignored.
    q: Option<String>,
    /// Newest first if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    sort: OrderSort,
    /// What parts the cells: `comma` if absent; `semicolon` goes with decimal commas.
    #[serde(default)]
    #[param(inline, required = false)]
    separator: Separator,
}

/// Which products.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ProductExportQuery {
    /// Words of name or SKU; any order, accents and case ignored.
    q: Option<String>,
    /// Those that are archived instead of those in use.
    #[serde(default)]
    #[param(required = false)]
    archived: bool,
    /// Only those that run out.
    #[serde(default)]
    #[param(required = false)]
    low_stock: bool,
    /// By name if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    sort: NameSort,
    /// What parts the cells: `comma` if absent; `semicolon` goes with decimal commas.
    #[serde(default)]
    #[param(inline, required = false)]
    separator: Separator,
}

/// Which users.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct UserExportQuery {
    /// Words of name, email, phone, address or note; any order, accents and case ignored.
    q: Option<String>,
    /// `CUSTOMER` if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    role: Role,
    /// Those that are archived instead of those in use.
    #[serde(default)]
    #[param(required = false)]
    archived: bool,
    /// By name if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    sort: NameSort,
    /// What parts the cells: `comma` if absent; `semicolon` goes with decimal commas.
    #[serde(default)]
    #[param(inline, required = false)]
    separator: Separator,
}

/// The orders of the list as CSV, a line for each item with its order's columns repeated: sum up `line_total`, not
/// `total`. Streamed, in UTF-8 with a byte order mark. A text that a spreadsheet would run as a formula begins with
/// an apostrophe.
#[utoipa::path(context_path = "/api", tag = "csv", params(OrderExportQuery),
    responses((status = 200, body = String, content_type = "text/csv", headers(("Content-Disposition")))))]
#[get("/export/orders.csv")]
pub(super) async fn export_orders(
    _admin: Admin,
    query: Query<OrderExportQuery>,
    exports: &State<Exports>,
    settings: &State<Settings>,
    zone: &State<Arc<TimeZone>>,
    clock: &State<Clock>,
) -> Result<Download> {
    let separator = query.0.separator;
    let list = OrderQuery {
        status: query.0.status,
        user_id: query.0.user_id,
        from: query.0.from,
        to: query.0.to,
        q: query.0.q,
        sort: query.0.sort,
        limit: None,
        cursor: None,
    };
    let export = exports.orders(list.filter(settings)?, separator);
    Download::begin(file_name("orders", clock, zone), export).await
}

/// The products of the list as CSV, streamed, in UTF-8 with a byte order mark. `POST /api/import/products` reads it
/// back to the same data.
#[utoipa::path(context_path = "/api", tag = "csv", params(ProductExportQuery),
    responses((status = 200, body = String, content_type = "text/csv", headers(("Content-Disposition")))))]
#[get("/export/products.csv")]
pub(super) async fn export_products(
    _admin: Admin,
    query: Query<ProductExportQuery>,
    exports: &State<Exports>,
    settings: &State<Settings>,
    zone: &State<Arc<TimeZone>>,
    clock: &State<Clock>,
) -> Result<Download> {
    let separator = query.0.separator;
    let list = ProductQuery {
        q: query.0.q,
        archived: query.0.archived,
        low_stock: query.0.low_stock,
        sort: query.0.sort,
        limit: None,
        cursor: None,
    };
    let export = exports.products(list.filter(settings)?, separator);
    Download::begin(file_name("products", clock, zone), export).await
}

/// The customers of the list as CSV, streamed, in UTF-8 with a byte order mark. `POST /api/import/customers` reads
/// it back to the same data.
#[utoipa::path(context_path = "/api", tag = "csv", params(UserExportQuery),
    responses((status = 200, body = String, content_type = "text/csv", headers(("Content-Disposition")))))]
#[get("/export/customers.csv")]
pub(super) async fn export_customers(
    _admin: Admin,
    query: Query<UserExportQuery>,
    exports: &State<Exports>,
    zone: &State<Arc<TimeZone>>,
    clock: &State<Clock>,
) -> Result<Download> {
    let separator = query.0.separator;
    let list = UserQuery {
        q: query.0.q,
        role: query.0.role,
        archived: query.0.archived,
        sort: query.0.sort,
        limit: None,
        cursor: None,
    };
    let export = exports.customers(list.filter()?, separator);
    Download::begin(file_name("customers", clock, zone), export).await
}

/// What the file is called: what is in it, and the shop's day.
fn file_name(what: &str, clock: &Clock, zone: &TimeZone) -> String {
    format!("{what}-{}.csv", clock.now().in_zone(zone).date())
}

/// A file that is made while it is sent.
pub(super) struct Download {
    name: String,
    body: BoxStream<'static, Vec<u8>>,
}

impl Download {
    /// Reads the first part, so that what goes wrong at once is an answer of its own.
    async fn begin<F, T>(name: String, mut export: Export<F, T>) -> Result<Self>
    where
        F: Send + Sync + 'static,
        T: Tabular + Send + 'static,
    {
        let first = export.next().await?;
        let parts = stream! {
            let mut part = Ok(first);
            while let Ok(Some(lines)) = part {
                yield Ok(lines.csv);
                part = next(&mut export).await;
            }
            if let Err(error) = part {
                yield Err(error);
            }
        };
        Ok(Self {
            name,
            body: unless_broken(parts).boxed(),
        })
    }
}

/// The parts, as long as there is no error. Rocket ends a body in due form whatever happens, so one that broke
/// off is never ended: it is a download that did not succeed, until the client gives it up or the server stops.
fn unless_broken(
    parts: impl Stream<Item = Result<Vec<u8>>> + Send,
) -> impl Stream<Item = Vec<u8>> + Send {
    stream! {
        for await part in parts {
            match part {
                Ok(lines) => yield lines,
                Err(error) => {
                    log::error!("an export broke off: {error}");
                    yield BROKEN_OFF.into();
                    loop {
                        sleep(LINGER).await;
                        yield b" ".to_vec();
                    }
                }
            }
        }
    }
}

/// The next part. A database that can't be read now may be readable in a moment.
async fn next<F, T>(export: &mut Export<F, T>) -> Result<Option<Part>>
where
    F: Send + Sync + 'static,
    T: Tabular + Send + 'static,
{
    let mut tries = 1;
    loop {
        match export.next().await {
            Err(_) if tries < TRIES => {
                tries += 1;
                sleep(PAUSE).await;
            }
            part => return part,
        }
    }
}

impl<'r> Responder<'r, 'static> for Download {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let disposition = format!("attachment; filename=\"{}\"", self.name);
        Response::build()
            .header(Header::new("Content-Type", CSV))
            .header(Header::new("Content-Disposition", disposition))
            .streamed_body(ReaderStream::from(self.body.map(Cursor::new)))
            .max_chunk_size(CHUNK)
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use rocket::futures::stream::iter;
    use tokio::time::timeout;

    use super::*;
    use crate::error::Error;

    #[rocket::async_test]
    async fn an_export_that_breaks_off_looks_broken_and_never_ends() {
        let whole: Vec<_> = unless_broken(iter([Ok(b"a\r\n".to_vec()), Ok(b"b\r\n".to_vec())]))
            .collect()
            .await;
        assert_eq!(whole.concat(), b"a\r\nb\r\n");
        let broken = [
            Ok(b"a\r\n".to_vec()),
            Err(Error::Storage("gone".to_owned())),
        ];
        let mut body = unless_broken(iter(broken)).boxed();
        let mut sent = body.next().await.unwrap();
        sent.extend(body.next().await.unwrap());
        assert!(sent.starts_with(b"a\r\n\"The export broke off"));
        let more = timeout(Duration::from_millis(20), body.next()).await;
        assert!(more.is_err(), "neither more nor an end");
    }
}
