//! What the one who runs the server needs around it: log, metrics, reports of what goes wrong. No rule of
//! the shop lives here.

pub mod addresses;
pub mod error_reports;
pub mod logging;
pub mod metrics;
pub mod panics;
pub mod port_holder;
pub mod scrub;
