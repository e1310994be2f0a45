//! Clients that say nothing, take nothing or come too often: how normal ones fare beside them, what they
//! cost, and whether what they took comes back.

use std::convert::Infallible;
use std::io::Result;
use std::net::{IpAddr, SocketAddr};
use std::time::{Duration, Instant};

use rocket::tokio::io::{AsyncReadExt, AsyncWriteExt};
use rocket::tokio::net::{TcpSocket, TcpStream};
use rocket::tokio::task::JoinSet;
use rocket::tokio::time::{sleep, timeout};

use super::connection::{Connection, Request};
use super::figures::{Figures, verdict};
use super::orders::creation;
use super::server::Server;
use super::{Options, clients, sample};

/// Addresses from which they come.
const ADDRESSES: u8 = 25;
/// Descriptors for both ends, which share the limit of one shell.
const DESCRIPTORS: u64 = 64 * 1024;
/// Clients that do what clients do.
const NORMAL: usize = 8;
/// The longest that the server waits for any of them, and some more.
const PATIENCE: Duration = Duration::from_secs(120);

/// What someone does who is no good.
#[derive(Clone, Copy)]
enum Habit {
    /// Has had an answer, and stays.
    Idle,
    /// Begins a request, each in another way.
    HalfSent,
    /// Asks for much and takes nothing.
    TakesNothing,
    /// Sends a body of which a byte comes a second.
    Trickles,
    /// Opens a live socket and takes nothing.
    DeafScreen,
}

/// Prints how normal clients fare beside each kind of the others.
pub async fn run(options: &Options) -> Result<()> {
    // Root may have more than the shell allows; anyone else makes do with that.
    let _ = rlimit::setrlimit(rlimit::Resource::NOFILE, DESCRIPTORS, DESCRIPTORS);
    let limit = rlimit::increase_nofile_limit(DESCRIPTORS)?;
    println!("descriptors: {limit}");
    let database = sample::copy(
        &sample::make(&options.executable, options.orders)?,
        "starve",
    )?;
    let oms = Server::start(&options.executable, &database).await?;
    let token = oms.sign_in().await?;
    let alone = normal(&oms, &token, options.lasting()).await?;
    report(&oms, "nobody else", &alone);
    let before = oms.descriptors();
    for (name, habit, count) in [
        ("10,000 idle", Habit::Idle, 10_000),
        ("1,000 half-sent requests", Habit::HalfSent, 1_000),
        ("500 take no answer", Habit::TakesNothing, 500),
        ("500 trickle a body", Habit::Trickles, 500),
        ("500 deaf screens", Habit::DeafScreen, 500),
    ] {
        beside(&oms, &token, options, name, habit, count).await?;
    }
    flood(&oms, &token, options).await?;
    let left = given_back(&oms, before).await;
    verdict(
        "descriptors of sockets after all, more than before",
        left as f64,
        "",
        "0",
        left == 0,
    );
    Ok(())
}

/// Lists and searches, and an order made now and then.
async fn normal(oms: &Server, token: &str, lasting: Duration) -> Result<Figures> {
    let get = |path: &str| Request::new("GET", path, Some(token), "");
    let requests = [
        get("/api/orders"),
        get("/api/orders?q=rye"),
        get("/healthz"),
    ];
    clients::run(oms.address, NORMAL, lasting, 200, move |client, sent| {
        Some(requests[(client + sent) % requests.len()].clone())
    })
    .await
}

fn report(oms: &Server, name: &str, figures: &Figures) {
    println!("{}", figures.line(&format!("normal, {name}")));
    println!(
        "  resident {:.0} MB, {} sockets",
        oms.resident(),
        oms.descriptors()
    );
}

async fn beside(
    oms: &Server,
    token: &str,
    options: &Options,
    name: &str,
    habit: Habit,
    count: usize,
) -> Result<()> {
    let before = oms.descriptors();
    let began = Instant::now();
    let mut others = JoinSet::new();
    for index in 0..count {
        let stream = connect(oms.address, index).await?;
        others.spawn(behave(stream, habit, index, token.to_owned()));
    }
    println!("{name}: there after {:.1} s", began.elapsed().as_secs_f64());
    if matches!(habit, Habit::DeafScreen) {
        make_noise(oms, token).await?;
    }
    let figures = normal(oms, token, options.lasting()).await?;
    report(oms, name, &figures);
    if matches!(habit, Habit::Idle) {
        println!("  {} stay; they are let go now", others.len());
        others.shutdown().await;
    } else {
        let ended = timeout(PATIENCE, async {
            while others.join_next().await.is_some() {}
        });
        let all = ended.await.is_ok();
        let seconds = began.elapsed().as_secs_f64();
        verdict("all were ended after", seconds, " s", "< 120 s", all);
    }
    let left = given_back(oms, before).await;
    println!("  resident {:.0} MB afterwards", oms.resident());
    verdict(
        "descriptors not given back",
        left as f64,
        "",
        "0",
        left == 0,
    );
    Ok(())
}

