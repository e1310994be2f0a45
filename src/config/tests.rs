//! Loading as a whole: which source wins, what is taken over, what is never shown.

use std::fs;

use figment::providers::{Format, Toml};
use figment::value::Dict;
use tempfile::TempDir;

use super::*;

mod refusals;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// An installation in a folder of its own, with an environment of its own.
struct Shop {
    folder: TempDir,
    options: Overrides,
}

impl Shop {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let options = Overrides {
            directory: folder.path().to_path_buf(),
            ..Overrides::default()
        };
        Self { folder, options }
    }

    fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        fs::write(self.folder.path().join(name), text).unwrap();
        self
    }

    fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.options.environment.push((name.into(), value.into()));
        self
    }

    fn flag(mut self, key: &'static str, value: &str, name: &'static str) -> Self {
        let value = value.to_owned();
        self.options.flags.push(Flag { key, value, name });
        self
    }

    fn load(&self) -> Loaded {
        Config::load(&self.options).unwrap()
    }

    fn config(&self) -> Config {
        self.load().config
    }

    fn problems(&self) -> Vec<String> {
        let folder = format!(
            "{}{}",
            self.folder.path().display(),
            std::path::MAIN_SEPARATOR
        );
        let problems = Config::load(&self.options).unwrap_err().problems;
        problems
            .iter()
            .map(|line| line.replace(&folder, ""))
            .collect()
    }

    fn setting(&self, key: &str) -> (String, String) {
        let settings = self.load().settings;
        let setting = settings
            .into_iter()
            .find(|setting| setting.key == key)
            .unwrap();
        let folder = format!(
            "{}{}",
            self.folder.path().display(),
            std::path::MAIN_SEPARATOR
        );
        (setting.value, setting.source.replace(&folder, ""))
    }
}

#[test]
fn without_any_source_the_defaults_hold() {
    let loaded = Shop::new().load();
    assert_eq!(loaded.config, Config::default());
    assert_eq!(loaded.warnings, Vec::<String>::new());
    assert_eq!(loaded.config.address.to_string(), "0.0.0.0");
    assert_eq!(loaded.config.port, 8000);
    assert_eq!(loaded.config.tls, Tls::Off);
    assert_eq!(loaded.config.http_port, 80);
    assert!(loaded.config.mdns);
    assert_eq!(loaded.config.database, PathBuf::from("oms.db"));
    assert_eq!(loaded.config.currency, Currency::EUR);
    assert_eq!(loaded.config.low_stock, 5);
    assert_eq!(loaded.config.log_level, LevelFilter::Info);
    assert_eq!(loaded.config.log_format, LogFormat::Text);
    assert_eq!(loaded.config.token_hours, 12);
    assert_eq!(loaded.config.jwt_secret, None);
    assert_eq!(loaded.config.allowed_origins, Vec::<String>::new());
    assert_eq!(loaded.config.trusted_proxies, Vec::<IpNet>::new());
    assert_eq!(loaded.settings.len(), KEYS.len());
}

#[test]
fn the_config_file_that_comes_with_oms_says_the_defaults_of_every_key() {
    let text = include_str!("../../config.toml");
    let shop = Shop::new().file("config.toml", text);
    let config = Config {
        named: Vec::new(),
        ..shop.config()
    };
    assert_eq!(config, Config::default());
    let table: Dict = Toml::from_str(text).unwrap();
    for key in KEYS {
        assert!(text.contains(&format!("\n# {}", key.help)), "{}", key.help);
        // What the database has is named by nobody who copies the file.
        let is_shops = SHOP_KEYS.iter().any(|(shops, _)| *shops == key.name);
        match key.fallback {
            Fallback::Value(_) if !is_shops => {
                assert!(table.contains_key(key.name), "{}", key.name)
            }
            _ => {
                let line = format!("# {} = ", key.name);
                let line = text.lines().find(|l| l.starts_with(&line)).unwrap();
                Shop::new().file("config.toml", &line[2..]).load();
            }
        }
    }
}

