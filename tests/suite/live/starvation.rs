//! Whoever says nothing, takes nothing or comes too often is shown out, and nobody else notices.

use std::io::{ErrorKind, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use oms::ops::connections::Limits;
use rustix::net::{AddressFamily, SocketType, bind, connect, socket};
use serde_json::json;

use crate::support::{Client, PASSWORD, Place, Shop, Socket};

/// How long an end may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);
const SHORT: Duration = Duration::from_secs(1);
const HEALTH: &str = "GET /healthz HTTP/1.1\r\nHost: shop\r\n\r\n";

/// Looks often, and otherwise has the patience of a server.
fn looks_often() -> Limits {
    Limits {
        look: Duration::from_millis(20),
        ..Limits::default()
    }
}

/// A connection that says what it is told to say.
struct Raw(TcpStream);

impl Raw {
    fn open(port: u16) -> Self {
        Self::from("127.0.0.1", port)
    }

    /// One from another address of this machine.
    fn from(address: &str, port: u16) -> Self {
        let own = SocketAddr::new(address.parse().unwrap(), 0);
        let server = SocketAddr::from(([127, 0, 0, 1], port));
        let stream = socket(AddressFamily::INET, SocketType::STREAM, None).unwrap();
        bind(&stream, &own).unwrap();
        connect(&stream, &server).unwrap();
        let stream = TcpStream::from(stream);
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        Self(stream)
    }

    fn say(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).unwrap();
    }

    /// The status of the next answer, whose body is shorter than the buffer.
    fn status(&mut self) -> u16 {
        let mut answer = [0; 8 * 1024];
        let length = self.0.read(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer[..length]);
        let status = text.split(' ').nth(1);
        status.and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    #[track_caller]
    fn assert_served(&mut self) {
        self.say(HEALTH);
        assert_eq!(self.status(), 200);
    }

    /// Reads on until the server has ended it.
    #[track_caller]
    fn assert_ended(&mut self) {
        let mut bytes = [0; 64 * 1024];
        loop {
            match self.0.read(&mut bytes) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return,
                Err(error) => panic!("{error} instead of the end"),
            }
        }
    }
}

/// Connections to a port for which this process holds a descriptor of the server's.
fn held(port: u16) -> usize {
    let table = std::fs::read_to_string("/proc/self/net/tcp").unwrap();
    let own = format!(":{port:04X}");
    let rows = table.lines().skip(1).filter(|row| {
        let columns: Vec<_> = row.split_whitespace().collect();
        let is_listener = columns[3] == "0A";
        columns[1].ends_with(&own) && !is_listener && columns[9] != "0"
    });
    rows.count()
}

/// Waits until the server holds no descriptor of a connection.
#[track_caller]
fn assert_all_given_back(port: u16) {
    let deadline = Instant::now() + PATIENCE;
    while held(port) > 0 {
        assert!(Instant::now() < deadline, "{} are held", held(port));
        std::thread::yield_now();
    }
}

