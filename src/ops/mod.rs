//! What the one who runs the server needs around it: log, metrics, reports of what goes wrong, addresses,
//! the name in the network, certificates. No rule of the shop lives here.

pub mod addresses;
pub mod authority;
pub mod connections;
pub mod error_reports;
pub mod logging;
pub mod mdns;
pub mod metrics;
pub mod panics;
pub mod port_holder;
mod said;
pub mod scrub;
pub mod smtp;
pub mod tls;
pub mod webhook_post;
