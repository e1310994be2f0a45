//! Live events: every committed change, on every screen that may see it, in commit order.
//!
//! The writer hands events to the [`Hub`] after the commit; each socket is one [`Connection`] that
//! takes them from there, and whose feed says what it sends: [`Events`] to someone who is signed in, who
//! reads on from the event log after having fallen behind or been away; to whoever has a link how what it
//! shows stands now ([`Shown`]).

mod connection;
mod events;
mod feed;
mod frame;
mod hub;
mod shown;

pub use connection::{Connection, MAX_CLIENT_FRAME, socket_config};
pub use events::Events;
pub use feed::Feed;
pub use hub::{Committed, Hub, Signal};
pub use shown::Shown;