/// The head of a request of the admin with a JSON body.
fn head(admin: &Client, length: usize) -> String {
    let token = admin.token.as_deref().unwrap();
    format!(
        "POST /api/products HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    )
}

#[test]
fn requests_that_are_not_finished_end_and_nobody_else_notices() {
    const OF_EACH: usize = 40;
    let shop = Shop::open_limited(
        Limits {
            request: SHORT,
            ..looks_often()
        },
        |_| {},
    );
    let port = shop.port();
    let mut screen = shop.socket();
    screen.expect("hello");
    let mut keeps_alive = Raw::open(port);
    keeps_alive.assert_served();
    let mut begins_another = Raw::open(port);
    begins_another.assert_served();
    let product = json!({"name": "Rye bread", "price": 4.8}).to_string();
    let body = format!("{product}{}", " ".repeat(8 * 1024));
    let mut slow_upload = Raw::open(port);
    slow_upload.say(&head(&shop.admin, body.len()));
    slow_upload.say(&body[..5 * 1024]);

    let whole_head = head(&shop.admin, 1000);
    let beginnings = [
        "",
        "G",
        "GET /healthz HTTP/1.1\r\nHost: shop\r\n",
        &whole_head,
        &format!("{whole_head}{{\"name\""),
    ];
    let mut halves = Vec::new();
    for beginning in beginnings.iter().cycle().take(OF_EACH * beginnings.len()) {
        let mut half = Raw::open(port);
        half.say(beginning);
        halves.push(half);
    }
    for (index, half) in halves.iter_mut().enumerate() {
        if index % OF_EACH == 0 {
            shop.admin.get("/api/orders").expect(200);
        }
        half.assert_ended();
    }
    // A connection that has had an answer has no more time for its next request than others.
    begins_another.say("GET /heal");
    begins_another.assert_ended();

    keeps_alive.assert_served();
    slow_upload.say(&body[5 * 1024..]);
    assert_eq!(slow_upload.status(), 201);
    assert_eq!(screen.expect("productUpdated")["data"]["name"], "Rye bread");
    drop((halves, begins_another, keeps_alive, slow_upload, screen));
    assert_all_given_back(port);
}

#[test]
fn over_https_a_greeting_that_is_not_finished_ends() {
    let shop = Shop::open_limited(
        Limits {
            request: SHORT,
            ..looks_often()
        },
        |config| {
            config.tls = oms::config::Tls::SelfSigned;
            config.http_port = 0;
        },
    );
    for beginning in ["", "\u{16}\u{3}\u{1}"] {
        let mut half = Raw::open(shop.port());
        half.say(beginning);
        half.assert_ended();
    }
    shop.admin.get("/api/orders").expect(200);
}

#[test]
fn an_idle_connection_ends_in_time_and_a_live_screen_does_not() {
    let shop = Shop::open_limited(
        Limits {
            request: SHORT,
            idle: SHORT,
            ..looks_often()
        },
        |_| {},
    );
    let mut screen = shop.socket();
    screen.expect("hello");
    let mut idle = Raw::open(shop.port());
    idle.assert_served();
    idle.assert_ended();
    shop.product("Rye bread", 4.8, None);
    screen.expect("productUpdated");
}

#[test]
fn whoever_takes_no_answer_is_ended_and_delays_nobody() {
    let shop = Shop::open_limited(
        Limits {
            answer: SHORT,
            ..looks_often()
        },
        |_| {},
    );
    let port = shop.port();
    let mut readers: Vec<_> = (0..20).map(|_| Raw::open(port)).collect();
    let asks = "GET /api/openapi.json HTTP/1.1\r\nHost: shop\r\n\r\n".repeat(200);
    for reader in &mut readers {
        reader.say(&asks);
    }
    shop.admin.get("/api/orders").expect(200);
    for reader in &mut readers {
        // It never reads: what it writes is taken until buffers are full, and fails once it is ended.
        let failed = loop {
            if let Err(error) = reader.0.write_all(asks.as_bytes()) {
                break error.kind();
            }
        };
        let ends = [ErrorKind::ConnectionReset, ErrorKind::BrokenPipe];
        assert!(ends.contains(&failed), "{failed} instead of the end");
    }
    drop(readers);
    assert_all_given_back(port);
}

#[test]
fn a_body_that_stops_is_refused_with_the_reason() {
    let shop = Shop::open_limited(
        Limits {
            body: SHORT,
            ..looks_often()
        },
        |_| {},
    );
    let sign_in = "POST /api/auth/login HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\n\
                   Content-Length: 5000\r\n\r\n";
    for head in [head(&shop.admin, 5000).as_str(), sign_in] {
        let mut stops = Raw::open(shop.port());
        stops.say(&format!("{head}{{\"name\": \"Rye bread, never"));
        let mut answer = String::new();
        stops.0.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
        assert!(answer.contains("the body did not arrive"), "{answer}");
    }
    assert_all_given_back(shop.port());
}

#[test]
fn a_stranger_may_send_less_than_someone_who_is_signed_in() {
    let shop = Shop::open();
    let sign_in = |password: &str| {
        let body = json!({"email": "admin@shop.example", "password": password});
        shop.anyone().post("/api/auth/login", &body)
    };
    sign_in(&"x".repeat(60 * 1024)).refused(401, "unauthenticated");
    sign_in(&"x".repeat(64 * 1024)).refused(413, "too_large");
    sign_in(&"x".repeat(1024 * 1024)).refused(413, "too_large");
}

#[test]
fn one_address_may_not_take_all_connections() {
    const MOST: usize = 20;
    let shop = Shop::open_limited(looks_often(), |config| {
        config.connections_per_address = MOST;
    });
    let port = shop.port();
    let mut screens: Vec<_> = (0..MOST).map(|_| shop.socket()).collect();
    let mut elsewhere = Raw::from("127.0.0.9", port);
    elsewhere.assert_served();
    let mut greedy: Vec<_> = (0..3 * MOST)
        .map(|_| {
            let mut one = Raw::open(port);
            one.assert_served();
            one
        })
        .collect();
    let (oldest, newest) = greedy.split_at_mut(2 * MOST);
    oldest.iter_mut().for_each(Raw::assert_ended);
    newest.iter_mut().for_each(Raw::assert_served);
    elsewhere.assert_served();
    for screen in &mut screens {
        screen.expect("hello");
    }
    // Each of its requests is a connection of its own.
    drop(greedy);
    shop.product("Rye bread", 4.8, None);
    for screen in &mut screens {
        screen.expect("productUpdated");
    }
}

#[test]
fn a_customer_may_have_fifty_live_screens() {
    let shop = Shop::open();
    let (ada, _) = shop.customer("Ada", "ada@shop.example");
    let mut screens: Vec<_> = (0..50).map(|_| Socket::open(&ada, None)).collect();
    assert_eq!(Socket::try_open(&ada, "", &[]).err(), Some(429));
    let (ben, _) = shop.customer("Ben", "ben@shop.example");
    drop(Socket::open(&ben, None));
    drop(shop.socket());
    // Whoever closes one may open another.
    screens.pop();
    let deadline = Instant::now() + PATIENCE;
    while Socket::try_open(&ada, "", &[]).is_err() {
        assert!(Instant::now() < deadline, "a closed one still counts");
    }
}

#[test]
fn a_screen_that_gives_no_sign_of_life_ends_and_one_that_answers_pings_stays() {
    let shop = Shop::open_limited(
        Limits {
            socket: SHORT,
            ..looks_often()
        },
        |_| {},
    );
    let mut answers = shop.socket();
    answers.expect("hello");
    std::thread::scope(|scope| {
        // It answers pings as long as it reads.
        let reading = scope.spawn(|| answers.expect("productUpdated"));
        let mut silent = Raw::open(shop.port());
        let token = shop.admin.token.as_deref().unwrap();
        silent.say(&format!(
            "GET /api/ws HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {token}\r\n\
             Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
             Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        ));
        silent.assert_ended();
        shop.product("Rye bread", 4.8, None);
        reading.join().unwrap();
    });
}

#[test]
fn a_flood_of_sign_ins_keeps_neither_requests_nor_the_owner_out() {
    let proxy: IpAddr = [127, 0, 0, 1].into();
    let shop = Shop::open_with(|config| config.trusted_proxies = vec![proxy.into()]);
    let guess = json!({"email": "admin@shop.example", "password": "wrong"});
    std::thread::scope(|scope| {
        let flood: Vec<_> = (0..80)
            .map(|host| {
                let from = format!("192.0.2.{host}");
                let client = shop.anyone().with("X-Forwarded-For", &from);
                scope.spawn(|| {
                    let client = client;
                    client.post("/api/auth/login", &guess).status
                })
            })
            .collect();
        shop.admin.get("/api/orders").expect(200);
        for one in flood {
            let status = one.join().unwrap();
            assert!([401, 429].contains(&status), "{status}");
        }
    });
    shop.sign_in("admin@shop.example", PASSWORD);
}

#[test]
fn imports_that_wait_are_few_and_the_next_is_told_to_come_back() {
    let shop = Shop::open();
    let csv = "sku,name,price\nRYE,Rye bread,4.8\n";
    let token = shop.admin.token.as_deref().unwrap();
    let mut halves: Vec<_> = (0..3)
        .map(|_| {
            let mut half = Raw::open(shop.port());
            half.say(&format!(
                "POST /api/import/products?dry_run=true HTTP/1.1\r\nHost: shop\r\nAuthorization: Bearer {token}\r\n\
                 Content-Type: text/csv\r\nContent-Length: {}\r\n\r\n{}",
                csv.len(),
                &csv[..20]
            ));
            half
        })
        .collect();
    let import = || {
        let path = "/api/import/products?dry_run=true";
        shop.admin.send("POST", path, "text/csv", csv.into())
    };
    let deadline = Instant::now() + PATIENCE;
    let refused = loop {
        let reply = import();
        if reply.status != 200 {
            break reply;
        }
        assert!(Instant::now() < deadline, "three wait, and one more may");
    };
    assert_eq!(refused.header("retry-after"), Some("1"));
    refused.refused(503, "storage");
    for half in &mut halves {
        half.say(&csv[20..]);
        assert_eq!(half.status(), 200);
    }
    import().expect(200);
}

#[test]
fn a_server_with_few_descriptors_answers_beside_more_connections_than_it_has() {
    let place = Place::new();
    let server = place.serve_with_descriptors(200);
    let admin = server.claim();
    let silent: Vec<_> = (0..400).map(|_| Raw::open(server.port)).collect();
    admin.get("/api/orders").expect(200);
    admin
        .post("/api/products", &json!({"name": "Rye bread", "price": 4.8}))
        .expect(201);
    drop(silent);
}

#[test]
fn the_server_raises_its_limit_of_descriptors_by_itself() {
    let place = Place::new();
    let server = place.serve_with_soft_descriptors(100);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.pid())).unwrap();
    let row = limits.lines().find(|row| row.starts_with("Max open files"));
    let numbers: Vec<u64> = row
        .unwrap()
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    assert_eq!(numbers[0], numbers[1].min(64 * 1024), "{numbers:?}");
}