/// A connection from one of many addresses.
async fn connect(address: SocketAddr, index: usize) -> Result<TcpStream> {
    let host = u8::try_from(index % usize::from(ADDRESSES)).unwrap_or(0) + 2;
    let socket = TcpSocket::new_v4()?;
    // So that little waits unread on the way.
    socket.set_recv_buffer_size(16 * 1024)?;
    socket.bind(SocketAddr::new(IpAddr::from([127, 0, 0, host]), 0))?;
    socket.connect(address).await
}

/// Does as its habit is until the server ends it.
async fn behave(mut stream: TcpStream, habit: Habit, index: usize, token: String) {
    let done = match habit {
        Habit::Idle => idle(&mut stream).await,
        Habit::HalfSent => half_sent(&mut stream, index).await,
        Habit::TakesNothing => takes_nothing(&mut stream).await,
        Habit::Trickles => trickles(&mut stream, &token).await,
        Habit::DeafScreen => deaf(&mut stream, &token).await,
    };
    // How it ended is all the same.
    drop(done);
}

async fn until_ended(stream: &mut TcpStream) -> Result<()> {
    let mut buffer = [0; 4096];
    while stream.read(&mut buffer).await? > 0 {}
    Ok(())
}

async fn idle(stream: &mut TcpStream) -> Result<()> {
    stream
        .write_all(b"GET /healthz HTTP/1.1\r\nHost: bench\r\n\r\n")
        .await?;
    until_ended(stream).await
}

async fn half_sent(stream: &mut TcpStream, index: usize) -> Result<()> {
    let beginnings = [
        "",
        "GET /",
        "GET / HTTP/1.1\r\nHost: bench\r\n",
        "POST /api/auth/login HTTP/1.1\r\nHost: bench\r\nContent-Length: 99\r\n\r\n",
    ];
    stream
        .write_all(beginnings[index % beginnings.len()].as_bytes())
        .await?;
    until_ended(stream).await
}

async fn takes_nothing(stream: &mut TcpStream) -> Result<()> {
    // Answers of more than all buffers hold.
    let asks = "GET /api/openapi.json HTTP/1.1\r\nHost: bench\r\n\r\n".repeat(100);
    loop {
        stream.write_all(asks.as_bytes()).await?;
    }
}

async fn trickles(stream: &mut TcpStream, token: &str) -> Result<()> {
    let head = format!(
        "POST /api/products HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{}",
        " ".repeat(100)
    );
    stream.write_all(head.as_bytes()).await?;
    loop {
        sleep(Duration::from_secs(1)).await;
        stream.write_all(b" ").await?;
    }
}

async fn deaf(stream: &mut TcpStream, token: &str) -> Result<()> {
    let handshake = format!(
        "GET /api/ws HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {token}\r\n\
         Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    stream.write_all(handshake.as_bytes()).await?;
    sleep(2 * PATIENCE).await;
    Ok(())
}

/// Orders that every screen hears of, until buffers are full.
async fn make_noise(oms: &Server, token: &str) -> Result<()> {
    let create = creation(oms, token).await?;
    let figures = clients::run(oms.address, NORMAL, PATIENCE / 12, 201, move |_, sent| {
        (sent < 2_000).then(|| create.clone())
    })
    .await?;
    println!("{}", figures.line("orders made beside them"));
    Ok(())
}

/// Wrong sign-ins without a pause, beside normal clients and an owner who signs in.
async fn flood(oms: &Server, token: &str, options: &Options) -> Result<()> {
    let guess = serde_json::json!({"email": sample::EMAIL, "password": "wrong"}).to_string();
    let guess = Request::new("POST", "/api/auth/login", None, &guess);
    let mut guessers = JoinSet::new();
    for index in 0..400 {
        let (address, guess) = (oms.address, guess.clone());
        guessers.spawn(async move { guesses(connect(address, index).await?, guess).await });
    }
    let figures = normal(oms, token, options.lasting()).await?;
    report(oms, "400 guess passwords", &figures);
    let began = Instant::now();
    let mut tries = 1;
    while oms.sign_in().await.is_err() && began.elapsed() < PATIENCE {
        tries += 1;
        sleep(Duration::from_millis(100)).await;
    }
    println!(
        "  the owner, elsewhere, is in after {:.0} ms and {tries} tries",
        began.elapsed().as_secs_f64() * 1000.0
    );
    guessers.shutdown().await;
    Ok(())
}

async fn guesses(stream: TcpStream, guess: Request) -> Result<Infallible> {
    let mut connection = Connection::over(stream);
    loop {
        connection.send(&guess).await?;
    }
}

/// How many descriptors the server has more than before, once it has had time.
async fn given_back(oms: &Server, before: usize) -> usize {
    let began = Instant::now();
    while oms.descriptors() > before && began.elapsed() < Duration::from_secs(10) {
        sleep(Duration::from_millis(50)).await;
    }
    oms.descriptors().saturating_sub(before)
}
