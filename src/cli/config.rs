//! `oms config`: shows the settings in force and where each comes from.
//!
//! It prints what loading found, in which secrets are already hidden, and looks nothing up itself.

use super::{Failure, print};
use crate::config::Setting;

/// Prints one line a setting: key, value, source.
pub(super) fn run(settings: &[Setting]) -> Result<(), Failure> {
    print(&table(settings))
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
