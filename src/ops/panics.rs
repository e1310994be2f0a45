//! What happens when a thread panics: one line in the log and one report, in place of what Rust prints.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::cell::Cell;
use std::panic::{self, Location, PanicHookInfo};
use std::thread;

use super::error_reports::ErrorReports;
use super::scrub::scrubbed;

thread_local! {
    static TOOK_PLACE: Cell<bool> = const { Cell::new(false) };
}

/// A panic, fit to be told: its message may have had anything in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Panic {
    /// What it says.
    pub message: String,
    /// File and line, without folders of the machine that built this.
    pub place: String,
    /// The name of the thread.
    pub thread: String,
}

/// From now on every panic of this process is logged and reported. A panic undoes one command or ends one
/// request; the server goes on.
pub fn tell(reports: ErrorReports) {
    panic::set_hook(Box::new(move |info| {
        TOOK_PLACE.set(true);
        let panic = Panic::of(info);
        // Only with RUST_BACKTRACE.
        let backtrace = Backtrace::capture();
        if backtrace.status() == BacktraceStatus::Captured {
            log::error!(place = panic.place, thread = panic.thread, backtrace:%; "panicked: {}", panic.message);
        } else {
            log::error!(place = panic.place, thread = panic.thread; "panicked: {}", panic.message);
        }
        reports.panicked(&panic);
    }));
}

/// Whether this thread has panicked, was caught, and nobody has asked yet.
pub fn take() -> bool {
    TOOK_PLACE.take()
}

impl Panic {
    fn of(info: &PanicHookInfo<'_>) -> Self {
        Self {
            message: scrubbed(info.payload_as_str().unwrap_or("(no message)")),
            place: info.location().map_or_else(String::new, place),
            thread: thread::current().name().unwrap_or("(unnamed)").to_owned(),
        }
    }
}

/// `src/store/writer.rs:12:5`; of another crate its name too, and not where it lay.
fn place(location: &Location<'_>) -> String {
    let (line, column) = (location.line(), location.column());
    format!("{}:{line}:{column}", short_path(location.file()))
}

fn short_path(file: &str) -> &str {
    let is_absolute = file.starts_with('/') || file.contains(":\\");
    let Some((before, _)) = file.rsplit_once("/src/").filter(|_| is_absolute) else {
        return if is_absolute { "(elsewhere)" } else { file };
    };
    let start = before.rfind('/').map_or(0, |slash| slash + 1);
    file.get(start..).unwrap_or("(elsewhere)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_no_folder_of_the_machine_in_it() {
        for (file, want) in [
            ("src/store/writer.rs", "src/store/writer.rs"),
            (
                "/home/jane/.cargo/registry/src/index-1/rocket-0.5.2/src/server.rs",
                "rocket-0.5.2/src/server.rs",
            ),
            (
                "/rustc/abc/library/core/src/option.rs",
                "core/src/option.rs",
            ),
            ("/home/jane/oms/main.rs", "(elsewhere)"),
            ("C:\\jane\\oms\\main.rs", "(elsewhere)"),
        ] {
            assert_eq!(short_path(file), want);
        }
    }
}
