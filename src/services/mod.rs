//! What can be done in the shop. Each use case checks its input, decides by the rules of the domain,
//! and calls the store in one transaction.
//!
//! Nothing here knows of HTTP. Writes take the [`Actor`](crate::domain::Actor) who does them, reads
//! the [`Caller`](crate::auth::Caller) whose eyes they are for.

pub mod accounts;
pub mod backups;
pub mod bell;
pub mod console;
pub mod customers;
pub mod demo;
pub mod displays;
pub mod documents;
pub mod export;
pub mod health;
pub mod import;
pub mod links;
pub mod listings;
pub mod mails;
pub mod orders;
pub mod payments;
pub mod products;
pub mod reports;
pub mod settings;
pub mod tokens;
pub mod webhooks;

mod courier;
mod edit;
mod idempotency;
mod journal;
mod lines;
mod pipeline;
mod removal;
mod sheet;
mod signing;
mod stock;

pub use idempotency::IdempotencyKey;
pub use removal::Removed;
pub use sheet::{LineError, Separator};
