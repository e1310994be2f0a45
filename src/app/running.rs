//! The life of a server: plain HTTP beside it, its name in the network, and a new beginning when its
//! certificate has to be another one.

use std::io;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket, Shutdown};
use tokio::signal::ctrl_c;
#[cfg(unix)]
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

use super::GRACE_S;
use crate::ops::addresses::Addresses;
use crate::ops::connections::Connections;
use crate::ops::error_reports::ErrorReports;
use crate::ops::mdns::{Announced, Announcement};
use crate::ops::tls::Certificates;
use crate::realtime::Hub;
use crate::services::mails::Mails;
use crate::services::webhooks::Webhooks;

/// How often a server that begins anew tries to get its port back, and how long it waits between.
const TRIES: u32 = 200;
const BETWEEN_TRIES: Duration = Duration::from_millis(20);
/// How long the last error reports may take to be sent when the server stops.
const LAST_REPORTS: Duration = Duration::from_secs(1);
const GRACE: Duration = Duration::from_secs(GRACE_S as u64);

pub(super) type Make = Box<dyn Fn() -> Rocket<Build> + Send + Sync>;
type Ended = Result<(), Box<rocket::Error>>;

/// What surrounds a server while it runs. The server manages it.
pub(super) struct Surroundings {
    pub(super) addresses: Arc<Addresses>,
    pub(super) connections: Arc<Connections>,
    pub(super) announcement: Option<Announcement>,
    pub(super) announced: Mutex<Option<Announced>>,
    pub(super) certificates: Option<Arc<Certificates>>,
    pub(super) stop: CancellationToken,
    /// Makes the server anew.
    pub(super) make: Make,
    /// Makes the one that leads plain HTTP to HTTPS.
    pub(super) make_plain: Option<Make>,
}

/// Runs a server until it is told to stop.
///
/// # Errors
/// Rocket's, when the server can't listen or ends by itself.
pub async fn launch(server: Rocket<Build>) -> Ended {
    let hub = server.state::<Arc<Hub>>().cloned();
    let webhooks = server.state::<Webhooks>().cloned();
    let mails = server.state::<Mails>().cloned();
    let reports = server.state::<ErrorReports>().cloned();
    let surroundings = server.state::<Arc<Surroundings>>().cloned();
    let ended = match surroundings {
        Some(surroundings) => surroundings.run(server).await,
        None => run(server).await,
    };
    if let Some(hub) = hub {
        // Rocket does not know of them. One that takes nothing is not waited for beyond the grace time.
        let _ = timeout(GRACE, hub.all_closed()).await;
    }
    if let Some(webhooks) = webhooks {
        // Told to stop when the server was.
        let _ = timeout(GRACE, webhooks.ended()).await;
    }
    if let Some(mails) = mails {
        // A mail that is on its way: who does not hear that it was taken sends it again.
        let _ = timeout(GRACE, mails.ended()).await;
    }
    if let Some(reports) = reports {
        reports.flush(LAST_REPORTS).await;
    }
    match ended {
        // Told to stop, and a connection was still there when Rocket counted them: no failure.
        Err(error) if matches!(error.kind(), ErrorKind::Shutdown(_, None)) => Ok(()),
        ended => ended,
    }
}

async fn run(server: Rocket<Build>) -> Ended {
    server.launch().await.map(drop).map_err(Box::new)
}

impl Surroundings {
    async fn run(self: Arc<Self>, server: Rocket<Build>) -> Ended {
        let plain = self.open_plain().await;
        let this = self.clone();
        let up = AdHoc::on_liftoff("surroundings", move |server| {
            let address = server.config().address;
            Box::pin(async move { this.begin(address) })
        });
        let stop = self.stop.clone();
        tokio::spawn(async move {
            match signalled().await {
                Ok(()) => stop.cancel(),
                Err(error) => log::error!("no signal will stop the server: {error}"),
            }
        });
        let ended = self.serve(server.attach(up)).await;
        // Whatever has ended it: nothing is begun any more.
        self.stop.cancel();
        if let Some((shutdown, plain)) = plain {
            shutdown.notify();
            // It has nothing to finish.
            let _ = timeout(GRACE, plain).await;
        }
        let announced = self.announced().take();
        if let Some(announced) = announced {
            announced.withdraw().await;
        }
        ended
    }

