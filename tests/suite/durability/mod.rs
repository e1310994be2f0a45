//! What is on disk stays there, and what cannot get there is said.

#[cfg(target_os = "linux")]
mod faults;
mod files;
mod kill;
#[cfg(target_os = "linux")]
mod power;
mod queue;
mod storage;
mod traffic;
mod upgrade;
