//! A place that error reports are sent to, as Sentry is one: it takes envelopes by HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::Value;

/// How long a report may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// Takes reports until the test ends.
pub struct Sentry {
    port: u16,
    taken: Receiver<String>,
}

impl Sentry {
    /// One that answers.
    pub fn open() -> Self {
        Self::listen(Some("HTTP/1.1 200 OK\r\n".to_owned()))
    }

    /// One that says to ask another.
    pub fn leading_to(other: &Self) -> Self {
        let there = format!("http://127.0.0.1:{}/api/1/envelope/", other.port);
        let moved = format!("HTTP/1.1 302 Found\r\nLocation: {there}\r\n");
        Self::listen(Some(moved))
    }

    /// One that takes a report and never answers.
    pub fn mute() -> Self {
        Self::listen(None)
    }

    /// One that answers with this status and these headers.
    fn listen(answer: Option<String>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let (tell, taken) = channel();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (tell, answer) = (tell.clone(), answer.clone());
                std::thread::spawn(move || serve(stream, &tell, answer.as_deref()));
            }
        });
        Self { port, taken }
    }

    /// The DSN of a project here.
    pub fn dsn(&self) -> String {
        format!("http://public@127.0.0.1:{}/1", self.port)
    }

    /// The next request as it came: head and envelope.
    #[track_caller]
    pub fn next_text(&self) -> String {
        let text = self.taken.recv_timeout(PATIENCE);
        text.expect("a report comes")
    }

    /// Whether a report has come that nobody has looked at.
    pub fn has_more(&self) -> bool {
        self.taken.try_recv().is_ok()
    }

    /// The event in the next report.
    #[track_caller]
    pub fn next(&self) -> Value {
        event_of(&self.next_text())
    }
}

/// The event of an envelope: a line of JSON about it, one about the event, the event.
pub fn event_of(text: &str) -> Value {
    let (head, envelope) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /api/1/envelope/ "), "{head}");
    let mut lines = envelope.lines().skip(1);
    let about: Value = serde_json::from_str(lines.next().unwrap()).unwrap();
    assert_eq!(about["type"], "event");
    serde_json::from_str(lines.next().unwrap()).unwrap()
}

/// Takes requests one after the other, as they come on a connection that is kept.
fn serve(stream: TcpStream, tell: &Sender<String>, answer: Option<&str>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    while let Some(request) = read_request(&mut reader) {
        if let Some(head) = answer {
            let answer = format!("{head}Content-Length: 2\r\n\r\n{{}}");
            // Whoever has sent it may be gone.
            let _ = (&stream).write_all(answer.as_bytes());
        }
        if tell.send(request).is_err() {
            return;
        }
    }
}

pub(super) fn read_request(reader: &mut BufReader<TcpStream>) -> Option<String> {
    let mut text = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        text.push_str(&line);
        if line == "\r\n" {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    text.push_str(&String::from_utf8(body).unwrap());
    Some(text)
}
