//! Someone who speaks HTTP to a shop.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// A caller, with a token or without.
#[derive(Clone)]
pub struct Client {
    pub port: u16,
    pub token: Option<String>,
    agent: Agent,
    headers: Vec<(String, String)>,
}

/// An answer. The body is null when there is none, and text when it is no JSON.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
    /// The body as it came, byte for byte.
    pub bytes: Vec<u8>,
    /// The body as text.
    pub text: String,
}

impl Client {
    pub fn new(port: u16, token: Option<String>) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            // An idle connection would hold the end of the server up for its whole grace time.
            .max_idle_connections(0)
            .timeout_global(Some(Duration::from_secs(30)))
            .build()
            .into();
        Self {
            port,
            token,
            agent,
            headers: Vec::new(),
        }
    }

    /// The same caller, who also sends this header.
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.headers.push((name.to_owned(), value.to_owned()));
        other
    }

    /// Where the shop is, such as `http://127.0.0.1:4711`.
    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn get(&self, path: &str) -> Reply {
        self.send("GET", path, "", Vec::new())
    }

    pub fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, "", Vec::new())
    }

    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(
            "POST",
            path,
            "application/json",
            body.to_string().into_bytes(),
        )
    }

    pub fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send(
            "PATCH",
            path,
            "application/json",
            body.to_string().into_bytes(),
        )
    }

    /// Any request, well-formed or not; no Content-Type when it is empty.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, content_type: &str, body: Vec<u8>) -> Reply {
        self.try_send(method, path, content_type, body).unwrap()
    }

    /// [`Client::send`] to a server that may be killed meanwhile.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        content_type: &str,
        body: Vec<u8>,
    ) -> Result<Reply, ureq::Error> {
        let mut request = Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.origin()));
        if let Some(token) = &self.token {
            request = request.header("Authorization", format!("Bearer {token}"));
        }
        if !content_type.is_empty() {
            request = request.header("Content-Type", content_type);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let agent = &self.agent;
        let mut response = if body.is_empty() {
            agent.run(request.body(()).unwrap())?
        } else {
            agent.run(request.body(body).unwrap())?
        };
        let bytes = response.body_mut().read_to_vec()?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = match text.is_empty() {
            true => Value::Null,
            false => serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.clone())),
        };
        Ok(Reply {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body,
            bytes,
            text,
        })
    }

    /// Every item of a list, page by page.
    pub fn walk(&self, path: &str) -> Vec<Value> {
        let mut items = Vec::new();
        let mut next = Some(path.to_owned());
        while let Some(path) = next {
            let reply = self.get(&path);
            assert_eq!(reply.status, 200, "{reply:?}");
            items.extend(reply.body.as_array().unwrap().iter().cloned());
            next = reply.next_page();
        }
        items
    }
}

impl Reply {
    /// The body of an answer that must have this status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    /// The problem document of a refusal that must have this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!(
            self.header("content-type"),
            Some("application/problem+json"),
            "{self:?}"
        );
        assert_eq!(
            (self.status, self.body["code"].as_str()),
            (status, Some(code)),
            "{}",
            self.body
        );
        assert_eq!(self.body["status"], status, "{}", self.body);
        self.body
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The path of the next page, from `Link`.
    pub fn next_page(&self) -> Option<String> {
        let link = self.header("link")?;
        let (target, parameters) = link.strip_prefix('<')?.split_once('>')?;
        assert_eq!(parameters, "; rel=\"next\"");
        Some(target.to_owned())
    }
}
