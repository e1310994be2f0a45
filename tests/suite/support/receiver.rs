//! A program that is told of events by webhook: it takes them, refuses them, leads elsewhere or never answers.

use std::io::{BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::sentry::read_request;

/// How long a delivery may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// How it answers.
#[derive(Clone)]
pub enum Manner {
    /// With this status and body.
    Answers(u16, &'static str),
    /// To ask another.
    LeadsTo(String),
    /// Not at all, and it keeps the connection.
    Hangs,
}

/// What came.
#[derive(Debug)]
pub struct Delivery {
    /// The head of the request, as it came.
    pub head: String,
    /// The body, byte for byte.
    pub text: String,
    /// The body.
    pub body: Value,
}

/// A receiver on a free port of this machine, until the test ends.
pub struct Receiver {
    pub port: u16,
    manner: Arc<Mutex<Manner>>,
    taken: mpsc::Receiver<Delivery>,
}

impl Receiver {
    /// One that takes what comes.
    pub fn open() -> Self {
        Self::that(Manner::Answers(200, ""))
    }

    /// One that answers so.
    pub fn that(manner: Manner) -> Self {
        Self::listen(TcpListener::bind(("127.0.0.1", 0)).unwrap(), manner)
    }

    fn listen(listener: TcpListener, manner: Manner) -> Self {
        let port = listener.local_addr().unwrap().port();
        let manner = Arc::new(Mutex::new(manner));
        let (tell, taken) = channel();
        let answers = manner.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (tell, answers) = (tell.clone(), answers.clone());
                std::thread::spawn(move || serve(stream, &tell, &answers));
            }
        });
        Self {
            port,
            manner,
            taken,
        }
    }

    /// Answers so from now on.
    pub fn becomes(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }

    /// Its address.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/oms?till=1", self.port)
    }

    /// The next delivery, whatever it is answered with.
    #[track_caller]
    pub fn next(&self) -> Delivery {
        let next = self.taken.recv_timeout(PATIENCE);
        next.expect("a delivery comes")
    }

    /// So many deliveries, in the order in which they came.
    #[track_caller]
    pub fn next_of(&self, count: usize) -> Vec<Delivery> {
        (0..count).map(|_| self.next()).collect()
    }

    /// Whether something has come that nobody has looked at.
    pub fn has_more(&self) -> bool {
        self.taken.try_recv().is_ok()
    }
}

impl Delivery {
    /// A header's value.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let (_, value) = lines
            .find(|(of, _)| of.eq_ignore_ascii_case(name))
            .unwrap_or_else(|| panic!("no {name} in {}", self.head));
        value
    }

    /// What receivers know it by.
    pub fn id(&self) -> &str {
        self.header("webhook-id")
    }

    /// The `seq`s that a count of products tells, or what else the data has.
    pub fn data(&self) -> &Value {
        &self.body["data"]
    }

    /// Whether one of its signatures is by this secret, checked as its receiver does: HMAC by hand (RFC 2104).
    pub fn is_signed_with(&self, secret: &str) -> bool {
        let key = STANDARD
            .decode(secret.strip_prefix("whsec_").unwrap())
            .unwrap();
        assert!((24..=64).contains(&key.len()), "{} bytes", key.len());
        let message = format!(
            "{}.{}.{}",
            self.id(),
            self.header("webhook-timestamp"),
            self.text
        );
        let padded = |with: u8| -> Vec<u8> {
            let key = key.iter().copied().chain(std::iter::repeat(0));
            key.take(64).map(|byte| byte ^ with).collect()
        };
        let inner = Sha256::digest([padded(0x36), message.into_bytes()].concat());
        let outer = Sha256::digest([padded(0x5c), inner.to_vec()].concat());
        let expected = format!("v1,{}", STANDARD.encode(outer));
        let mut signatures = self.header("webhook-signature").split(' ');
        signatures.any(|signature| signature == expected)
    }
}

fn serve(stream: TcpStream, tell: &Sender<Delivery>, manner: &Mutex<Manner>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let Some(request) = read_request(&mut reader) else {
        return;
    };
    let (head, text) = request.split_once("\r\n\r\n").unwrap();
    let delivery = Delivery {
        head: head.to_owned(),
        text: text.to_owned(),
        body: serde_json::from_str(text).unwrap(),
    };
    let manner = manner.lock().unwrap().clone();
    // The test may be over.
    let _ = tell.send(delivery);
    let answer = match manner {
        Manner::Answers(status, body) => {
            let length = body.len();
            format!("HTTP/1.1 {status} As told\r\nContent-Length: {length}\r\n\r\n{body}")
        }
        Manner::LeadsTo(there) => {
            format!("HTTP/1.1 307 There\r\nLocation: {there}\r\nContent-Length: 0\r\n\r\n")
        }
        // Until the other side gives up.
        Manner::Hangs => return drop(read_request(&mut reader)),
    };
    let _ = (&stream).write_all(answer.as_bytes());
}
