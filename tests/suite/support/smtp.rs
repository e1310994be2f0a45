//! A mail server that takes mail, puts it off, refuses it, hangs or hangs up: as it is told.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// How long a mail may take to come before the test has failed.
const PATIENCE: Duration = Duration::from_secs(20);

/// What it does with the next mails.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Conduct {
    Takes,
    /// Answers a command that begins so with this line.
    Answers(&'static str, &'static str),
    /// Takes the whole mail, and hangs up without a word.
    HangsUpAfterData,
    /// Never says a word.
    Hangs,
    /// Speaks of something else.
    Babbles,
}

/// What encrypts the connection.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    Plain,
    Starttls,
    Tls,
}

/// A mail that was taken.
#[derive(Debug)]
pub struct Taken {
    pub from: String,
    pub to: Vec<String>,
    /// Who has signed in, and with which password.
    pub signed_in: Option<(String, String)>,
    pub was_encrypted: bool,
    /// The mail as it was before it was sent over the wire.
    pub text: String,
}

/// A mail server on a free port of this machine, until the test ends.
pub struct MailBox {
    pub port: u16,
    /// Its own certificate, which nobody trusts.
    pub certificate: String,
    conduct: Arc<Mutex<Conduct>>,
    hung: Arc<Mutex<Vec<TcpStream>>>,
    calls: Receiver<()>,
    taken: Receiver<Taken>,
}

struct Desk {
    conduct: Arc<Mutex<Conduct>>,
    hung: Arc<Mutex<Vec<TcpStream>>>,
    tls: Arc<ServerConfig>,
    wire: Wire,
    tell: Sender<Taken>,
    called: Sender<()>,
}

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

impl MailBox {
    /// One that takes what comes, without encryption.
    pub fn open() -> Self {
        Self::with(Wire::Plain)
    }

    pub fn with(wire: Wire) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let own = rcgen::generate_simple_self_signed(names).unwrap();
        let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![own.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
            .unwrap();
        let conduct = Arc::new(Mutex::new(Conduct::Takes));
        let hung = Arc::<Mutex<Vec<TcpStream>>>::default();
        let (tell, taken) = channel();
        let (called, calls) = channel();
        let desk = Arc::new(Desk {
            conduct: conduct.clone(),
            hung: hung.clone(),
            tls: Arc::new(tls),
            wire,
            tell,
            called,
        });
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let desk = desk.clone();
                // Whoever calls may hang up at any time.
                std::thread::spawn(move || desk.answer(stream).unwrap_or_default());
            }
        });
        Self {
            port,
            certificate: own.cert.pem(),
            conduct,
            hung,
            calls,
            taken,
        }
    }

    /// Does so from now on. Who was left hanging is hung up on.
    pub fn becomes(&self, conduct: Conduct) {
        *self.conduct.lock().unwrap() = conduct;
        for stream in self.hung.lock().unwrap().drain(..) {
            let _ = stream.shutdown(std::net::Shutdown::Both);
        }
    }

    /// Waits until somebody calls.
    #[track_caller]
    pub fn is_called(&self) {
        let called = self.calls.recv_timeout(PATIENCE);
        called.expect("the mail server is called");
    }

    /// The next mail that was taken.
    #[track_caller]
    pub fn next(&self) -> Taken {
        let next = self.taken.recv_timeout(PATIENCE);
        next.expect("a mail comes")
    }

    /// Whether a mail has come that nobody has looked at.
    pub fn has_more(&self) -> bool {
        self.taken.try_recv().is_ok()
    }
}

impl Taken {
    /// The lines of the head, each whole.
    pub fn head(&self) -> Vec<String> {
        let (head, _) = self.text.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ");
        unfolded.split("\r\n").map(str::to_owned).collect()
    }

    /// A header's value.
    #[track_caller]
    pub fn header(&self, name: &str) -> String {
        let head = self.head();
        let mut lines = head.iter().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(of, _)| *of == name);
        found
            .unwrap_or_else(|| panic!("no {name} in {head:?}"))
            .1
            .to_owned()
    }

    /// The parts of the mail, as they came.
    pub fn parts(&self) -> Vec<&str> {
        let kind = self.text.split("boundary=\"").nth(1).expect("it has parts");
        let boundary = kind.split('"').next().unwrap();
        let between = format!("--{boundary}");
        let parts: Vec<_> = self.text.split(&between).collect();
        parts[1..parts.len() - 1].to_vec()
    }

    /// The file that came with it, decoded by hand.
    pub fn file(&self) -> Vec<u8> {
        let (head, body) = self.parts()[1].trim_start().split_once("\r\n\r\n").unwrap();
        assert!(head.contains("Content-Transfer-Encoding: base64"), "{head}");
        STANDARD.decode(body.replace("\r\n", "")).unwrap()
    }
}

impl Desk {
    fn answer(&self, stream: TcpStream) -> std::io::Result<()> {
        let _ = self.called.send(());
        let conduct = *self.conduct.lock().unwrap();
        if conduct == Conduct::Hangs {
            self.hung.lock().unwrap().push(stream.try_clone()?);
            // Until one side gives up.
            let mut all = Vec::new();
            return (&stream).read_to_end(&mut all).map(drop);
        }
        match self.wire {
            Wire::Tls => self.serve(Box::new(self.encrypted(stream)), true, conduct),
            Wire::Starttls | Wire::Plain => {
                let copy = stream.try_clone()?;
                match self.serve_until_starttls(Box::new(copy), conduct)? {
                    true => self.serve(Box::new(self.encrypted(stream)), true, conduct),
                    false => Ok(()),
                }
            }
        }
    }

