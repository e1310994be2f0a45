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
                "demo",
                "config",
                "--config <FILE>",
                "--database <FILE>",
                "--port <PORT>",
                "--version",
            ][..],
        ),
        ("serve", &["--address <ADDRESS>", "--port <PORT>"]),
        ("user", &["add", "password", "list"]),
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
        ("user list", &[]),
        ("check", &[]),
        ("demo", &["--orders <N>", "200"]),
        ("config", &[]),
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
fn wrong_usage_ends_with_status_2_and_says_how_it_is_right() {
    let place = Place::new();
    for line in [
        "nonsense",
        "--nonsense",
        "serve --port 65536",
        "serve --port many",
        "serve --address nowhere",
        "--database",
        "--database :memory: check",
        "--port 1 check",
        "user",
        "user add --email a@shop.example",
        "user add --name A",
        "user add --email a@shop.example --name A --role boss",
        "user password",
        "user list extra",
        "demo --orders 0",
        "demo --orders many",
        "config extra",
    ] {
        let args: Vec<_> = line.split_whitespace().collect();
        let ran = place.oms(&args);
        assert_eq!(ran.status, Some(2), "{line}: {ran:?}");
        assert_eq!(ran.stdout, "", "{line}");
        assert!(ran.stderr.contains("--help"), "{line}: {}", ran.stderr);
    }
    assert!(!place.database().exists());
}
