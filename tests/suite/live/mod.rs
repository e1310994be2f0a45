//! Live events over the WebSocket.

mod order;
mod replay;
mod session;
mod shutdown;
mod slow_client;
mod tokens;
mod visibility;
