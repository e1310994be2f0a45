//! `oms completions`: what a shell needs to complete commands and options.

use clap::Args;
use clap_complete::{Shell, generate};

use super::{Failure, print};

/// `oms completions`
#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// bash, zsh, fish, powershell or elvish
    #[arg(value_enum, hide_possible_values = true)]
    shell: Shell,
}

/// Prints the completions of all commands.
pub(super) fn run(args: &CompletionsArgs, mut all: clap::Command) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(args.shell, &mut all, "oms", &mut script);
    print(&String::from_utf8_lossy(&script))
}
