//! How wrong usage is told: one line that names what is wrong with what, and exit status 2.

use std::process::ExitCode;

use clap::error::ErrorKind;

use super::complain;

/// Tells what the arguments were not: a command. Help and the version, which come the same way, are printed.
pub(super) fn report(error: &clap::Error) -> ExitCode {
    if is_asked_for(error.kind()) {
        // Nobody is left to read it if this fails; the status still tells.
        let _ = error.print();
    } else {
        complain(&line(&error.render().to_string()));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn is_asked_for(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

/// What clap says in several paragraphs, without the usage, which `--help` has.
fn line(text: &str) -> String {
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let paragraphs = text.split("\n\n").take_while(|it| !is_about_help(it));
    let paragraphs: Vec<_> = paragraphs
        .map(|it| it.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    format!("{} (see --help)", paragraphs.join("; "))
}

fn is_about_help(paragraph: &str) -> bool {
    ["Usage:", "For more information"]
        .iter()
        .any(|beginning| paragraph.trim_start().starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_paragraphs_become_one_line_without_the_usage() {
        let text = "error: the following required arguments were not provided:\n  --name <NAME>\n\n\
            Usage: oms user add --name <NAME>\n\nFor more information, try '--help'.\n";
        assert_eq!(
            line(text),
            "the following required arguments were not provided: --name <NAME> (see --help)"
        );
        let text = "error: unexpected argument '--prot' found\n\n  tip: a similar argument exists: '--port'\n\n\
            Usage: oms --port <PORT>\n\nFor more information, try '--help'.\n";
        assert_eq!(
            line(text),
            "unexpected argument '--prot' found; tip: a similar argument exists: '--port' (see --help)"
        );
    }
}