    fn encrypted(&self, stream: TcpStream) -> StreamOwned<ServerConnection, TcpStream> {
        StreamOwned::new(ServerConnection::new(self.tls.clone()).unwrap(), stream)
    }

    fn serve_until_starttls(
        &self,
        stream: Box<dyn Stream>,
        conduct: Conduct,
    ) -> std::io::Result<bool> {
        let mut talk = Talk::new(stream, false, conduct);
        talk.greet()?;
        talk.go_on(self)
    }

    fn serve(
        &self,
        stream: Box<dyn Stream>,
        is_encrypted: bool,
        conduct: Conduct,
    ) -> std::io::Result<()> {
        let mut talk = Talk::new(stream, is_encrypted, conduct);
        // After STARTTLS the client speaks first.
        if self.wire == Wire::Tls {
            talk.greet()?;
        }
        talk.go_on(self).map(drop)
    }
}

/// One conversation.
struct Talk {
    stream: Box<dyn Stream>,
    conduct: Conduct,
    mail: Taken,
}

impl Talk {
    fn new(stream: Box<dyn Stream>, was_encrypted: bool, conduct: Conduct) -> Self {
        let mail = Taken {
            from: String::new(),
            to: Vec::new(),
            signed_in: None,
            was_encrypted,
            text: String::new(),
        };
        Self {
            stream,
            conduct,
            mail,
        }
    }

    fn greet(&mut self) -> std::io::Result<()> {
        match self.conduct {
            Conduct::Babbles => self.say("HTTP/1.1 400 Bad Request"),
            _ => self.say("220 mail.example ready"),
        }
    }

    fn say(&mut self, line: &str) -> std::io::Result<()> {
        self.stream.write_all(format!("{line}\r\n").as_bytes())?;
        self.stream.flush()
    }

    /// A line, byte by byte: what follows may be encrypted.
    fn line(&mut self) -> std::io::Result<String> {
        let mut line = Vec::new();
        let mut byte = [0];
        while !line.ends_with(b"\r\n") {
            self.stream.read_exact(&mut byte)?;
            line.push(byte[0]);
        }
        line.truncate(line.len() - 2);
        Ok(String::from_utf8(line).unwrap())
    }

    /// Answers until the end, or until it is to go on encrypted.
    fn go_on(&mut self, desk: &Desk) -> std::io::Result<bool> {
        loop {
            let line = self.line()?;
            if let Conduct::Answers(command, answer) = self.conduct
                && line.starts_with(command)
            {
                self.say(answer)?;
                continue;
            }
            let offers = desk.wire == Wire::Starttls && !self.mail.was_encrypted;
            match line.split([' ', ':']).next().unwrap() {
                "EHLO" if offers => self.say("250-mail.example\r\n250 STARTTLS")?,
                "EHLO" => self.say("250-mail.example\r\n250-AUTH PLAIN\r\n250 8BITMIME")?,
                "STARTTLS" => {
                    self.say("220 go ahead")?;
                    return Ok(true);
                }
                "AUTH" => self.sign_in(&line)?,
                "MAIL" => {
                    self.mail.from = inside(&line);
                    self.say("250 2.1.0 Ok")?;
                }
                "RCPT" => {
                    self.mail.to.push(inside(&line));
                    self.say("250 2.1.5 Ok")?;
                }
                "DATA" => {
                    self.say("354 go on")?;
                    self.take(desk)?;
                }
                "QUIT" => return self.say("221 bye").map(|()| false),
                _ => self.say("502 5.5.2 what?")?,
            }
        }
    }

    fn sign_in(&mut self, line: &str) -> std::io::Result<()> {
        let told = STANDARD.decode(line.rsplit(' ').next().unwrap()).unwrap();
        let told = String::from_utf8(told).unwrap();
        let mut parts = told.split('\0').skip(1).map(str::to_owned);
        self.mail.signed_in = parts.next().zip(parts.next());
        self.say("235 2.7.0 welcome")
    }

    fn take(&mut self, desk: &Desk) -> std::io::Result<()> {
        let mut lines = Vec::new();
        loop {
            let line = self.line()?;
            if line == "." {
                break;
            }
            lines.push(line.strip_prefix('.').map_or(line.clone(), str::to_owned));
        }
        if self.conduct == Conduct::HangsUpAfterData {
            return Err(std::io::ErrorKind::ConnectionAborted.into());
        }
        let text = lines.join("\r\n");
        let mail = Taken {
            from: self.mail.from.clone(),
            to: std::mem::take(&mut self.mail.to),
            signed_in: self.mail.signed_in.clone(),
            was_encrypted: self.mail.was_encrypted,
            text,
        };
        // The test may be over.
        let _ = desk.tell.send(mail);
        self.say("250 2.0.0 Ok: queued as 4711")
    }
}

/// What stands in angle brackets.
fn inside(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap();
    rest.split('>').next().unwrap().to_owned()
}
