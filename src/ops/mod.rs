//! What the one who runs the server needs around it. No rule of the shop lives here.

pub mod logging;
