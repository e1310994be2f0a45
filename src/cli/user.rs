//! `oms user`: adds, lists and lets in those who sign in. Also while the server runs.

use std::io::{IsTerminal, stdin};

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Subcommand, ValueEnum};

use super::{Failure, links, open, print};
use crate::config::Config;
use crate::domain::{NewUser, Role, User};
use crate::services::console;

/// `oms user …`
#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Add a user who can sign in; asks for the password
    Add(UserAddArgs),
    /// Give a user a new password; asks for it
    Password(UserPasswordArgs),
    /// Print a link that signs a user in once, for those who are locked out
    Link(UserLinkArgs),
    /// End every session of a user, or everyone's, on all devices
    SignOut(UserSignOutArgs),
    /// List all users
    List,
}

/// `oms user add`
#[derive(Debug, Args)]
pub(super) struct UserAddArgs {
    /// Email address to sign in with
    #[arg(long)]
    pub(super) email: String,
    /// Name as others see it
    #[arg(long)]
    pub(super) name: String,
    /// admin (may do everything) or customer (may see what is theirs)
    #[arg(long, value_enum, default_value_t = UserRole::Customer, value_name = "ROLE", hide_possible_values = true)]
    pub(super) role: UserRole,
    /// Read the password from the first line of standard input
    #[arg(long)]
    pub(super) password_stdin: bool,
}

/// `oms user password`
#[derive(Debug, Args)]
pub(super) struct UserPasswordArgs {
    /// Email address of the user
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub(super) email: String,
    /// Read the password from the first line of standard input
    #[arg(long)]
    pub(super) password_stdin: bool,
}

/// `oms user link`
#[derive(Debug, Args)]
pub(super) struct UserLinkArgs {
    /// Email address of the user
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    pub(super) email: String,
}

/// `oms user sign-out`
#[derive(Debug, Args)]
pub(super) struct UserSignOutArgs {
    /// Email address of the user
    #[arg(value_parser = NonEmptyStringValueParser::new(), required_unless_present = "everyone")]
    pub(super) email: Option<String>,
    /// Everyone, and sign the sessions to come with a new secret
    #[arg(long, conflicts_with = "email")]
    pub(super) everyone: bool,
}

/// A role as typed on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum UserRole {
    /// May do everything
    Admin,
    /// May see what is theirs
    Customer,
}

/// Runs one of the user commands.
pub(super) fn run(config: &Config, command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add(args) => add(config, args),
        UserCommand::Password(args) => set_password(config, &args),
        UserCommand::Link(args) => link(config, &args),
        UserCommand::SignOut(args) => sign_out(config, &args),
        UserCommand::List => list(config),
    }
}

fn add(config: &Config, args: UserAddArgs) -> Result<(), Failure> {
    let store = open(config, true)?;
    let new = NewUser {
        email: Some(args.email.trim().to_lowercase()),
        role: match args.role {
            UserRole::Admin => Role::Admin,
            UserRole::Customer => Role::Customer,
        },
        password: Some(read_password(args.password_stdin)?),
        ..NewUser::named(args.name.trim().to_owned())
    };
    let user = console::add_user(&store, new)?;
    print(&format!(
        "Added {}, who can sign in as {}.\n",
        user.name,
        email(&user)
    ))
}

fn set_password(config: &Config, args: &UserPasswordArgs) -> Result<(), Failure> {
    let store = open(config, false)?;
    let password = read_password(args.password_stdin)?;
    let user = console::set_password(&store, &args.email, &password)?;
    print(&format!(
        "{} has a new password; every session and API token of theirs has ended.\n",
        user.name
    ))
}

fn link(config: &Config, args: &UserLinkArgs) -> Result<(), Failure> {
    let at = links::server(config)?;
    let (user, token) = console::sign_in_link(&open(config, false)?, &args.email)?;
    print(&format!(
        "While the server runs, this link signs {} in. It works once, for 30 minutes:\n{}",
        user.name,
        links::lines_and_picture(&at, &format!("login#link={token}"))
    ))
}

fn sign_out(config: &Config, args: &UserSignOutArgs) -> Result<(), Failure> {
    let store = open(config, false)?;
    let who = match &args.email {
        Some(email) => console::sign_out(&store, email)?.name,
        None => {
            console::sign_out_everyone(&store)?;
            "Everyone".to_owned()
        }
    };
    print(&format!(
        "{who} is signed out on every device. API tokens stay: revoke them under Settings.\n"
    ))?;
    if args.everyone && config.jwt_secret.is_some() {
        // Which the database does not know.
        log::warn!(
            "sessions are signed with the jwt_secret of the settings: change it there too, and restart the server"
        );
    }
    Ok(())
}

fn list(config: &Config) -> Result<(), Failure> {
    let users = console::all_users(&open(config, false)?)?;
    let width = users
        .iter()
        .map(|user| user.name.chars().count())
        .max()
        .unwrap_or(0);
    let lines: String = users
        .iter()
        .map(|user| {
            let archived = if user.archived_at.is_some() {
                "  (archived)"
            } else {
                ""
            };
            format!(
                "{:<8}  {:<width$}  {}{archived}\n",
                user.role.as_str(),
                user.name,
                email(user)
            )
        })
        .collect();
    print(if lines.is_empty() {
        "There are no users yet.\n"
    } else {
        &lines
    })
}

fn email(user: &User) -> &str {
    user.email.as_deref().unwrap_or("-")
}

/// A password, typed twice and unseen, or from the first line of standard input.
fn read_password(from_stdin: bool) -> Result<String, Failure> {
    if from_stdin {
        let mut line = String::new();
        stdin()
            .read_line(&mut line)
            .map_err(|error| Failure(format!("the password cannot be read: {error}")))?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    if !stdin().is_terminal() {
        return Err(Failure(
            "no terminal to ask for a password: use --password-stdin".to_owned(),
        ));
    }
    let ask = |prompt| {
        rpassword::prompt_password(prompt)
            .map_err(|error| Failure(format!("the password cannot be read: {error}")))
    };
    let password = ask("Password: ")?;
    if password != ask("Once more: ")? {
        return Err(Failure("the two passwords differ: try again".to_owned()));
    }
    Ok(password)
}
