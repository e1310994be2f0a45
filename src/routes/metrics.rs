//! `GET /metrics`: what the server does, for Prometheus.

use std::sync::Arc;

use rocket::http::Header;
use rocket::response::{self, Responder, Response};
use rocket::{Request, State, get};

use super::guards::MayReadMetrics;
use super::problem::Problem;
use super::query::NoQuery;
use crate::error::{Error, Result};
use crate::ops::metrics::{CONTENT_TYPE, Readings, Traffic};
use crate::realtime::Hub;
use crate::services::health::Health;
use crate::store::Store;

/// Metrics in Prometheus' text format.
pub(super) struct Metrics(String);

impl<'r> Responder<'r, 'static> for Metrics {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(Header::new("Content-Type", CONTENT_TYPE))
            .sized_body(self.0.len(), std::io::Cursor::new(self.0))
            .ok()
    }
}

/// Requests, latencies, the writer's queue and batches, sockets, sizes, in Prometheus' text format. The
/// setting `metrics` says who may read them: admins (the default), anyone, or nobody (404).
#[utoipa::path(tag = "health", responses((status = 200, content_type = "text/plain", body = String), (status = 401, body = Problem),
    (status = 403, body = Problem), (status = 404, body = Problem)))]
#[get("/metrics")]
pub(super) async fn metrics(
    _who: MayReadMetrics,
    _query: NoQuery,
    traffic: &State<Arc<Traffic>>,
    store: &State<Store>,
    hub: &State<Arc<Hub>>,
    health: &State<Health>,
) -> Result<Metrics> {
    // A database that can't be read now is no reason to tell nothing.
    let vitals = health.vitals().await.ok();
    let orders = health.orders().await.ok();
    let counts = orders.into_iter().flat_map(|orders| orders.counts);
    let readings = Readings {
        traffic: traffic.inner().clone(),
        writer_queue: store.writer_load().waiting(),
        writer_batches: store.writer_load().batches(),
        sockets: hub.open(),
        database_bytes: vitals.as_ref().and_then(|vitals| vitals.database_bytes),
        wal_bytes: vitals.as_ref().map(|vitals| vitals.wal_bytes),
        disk_free_bytes: vitals.as_ref().and_then(|vitals| vitals.disk_free_bytes),
        last_backup_ms: vitals
            .and_then(|vitals| vitals.last_backup)
            .map(|backup| backup.at.as_millisecond()),
        orders: counts
            .map(|count| (count.status.to_string(), count.orders))
            .collect(),
    };
    let text = readings.text();
    text.map(Metrics)
        .map_err(|error| Error::Internal(format!("the metrics have no text: {error}")))
}
