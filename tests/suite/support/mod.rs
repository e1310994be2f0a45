//! What every test needs: a shop of its own, someone to call it, a socket that listens.

mod chance;
mod client;
#[cfg(target_os = "linux")]
mod disk;
mod process;
mod receiver;
mod sentry;
mod shop;
mod smtp;
mod socket;
mod store;

pub(crate) use chance::{chance, rounds};
pub(crate) use client::{Client, Reply};
#[cfg(target_os = "linux")]
pub(crate) use disk::{Disk, Fault};
pub(crate) use process::{Place, Ran, Server, bytes_of};
pub(crate) use receiver::{Manner, Receiver};
pub(crate) use sentry::{Sentry, event_of};
pub(crate) use shop::{PASSWORD, Shop};
pub(crate) use smtp::{Conduct, MailBox, Taken, Wire};
pub(crate) use socket::{Socket, seq_of};
pub(crate) use store::{append_products, second_process};
