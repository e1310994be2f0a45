//! `oms service`: a systemd unit with the settings in force.

use crate::support::{Place, Ran};

/// The value of a line of the unit that is there once.
#[track_caller]
fn value(unit: &str, key: &str) -> String {
    let values: Vec<_> = unit
        .lines()
        .filter_map(|line| line.strip_prefix(key)?.strip_prefix('='))
        .collect();
    assert_eq!(values.len(), 1, "{key} in:\n{unit}");
    values[0].to_owned()
}

fn unit(ran: Ran) -> String {
    ran.ok()
}

#[test]
fn it_starts_this_executable_with_whole_paths_of_the_settings_in_force() {
    let place = Place::new();
    let here = place.path("").canonicalize().unwrap();
    let here = here.to_str().unwrap().trim_end_matches('/');
    let executable = env!("CARGO_BIN_EXE_oms");
    let started = |unit: &str| value(unit, "ExecStart");
    let plain = unit(place.oms(&["service"]));
    assert_eq!(
        started(&plain),
        format!("{executable} serve --database {here}/oms.db")
    );
    assert_eq!(value(&plain, "WorkingDirectory"), here);

    place.write("config.toml", "database = \"data/shop.db\"\n");
    assert_eq!(
        started(&unit(place.oms(&["service"]))),
        format!("{executable} serve --config {here}/config.toml --database {here}/data/shop.db")
    );

    place.write("other.toml", "");
    let args = [
        "--config",
        "other.toml",
        "service",
        "--database",
        "/srv/my shop/100%.db",
    ];
    let odd = unit(place.oms(&args));
    assert_eq!(
        started(&odd),
        format!(
            "{executable} serve --config {here}/other.toml --database \"/srv/my shop/100%%.db\""
        )
    );
    assert_eq!(value(&odd, "WorkingDirectory"), "/srv/my shop");
    assert_eq!(value(&odd, "ReadWritePaths"), "\"-/srv/my shop\"");
    assert!(!place.database().exists());
}

#[test]
fn it_runs_as_a_user_of_its_own_who_may_do_little_but_use_low_ports() {
    let unit = unit(Place::new().oms(&["service", "--database", "/var/lib/oms/oms.db"]));
    for (key, wanted) in [
        ("User", "oms"),
        ("StateDirectory", "oms"),
        ("WorkingDirectory", "/var/lib/oms"),
        ("ProtectSystem", "strict"),
        ("NoNewPrivileges", "yes"),
        ("CapabilityBoundingSet", "CAP_NET_BIND_SERVICE"),
        ("AmbientCapabilities", "CAP_NET_BIND_SERVICE"),
        ("Restart", "on-failure"),
        ("WantedBy", "multi-user.target"),
    ] {
        assert_eq!(value(&unit, key), wanted, "{key}");
    }
    assert!(!unit.contains("ReadWritePaths"), "{unit}");
}

#[test]
fn a_setting_that_the_service_would_not_have_is_warned_about() {
    let place = Place::new();
    let secret = "0123456789abcdef0123456789abcdef-secret";
    let variables = [("OMS_PORT", "80"), ("OMS_JWT_SECRET", secret)];
    let ran = place.oms_where(&variables, &["service"]);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    for mention in ["OMS_PORT", "OMS_JWT_SECRET", "config.toml"] {
        assert!(ran.stderr.contains(mention), "{}", ran.stderr);
    }
    assert!(!format!("{ran:?}").contains(secret));
}
