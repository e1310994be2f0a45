//! Help, version, and what is wrong usage.

use crate::support::Place;

#[test]
fn help_tells_of_every_command_and_what_goes_with_it() {
    let place = Place::new();
    for (command, mentions) in [
        (
            "",
            &[
                "serve",
                "user",
                "check",
                "backup",
                "restore",
                "demo",
                "config",
                "service",
                "completions",
                "--config <FILE>",
                "--database <FILE>",
                "--port <PORT>",
                "--version",
            ][..],
        ),
        ("serve", &["--address <ADDRESS>", "--port <PORT>"]),
        ("user", &["add", "password", "link", "sign-out", "list"]),
        (
            "user add",
            &[
                "--email",
                "--name",
                "--role",
                "admin",
                "customer",
                "--password-stdin",
            ],
        ),
        ("user password", &["<EMAIL>", "--password-stdin"]),
        ("user link", &["<EMAIL>"]),
        ("user sign-out", &["[EMAIL]", "--everyone"]),
        ("user list", &[]),
        ("backup", &["[FILE]"]),
        ("restore", &["<FILE>"]),
        ("check", &[]),
        ("demo", &["--orders <N>", "200"]),
        ("config", &[]),
        ("service", &[]),
        (
            "completions",
            &["<SHELL>", "bash", "zsh", "fish", "powershell"],
        ),
    ] {
        let mut args: Vec<_> = command.split_whitespace().collect();
        args.push("--help");
        let help = place.oms(&args).ok();
        let always = [
            "Usage: oms",
            "--config <FILE>",
            "--database <FILE>",
            "--help",
        ];
        for mention in mentions.iter().chain(&always) {
            assert!(help.contains(mention), "{mention} is not in:\n{help}");
        }
    }
    assert!(!place.database().exists(), "help made a database");
}

#[test]
fn version_is_the_one_of_the_package() {
    let version = Place::new().oms(&["--version"]).ok();
    assert_eq!(version, format!("oms {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn wrong_usage_ends_with_status_2_and_one_line_that_names_it_and_what_is_allowed() {
    let place = Place::new();
    for (line, mentions) in [
        ("nonsense", &["nonsense"][..]),
        ("--nonsense", &["--nonsense"]),
        ("chek", &["chek", "check"]),
        ("serve --prot 80", &["--prot", "--port"]),
        ("serve --port 65536", &["65536", "--port", "0 to 65535"]),
        ("serve --port many", &["many", "--port", "0 to 65535"]),
        ("serve --port=", &["--port"]),
        (
            "serve --address nowhere",
            &["nowhere", "--address", "127.0.0.1"],
        ),
        ("--database", &["--database", "value is required"]),
        ("--config", &["--config", "value is required"]),
        (
            "--database :memory: check",
            &[":memory:", "--database", "path of a file"],
        ),
        ("--port 1 check", &["--port", "serve alone"]),
        ("check --port 1", &["--port"]),
        ("user nonsense", &["nonsense"]),
        ("user add --email a@shop.example", &["--name"]),
        ("user add --name A", &["--email"]),
        (
            "user add --email a@shop.example --name A --role boss",
            &["boss", "--role", "admin", "customer"],
        ),
        ("user password", &["<EMAIL>"]),
        ("user link", &["<EMAIL>"]),
        ("user sign-out", &["EMAIL"]),
        ("user sign-out a@shop.example --everyone", &["--everyone"]),
        ("user list extra", &["extra"]),
        ("restore", &["<FILE>"]),
        ("backup a.db b.db", &["b.db"]),
        ("demo --orders 0", &["0", "--orders", "1000000"]),
        ("demo --orders many", &["many", "--orders"]),
        ("config extra", &["extra"]),
        ("service extra", &["extra"]),
        ("completions", &["<SHELL>"]),
        ("completions tcsh", &["tcsh", "bash", "zsh", "fish"]),
    ] {
        let args: Vec<_> = line.split_whitespace().collect();
        let ran = place.oms(&args);
        assert_eq!(ran.status, Some(2), "{line}: {ran:?}");
        assert_eq!(ran.stdout, "", "{line}");
        assert_eq!(ran.stderr.lines().count(), 1, "{line}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("oms: "), "{line}: {}", ran.stderr);
        for mention in mentions.iter().chain(&["--help"]) {
            assert!(ran.stderr.contains(mention), "{line}: {}", ran.stderr);
        }
    }
    assert!(!place.database().exists());
}

#[test]
fn a_command_that_lacks_its_second_word_shows_what_there_is() {
    let ran = Place::new().oms(&["user"]);
    assert_eq!(ran.status, Some(2), "{ran:?}");
    for command in ["add", "password", "link", "list"] {
        assert!(ran.stderr.contains(command), "{}", ran.stderr);
    }
}
