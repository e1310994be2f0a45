//! The server under load: started here on a database, or one that runs already.

use std::fs;
use std::io::{BufRead, BufReader, Error, Result};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::connection::{Connection, Request};
use super::sample::{EMAIL, PASSWORD, folder};

/// How long a server may take to answer for the first time.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that answers.
pub struct Server {
    /// Where it listens.
    pub address: SocketAddr,
    /// Its process; none: it runs elsewhere.
    pub process: Option<u32>,
    /// From the start of its process to its first 200.
    pub start: Duration,
    child: Option<Child>,
}

impl Server {
    /// Starts the executable on a database, with its own settings but for address and port.
    pub async fn start(executable: &Path, database: &Path) -> Result<Self> {
        let mut command = Command::new(executable);
        command
            .arg("--database")
            .arg(database)
            .env_clear()
            .current_dir(folder());
        Self::spawn(command, "/healthz").await
    }

    /// Starts this very command as a baseline server; `args` say which.
    pub async fn baseline(args: &[&str]) -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(args);
        Self::spawn(command, "/").await
    }

    /// A server that runs already.
    pub fn running(address: SocketAddr, process: Option<u32>) -> Self {
        Self {
            address,
            process,
            start: Duration::ZERO,
            child: None,
        }
    }

    async fn spawn(mut command: Command, first: &str) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let began = Instant::now();
        let child = command
            .env("OMS_ADDRESS", "127.0.0.1")
            .env("OMS_PORT", port.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log_file()?)
            .spawn()?;
        let mut server = Self {
            address,
            process: Some(child.id()),
            start: Duration::ZERO,
            child: Some(child),
        };
        let request = Request::new("GET", first, None, "");
        while !server.answers(&request).await {
            if began.elapsed() > PATIENCE {
                return Err(Error::other("the server does not answer"));
            }
            rocket::tokio::time::sleep(Duration::from_micros(200)).await;
        }
        server.start = began.elapsed();
        Ok(server)
    }

    async fn answers(&self, request: &Request) -> bool {
        match Connection::open(self.address).await {
            Ok(mut connection) => {
                matches!(connection.send(request).await, Ok(answer) if answer.status == 200)
            }
            Err(_) => false,
        }
    }

    /// Signs in as the admin of a sample.
    pub async fn sign_in(&self) -> Result<String> {
        self.sign_in_as(EMAIL).await
    }

    /// Signs in someone who has the sample's password.
    pub async fn sign_in_as(&self, email: &str) -> Result<String> {
        let body = serde_json::json!({ "email": email, "password": PASSWORD }).to_string();
        let mut connection = Connection::open(self.address).await?;
        let login = Request::new("POST", "/api/auth/login", None, &body);
        let answer = connection.send(&login).await?;
        let answer: serde_json::Value = serde_json::from_slice(answer.body)?;
        match answer["token"].as_str() {
            Some(token) => Ok(token.to_owned()),
            None => Err(Error::other(format!("no sign-in: {answer}"))),
        }
    }

    /// Resident memory in megabytes.
    pub fn resident(&self) -> f64 {
        self.number("status", "VmRSS:") / 1024.0
    }

    /// Descriptors of sockets.
    pub fn descriptors(&self) -> usize {
        let open = self
            .process
            .and_then(|process| fs::read_dir(format!("/proc/{process}/fd")).ok());
        let targets = open.into_iter().flatten().flatten();
        let targets = targets.filter_map(|it| fs::read_link(it.path()).ok());
        targets
            .filter(|target| target.to_string_lossy().starts_with("socket:"))
            .count()
    }

    /// Bytes that the process caused to be written to disk.
    pub fn written(&self) -> f64 {
        self.number("io", "write_bytes:")
    }

    /// Processor time of all threads so far.
    pub fn cpu(&self) -> Duration {
        let Some(process) = self.process else {
            return Duration::ZERO;
        };
        let threads = fs::read_dir(format!("/proc/{process}/task"));
        let nanoseconds = threads
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|thread| {
                let text = fs::read_to_string(thread.path().join("schedstat")).ok()?;
                text.split_whitespace().next()?.parse::<u64>().ok()
            });
        Duration::from_nanos(nanoseconds.sum())
    }

    /// A number of a file of the process in /proc; 0 where there is none.
    fn number(&self, file: &str, key: &str) -> f64 {
        let Some(process) = self.process else {
            return 0.0;
        };
        let lines = fs::File::open(format!("/proc/{process}/{file}")).map(BufReader::new);
        let mut lines = lines.into_iter().flat_map(BufRead::lines).flatten();
        let line = lines.find(|line| line.starts_with(key));
        let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
        number.unwrap_or(0.0)
    }
}

/// The log of servers: a file, as under a service manager.
fn log_file() -> Result<fs::File> {
    fs::create_dir_all(folder())?;
    fs::File::create(folder().join("server.log"))
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            // Gone already is as good.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
