//! A socket that listens. It never sleeps: it waits for the next frame, and fails when none comes.

use std::io::ErrorKind;
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;
use tungstenite::client::IntoClientRequest;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::{Error, Message, WebSocket};

use super::Client;

/// How long a frame may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open WebSocket.
pub struct Socket {
    pub inner: WebSocket<TcpStream>,
}

impl Socket {
    /// Opens the socket of a caller; it has not read `hello` yet.
    pub fn open(client: &Client, since: Option<i64>) -> Self {
        let query = since.map_or(String::new(), |since| format!("?since={since}"));
        Self::try_open(client, &query, &[]).expect("the socket opens")
    }

    /// Opens a socket with any query and headers; the status when it is refused.
    pub fn try_open(
        client: &Client,
        query: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        Self::try_open_at(client, &format!("/api/ws{query}"), headers)
    }

    /// [`Socket::try_open`], at another address of the API.
    pub fn try_open_at(
        client: &Client,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        let address = format!("ws://127.0.0.1:{}{path}", client.port);
        let mut request = address.into_client_request().unwrap();
        if let Some(token) = &client.token {
            let bearer = format!("Bearer {token}").parse().unwrap();
            request.headers_mut().insert("Authorization", bearer);
        }
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        let stream = TcpStream::connect(("127.0.0.1", client.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        match tungstenite::client(request, stream) {
            Ok((inner, _)) => Ok(Self { inner }),
            Err(tungstenite::HandshakeError::Failure(Error::Http(response))) => {
                Err(response.status().as_u16())
            }
            Err(error) => panic!("the handshake failed: {error}"),
        }
    }

    /// The next event.
    #[track_caller]
    pub fn next(&mut self) -> Value {
        loop {
            match self.inner.read().expect("an event comes") {
                Message::Text(text) => return serde_json::from_str(&text).unwrap(),
                Message::Ping(_) | Message::Pong(_) => {}
                other => panic!("{other:?} instead of an event"),
            }
        }
    }

    /// The next event, or nothing once the socket has ended, with or without a close frame.
    pub fn try_next(&mut self) -> Option<Value> {
        loop {
            match self.inner.read() {
                Ok(Message::Text(text)) => return Some(serde_json::from_str(&text).unwrap()),
                Ok(Message::Ping(_) | Message::Pong(_)) => {}
                Ok(_) => return None,
                Err(Error::Io(error)) if error.kind() == ErrorKind::WouldBlock => {
                    panic!("neither an event nor an end came in time")
                }
                Err(_) => return None,
            }
        }
    }

    /// The events up to the one with this `seq`.
    #[track_caller]
    pub fn up_to(&mut self, seq: i64) -> Vec<Value> {
        let mut events = Vec::new();
        while events.last().is_none_or(|last| seq_of(last) < seq) {
            events.push(self.next());
        }
        events
    }

    /// The next event, which must have this name.
    #[track_caller]
    pub fn expect(&mut self, event: &str) -> Value {
        let next = self.next();
        assert_eq!(next["event"], event, "{next}");
        next
    }

    /// The close code that ends the socket, after whatever events come before it.
    pub fn close_code(&mut self) -> Option<CloseCode> {
        loop {
            match self.inner.read() {
                Ok(Message::Close(frame)) => return frame.map(|frame| frame.code),
                Ok(_) => {}
                Err(error) => panic!("{error} instead of a close frame"),
            }
        }
    }
}

/// The `seq` of an event.
pub fn seq_of(event: &Value) -> i64 {
    event["seq"].as_i64().unwrap()
}
