//! What the settings file says of the shop itself: only what a new database begins with. After that the
//! database has it, and the Settings page changes it.

use super::Config;
use crate::domain::ShopSettings;

/// The keys of what the database has, and the names that it has there.
pub const SHOP_KEYS: [(&str, &str); 5] = [
    ("shop_name", "name"),
    ("currency", "currency"),
    ("low_stock", "low_stock"),
    ("backup_every_hours", "backup_every_hours"),
    ("backup_keep", "backup_keep"),
];

impl Config {
    /// What a new database begins with.
    pub fn first_settings(&self) -> ShopSettings {
        ShopSettings {
            low_stock: self.low_stock,
            backup_every_hours: self.backup_every_hours,
            backup_keep: self.backup_keep,
            ..ShopSettings::named(self.shop_name.clone(), self.currency.into())
        }
    }

    /// What someone has set, in a file for one, and the database has otherwise, as a line for the log.
    pub fn overruled_by(&self, present: &ShopSettings) -> Option<String> {
        let rows = [
            ("shop_name", self.shop_name.clone(), present.name.clone()),
            (
                "currency",
                self.currency.code().to_owned(),
                present.currency.code().to_owned(),
            ),
            (
                "low_stock",
                self.low_stock.to_string(),
                present.low_stock.to_string(),
            ),
            (
                "backup_every_hours",
                self.backup_every_hours.to_string(),
                present.backup_every_hours.to_string(),
            ),
            (
                "backup_keep",
                self.backup_keep.to_string(),
                present.backup_keep.to_string(),
            ),
        ];
        let others = rows
            .iter()
            .filter(|(key, here, there)| here != there && self.named.contains(key));
        let others: Vec<_> = others
            .map(|(key, here, there)| format!("{key} is {there}, not {here}"))
            .collect();
        (!others.is_empty()).then(|| {
            format!(
                "the shop's own settings are in its database, and its Settings page changes them: {}",
                others.join("; ")
            )
        })
    }
}
