//! Live events: every committed change, on every screen that may see it, in commit order.
//!
//! The writer hands events to the [`Hub`] after the commit; each socket is one [`Connection`] that
//! takes them from there. Whoever falls behind, or was away, reads on from the event log.

mod connection;
mod frame;
mod hub;

pub use connection::{Connection, MAX_CLIENT_FRAME, socket_config};
pub use hub::{Committed, Hub, Signal};
