//! The executable as its owner runs it: what it prints, how it ends, what it leaves in files.

mod backup;
mod check;
mod config;
mod demo;
mod files;
mod serve;
mod transfer;
mod usage;
mod user;
