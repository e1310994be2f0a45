//! Who is connected, and the end of connections that say nothing, take nothing, or are too many.
//!
//! Rocket waits without end for the rest of a request, and shows a connection to nobody before its first
//! request has come. So what the server knows of a connection (a request under way, an open socket, when the
//! last answer was done) is kept here by its peer, the kernel is asked from time to time what it knows (what
//! came last and when, what the peer has not taken), `watch` decides by both, and `kernel` ends.
//! All of it happens on Linux alone; elsewhere nothing is ended here.

mod kernel;
mod watch;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use ipnet::IpNet;

use crate::domain::UserId;
use crate::error::{Error, Result};
use kernel::Kernel;
use watch::{Doing, Ending, Watch, Why};

/// Live sockets that one customer may have open: so many windows of the browser. So many may one address have
/// by links, whoever is there.
const MOST_SOCKETS: usize = 50;
/// Seconds after which one more socket may be tried.
const RETRY_AFTER_S: u64 = 60;
/// The part of the process's descriptors that connections may take; the rest is for files.
const PART_OF_DESCRIPTORS: (u64, u64) = (3, 4);

/// How long is waited for a client, and for how many.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For a whole request, up to the first bytes of its body; with HTTPS also for the greeting before it.
    pub request: Duration,
    /// For the next request on a connection.
    pub idle: Duration,
    /// For a client to take some of an answer.
    pub answer: Duration,
    /// For the next 4 KiB of a body.
    pub body: Duration,
    /// For any sign of life on a live socket; asked for three times as often.
    pub socket: Duration,
    /// Between two looks at all connections.
    pub look: Duration,
    /// Connections that are no live socket, all together.
    pub in_all: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(30),
            idle: Duration::from_secs(5 * 60),
            answer: Duration::from_secs(60),
            body: Duration::from_secs(30),
            socket: Duration::from_secs(60),
            look: Duration::from_secs(1),
            in_all: 8 * 1024,
        }
    }
}

impl Limits {
    /// These limits, with no more connections than the process has descriptors for.
    pub fn within_descriptors(self) -> Self {
        let (part, whole) = PART_OF_DESCRIPTORS;
        let in_all = rlimit::getrlimit(rlimit::Resource::NOFILE)
            .ok()
            .and_then(|(soft, _)| usize::try_from(soft / whole * part).ok())
            .map_or(self.in_all, |room| self.in_all.min(room));
        Self { in_all, ..self }
    }
}

/// Which connections of one address are too many.
#[derive(Clone, Debug, Default)]
pub struct PerAddress {
    /// So many are not; 0: however many there are.
    pub most: usize,
    /// Proxies, behind which many clients share an address.
    pub exempt: Vec<IpNet>,
}

impl PerAddress {
    /// How many connections this address may have.
    fn limit_of(&self, address: IpAddr) -> usize {
        let is_exempt = self.exempt.iter().any(|net| net.contains(&address));
        match self.most {
            0 => usize::MAX,
            _ if is_exempt => usize::MAX,
            most => most,
        }
    }
}

/// The other end of a connection, and which port of ours it is connected to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Peer {
    port: u16,
    address: SocketAddr,
}

impl Peer {
    /// The peer at `address`, however it is written, of a connection to this port of ours.
    pub fn new(port: u16, address: SocketAddr) -> Self {
        let address = SocketAddr::new(address.ip().to_canonical(), address.port());
        Self { port, address }
    }
}

/// Who may have so many live sockets open and no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A customer, wherever they are.
    Customer(UserId),
    /// Whoever has come by a link from this address.
    Address(IpAddr),
}

/// What the server knows of its connections.
pub struct Connections {
    limits: Limits,
    per_address: PerAddress,
    peers: Mutex<HashMap<Peer, Known>>,
    /// Open sockets of those who may not have any number.
    sockets: Mutex<HashMap<Holder, usize>>,
    /// Whether anyone clears away what is known of those who have gone.
    is_watched: AtomicBool,
}

/// What is known of one.
#[derive(Default)]
struct Known {
    /// Requests under way, and live sockets.
    requests: usize,
    sockets: usize,
    /// When the last request was done.
    done: Option<Instant>,
}

/// A request is under way as long as this is there.
pub struct Serving {
    of: Arc<Connections>,
    peer: Peer,
}

/// A live socket is open as long as this is there.
pub struct Listening {
    of: Arc<Connections>,
    peer: Peer,
    holder: Option<Holder>,
}

impl Connections {
    /// Knows of none yet.
    pub fn new(limits: Limits, per_address: PerAddress) -> Self {
        Self {
            limits,
            per_address,
            peers: Mutex::default(),
            sockets: Mutex::default(),
            is_watched: AtomicBool::new(false),
        }
    }

