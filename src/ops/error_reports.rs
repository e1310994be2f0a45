//! Reports of what went wrong to Sentry, when the setting `sentry_dsn` names a place for them.
//!
//! A report has what is needed to find the defect and nothing of the shop: no body, header, query, cookie,
//! name or email. Reports are sent by a thread of their own; what can't be sent is dropped, so that a
//! place that does not answer costs no request anything.

use std::sync::Arc;
use std::time::Duration;

use sentry::protocol::{Event, Exception, Level, Mechanism, Value};
use sentry::transports::UreqHttpTransportOptions;
use sentry::types::Dsn;
use sentry::{Client, ClientOptions, Transport, TransportFactory, TransportOptions};
use tokio::sync::oneshot;
use ureq::Agent;

use super::panics::Panic;

/// How long sending one report may take, from the look-up of the name to the answer.
const SEND_WITHIN: Duration = Duration::from_secs(10);

/// Where reports go; nowhere by default. Cheap to clone.
#[derive(Clone, Default)]
pub struct ErrorReports(Option<Arc<Client>>);

/// A request that the server could not serve: an answer of 500 or more.
pub struct FailedRequest<'a> {
    /// The method.
    pub method: &'a str,
    /// The pattern of the route, such as `/api/orders/<id>`.
    pub route: &'a str,
    /// The HTTP status of the answer.
    pub status: u16,
    /// The code of the answer.
    pub code: &'a str,
    /// What the log calls the request.
    pub request_id: &'a str,
}

/// Something that went wrong in a browser, scrubbed.
pub struct BrowserError<'a> {
    /// What went wrong.
    pub message: &'a str,
    /// Where in the code.
    pub stack: &'a str,
    /// On which page, without its query.
    pub page: &'a str,
    /// After which request.
    pub after_request: &'a str,
}

impl ErrorReports {
    /// Reports to this DSN; nowhere without one, or when it is none (the settings refuse that).
    pub fn to(dsn: Option<&str>) -> Self {
        let Some(dsn) = dsn.and_then(|dsn| dsn.parse::<Dsn>().ok()) else {
            return Self::default();
        };
        let mut options = ClientOptions::new()
            .release(concat!("oms@", env!("CARGO_PKG_VERSION")))
            .environment("production")
            .default_integrations(false)
            .send_default_pii(false)
            .transport(WithinTime);
        options.dsn = Some(dsn);
        options.max_breadcrumbs = 0;
        options.before_send = Some(Arc::new(|event| Some(stripped(event))));
        let client = Arc::new(Client::with_options(options));
        // The last one to let go of a client waits for what is being sent, however long that takes.
        std::mem::forget(client.clone());
        Self(Some(client))
    }

    /// Reports a request that failed.
    pub fn failed_request(&self, failed: &FailedRequest<'_>) {
        let FailedRequest {
            method,
            route,
            status,
            code,
            request_id,
        } = *failed;
        self.report(|| Event {
            message: Some(format!("{status} {code}: {method} {route}")),
            transaction: Some(format!("{method} {route}")),
            logger: Some("request".to_owned()),
            fingerprint: vec![
                code.to_owned().into(),
                method.to_owned().into(),
                route.to_owned().into(),
            ]
            .into(),
            tags: tags(&[
                ("method", method),
                ("route", route),
                ("status", &status.to_string()),
                ("code", code),
            ]),
            extra: extra(&[("request_id", request_id)]),
            ..Event::default()
        });
    }

    /// Reports what a browser has told.
    pub fn browser_error(&self, error: &BrowserError<'_>) {
        self.report(|| Event {
            message: Some(error.message.to_owned()),
            logger: Some("browser".to_owned()),
            platform: "javascript".into(),
            culprit: Some(error.page.to_owned()),
            tags: tags(&[("page", error.page)]),
            extra: extra(&[
                ("stack", error.stack),
                ("after_request", error.after_request),
            ]),
            ..Event::default()
        });
    }

    /// Reports a panic. The thread goes on at once: nothing is waited for.
    pub fn panicked(&self, panic: &Panic) {
        self.report(|| Event {
            level: Level::Fatal,
            logger: Some("panic".to_owned()),
            culprit: Some(panic.place.clone()),
            exception: vec![Exception {
                ty: "panic".to_owned(),
                value: Some(panic.message.clone()),
                mechanism: Some(Mechanism {
                    ty: "panic".to_owned(),
                    handled: Some(false),
                    ..Mechanism::default()
                }),
                ..Exception::default()
            }]
            .into(),
            tags: tags(&[("place", &panic.place), ("thread", &panic.thread)]),
            ..Event::default()
        });
    }

    fn report(&self, event: impl FnOnce() -> Event<'static>) {
        if let Some(client) = &self.0 {
            client.capture_event(event(), None);
        }
    }

    /// Waits until what was reported is sent, but no longer than this.
    pub async fn flush(&self, at_most: Duration) {
        let Some(client) = self.0.clone() else { return };
        let (done, flushed) = oneshot::channel();
        // A thread of its own that nobody joins: with a full queue, asking for the flush blocks too.
        let flushing = std::thread::Builder::new()
            .name("oms-reports".to_owned())
            .spawn(move || {
                // Whoever waited may have gone.
                let _ = done.send(client.flush(Some(at_most)));
            });
        let flushed = tokio::time::timeout(at_most, flushed).await;
        if flushing.is_err() || !matches!(flushed, Ok(Ok(true))) {
            log::warn!("the last error reports could not be sent in time");
        }
    }
}

/// Sends by HTTP, and gives up in time.
struct WithinTime;

impl TransportFactory for WithinTime {
    fn create_transport_with_options(&self, options: TransportOptions) -> Arc<dyn Transport> {
        let agent: Agent = Agent::config_builder()
            .timeout_global(Some(SEND_WITHIN))
            // A report goes where the settings say, and nowhere else.
            .max_redirects(0)
            .build()
            .into();
        Arc::new(
            UreqHttpTransportOptions::from(options)
                .with_agent(agent)
                .build(),
        )
    }
}

/// Whatever a later version of the crate may add by itself does not leave the house.
fn stripped(event: Event<'static>) -> Event<'static> {
    Event {
        server_name: None,
        user: None,
        request: None,
        contexts: Default::default(),
        breadcrumbs: Default::default(),
        modules: Default::default(),
        ..event
    }
}

fn tags(pairs: &[(&str, &str)]) -> std::collections::BTreeMap<String, String> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(own).collect()
}

fn extra(pairs: &[(&str, &str)]) -> std::collections::BTreeMap<String, Value> {
    let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
    filled
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect()
}
