//! `GET /healthz`: whether the database can be written is tried in durability/storage.rs; this is the rest.

use oms::domain::Clock;
use oms::services::backups::Folder;
use serde_json::{Value, json};

use crate::support::Shop;

const MINUTE_MS: i64 = 60 * 1000;
const HOUR_MS: i64 = 60 * MINUTE_MS;

fn health(shop: &Shop) -> Value {
    shop.anyone().get("/healthz").expect(200)
}

/// Makes a backup of this machine's present time.
fn back_up(shop: &Shop) {
    let folder = Folder {
        path: shop.database().with_file_name("backups"),
        keep: 14,
    };
    folder
        .add(&shop.database(), &Clock::system(), &mut |_| {})
        .unwrap();
}

#[test]
fn a_new_shop_is_well_and_tells_of_disk_log_backup_and_clock() {
    let shop = Shop::open();
    let health = health(&shop);
    assert_eq!(health["status"], "ok");
    assert_eq!(health["database"], "ok");
    assert_eq!(health["version"], env!("CARGO_PKG_VERSION"));
    assert!(health["disk_free_bytes"].as_u64().unwrap() > 0, "{health}");
    assert!(health["wal_size_bytes"].as_u64().unwrap() > 0, "{health}");
    assert_eq!(health["last_backup"], json!(null));
    assert_eq!(health["clock"], "ok");
    let text = health.to_string();
    assert!(!text.contains("oms.db") && !text.contains('/'), "{text}");
}

#[test]
fn a_backup_that_is_missing_or_late_is_a_warning() {
    let shop = Shop::open();
    let backup_warnings = || {
        let health = health(&shop);
        let warnings = health["warnings"].as_array().unwrap().iter();
        let warnings = warnings.filter(|it| it.as_str().unwrap().contains("backup"));
        (
            health["last_backup"].clone(),
            warnings.cloned().collect::<Vec<_>>(),
        )
    };
    assert_eq!(backup_warnings().1, [json!(null); 0]);
    shop.advance_ms(16 * MINUTE_MS);
    assert_eq!(backup_warnings().1, [json!("There is no backup yet.")]);
    back_up(&shop);
    let (backup, warnings) = backup_warnings();
    assert_eq!(warnings, [json!(null); 0]);
    let age_s = backup["age_seconds"].as_i64().unwrap();
    assert!((16 * 60..17 * 60).contains(&age_s), "{backup}");
    assert!(backup["at"].as_str().unwrap().ends_with('Z'), "{backup}");
    shop.advance_ms(48 * HOUR_MS);
    let late = "The newest backup is older than two intervals.";
    assert_eq!(backup_warnings().1, [json!(late)]);
}

#[test]
fn a_shop_that_wants_no_backups_is_not_warned() {
    let shop = Shop::open_with(|config| config.backup_every_hours = 0);
    shop.advance_ms(1_000 * HOUR_MS);
    let warnings = health(&shop)["warnings"].to_string();
    assert!(!warnings.contains("backup"), "{warnings}");
}

#[test]
fn a_clock_that_was_set_back_is_told_until_it_has_caught_up() {
    let shop = Shop::open();
    let rye = shop.product("Rye bread", 4.8, None);
    let clock = || {
        let health = health(&shop);
        let is_warned = health["warnings"].to_string().contains("clock is behind");
        (health["clock"].as_str().unwrap().to_owned(), is_warned)
    };
    shop.advance_ms(HOUR_MS);
    shop.order(&rye, 1);
    assert_eq!(clock(), ("ok".to_owned(), false));
    shop.advance_ms(-HOUR_MS);
    assert_eq!(clock(), ("behind".to_owned(), true));
    // What is written meanwhile changes nothing about the order of an hour later.
    shop.product("Spelt", 5.2, None);
    assert_eq!(clock(), ("behind".to_owned(), true));
    shop.advance_ms(HOUR_MS);
    assert_eq!(clock(), ("ok".to_owned(), false));
}
