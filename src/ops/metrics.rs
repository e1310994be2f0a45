//! What `GET /metrics` shows, in Prometheus' text format; names by its conventions.
//!
//! Requests are counted in a table that is made once, when all routes are known: counting looks a route
//! up and adds to atomics, and a client can't make the table grow. All else is read when it is asked for.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, SystemTime};

use prometheus_client::collector::Collector;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeGaugeValue, MetricEncoder, NoLabelSet, prometheus_text,
};
use prometheus_client::metrics::MetricType;
use prometheus_client::registry::Registry;

use crate::tally::{Counted, Tally};

pub use prometheus_client::encoding::prometheus_text::CONTENT_TYPE;

/// Bounds of the times that are told apart, in microseconds: 0.1 ms to 10 s.
const TIMES_US: [u64; 14] = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000,
    2_500_000, 10_000_000,
];
/// The statuses that are told apart; any other is one label together.
const STATUSES: [u16; 22] = [
    101, 200, 201, 204, 206, 304, 400, 401, 403, 404, 405, 408, 409, 412, 413, 415, 422, 429, 431,
    500, 501, 503,
];
/// The label of what is in no table: what no route takes, a method or a status that is not known.
const OTHER: &str = "other";

/// The requests so far, by route, method and status.
#[derive(Debug)]
pub struct Traffic {
    routes: OnceLock<HashMap<String, Vec<(&'static str, Served)>>>,
    other: Served,
    started: SystemTime,
}

/// What was served of one route by one method.
#[derive(Debug)]
struct Served {
    statuses: [AtomicU64; STATUSES.len()],
    other_statuses: AtomicU64,
    times_us: Tally<14>,
}

impl Default for Traffic {
    fn default() -> Self {
        Self {
            routes: OnceLock::new(),
            other: Served::none(),
            started: SystemTime::now(),
        }
    }
}

impl Traffic {
    /// Makes the table. `routes`: the pattern and the method of each. Once; a second table changes nothing.
    pub fn expect(&self, routes: impl Iterator<Item = (String, &'static str)>) {
        let mut table: HashMap<String, Vec<(&'static str, Served)>> = HashMap::new();
        for (route, method) in routes {
            let methods = table.entry(route).or_default();
            if methods.iter().all(|(known, _)| *known != method) {
                methods.push((method, Served::none()));
            }
        }
        let _made_already = self.routes.set(table);
    }

    /// Counts a request that was answered, by the pattern and the method of the route that took it.
    pub fn count(&self, route: Option<(&str, &str)>, status: u16, time: Duration) {
        let found = route.and_then(|(route, method)| {
            let methods = self.routes.get()?.get(route)?;
            methods.iter().find(|(known, _)| *known == method)
        });
        let served = found.map_or(&self.other, |(_, served)| served);
        served.count(status, time);
    }

    /// Everything that was served at least once: route, method, what.
    fn served(&self) -> Vec<(&str, &str, &Served)> {
        let table = self.routes.get().into_iter().flatten();
        let mut all: Vec<_> = table
            .flat_map(|(route, methods)| {
                let of_route = methods.iter();
                of_route.map(move |(method, served)| (route.as_str(), *method, served))
            })
            .collect();
        all.sort_unstable_by_key(|(route, method, _)| (*route, *method));
        all.push((OTHER, OTHER, &self.other));
        all.retain(|(_, _, served)| served.times_us.read().count > 0);
        all
    }
}

impl Served {
    fn none() -> Self {
        Self {
            statuses: [const { AtomicU64::new(0) }; STATUSES.len()],
            other_statuses: AtomicU64::new(0),
            times_us: Tally::new(&TIMES_US),
        }
    }

    fn count(&self, status: u16, time: Duration) {
        let known = STATUSES.binary_search(&status).ok();
        let count = known.and_then(|index| self.statuses.get(index));
        count
            .unwrap_or(&self.other_statuses)
            .fetch_add(1, Ordering::Relaxed);
        self.times_us
            .add(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    fn by_status(&self) -> impl Iterator<Item = (String, u64)> {
        let known = STATUSES.iter().map(u16::to_string).zip(&self.statuses);
        let all = known.chain([(OTHER.to_owned(), &self.other_statuses)]);
        all.map(|(status, count)| (status, count.load(Ordering::Relaxed)))
            .filter(|(_, count)| *count > 0)
    }
}

/// What is read when someone asks. `None`: it can't be told now, and is left out.
#[derive(Debug)]
pub struct Readings {
    /// The requests.
    pub traffic: Arc<Traffic>,
    /// Commands that wait for the writer.
    pub writer_queue: usize,
    /// Commits by how many commands shared each.
    pub writer_batches: Counted,
    /// Open WebSockets.
    pub sockets: usize,
    /// Bytes of the database file.
    pub database_bytes: Option<u64>,
    /// Bytes of its write-ahead log.
    pub wal_bytes: Option<u64>,
    /// Bytes that are free on its disk.
    pub disk_free_bytes: Option<u64>,
    /// When the newest good backup was made, in milliseconds since 1970.
    pub last_backup_ms: Option<i64>,
    /// Orders by status.
    pub orders: Vec<(String, i64)>,
}

impl Readings {
    /// The whole text.
    ///
    /// # Errors
    /// None that a text in memory has.
    pub fn text(self) -> Result<String, fmt::Error> {
        let mut registry = Registry::default();
        registry.register_collector(Box::new(self));
        let mut text = String::new();
        prometheus_text::encode(&mut text, &registry)?;
        Ok(text)
    }
}

impl Collector for Readings {
    fn encode(&self, mut to: DescriptorEncoder<'_>) -> fmt::Result {
        let to = &mut to;
        requests(to, &self.traffic)?;
        gauge(
            to,
            "oms_writer_queue_commands",
            "Write commands that wait for the writer",
            Some(self.writer_queue),
        )?;
        let mut batches = to.encode_descriptor(
            "oms_writer_batch_commands",
            "Write commands that shared one commit",
            None,
            MetricType::Histogram,
        )?;
        histogram(&mut batches, &self.writer_batches, 1.0)?;
        gauge(
            to,
            "oms_websocket_connections",
            "WebSockets that are open",
            Some(self.sockets),
        )?;
        gauge(
            to,
            "oms_database_size_bytes",
            "Size of the database file",
            self.database_bytes,
        )?;
        gauge(
            to,
            "oms_wal_size_bytes",
            "Size of the database's write-ahead log",
            self.wal_bytes,
        )?;
        gauge(
            to,
            "oms_disk_free_bytes",
            "Free space on the database's disk",
            self.disk_free_bytes,
        )?;
        gauge(
            to,
            "oms_last_backup_timestamp_seconds",
            "When the newest good backup was made, in seconds since 1970",
            self.last_backup_ms.map(seconds),
        )?;
        orders(to, &self.orders)?;
        to.encode_descriptor("oms_build", "The version that runs", None, MetricType::Info)?
            .encode_info(&[("version", env!("CARGO_PKG_VERSION"))])?;
        process(to, self.traffic.started)
    }
}

fn requests(to: &mut DescriptorEncoder<'_>, traffic: &Traffic) -> fmt::Result {
    let served = traffic.served();
    let mut counter = to.encode_descriptor(
        "oms_http_requests",
        "HTTP requests that were answered",
        None,
        MetricType::Counter,
    )?;
    for (route, method, served) in &served {
        for (status, count) in served.by_status() {
            counter
                .encode_family(&[("method", *method), ("route", *route), ("status", &status)])?
                .encode_counter::<NoLabelSet, _, u64>(&count, None)?;
        }
    }
    let mut times = to.encode_descriptor(
        "oms_http_request_duration_seconds",
        "Time from a request's head to its answer's head",
        None,
        MetricType::Histogram,
    )?;
    for (route, method, served) in &served {
        let labels = [("method", *method), ("route", *route)];
        histogram(
            &mut times.encode_family(&labels)?,
            &served.times_us.read(),
            1e6,
        )?;
    }
    Ok(())
}

/// `unit`: how many of what was counted are one of what is told.
#[expect(clippy::cast_precision_loss, reason = "Prometheus knows floats alone")]
fn histogram(to: &mut MetricEncoder<'_>, counted: &Counted, unit: f64) -> fmt::Result {
    let buckets = counted.buckets.iter();
    let buckets: Vec<_> = buckets
        .map(|(bound, count)| (*bound as f64 / unit, *count))
        .collect();
    to.encode_histogram::<NoLabelSet>(counted.sum as f64 / unit, counted.count, &buckets, None)
}

fn gauge(
    to: &mut DescriptorEncoder<'_>,
    name: &str,
    help: &str,
    value: Option<impl EncodeGaugeValue>,
) -> fmt::Result {
    match value {
        Some(value) => to
            .encode_descriptor(name, help, None, MetricType::Gauge)?
            .encode_gauge(&value),
        None => Ok(()),
    }
}

fn orders(to: &mut DescriptorEncoder<'_>, orders: &[(String, i64)]) -> fmt::Result {
    if orders.is_empty() {
        return Ok(());
    }
    let mut gauge =
        to.encode_descriptor("oms_orders", "Orders by status", None, MetricType::Gauge)?;
    for (status, count) in orders {
        gauge
            .encode_family(&[("status", status.as_str())])?
            .encode_gauge(count)?;
    }
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "Prometheus knows floats alone")]
fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / 1e3
}

/// The names that all programs use for themselves.
fn process(to: &mut DescriptorEncoder<'_>, started: SystemTime) -> fmt::Result {
    let since_1970 = started.duration_since(SystemTime::UNIX_EPOCH).ok();
    gauge(
        to,
        "process_start_time_seconds",
        "When the program started, in seconds since 1970",
        since_1970.map(|time| time.as_secs_f64()),
    )?;
    gauge(
        to,
        "process_resident_memory_bytes",
        "Memory of the program that is resident",
        resident_bytes(),
    )
}

/// Linux tells it in a file; elsewhere it is not told.
fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn readings(traffic: Traffic) -> Readings {
        Readings {
            traffic: Arc::new(traffic),
            writer_queue: 3,
            writer_batches: Counted {
                buckets: vec![(1, 2), (2, 1)],
                count: 4,
                sum: 9,
            },
            sockets: 2,
            database_bytes: Some(4_096),
            wal_bytes: None,
            disk_free_bytes: None,
            last_backup_ms: Some(1_700_000_000_500),
            orders: vec![("PENDING".to_owned(), 7)],
        }
    }

    #[test]
    fn the_text_has_help_type_and_values_of_each_metric() {
        let traffic = Traffic::default();
        let routes = [("/api/orders/<id>".to_owned(), "GET")];
        traffic.expect(routes.into_iter());
        let time = Duration::from_micros(300);
        let route = Some(("/api/orders/<id>", "GET"));
        traffic.count(route, 200, time);
        traffic.count(route, 299, time);
        let text = readings(traffic).text().unwrap();
        for line in [
            "# HELP oms_http_requests_total HTTP requests that were answered",
            "# TYPE oms_http_requests_total counter",
            r#"oms_http_requests_total{method="GET",route="/api/orders/<id>",status="200"} 1"#,
            r#"oms_http_requests_total{method="GET",route="/api/orders/<id>",status="other"} 1"#,
            "# TYPE oms_http_request_duration_seconds histogram",
            r#"oms_http_request_duration_seconds_bucket{method="GET",route="/api/orders/<id>",le="0.00025"} 0"#,
            r#"oms_http_request_duration_seconds_bucket{method="GET",route="/api/orders/<id>",le="0.0005"} 2"#,
            r#"oms_http_request_duration_seconds_bucket{method="GET",route="/api/orders/<id>",le="+Inf"} 2"#,
            r#"oms_http_request_duration_seconds_sum{method="GET",route="/api/orders/<id>"} 0.0006"#,
            r#"oms_http_request_duration_seconds_count{method="GET",route="/api/orders/<id>"} 2"#,
            "oms_writer_queue_commands 3",
            r#"oms_writer_batch_commands_bucket{le="2"} 3"#,
            "oms_writer_batch_commands_count 4",
            "oms_websocket_connections 2",
            "# TYPE oms_database_size_bytes gauge",
            "oms_database_size_bytes 4096",
            "oms_last_backup_timestamp_seconds 1700000000.5",
            r#"oms_orders{status="PENDING"} 7"#,
            concat!(
                "oms_build_info{version=\"",
                env!("CARGO_PKG_VERSION"),
                "\"} 1"
            ),
        ] {
            assert!(text.lines().any(|it| it == line), "{line}\n{text}");
        }
        assert!(!text.contains("oms_wal_size_bytes"), "{text}");
        assert!(text.ends_with('\n'));
    }

    #[test]
    fn clients_can_not_make_the_table_grow() {
        let traffic = Traffic::default();
        traffic.expect([("/healthz".to_owned(), "GET")].into_iter());
        for route in [
            None,
            Some(("/invented", "GET")),
            Some(("/healthz", "INVENTED")),
        ] {
            traffic.count(route, 404, Duration::ZERO);
        }
        let text = readings(traffic).text().unwrap();
        let counted: Vec<_> = text
            .lines()
            .filter(|line| line.starts_with("oms_http_requests_total"))
            .collect();
        assert_eq!(
            counted,
            [r#"oms_http_requests_total{method="other",route="other",status="404"} 3"#]
        );
    }

    #[test]
    fn the_bounds_rise() {
        assert!(TIMES_US.is_sorted() && STATUSES.is_sorted());
    }
}
