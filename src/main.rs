//! The executable: all of it is in the library, so that tests reach it.

fn main() -> std::process::ExitCode {
    oms::cli::run()
}
