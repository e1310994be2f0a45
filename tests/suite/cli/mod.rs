//! The executable as its owner runs it: what it prints, how it ends, what it leaves in files.

mod backup;
mod check;
mod completions;
mod config;
mod demo;
mod error_reports;
mod files;
mod input;
mod log;
mod others;
mod progress;
mod serve;
mod service;
mod transfer;
mod usage;
mod user;
