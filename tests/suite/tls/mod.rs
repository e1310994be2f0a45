//! HTTPS: by clients that trust the local authority, or the owner's certificate, and nothing else.

mod files;
mod plain;
mod restored;
mod self_signed;

use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tungstenite::WebSocket;
use tungstenite::client::IntoClientRequest;

use crate::support::Client;

/// How long a server that begins anew may be away before the test has failed.
const PATIENCE: Duration = Duration::from_secs(30);

type Tls = StreamOwned<ClientConnection, TcpStream>;

/// A connection to `host` at this machine's `address`, trusting this authority alone; why not, if not.
fn connect(address: &str, port: u16, host: &str, trusted: &str) -> Result<Tls, String> {
    let mut roots = RootCertStore::empty();
    roots
        .add(CertificateDer::from_pem_slice(trusted.as_bytes()).unwrap())
        .unwrap();
    let config = ClientConfig::builder()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.to_owned()).unwrap();
    let mut client = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut stream = TcpStream::connect((address, port)).map_err(|error| error.to_string())?;
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    client
        .complete_io(&mut stream)
        .map_err(|error| error.to_string())?;
    Ok(StreamOwned::new(client, stream))
}

/// The server's own certificate, as it shows it.
fn shown(port: u16, trusted: &str) -> Result<Vec<u8>, String> {
    let stream = connect("127.0.0.1", port, "localhost", trusted)?;
    let chain = stream.conn.peer_certificates().unwrap();
    Ok(chain[0].to_vec())
}

/// The server's certificate once it is another one.
fn shown_instead_of(before: &[u8], port: u16, trusted: &str) -> Vec<u8> {
    let deadline = Instant::now() + PATIENCE;
    let mut last = String::new();
    while Instant::now() < deadline {
        match shown(port, trusted) {
            Ok(now) if now != before => return now,
            Ok(_) => last = "it shows the same".to_owned(),
            Err(error) => last = error,
        }
        std::thread::yield_now();
    }
    panic!("no other certificate: {last}");
}

/// The socket of a caller, over TLS.
fn socket(client: &Client, query: &str) -> WebSocket<Tls> {
    let trusted = client.trusted.as_ref().unwrap();
    let stream = connect("127.0.0.1", client.port, "localhost", trusted).unwrap();
    let address = format!("wss://localhost:{}/api/ws{query}", client.port);
    let mut request = address.into_client_request().unwrap();
    let headers = request.headers_mut();
    let origin = format!("https://localhost:{}", client.port);
    headers.insert("Origin", origin.parse().unwrap());
    let bearer = format!("Bearer {}", client.token.as_ref().unwrap());
    headers.insert("Authorization", bearer.parse().unwrap());
    tungstenite::client(request, stream).unwrap().0
}

/// The next event of a socket.
fn event(socket: &mut WebSocket<Tls>) -> serde_json::Value {
    loop {
        if let tungstenite::Message::Text(text) = socket.read().unwrap() {
            return serde_json::from_str(&text).unwrap();
        }
    }
}

/// A port that nobody has.
fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}
