//! What users rely on, tried through the doors that they have: HTTP, socket, command line, file.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that can't go on has failed"
)]
#![allow(unreachable_pub, reason = "the support modules mark what they are for")]

mod api;
mod architecture;
mod asvs;
mod cli;
mod corpus;
mod dependencies;
mod durability;
mod live;
mod model;
mod support;
mod tls;
