//! The real executable, run in a folder of its own with a clean environment.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use super::Client;
use super::shop::{ADMIN_EMAIL, PASSWORD};

/// How long a line of output, or the end, may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// The arguments that start the server on a free port of this machine.
const SERVE: [&str; 5] = ["serve", "--address", "127.0.0.1", "--port", "0"];

/// A folder in which the executable is run.
pub struct Place {
    folder: PathBuf,
    /// Goes when this does; none: the folder belongs to someone else.
    _own: Option<TempDir>,
}

/// A run that has ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit status; none: it was killed.
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

/// A server that runs as a process. Dropping it kills it.
pub struct Server {
    pub port: u16,
    /// What it has printed, up to where it is.
    pub greeting: String,
    child: Child,
    stdout: Receiver<String>,
    stderr: Receiver<String>,
}

impl Place {
    pub fn new() -> Self {
        let own = tempfile::tempdir().unwrap();
        Self {
            folder: own.path().to_owned(),
            _own: Some(own),
        }
    }

    /// A folder that is there, such as a disk of its own.
    pub fn on(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
            _own: None,
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The database that commands use here unless told otherwise.
    pub fn database(&self) -> PathBuf {
        self.path("oms.db")
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A run of the executable that has not begun.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_oms"));
        command.args(args);
        self.settle(command)
    }

    fn settle(&self, mut command: Command) -> Command {
        command
            .current_dir(&self.folder)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the executable to its end.
    pub fn oms(&self, args: &[&str]) -> Ran {
        finish(self.command(args), "")
    }

    /// [`Place::oms`], with this on standard input.
    pub fn oms_reading(&self, stdin: &str, args: &[&str]) -> Ran {
        finish(self.command(args), stdin)
    }

    /// [`Place::oms`], with these variables.
    pub fn oms_where(&self, variables: &[(&str, &str)], args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.envs(variables.iter().copied());
        finish(command, "")
    }

    /// Runs the executable to its end at a terminal, which shows both of its outputs as one.
    #[cfg(target_os = "linux")]
    pub fn oms_at_a_terminal(&self, args: &str) -> Ran {
        let line = format!("{} {args}", env!("CARGO_BIN_EXE_oms"));
        let mut command = Command::new("script");
        command.args(["--quiet", "--return", "--command", &line, "/dev/null"]);
        let mut command = self.settle(command);
        command.env("TERM", "xterm").env("PATH", "/usr/bin:/bin");
        finish(command, "")
    }

    /// Starts the server on a free port of this machine.
    pub fn serve(&self) -> Server {
        Server::start(self.command(&SERVE))
    }

    /// [`Place::serve`], or its log when it does not start.
    pub fn try_serve(&self) -> Result<Server, Vec<String>> {
        Server::try_start(self.command(&SERVE))
    }

    /// [`Place::serve`], so that a limit on the size of files is an error and not the end.
    pub fn serve_unharmed_by_file_limits(&self) -> Server {
        self.serve_after("trap '' XFSZ")
    }

    /// [`Place::serve`], where nobody can have more descriptors than these.
    pub fn serve_with_descriptors(&self, most: u32) -> Server {
        self.serve_after(&format!("ulimit -n {most}"))
    }

    /// [`Place::serve`], with so many descriptors unless the server asks for more.
    pub fn serve_with_soft_descriptors(&self, most: u32) -> Server {
        self.serve_after(&format!("ulimit -S -n {most}"))
    }

    /// [`Place::serve`], after what a shell does first.
    fn serve_after(&self, first: &str) -> Server {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", &format!("{first}; exec \"$0\" \"$@\"")])
            .arg(env!("CARGO_BIN_EXE_oms"))
            .args(SERVE);
        Server::start(self.settle(command))
    }
}

