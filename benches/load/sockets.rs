//! Sockets that listen: what they hear, when the last of them has heard it, and what they cost.

use std::io::{Error, Result};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use rocket::tokio::io::AsyncWriteExt;
use rocket::tokio::net::TcpStream;
use rocket::tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use rocket::tokio::task::JoinSet;
use rocket::tokio::time::timeout;

use super::Options;
use super::connection::{Connection, Incoming};
use super::figures::{Figures, verdict};
use super::orders::Moves;
use super::sample;
use super::server::Server;

/// Handshakes at once.
const AT_ONCE: usize = 50;
/// How long an event may take before it counts as missed.
const PATIENCE: Duration = Duration::from_secs(5);
/// Moves of one measurement.
const MOVES: usize = 40;

/// Sockets of one measurement.
pub struct Listeners {
    tasks: JoinSet<()>,
    heard: UnboundedReceiver<i64>,
    /// Events that a socket should have heard and did not: a gap in its `seq`s.
    pub missed: Arc<AtomicU64>,
    count: usize,
}

impl Listeners {
    /// Opens so many sockets and waits for every hello.
    pub async fn open(address: SocketAddr, token: &str, count: usize) -> Result<Self> {
        let (tell, heard) = unbounded_channel();
        let missed = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for chunk in (0..count).collect::<Vec<_>>().chunks(AT_ONCE) {
            let mut opening = JoinSet::new();
            for _ in chunk {
                opening.spawn(Socket::open(address, token.to_owned()));
            }
            while let Some(socket) = opening.join_next().await {
                let socket = socket.map_err(Error::other)??;
                tasks.spawn(socket.listen(tell.clone(), missed.clone()));
            }
        }
        Ok(Self {
            tasks,
            heard,
            missed,
            count,
        })
    }

    /// Waits until every socket has heard an event; `false`: some did not.
    pub async fn all_heard(&mut self) -> bool {
        for _ in 0..self.count {
            match timeout(PATIENCE, self.heard.recv()).await {
                Ok(Some(_)) => {}
                _ => return false,
            }
        }
        true
    }

    /// Events heard until nothing has come for a moment.
    pub async fn drain(&mut self) -> u64 {
        let mut events = 0;
        while let Ok(Some(_)) = timeout(Duration::from_secs(1), self.heard.recv()).await {
            events += 1;
        }
        events
    }

    /// Sockets that are still open.
    pub fn open_count(&self) -> usize {
        self.tasks.len()
    }
}

struct Socket {
    incoming: Incoming,
    last: i64,
}

impl Socket {
    async fn open(address: SocketAddr, token: String) -> Result<Self> {
        let mut stream = TcpStream::connect(address).await?;
        let handshake = format!(
            "GET /api/ws HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(handshake.as_bytes()).await?;
        let mut incoming = Incoming::new(stream, 8 * 1024);
        let head = loop {
            let mut fours = incoming.bytes().windows(4);
            if let Some(end) = fours.position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            incoming.read_more().await?;
        };
        if !incoming.bytes().starts_with(b"HTTP/1.1 101") {
            return Err(Error::other("a handshake was refused"));
        }
        incoming.take(head);
        let mut socket = Self { incoming, last: 0 };
        socket.last = socket.frame().await?.unwrap_or(0);
        Ok(socket)
    }

    async fn listen(mut self, tell: UnboundedSender<i64>, missed: Arc<AtomicU64>) {
        while let Ok(frame) = self.frame().await {
            let Some(seq) = frame else { continue };
            missed.fetch_add(
                u64::try_from(seq - self.last - 1).unwrap_or(0),
                Ordering::Relaxed,
            );
            self.last = seq;
            if tell.send(seq).is_err() {
                return;
            }
        }
    }

    /// The next frame's `seq`; `None` for a ping. A server's frames are not masked (RFC 6455, 5.2).
    async fn frame(&mut self) -> Result<Option<i64>> {
        loop {
            let bytes = self.incoming.bytes();
            let size = match bytes {
                [_, 126, high, low, ..] => {
                    Some((4, usize::from(u16::from_be_bytes([*high, *low]))))
                }
                [_, length, ..] if *length < 126 => Some((2, usize::from(*length))),
                [_, 127, ..] => return Err(Error::other("a frame of more than 64 KiB")),
                _ => None,
            };
            if let Some((head, length)) = size
                && bytes.len() >= head + length
            {
                let is_text = bytes[0] & 0x0f == 1;
                let seq = is_text
                    .then(|| seq_of(&bytes[head..head + length]))
                    .flatten();
                self.incoming.take(head + length);
                return Ok(seq);
            }
            self.incoming.read_more().await?;
        }
    }
}

/// The number behind `"seq":`, which stands near the beginning.
fn seq_of(text: &[u8]) -> Option<i64> {
    let key = b"\"seq\":";
    let from = text.windows(key.len()).position(|window| window == key)? + key.len();
    let digits: Vec<u8> = text[from..]
        .iter()
        .copied()
        .take_while(u8::is_ascii_digit)
        .collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

/// Prints how long the last of 1,000 and of 5,000 sockets waits for a move, and the memory of idle ones.
pub async fn run(options: &Options) -> Result<()> {
    let database = sample::copy(
        &sample::make(&options.executable, options.orders)?,
        "sockets",
    )?;
    for (count, goal) in [(1000, 15.0), (5000, 75.0)] {
        let oms = Server::start(&options.executable, &database).await?;
        let token = oms.sign_in().await?;
        let moves = Moves::of(&oms, &token, 1, MOVES / 2).await?;
        let before = oms.resident();
        let mut listeners = Listeners::open(oms.address, &token, count).await?;
        let idle = oms.resident() - before;
        let (cpu, rounds) = (oms.cpu(), moves.len() as u32);
        let (figures, unheard) = fan_out(&oms, &moves, &mut listeners).await?;
        println!(
            "{}",
            figures.line(&format!("last of {count} sockets, after the PATCH"))
        );
        println!(
            "server's processor time a move: {:.2} ms",
            (oms.cpu() - cpu).as_secs_f64() * 1000.0 / f64::from(rounds)
        );
        let last = figures.quantile(0.5);
        verdict(
            &format!("last of {count} sockets, median"),
            last,
            " ms",
            &format!("<= {goal} ms"),
            last <= goal,
        );
        let missed = listeners.missed.load(Ordering::Relaxed) + unheard;
        verdict("events missed", missed as f64, "", "0", missed == 0);
        let per_thousand = idle * 1000.0 / count as f64;
        verdict(
            "1,000 idle sockets",
            per_thousand,
            " MB",
            "<= 12, never more than 20",
            per_thousand <= 12.0,
        );
    }
    Ok(())
}

async fn fan_out(oms: &Server, moves: &Moves, listeners: &mut Listeners) -> Result<(Figures, u64)> {
    let mut connection = Connection::open(oms.address).await?;
    let mut figures = Figures::default();
    let mut unheard = 0;
    for place in 0..moves.len() {
        let request = moves.request(place);
        let began = Instant::now();
        let status = connection.send(&request).await?.status;
        figures.failures += u64::from(status != 200);
        unheard += u64::from(!listeners.all_heard().await);
        figures.add(began.elapsed());
        figures.lasted += began.elapsed();
    }
    Ok((figures, unheard))
}
