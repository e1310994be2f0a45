//! `oms config`: shows the settings in force and where each comes from.
//!
//! It prints what loading found, in which secrets are already hidden, and what the database has of it instead.

use super::{Failure, print};
use crate::config::{Config, SHOP_KEYS, Setting};
use crate::store::shop;

/// Prints one line a setting: key, value, source.
pub(super) fn run(config: &Config, mut settings: Vec<Setting>) -> Result<(), Failure> {
    match shop::peek(&config.database, &SHOP_KEYS.map(|(_, row)| row)) {
        Ok(rows) => prefer(&mut settings, &rows),
        Err(error) => log::warn!("what the database has instead is not shown: {error}"),
    }
    print(&table(&settings))
}

/// Puts what the database has in the place of what it began with. One that has no name has its currency alone,
/// and the first start may still make it another one.
fn prefer(settings: &mut [Setting], rows: &[(&str, String)]) {
    if rows.iter().all(|(row, _)| *row != "name") {
        return;
    }
    for setting in settings {
        let row = SHOP_KEYS.iter().find(|(key, _)| *key == setting.key);
        let value = row.and_then(|(_, row)| rows.iter().find(|(found, _)| found == row));
        if let Some((_, value)) = value {
            setting.value.clone_from(value);
            setting.source = "the database, by its Settings page".to_owned();
        }
    }
}

fn table(settings: &[Setting]) -> String {
    let heading = ["KEY", "VALUE", "SOURCE"];
    let rows: Vec<_> = std::iter::once(heading)
        .chain(
            settings
                .iter()
                .map(|setting| [setting.key, &setting.value, &setting.source]),
        )
        .collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let keys = width(0).unwrap_or(0);
    let values = width(1).unwrap_or(0);
    rows.iter()
        .map(|[key, value, source]| format!("{key:<keys$}  {value:<values$}  {source}\n"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_database_has_goes_before_what_it_began_with() {
        let setting = |key, value: &str, source: &str| Setting {
            key,
            value: value.to_owned(),
            source: source.to_owned(),
        };
        let port = setting("port", "9000", "--port");
        let first = setting("shop_name", "Ours", "config.toml");
        let mut settings = [port.clone(), first.clone()];
        prefer(&mut settings, &[("currency", "EUR".to_owned())]);
        assert_eq!(settings, [port.clone(), first]);
        prefer(&mut settings, &[("name", "Theirs".to_owned())]);
        let source = "the database, by its Settings page";
        assert_eq!(settings, [port, setting("shop_name", "Theirs", source)]);
    }

    #[test]
    fn columns_stand_below_each_other() {
        let row = |key, value: &str, source: &str| Setting {
            key,
            value: value.to_owned(),
            source: source.to_owned(),
        };
        let shown = table(&[
            row("port", "9000", "--port"),
            row("shop_name", "Bücher", "OMS_SHOP_NAME"),
        ]);
        assert_eq!(
            shown,
            "KEY        VALUE   SOURCE\n\
             port       9000    --port\n\
             shop_name  Bücher  OMS_SHOP_NAME\n"
        );
    }
}
