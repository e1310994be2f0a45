//! The command line: what a user may type, and which file runs it.
//!
//! Each command has a file of its own whose `run` calls a service; no rule of the shop lives here.
//! This file alone reads the process's arguments and environment, starts the log, and turns the end
//! of a command into an exit status: 0, 1 with a line that says why and what to do, 2 for wrong usage.

mod backup;
mod check;
mod completions;
mod config;
mod demo;
mod export;
mod import;
mod links;
mod progress;
mod serve;
mod service;
mod usage;
mod user;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand, ValueHint};

use backup::{BackupArgs, RestoreArgs};
use completions::CompletionsArgs;
use demo::DemoArgs;
use export::ExportArgs;
use import::ImportArgs;
use serve::ServeArgs;
use user::UserCommand;

use crate::app::backup_folder;
use crate::config::{Config, ConfigError, Flag, Loaded, Overrides, keys};
use crate::domain::{Clock, Event, UserId};
use crate::error::{Conflict, Error};
use crate::ops::logging;
use crate::services::backups;
use crate::store::{Publisher, Store};

/// Why a command failed and what to do about it, a line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self(error.to_string())
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Storage(reason) => Self(reason),
            Error::Conflict(Conflict::NotEmpty) => Self(format!(
                "{error}: name a new file with --database to fill it with sample data"
            )),
            other => Self(other.to_string()),
        }
    }
}

/// Opens the database of the settings. `make`: a new one where there is none yet.
fn open(config: &Config, make: bool) -> Result<Store, Failure> {
    let file = &config.database;
    if !make && !file.exists() {
        return Err(no_database(file));
    }
    backups::before_upgrade(file, &backup_folder(config), &Clock::system())?;
    Ok(Store::open(
        file,
        config.currency.into(),
        Clock::system().in_zone(config.timezone.clone()),
        Arc::new(Nobody),
    )?)
}

fn no_database(file: &Path) -> Failure {
    Failure(format!(
        "there is no database {}: name it with --database",
        file.display()
    ))
}

/// Nobody listens to the events of a command; a running server finds them in the log.
struct Nobody;

impl Publisher for Nobody {
    fn committed(&self, _: Vec<Event>) {}
    fn sessions_changed(&self, _: Option<UserId>) {}
    fn links_changed(&self) {}
}

/// Order management for a shop: one program, one database file.
#[derive(Debug, Parser)]
#[command(name = "oms", version)]
struct Cli {
    /// Settings file; without it config.toml is read if there is one
    #[arg(long, global = true, display_order = 100, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// Database file, in place of the one in the settings
    #[arg(long, global = true, display_order = 100, value_name = "FILE", value_hint = ValueHint::FilePath, value_parser = setting("database"))]
    database: Option<String>,
    #[command(flatten)]
    serve: ServeArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server (also with no command)
    Serve(ServeArgs),
    /// Add, list and let in those who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Make a copy of the database that is checked before it is called done, also while the server runs
    Backup(BackupArgs),
    /// Put a backup in the place of the database, which is kept beside it
    Restore(RestoreArgs),
    /// Check that the database is sound
    Check,
    /// Write orders, products or customers as CSV, also while the server runs
    Export(ExportArgs),
    /// Add and change products or customers by a CSV file, all of it or nothing, also while the server runs
    Import(ImportArgs),
    /// Fill a database that has no orders yet with sample data
    Demo(DemoArgs),
    /// Show the settings in force and where each comes from
    Config,
    /// Print a systemd unit that runs this executable with these settings
    Service,
    /// Print what a shell needs to complete commands and options
    Completions(CompletionsArgs),
}

/// Runs what the process's arguments ask for, to its end, and tells the exit status.
pub fn run() -> ExitCode {
    let cli = match parse(std::env::args_os()) {
        Ok(cli) => cli,
        Err(error) => return usage::report(&error),
    };
    match execute(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(why)) => {
            complain(&why);
            ExitCode::FAILURE
        }
    }
}

/// Writes why something failed to standard error.
fn complain(why: &str) {
    let mut stderr = io::stderr().lock();
    for line in why.lines() {
        // Nobody is left to read it if this fails; the status still tells.
        let _ = writeln!(stderr, "oms: {line}");
    }
}

