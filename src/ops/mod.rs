//! What the one who runs the server needs around it: its log, its addresses and name in the network, its
//! certificates. No rule of the shop lives here.

pub mod addresses;
pub mod authority;
pub mod logging;
pub mod mdns;
pub mod tls;