    /// What there is to do once the server listens.
    fn begin(&self, address: IpAddr) {
        let addresses = self.addresses.clone();
        let watch = self.connections.clone();
        tokio::spawn(watch.watch(address, move || addresses.ports()));
        if let Some(announcement) = &self.announcement {
            match announcement.begin(self.addresses.clone()) {
                Ok(announced) => *self.announced() = Some(announced),
                Err(error) => log::warn!("the server has no name in its network: {error}"),
            }
        }
        if let Some(certificates) = &self.certificates {
            tokio::spawn(certificates.clone().keep_current());
        }
    }

    fn announced(&self) -> std::sync::MutexGuard<'_, Option<Announced>> {
        self.announced
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the server, and with each new certificate another one at the same port. The former finishes what it
    /// has begun meanwhile, and tells its sockets to come back.
    async fn serve(&self, server: Rocket<Build>) -> Ended {
        let mut former = JoinSet::new();
        let mut server = server;
        let mut tries = 0;
        let ended = loop {
            let ready = server.ignite().await.map_err(Box::new)?;
            let shutdown = ready.shutdown();
            let mut running = Box::pin(ready.launch());
            tokio::select! {
                ended = &mut running => match ended {
                    Err(error) if tries > 0 && is_in_use(&error) => {
                        tries -= 1;
                        sleep(BETWEEN_TRIES).await;
                    }
                    ended => break ended.map(drop).map_err(Box::new),
                },
                () = self.stop.cancelled() => {
                    shutdown.notify();
                    break running.await.map(drop).map_err(Box::new);
                }
                () = self.new_certificate() => {
                    shutdown.notify();
                    tries = TRIES;
                    former.spawn(async move {
                        if let Err(error) = running.await {
                            log::debug!("the server before this one ended: {}", error.kind());
                        }
                    });
                }
            }
            server = (self.make)();
        };
        former.join_all().await;
        ended
    }

    async fn new_certificate(&self) {
        match &self.certificates {
            Some(certificates) => certificates.changed().await,
            None => std::future::pending().await,
        }
    }

    /// Opens the port that leads plain HTTP to HTTPS. Without it everything else works.
    async fn open_plain(&self) -> Option<(Shutdown, JoinHandle<()>)> {
        let plain = self.make_plain.as_ref()?();
        let at = plain.figment().extract_inner::<u16>("port").unwrap_or(0);
        let (tell, told) = oneshot::channel();
        let up = AdHoc::on_liftoff("port", move |server| {
            let port = server.config().port;
            // Nobody waits for it only if the start was given up.
            Box::pin(async move {
                let _ = tell.send(port);
            })
        });
        let ready = match plain.attach(up).ignite().await {
            Ok(ready) => ready,
            Err(error) => {
                warn_no_plain(at, &error);
                return None;
            }
        };
        let shutdown = ready.shutdown();
        let running = tokio::spawn(async move {
            if let Err(error) = ready.launch().await
                && !matches!(error.kind(), ErrorKind::Shutdown(..))
            {
                warn_no_plain(at, &error);
            }
        });
        let port = told.await.ok()?;
        self.addresses.set_http_port(port);
        Some((shutdown, running))
    }
}

/// Waits for SIGTERM or Ctrl-C. Rocket's own listening would miss one that comes between two servers.
///
/// # Errors
/// When the system lets nobody listen.
#[cfg(unix)]
async fn signalled() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        interrupted = ctrl_c() => interrupted,
    }
}

#[cfg(not(unix))]
async fn signalled() -> io::Result<()> {
    ctrl_c().await
}

fn is_in_use(error: &rocket::Error) -> bool {
    matches!(error.kind(), ErrorKind::Bind(error) if error.kind() == io::ErrorKind::AddrInUse)
}

fn warn_no_plain(port: u16, error: &rocket::Error) {
    let why = match error.kind() {
        ErrorKind::Bind(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            "this account may not use it: oms service gives the right, or choose a port of 1024 or more"
                .to_owned()
        }
        ErrorKind::Bind(error) if error.kind() == io::ErrorKind::AddrInUse => {
            "it is in use: choose another, or 0 for none".to_owned()
        }
        other => other.to_string(),
    };
    log::warn!("http_port: plain HTTP on port {port} does not lead to HTTPS: {why}");
}