/// Writes to standard output. A reader that has gone (`oms config | head -1`) has what it wanted:
/// that is no failure.
///
/// # Errors
/// When the text can't be written for another reason, a full disk for one.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush())
    {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure(format!("can't write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

fn execute(cli: Cli) -> Result<(), Failure> {
    // A shell that starts wants it whatever the settings are.
    if let Some(Command::Completions(args)) = &cli.command {
        return completions::run(args, Cli::command());
    }
    let Loaded {
        config,
        warnings,
        settings,
    } = Config::load(&overrides(&cli))?;
    logging::init(config.log_level, config.log_format);
    for warning in warnings {
        log::warn!("{warning}");
    }
    match cli.command {
        None | Some(Command::Serve(_)) => serve::run(&config),
        Some(Command::User(command)) => user::run(&config, command),
        Some(Command::Backup(args)) => backup::backup(&config, args),
        Some(Command::Restore(args)) => backup::restore(&config, args),
        Some(Command::Check) => check::run(&config),
        Some(Command::Export(args)) => export::run(&config, args),
        Some(Command::Import(args)) => import::run(&config, args),
        Some(Command::Demo(args)) => demo::run(&config, args),
        Some(Command::Config) => config::run(&config, settings),
        Some(Command::Service) => service::run(&config, cli.config.as_deref(), &settings),
        Some(Command::Completions(args)) => completions::run(&args, Cli::command()),
    }
}

fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let cli = Cli::try_parse_from(args)?;
    // `oms --port 9000 check` would look as if it did something with the port.
    let serves = matches!(cli.command, None | Some(Command::Serve(_)));
    if !serves && (cli.serve.address.is_some() || cli.serve.port.is_some()) {
        return Err(Cli::command().error(
            ErrorKind::ArgumentConflict,
            "--address and --port go with serve alone",
        ));
    }
    if let Some(Command::Export(args)) = &cli.command {
        args.check()?;
    }
    Ok(cli)
}

fn overrides(cli: &Cli) -> Overrides {
    let nothing = ServeArgs::default();
    let inner = match &cli.command {
        Some(Command::Serve(args)) => args,
        _ => &nothing,
    };
    let given = [
        ("database", "--database", &cli.database, &None),
        ("address", "--address", &inner.address, &cli.serve.address),
        ("port", "--port", &inner.port, &cli.serve.port),
    ];
    let flags = given.into_iter().filter_map(|(key, name, inner, outer)| {
        let value = inner.as_ref().or(outer.as_ref())?.clone();
        Some(Flag { key, value, name })
    });
    Overrides {
        config_file: cli.config.clone(),
        flags: flags.collect(),
        directory: PathBuf::new(),
        environment: std::env::vars_os().collect(),
    }
}

/// Checks a flag by the table of settings, so that a bad one is wrong usage at once.
fn setting(name: &'static str) -> impl Fn(&str) -> Result<String, String> + Clone {
    move |text| match keys::find(name) {
        Some(key) if key.read_text(text).is_err() => Err(format!("allowed is {}", key.allowed)),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Cli, clap::Error> {
        parse(line.split_whitespace().map(OsString::from))
    }

    fn flags(line: &str) -> Vec<(&'static str, String)> {
        let flags = overrides(&parsed(line).unwrap()).flags;
        flags
            .into_iter()
            .map(|flag| (flag.name, flag.value))
            .collect()
    }

    #[test]
    fn the_definition_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_server_is_run_with_or_without_its_name() {
        assert!(parsed("oms").unwrap().command.is_none());
        let want = vec![("--port", "9000".to_owned())];
        for line in [
            "oms --port 9000",
            "oms serve --port 9000",
            "oms --port 9000 serve",
            "oms --port 1 serve --port 9000",
        ] {
            assert_eq!(flags(line), want, "{line}");
        }
        assert_eq!(
            flags("oms serve --address :: --database x.db"),
            [
                ("--database", "x.db".to_owned()),
                ("--address", "::".to_owned())
            ]
        );
    }

    #[test]
    fn config_and_database_go_with_every_command() {
        for command in [
            "",
            "serve",
            "user list",
            "user password a@b.c",
            "check",
            "import products x.csv",
            "demo",
            "config",
            "service",
            "completions bash",
        ] {
            for line in [
                format!("oms {command} --config c.toml --database d.db"),
                format!("oms --config c.toml --database d.db {command}"),
            ] {
                let cli = parsed(&line).unwrap();
                assert_eq!(cli.config, Some(PathBuf::from("c.toml")), "{line}");
                assert_eq!(cli.database.as_deref(), Some("d.db"), "{line}");
            }
        }
    }

    #[test]
    fn wrong_usage_is_told_with_status_2() {
        for line in [
            "oms nonsense",
            "oms --port 65536",
            "oms --port abc",
            "oms --address nowhere",
            "oms --database :memory:",
            "oms --port 1 check",
            "oms check --port 1",
            "oms user",
            "oms user add --email a@b.c",
            "oms user add --email a@b.c --name A --role boss",
            "oms user password",
            "oms user sign-out",
            "oms user sign-out a@b.c --everyone",
            "oms export orders --archived",
            "oms import orders x.csv",
            "oms demo --orders 0",
            "oms demo --orders 1000001",
            "oms config x",
        ] {
            assert_eq!(parsed(line).unwrap_err().exit_code(), 2, "{line}");
        }
        let told = parsed("oms --port 65536").unwrap_err().to_string();
        assert!(told.contains("a number from 0 to 65535"), "{told}");
    }

    #[test]
    fn every_command_has_help() {
        for command in [
            "",
            "serve",
            "user",
            "user add",
            "user password",
            "user link",
            "user sign-out",
            "user list",
            "backup",
            "restore",
            "check",
            "export",
            "import",
            "demo",
            "config",
            "service",
            "completions",
        ] {
            let help = parsed(&format!("oms {command} --help")).unwrap_err();
            assert_eq!(help.exit_code(), 0, "{command}");
            assert!(help.to_string().contains("Usage: oms"), "{command}");
        }
        assert_eq!(parsed("oms --version").unwrap_err().exit_code(), 0);
    }

    #[test]
    fn users_are_customers_and_demos_small_unless_told() {
        let Some(Command::User(UserCommand::Add(args))) =
            parsed("oms user add --email a@b.c --name A")
                .unwrap()
                .command
        else {
            panic!("not user add");
        };
        assert_eq!(args.role, user::UserRole::Customer);
        assert!(!args.password_stdin);
        let Some(Command::Demo(args)) = parsed("oms demo").unwrap().command else {
            panic!("not demo");
        };
        assert_eq!(args.orders, 200);
    }
}
