//! `GET /metrics`: who may read it, and that it is what Prometheus reads.

use std::collections::HashMap;

use oms::config::MetricsAccess;

use crate::support::{Shop, Socket};

/// The samples of a text in Prometheus' format: each with its name and labels as they stand there. Fails at a
/// line that is none, or whose metric has no type.
#[track_caller]
fn samples(text: &str) -> HashMap<String, f64> {
    let mut types = HashMap::new();
    let mut samples = HashMap::new();
    for line in text.lines() {
        if let Some(of_type) = line.strip_prefix("# TYPE ") {
            let (name, kind) = of_type.split_once(' ').unwrap();
            let is_first = types.insert(name.to_owned(), kind.to_owned()).is_none();
            assert!(is_first, "{name} has two types");
        } else if !line.starts_with("# HELP ") {
            let (series, value) = line.rsplit_once(' ').expect(line);
            let name = series.split('{').next().unwrap();
            let parts = ["_bucket", "_sum", "_count"].map(|part| name.strip_suffix(part));
            let of_histogram = parts.into_iter().flatten().next();
            let is_typed = types.contains_key(name)
                || of_histogram.is_some_and(|it| types.get(it).is_some_and(|it| it == "histogram"));
            assert!(is_typed, "{line}");
            let is_first = samples.insert(series.to_owned(), value.parse().expect(line));
            assert_eq!(is_first, None, "{series} comes twice");
        }
    }
    samples
}

#[test]
fn the_setting_says_who_may_read_them() {
    let shop = Shop::open();
    let (customer, _) = shop.customer("Karla Eigen", "karla@eigen.example");
    let token = shop.admin.token.clone().unwrap();
    let by_cookie = shop
        .anyone()
        .with("Cookie", &format!("oms_session={token}"));
    assert_eq!(shop.admin.get("/metrics").status, 200);
    assert_eq!(by_cookie.get("/metrics").status, 200);
    customer.get("/metrics").refused(403, "forbidden");
    shop.anyone()
        .get("/metrics")
        .refused(401, "unauthenticated");
    let open = Shop::open_with(|config| config.metrics = MetricsAccess::Public);
    assert_eq!(open.anyone().get("/metrics").status, 200);
    let shut = Shop::open_with(|config| config.metrics = MetricsAccess::Off);
    for caller in [&shut.admin, &shut.anyone()] {
        caller.get("/metrics").refused(404, "not_found");
    }
}

/// A line of the answer: what is told of, or the words about it.
fn without_value(line: &str) -> &str {
    match line.rsplit_once(' ') {
        Some((series, _)) if !line.starts_with('#') => series,
        _ => line,
    }
}

#[test]
fn they_tell_of_requests_writes_sockets_sizes_and_orders() {
    let shop = Shop::open();
    let rye = shop.product("Rye bread", 4.8, None);
    let order = shop.order(&rye, 1);
    shop.order(&rye, 2);
    shop.move_to(&order, "PAID");
    let mut sockets = [shop.socket(), Socket::open(&shop.admin, None)];
    for socket in &mut sockets {
        socket.expect("hello");
    }
    for _ in 0..3 {
        shop.admin.get("/api/orders/1001?").expect(200);
    }
    shop.admin.get("/api/orders/1002").expect(200);
    shop.admin.get("/api/orders/7").refused(404, "not_found");
    shop.admin
        .get("/api/nothing?q=Jane+Doe")
        .refused(404, "not_found");
    shop.admin.send("TRACE", "/jane", "", Vec::new());
    let reply = shop.admin.get("/metrics");
    assert_eq!(
        reply.header("content-type"),
        Some("text/plain; version=0.0.4; charset=utf-8")
    );
    let samples = samples(&reply.text);
    let value = |series: &str| *samples.get(series).expect(series);
    let requests = |labels: &str| value(&format!("oms_http_requests_total{{{labels}}}"));
    let order = r#"method="GET",route="/api/orders/<id>""#;
    assert_eq!(requests(&format!("{order},status=\"200\"")), 4.0);
    assert_eq!(requests(&format!("{order},status=\"404\"")), 1.0);
    assert_eq!(
        requests(r#"method="GET",route="/api/<path..>",status="404""#),
        1.0
    );
    assert_eq!(
        requests(r#"method="TRACE",route="/<path..>",status="405""#),
        1.0
    );
    assert_eq!(
        value(&format!(
            "oms_http_request_duration_seconds_count{{{order}}}"
        )),
        5.0
    );
    let infinite = format!("oms_http_request_duration_seconds_bucket{{{order},le=\"+Inf\"}}");
    assert_eq!(value(&infinite), 5.0);
    assert!(value(&format!("oms_http_request_duration_seconds_sum{{{order}}}")) > 0.0);
    assert_eq!(value("oms_writer_queue_commands"), 0.0);
    assert!(value("oms_writer_batch_commands_count") >= 4.0);
    assert_eq!(value("oms_websocket_connections"), 2.0);
    assert_eq!(value(r#"oms_orders{status="PENDING"}"#), 1.0);
    assert_eq!(value(r#"oms_orders{status="PAID"}"#), 1.0);
    assert_eq!(value(r#"oms_orders{status="CANCELLED"}"#), 0.0);
    let version = format!(
        "oms_build_info{{version=\"{}\"}}",
        env!("CARGO_PKG_VERSION")
    );
    assert_eq!(value(&version), 1.0);
    for series in [
        "oms_database_size_bytes",
        "oms_wal_size_bytes",
        "oms_disk_free_bytes",
        "process_start_time_seconds",
    ] {
        assert!(value(series) > 0.0, "{series}");
    }
    // Without the values: a size or a duration has any digits.
    let said: String = reply.text.lines().map(without_value).collect();
    for private in [
        "Jane",
        "jane",
        "1001",
        "Rye",
        shop.database().to_str().unwrap(),
    ] {
        assert!(!said.contains(private), "{private}: {said}");
    }
}
