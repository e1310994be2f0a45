//! The shop's own settings. The database has them; what the settings file names is only what a new database
//! begins with.

use std::sync::Arc;

use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};

use super::journal;
use crate::domain::{self, Logo, Shop, ShopDays, ShopSettings, ShopSettingsPatch};
use crate::error::{Entity, Error, Result};
use crate::store::{self, ReadTx, Store, WriteTx};

/// How many bytes of a logo's hash tell it from another one.
const VERSION_BYTES: usize = 8;

/// The settings of a shop. Cheap to clone.
#[derive(Clone)]
pub struct Settings(Arc<Inner>);

struct Inner {
    store: Store,
    /// What holds where the database has nothing yet.
    first: ShopSettings,
    /// Where the shop's days are.
    zone: TimeZone,
}

impl Settings {
    /// The settings of this store, which begins with `first` where it has none yet.
    ///
    /// # Errors
    /// [`Error::Storage`]: the database can't be read or written.
    pub fn begin(store: Store, first: ShopSettings, zone: TimeZone) -> Result<Self> {
        if !store.read_blocking(store::shop::has_rows)? {
            let first = first.clone();
            store.write_blocking(move |tx| begin(tx, &first))?;
        }
        Ok(Self(Arc::new(Inner { store, first, zone })))
    }

    /// The settings as they are now.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn now(&self) -> Result<ShopSettings> {
        self.0.store.read_blocking(|tx| self.0.read(tx))
    }

    /// What everyone who is signed in may know of them.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn shop(&self) -> Result<Shop> {
        self.now().map(|settings| Shop::from(&settings))
    }

    /// Where the shop's days begin and end now.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn days(&self) -> Result<ShopDays> {
        Ok(ShopDays {
            zone: self.0.zone.clone(),
            starts_at: self.now()?.day_starts_at,
        })
    }

    /// Changes them. What stays as it is tells nobody.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`crate::error::Conflict::CurrencyFixed`].
    pub async fn change(&self, patch: ShopSettingsPatch) -> Result<ShopSettings> {
        domain::check(&patch)?;
        self.write(move |tx, before| store::shop::write(tx, &before.with(patch)))
            .await
    }

    /// The logo with its version, as its path has it.
    ///
    /// # Errors
    /// [`Error::NotFound`]: there is none.
    pub fn logo(&self) -> Result<(Logo, String)> {
        let found = self
            .0
            .store
            .read_blocking(|tx| Ok(store::shop::logo(tx)?.zip(store::shop::logo_version(tx)?)))?;
        found.ok_or(Error::NotFound(Entity::Logo))
    }

    /// Takes a file as the logo.
    ///
    /// # Errors
    /// [`Error::Invalid`] for `logo`: it is no PNG or JPEG picture.
    pub async fn set_logo(&self, file: Vec<u8>) -> Result<ShopSettings> {
        let logo = Logo::read(file)?;
        let version = version_of(&logo);
        self.write(move |tx, _| store::shop::set_logo(tx, Some((&logo, &version))))
            .await
    }

    /// Removes the logo.
    ///
    /// # Errors
    /// [`Error::NotFound`]: there is none.
    pub async fn remove_logo(&self) -> Result<()> {
        self.write(|tx, before| match before.logo {
            Some(_) => store::shop::set_logo(tx, None),
            None => Err(Error::NotFound(Entity::Logo)),
        })
        .await
        .map(drop)
    }

    /// Runs a change, which is told the settings before, and tells everyone whom it concerns.
    async fn write<F>(&self, change: F) -> Result<ShopSettings>
    where
        F: FnOnce(&mut WriteTx<'_>, &ShopSettings) -> Result<()> + Send + 'static,
    {
        let this = self.0.clone();
        self.0
            .store
            .write(move |tx| {
                let before = this.read(tx)?;
                change(tx, &before)?;
                let after = this.read(tx)?;
                journal::settings_changed(tx, &before, &after)?;
                Ok(after)
            })
            .await
    }
}

impl Inner {
    fn read(&self, tx: &ReadTx<'_>) -> Result<ShopSettings> {
        store::shop::read(tx, &self.first)
    }
}

/// Writes what a database begins with. One that is older than these settings has its currency already.
fn begin(tx: &mut WriteTx<'_>, first: &ShopSettings) -> Result<()> {
    let mut present = store::shop::read(tx, first)?;
    // Until now the settings file decided as long as there were no amounts.
    if !store::shop::has_amounts(tx)? {
        present.currency = first.currency;
    }
    store::shop::write(tx, &present)
}

fn version_of(logo: &Logo) -> String {
    let hash = Sha256::digest(&logo.bytes);
    let bytes = hash.iter().take(VERSION_BYTES);
    bytes.map(|byte| format!("{byte:02x}")).collect()
}