fn finish(mut command: Command, stdin: &str) -> Ran {
    command.stdin(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // A command that reads nothing may have gone already.
    let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
    let output = child.wait_with_output().unwrap();
    Ran {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Ran {
    /// What a run that must have gone well has printed.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.status, Some(0), "{self:?}");
        self.stdout
    }

    /// Why it failed: exit status 1 and one line.
    #[track_caller]
    pub fn failed(self) -> String {
        assert_eq!(self.status, Some(1), "{self:?}");
        assert_eq!(self.stdout, "", "{self:?}");
        let lines: Vec<_> = self.stderr.lines().collect();
        assert_eq!(lines.len(), 1, "{self:?}");
        let why = lines[0].strip_prefix("oms: ");
        why.expect("the line begins with `oms: `").to_owned()
    }
}

impl Server {
    fn start(command: Command) -> Self {
        match Self::try_start(command) {
            Ok(server) => server,
            Err(log) => panic!("no address was printed: {log:?}"),
        }
    }

    fn try_start(mut command: Command) -> Result<Self, Vec<String>> {
        let mut child = command.spawn().unwrap();
        let stdout = lines_of(child.stdout.take().unwrap());
        let stderr = lines_of(child.stderr.take().unwrap());
        let mut server = Self {
            port: 0,
            greeting: String::new(),
            child,
            stdout,
            stderr,
        };
        match server.read_port() {
            Some(port) => server.port = port,
            None => return Err(server.last_words()),
        }
        Ok(server)
    }

    /// Its end, and what it says until then.
    fn last_words(mut self) -> Vec<String> {
        let _ = self.child.kill();
        self.stderr.iter().collect()
    }

    fn read_port(&mut self) -> Option<u16> {
        loop {
            let line = self.stdout.recv_timeout(PATIENCE).ok()?;
            self.greeting.push_str(&line);
            self.greeting.push('\n');
            if let Some((_, rest)) = line.split_once("://127.0.0.1:") {
                let digits = rest.split(|c: char| !c.is_ascii_digit()).next();
                return Some(digits.unwrap().parse().unwrap());
            }
        }
    }

    /// The setup link's token, if one was printed.
    pub fn setup_token(&self) -> Option<&str> {
        let (_, rest) = self.greeting.split_once("/setup#token=")?;
        rest.split_whitespace().next()
    }

    /// Nobody in particular.
    pub fn anyone(&self) -> Client {
        Client::new(self.port, None)
    }

    /// Makes the first admin by the setup link.
    pub fn claim(&self) -> Client {
        let token = self.setup_token().expect("a setup link is printed");
        let admin =
            json!({"token": token, "name": "Admin", "email": ADMIN_EMAIL, "password": PASSWORD});
        let reply = self.anyone().post("/api/setup", &admin).expect(201);
        Client::new(self.port, reply["token"].as_str().map(str::to_owned))
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Sets how large a file it may write, in bytes or `unlimited`.
    #[cfg(target_os = "linux")]
    pub fn limit_files(&self, size: &str) {
        let (pid, limit) = (self.pid().to_string(), format!("--fsize={size}:unlimited"));
        let done = Command::new("prlimit")
            .args(["--pid", &pid, &limit])
            .status();
        assert!(done.unwrap().success());
    }

    /// Sends a signal, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -s {name} {}", self.pid());
        let sent = Command::new("/bin/sh").args(["-c", &kill]).status();
        assert!(sent.unwrap().success());
    }

    /// Waits for the end, and gives the exit status; none: it was killed.
    pub fn ended(&mut self) -> Option<i32> {
        until_closed(&self.stdout);
        self.child.wait().unwrap().code()
    }

    /// Stops it as a system does that shuts down, and gives the whole of its log.
    #[track_caller]
    pub fn stop(mut self) -> Vec<String> {
        self.signal("TERM");
        assert_eq!(self.ended(), Some(0));
        until_closed(&self.stderr)
    }

    /// Kills it as a loss of power would, and waits until it is gone.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// The lines that come until the other end is closed.
#[track_caller]
fn until_closed(lines: &Receiver<String>) -> Vec<String> {
    let deadline = Instant::now() + PATIENCE;
    let mut all = Vec::new();
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        match lines.recv_timeout(left) {
            Ok(line) => all.push(line),
            Err(RecvTimeoutError::Disconnected) => return all,
            Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended long ago.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lines_of(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                return;
            }
        }
    });
    told
}

/// The bytes of a file.
pub fn bytes_of(file: &Path) -> Vec<u8> {
    std::fs::read(file).unwrap()
}
