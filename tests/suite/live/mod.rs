//! Live events over the WebSocket.

mod links;
mod order;
mod replay;
mod session;
mod shutdown;
mod slow_client;
#[cfg(target_os = "linux")]
mod starvation;
mod tokens;
mod visibility;
