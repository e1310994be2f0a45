//! A bar that shows how far long work is. It is drawn on standard error, and only where that is a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::store::{backup, check};

/// How often a bar moves, so that it is seen that work goes on.
const TICK: Duration = Duration::from_millis(100);

/// How far some work is. It is gone once this is dropped.
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar of work whose size is not known yet.
    pub(super) fn new() -> Self {
        let bar = ProgressBar::new(0);
        if let Ok(style) = ProgressStyle::with_template("{spinner} {bar:40} {percent:>3} %  {msg}")
        {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Self(bar)
    }

    /// Shows that so much of all is done, and what is being done.
    pub(super) fn show(&self, done: u64, all: u64, what: impl Into<String>) {
        self.0.set_length(all);
        self.0.set_position(done);
        self.0.set_message(what.into());
    }

    /// Shows how much is done of what nobody has counted.
    pub(super) fn show_uncounted(&self, done: u64, what: impl Into<String>) {
        self.0.unset_length();
        self.0.set_position(done);
        self.0.set_message(what.into());
    }

    /// Shows how far a check is.
    pub(super) fn show_check(&self, check::Progress { done, all }: check::Progress) {
        self.show(done, all, format!("checking, {done} of {all}"));
    }

    /// Shows how far a copy is.
    pub(super) fn show_copy(&self, progress: backup::Progress) {
        match progress {
            backup::Progress::Copying { done, pages } => self.show(done, pages, "copying"),
            backup::Progress::Checking(progress) => self.show_check(progress),
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
