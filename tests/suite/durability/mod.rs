//! What is on disk stays there, and what cannot get there is said.

mod kill;
mod queue;
mod storage;
mod upgrade;
