//! What the one who runs the server needs around it. No rule of the shop lives here.

pub mod addresses;
pub mod logging;
pub mod port_holder;
