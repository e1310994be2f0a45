//! A server of this process on a free port of this machine, for what only a connection can be told.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::mpsc;
use std::thread::JoinHandle;
use std::time::Duration;

use oms::app::App;
use oms::config::Config;
use oms::domain::Clock;
use rocket::fairing::AdHoc;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// How long an answer may take before that is a finding.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server, and who is signed in.
pub struct Wire {
    port: u16,
    token: String,
    stop: CancellationToken,
    running: Option<JoinHandle<()>>,
    _folder: TempDir,
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.stop.cancel();
        // It has ended, however.
        drop(self.running.take().map(JoinHandle::join));
    }
}

impl Wire {
    /// Opens a socket, sends these bytes on it and nothing more, and reads it to its end. Then the server still answers.
    pub(super) fn say(&self, bytes: &[u8]) {
        let upgrade = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
        let mut socket = self.send("GET /api/ws", upgrade, "");
        assert_eq!(head(&mut socket), 101);
        // Whoever has said too much may be cut off while speaking.
        let _ = socket.get_mut().write_all(bytes);
        let _ = socket.get_mut().shutdown(Shutdown::Write);
        let late = [ErrorKind::WouldBlock, ErrorKind::TimedOut];
        let end = socket.read_to_end(&mut Vec::new());
        let is_late = end.is_err_and(|error| late.contains(&error.kind()));
        assert!(!is_late, "the socket does not end");
        assert_eq!(head(&mut self.send("GET /healthz", "", "")), 200);
    }

    /// Starts one.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let config = Config {
            address: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            database: folder.path().join("oms.db"),
            mdns: false,
            ..Config::default()
        };
        let app = App::new(&config, Clock::system()).unwrap();
        let (accounts, stop) = (app.accounts, app.stop);
        let (tell, told) = mpsc::channel();
        let liftoff = AdHoc::on_liftoff("port", move |server| {
            Box::pin(async move {
                let token = accounts.new_setup_token().await.unwrap();
                tell.send((server.config().port, token)).unwrap();
            })
        });
        let running = std::thread::spawn(move || {
            rocket::execute(oms::app::launch(app.server.attach(liftoff))).unwrap();
        });
        let (port, setup) = told.recv().unwrap();
        let mut server = Self {
            port,
            token: String::new(),
            stop,
            running: Some(running),
            _folder: folder,
        };
        let admin = json!({"token": setup, "name": "Admin", "email": "admin@shop.example",
            "password": "correct horse"});
        let json = "Content-Type: application/json\r\n";
        let mut answer = server.send("POST /api/setup", json, &admin.to_string());
        assert_eq!(head(&mut answer), 201);
        let mut body = Vec::new();
        answer.read_to_end(&mut body).unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap();
        server.token = body["token"].as_str().unwrap().to_owned();
        server
    }

    /// A connection on which this was asked, as the admin once there is one.
    fn send(&self, line: &str, headers: &str, body: &str) -> BufReader<TcpStream> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let bearer = match self.token.as_str() {
            "" => String::new(),
            token => format!("Authorization: Bearer {token}\r\n"),
        };
        let close = if headers.contains("Upgrade") {
            ""
        } else {
            "Connection: close\r\n"
        };
        let length = body.len();
        let text = format!(
            "{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n{bearer}{close}{headers}Content-Length: {length}\r\n\r\n{body}"
        );
        stream.write_all(text.as_bytes()).unwrap();
        BufReader::new(stream)
    }
}

/// The status of an answer, whose head is read.
fn head(answer: &mut BufReader<TcpStream>) -> u16 {
    let mut status = String::new();
    answer.read_line(&mut status).unwrap();
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        assert!(answer.read_line(&mut line).unwrap() > 0, "{status}");
    }
    status.split(' ').nth(1).unwrap().parse().unwrap()
}