    /// How long is waited for clients.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A request of this peer has begun.
    pub fn serve(self: &Arc<Self>, peer: Peer) -> Serving {
        self.peers().entry(peer).or_default().requests += 1;
        let of = self.clone();
        Serving { of, peer }
    }

    /// A live socket of this peer is about to open; whose, if they may not have any number.
    ///
    /// # Errors
    /// [`Error::TooMany`] when they have too many open.
    pub fn listen(self: &Arc<Self>, peer: Peer, holder: Option<Holder>) -> Result<Listening> {
        if let Some(holder) = holder {
            let mut sockets = lock(&self.sockets);
            let open = sockets.entry(holder).or_default();
            if *open >= MOST_SOCKETS {
                let retry_after_s = RETRY_AFTER_S;
                return Err(Error::TooMany { retry_after_s });
            }
            *open += 1;
        }
        self.peers().entry(peer).or_default().sockets += 1;
        Ok(Listening {
            of: self.clone(),
            peer,
            holder,
        })
    }

    /// Looks at all connections to `ports` from time to time, for ever.
    pub async fn watch(self: Arc<Self>, address: IpAddr, ports: impl Fn() -> Vec<u16>) {
        let mut kernel = match Kernel::open() {
            Ok(kernel) => kernel,
            Err(error) => {
                return log::warn!("connections that say nothing are not ended: {error}");
            }
        };
        self.is_watched.store(true, Ordering::Relaxed);
        let mut watch = Watch::default();
        loop {
            tokio::time::sleep(self.limits.look).await;
            let (this, ports) = (self.clone(), ports());
            let looking = tokio::task::spawn_blocking(move || {
                if let Err(error) = this.look(&mut kernel, &mut watch, address, &ports) {
                    log::warn!("the connections cannot be looked at: {error}");
                }
                (kernel, watch)
            });
            (kernel, watch) = match looking.await {
                Ok(both) => both,
                // The runtime ends, or a panic was told where it happened.
                Err(_) => break,
            };
        }
        self.is_watched.store(false, Ordering::Relaxed);
    }

    fn look(
        &self,
        kernel: &mut Kernel,
        watch: &mut Watch,
        address: IpAddr,
        ports: &[u16],
    ) -> std::io::Result<()> {
        let now = Instant::now();
        let mut seen = Vec::new();
        for port in ports {
            kernel.connections(address, *port, &mut seen)?;
        }
        let endings = {
            let mut peers = self.peers();
            let there: std::collections::HashSet<_> = seen.iter().map(|it| it.peer).collect();
            peers.retain(|peer, known| {
                known.is_busy() || known.done > Some(now) || there.contains(peer)
            });
            let doing = |peer: &Peer| peers.get(peer).map_or(Doing::Nothing, Known::doing);
            watch.look(now, &seen, doing, &self.limits, &self.per_address)
        };
        if !endings.is_empty() {
            tell(&endings);
            kernel.end(&endings)?;
        }
        Ok(())
    }

    fn peers(&self) -> MutexGuard<'_, HashMap<Peer, Known>> {
        lock(&self.peers)
    }

    /// Changes what is known of a peer of whom something is.
    fn change(&self, peer: Peer, change: impl FnOnce(&mut Known)) {
        if let Entry::Occupied(mut known) = self.peers().entry(peer) {
            change(known.get_mut());
            if !known.get().is_busy() && !self.is_watched.load(Ordering::Relaxed) {
                known.remove();
            }
        }
    }
}

impl Listening {
    /// How long the peer may be silent, or take nothing.
    pub fn silence(&self) -> Duration {
        self.of.limits.socket
    }
}

impl Known {
    fn is_busy(&self) -> bool {
        self.requests > 0 || self.sockets > 0
    }

    fn doing(&self) -> Doing {
        match self.done {
            _ if self.sockets > 0 => Doing::Listens,
            _ if self.requests > 0 => Doing::IsServed,
            Some(done) => Doing::WasServed(done),
            None => Doing::Nothing,
        }
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        self.of.change(self.peer, |known| {
            known.requests -= 1;
            known.done = Some(Instant::now());
        });
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.of.change(self.peer, |known| known.sockets -= 1);
        if let Some(holder) = self.holder
            && let Entry::Occupied(mut open) = lock(&self.of.sockets).entry(holder)
        {
            *open.get_mut() -= 1;
            if *open.get() == 0 {
                open.remove();
            }
        }
    }
}

/// One line for each reason, however many connections it was.
fn tell(endings: &[Ending]) {
    for why in [Why::Unfinished, Why::Idle, Why::TakesNothing, Why::TooMany] {
        let count = endings.iter().filter(|ending| ending.why == why).count();
        match why {
            _ if count == 0 => {}
            Why::Idle => log::debug!("{count} connections were ended: {why}"),
            Why::Unfinished | Why::TakesNothing => {
                log::info!("{count} connections were ended: {why}");
            }
            Why::TooMany => log::warn!("{count} connections were ended: {why}"),
        }
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
