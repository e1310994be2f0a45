//! `oms completions`: what shells need to complete commands.

use crate::support::Place;

#[test]
fn every_shell_gets_all_commands_whatever_the_settings_are() {
    let place = Place::new();
    place.write("config.toml", "port = 70000\n");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.oms(&["completions", shell]).ok();
        for word in [
            "serve",
            "restore",
            "password",
            "link",
            "database",
            "dry-run",
            "semicolon",
            "customers",
        ] {
            assert!(script.contains(word), "{word} is not in that of {shell}");
        }
    }
    assert!(!place.database().exists());
}