#[test]
fn each_source_gives_way_to_the_next() {
    let shop = Shop::new();
    assert_eq!(shop.setting("port"), ("8000".into(), "default".into()));
    let shop = shop.file("config.toml", "port = 1");
    assert_eq!(shop.setting("port"), ("1".into(), "config.toml".into()));
    let shop = shop.file(".env", "OMS_PORT=2\nOTHER=x");
    assert_eq!(shop.setting("port"), ("2".into(), ".env: OMS_PORT".into()));
    let shop = shop.variable("OMS_PORT", "3");
    assert_eq!(shop.setting("port"), ("3".into(), "OMS_PORT".into()));
    let shop = shop.flag("port", "4", "--port");
    assert_eq!(shop.setting("port"), ("4".into(), "--port".into()));
}

#[test]
fn a_list_replaces_the_weaker_list() {
    let shop = Shop::new().file(
        "config.toml",
        r#"allowed_origins = ["https://a.example", "http://b.example:81"]"#,
    );
    assert_eq!(
        shop.config().allowed_origins,
        ["https://a.example", "http://b.example:81"]
    );
    let shop = shop.variable(
        "OMS_ALLOWED_ORIGINS",
        " https://C.example ,https://d.example,",
    );
    assert_eq!(
        shop.config().allowed_origins,
        ["https://c.example", "https://d.example"]
    );
    assert_eq!(
        shop.setting("allowed_origins").0,
        "https://c.example, https://d.example"
    );
    let shop = shop.flag("allowed_origins", "", "--x");
    assert_eq!(shop.config().allowed_origins, Vec::<String>::new());
    assert_eq!(shop.setting("allowed_origins").0, "(none)");
}

#[test]
fn the_text_of_a_variable_stays_the_text() {
    for name in ["123", "1.0", "true", "[a]", "{a=1}", "\"quoted\"", "0x10"] {
        let shop = Shop::new().variable("OMS_SHOP_NAME", name);
        assert_eq!(shop.config().shop_name, name);
    }
    let shop = Shop::new().file(".env", "OMS_SHOP_NAME='123'\nOMS_PORT=\"9000\"\n");
    assert_eq!(shop.config().shop_name, "123");
    assert_eq!(shop.config().port, 9000);
}

#[test]
fn a_file_written_on_windows_is_read() {
    let shop = Shop::new()
        .file(
            "config.toml",
            "\u{feff}port = 9000\r\nshop_name = \"B\u{fc}cher\"\r\n",
        )
        .file(".env", "\u{feff}OMS_TOKEN_HOURS=5\r\n");
    assert_eq!(shop.config().port, 9000);
    assert_eq!(shop.config().shop_name, "B\u{fc}cher");
    assert_eq!(shop.config().token_hours, 5);
}

#[test]
fn the_env_file_is_the_one_beside_the_config_file() {
    let mut shop = Shop::new().file(".env", "OMS_PORT=1");
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("shop.toml"), "port = 2").unwrap();
    shop.options.config_file = Some(elsewhere.path().join("shop.toml"));
    assert_eq!(shop.config().port, 2);
    fs::write(
        elsewhere.path().join(".env"),
        "export OMS_PORT=3\nOMS_PORT=4\n",
    )
    .unwrap();
    assert_eq!(shop.config().port, 4);
}

#[test]
fn a_secret_is_used_but_never_shown() {
    let shop = Shop::new()
        .file("config.toml", format!("jwt_secret = \"{SECRET}\""))
        .variable("OMS_JWT_SECRET", format!("new-{SECRET}"));
    let loaded = shop.load();
    let secret = loaded.config.jwt_secret.clone().unwrap();
    assert_eq!(secret.expose(), format!("new-{SECRET}").as_bytes());
    for shown in [format!("{loaded:?}"), secret.to_string()] {
        assert!(!shown.contains(SECRET), "{shown}");
    }
    assert_eq!(
        shop.setting("jwt_secret"),
        ("(hidden)".into(), "OMS_JWT_SECRET".into())
    );
    assert_eq!(
        Shop::new().setting("jwt_secret"),
        (
            "(none)".into(),
            "default: made once, kept in the database".into()
        )
    );
    for bad in [
        "\"too short a secret\"",
        "12345678",
        "[\"12345678\"]",
        "{ a = 12345678 }",
    ] {
        let told = Shop::new()
            .file("config.toml", format!("jwt_secret = {bad}"))
            .problems();
        assert_eq!(
            told,
            [
                "config.toml, line 1: jwt_secret = (hidden) is not valid: a text of at least 32 bytes"
            ]
        );
    }
}
