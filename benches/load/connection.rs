//! One keep-alive HTTP/1.1 connection that costs the generator as little as can be: it shares the
//! processor with the server that it measures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use rocket::tokio::io::{AsyncReadExt, AsyncWriteExt};
use rocket::tokio::net::TcpStream;

/// More than the head of any answer.
const MAX_HEADERS: usize = 32;

/// What comes from the server, as far as it was not taken.
pub struct Incoming {
    pub stream: TcpStream,
    buffer: Vec<u8>,
    filled: usize,
}

impl Incoming {
    /// Nothing yet, with room for so many bytes at first.
    pub fn new(stream: TcpStream, room: usize) -> Self {
        Self {
            stream,
            buffer: vec![0; room],
            filled: 0,
        }
    }

    /// What has come.
    pub fn bytes(&self) -> &[u8] {
        &self.buffer[..self.filled]
    }

    /// Forgets the first bytes.
    pub fn take(&mut self, count: usize) {
        self.buffer.copy_within(count..self.filled, 0);
        self.filled -= count;
    }

    /// Waits for more.
    pub async fn read_more(&mut self) -> Result<()> {
        if self.filled == self.buffer.len() {
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        match self.stream.read(&mut self.buffer[self.filled..]).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            count => {
                self.filled += count;
                Ok(())
            }
        }
    }
}

/// A connection on which one request at a time is sent.
pub struct Connection {
    /// From the last answer on.
    incoming: Incoming,
}

/// An answer, as far as a measurement looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'c> {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: &'c [u8],
}

/// A request that can be sent over and over.
#[derive(Clone, Debug)]
pub struct Request(Vec<u8>);

impl Request {
    /// A request with a JSON body, or an empty one.
    pub fn new(method: &str, path: &str, token: Option<&str>, body: &str) -> Self {
        let mut text = format!("{method} {path} HTTP/1.1\r\nHost: bench\r\n");
        if let Some(token) = token {
            text.push_str(&format!("Authorization: Bearer {token}\r\n"));
        }
        if !body.is_empty() {
            text.push_str("Content-Type: application/json\r\n");
        }
        text.push_str(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
        Self(text.into_bytes())
    }
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self::over(stream))
    }

    /// Speaks over a stream that is connected.
    pub fn over(stream: TcpStream) -> Self {
        Self {
            incoming: Incoming::new(stream, 64 * 1024),
        }
    }

    /// Sends a request and waits for the whole answer.
    pub async fn send(&mut self, request: &Request) -> Result<Answer<'_>> {
        let incoming = &mut self.incoming;
        incoming.take(incoming.bytes().len());
        incoming.stream.write_all(&request.0).await?;
        let head = loop {
            incoming.read_more().await?;
            if let Some(head) = Head::parse(incoming.bytes())? {
                break head;
            }
        };
        let end = head.length + head.body;
        while incoming.bytes().len() < end {
            incoming.read_more().await?;
        }
        Ok(Answer {
            status: head.status,
            body: &incoming.bytes()[head.length..end],
        })
    }

    /// The path of the next page that the last answer's `Link` leads to.
    pub fn next_page(&self) -> Option<String> {
        let head = String::from_utf8_lossy(self.incoming.bytes());
        let (_, rest) = head.split_once("<")?;
        let (path, rest) = rest.split_once(">")?;
        rest.starts_with("; rel=\"next\"").then(|| path.to_owned())
    }
}

struct Head {
    status: u16,
    length: usize,
    body: usize,
}

impl Head {
    fn parse(bytes: &[u8]) -> Result<Option<Self>> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut response = httparse::Response::new(&mut headers);
        let parsed = response.parse(bytes).map_err(Error::other)?;
        let httparse::Status::Complete(length) = parsed else {
            return Ok(None);
        };
        let status = response.code.unwrap_or(0);
        let stated = response
            .headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case("content-length"))
            .and_then(|header| std::str::from_utf8(header.value).ok()?.parse().ok());
        match (stated, status) {
            (Some(body), _) => Ok(Some(Self {
                status,
                length,
                body,
            })),
            (None, 204 | 304) => Ok(Some(Self {
                status,
                length,
                body: 0,
            })),
            (None, _) => Err(Error::other("an answer does not state its length")),
        }
    }
}
