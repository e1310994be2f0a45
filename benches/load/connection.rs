//! One keep-alive HTTP/1.1 connection that costs the generator as little as can be: it shares the
//! processor with the server that it measures.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;

use rocket::tokio::io::{AsyncReadExt, AsyncWriteExt};
use rocket::tokio::net::TcpStream;

/// More than the head of any answer.
const MAX_HEADERS: usize = 32;

/// A connection on which one request at a time is sent.
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
    /// How much of the buffer is the last answer.
    answer: usize,
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
        Ok(Self {
            stream,
            buffer: vec![0; 64 * 1024],
            answer: 0,
        })
    }

    /// Sends a request and waits for the whole answer.
    pub async fn send(&mut self, request: &Request) -> Result<Answer<'_>> {
        self.stream.write_all(&request.0).await?;
        self.answer = 0;
        let head = loop {
            self.read_more().await?;
            if let Some(head) = Head::parse(&self.buffer[..self.answer])? {
                break head;
            }
        };
        let end = head.length + head.body;
        while self.answer < end {
            self.read_more().await?;
        }
        Ok(Answer {
            status: head.status,
            body: &self.buffer[head.length..end],
        })
    }

    /// The path of the next page that the last answer's `Link` leads to.
    pub fn next_page(&self) -> Option<String> {
        let head = String::from_utf8_lossy(&self.buffer[..self.answer]);
        let (_, rest) = head.split_once("<")?;
        let (path, rest) = rest.split_once(">")?;
        rest.starts_with("; rel=\"next\"").then(|| path.to_owned())
    }

    async fn read_more(&mut self) -> Result<()> {
        if self.answer == self.buffer.len() {
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        match self.stream.read(&mut self.buffer[self.answer..]).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            count => {
                self.answer += count;
                Ok(())
            }
        }
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
