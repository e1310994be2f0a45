//! Joins settings, store, services and live events into one server. The command line starts it, and so
//! do the tests.

mod running;

use std::sync::{Arc, Mutex};

use rocket::config::{Shutdown, Sig, TlsConfig};
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket};
use tokio_util::sync::CancellationToken;

use crate::auth::Passwords;
use crate::config::Config;
use crate::domain::Clock;
use crate::error::Result;
use crate::ops::addresses::Addresses;
use crate::ops::mdns::Announcement;
use crate::ops::tls::Certificates;
use crate::realtime::Hub;
use crate::routes::{self, ClientErrors, Origins, Shop, Trust};
use crate::services::accounts::Accounts;
use crate::services::backups::{self, Backups, Folder};
use crate::services::customers::Customers;
use crate::services::health::Health;
use crate::services::listings::Listings;
use crate::services::orders::Orders;
use crate::services::products::Products;
use crate::services::reports::Reports;
use crate::store::Store;

pub use running::launch;
use running::{Make, Surroundings};

/// Seconds that requests under way are waited for when the server stops.
const GRACE_S: u32 = 3;

/// A shop, open for business once its server is launched.
pub struct App {
    /// Who may enter; makes the setup link.
    pub accounts: Accounts,
    /// Where the server will be reached.
    pub addresses: Arc<Addresses>,
    /// What it shows to browsers, with HTTPS.
    pub certificates: Option<Arc<Certificates>>,
    /// Stops the server, as a signal does. A handle of Rocket's would stop it only until its first new certificate.
    pub stop: CancellationToken,
    /// The server, not launched yet.
    pub server: Rocket<Build>,
}

impl App {
    /// Opens the database and puts everything together.
    ///
    /// # Errors
    /// [`crate::error::Error::Storage`] with a sentence for the owner when the database can't be opened.
    pub fn new(config: &Config, clock: Clock) -> Result<Self> {
        let folder = backup_folder(config);
        backups::before_upgrade(&config.database, &folder, &clock)?;
        let hub = Arc::new(Hub::new());
        let store = Store::open(&config.database, config.currency.into(), clock, hub.clone())?;
        let passwords = Passwords::default();
        let listings = Listings::new(store.clone());
        let backups = Backups::new(
            store.clock().clone(),
            config.database.clone(),
            folder,
            config.backup_every_hours,
        );
        let customers = Customers::new(store.clone(), listings.clone(), passwords.clone());
        let accounts = Accounts::new(
            store.clone(),
            passwords,
            config.jwt_secret.as_ref().map(|secret| secret.expose()),
            config.token_hours,
        )?;
        let shop = Shop {
            name: config.shop_name.clone(),
            currency: config.currency.into(),
            timezone: config.timezone_name.clone(),
            low_stock: config.low_stock,
        };
        let origins = Arc::new(Origins {
            allowed: config.allowed_origins.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
        });
        let addresses = Arc::new(Addresses::new(config));
        let certificates = Certificates::new(config, &store)?.map(Arc::new);
        let trust = Trust(certificates.as_ref().and_then(|of| of.authority()));
        let (shop, timezone) = (Arc::new(shop), Arc::new(config.timezone.clone()));
        let settings = ServerSettings {
            config: config.clone(),
            addresses: addresses.clone(),
            certificates: certificates.clone(),
        };
        let clerk = customers.clone();
        let (keeper, where_it_is, trusted) = (accounts.clone(), addresses.clone(), trust.clone());
        // Made anew when it begins anew with another certificate, around the same store and hub.
        let make = move || {
            let at = where_it_is.clone();
            routes::mount(rocket::custom(settings.of_server()))
                .manage(Orders::new(store.clone(), listings.clone()))
                .manage(Products::new(store.clone(), listings.clone()))
                .manage(clerk.clone())
                .manage(Reports::new(store.clone()))
                .manage(Health::new(store.clone()))
                .manage(ClientErrors::default())
                .manage(store.clock().clone())
                .manage(keeper.clone())
                .manage(hub.clone())
                .manage(store.clone())
                .manage(shop.clone())
                .manage(origins.clone())
                .manage(timezone.clone())
                .manage(where_it_is.clone())
                .manage(trusted.clone())
                .attach(AdHoc::on_liftoff("address", move |server| {
                    Box::pin(async move { at.set_port(server.config().port) })
                }))
        };
        let stop = CancellationToken::new();
        let server = make()
            .attach(AdHoc::on_liftoff("backups", move |_| {
                Box::pin(async move { drop(tokio::spawn(backups.keep_making())) })
            }))
            .attach(AdHoc::on_liftoff("orders left to index", move |_| {
                Box::pin(async move { drop(customers.index_orders()) })
            }))
            .manage(Arc::new(Surroundings {
                addresses: addresses.clone(),
                announcement: Announcement::new(config),
                certificates: certificates.clone(),
                stop: stop.clone(),
                announced: Mutex::default(),
                make: Box::new(make),
                make_plain: plain_server(config, &addresses, trust),
            }));
        Ok(Self {
            accounts,
            addresses,
            certificates,
            stop,
            server,
        })
    }
}

/// The folder of the backups, by the settings.
pub fn backup_folder(config: &Config) -> Folder {
    Folder {
        path: config.backup_folder(),
        keep: config.backup_keep,
    }
}

/// What Rocket's settings are made from: ours alone, no Rocket.toml, no ROCKET_ variables.
struct ServerSettings {
    config: Config,
    addresses: Arc<Addresses>,
    certificates: Option<Arc<Certificates>>,
}

impl ServerSettings {
    /// Those of the server, with the certificate in force, at the port that it has already.
    fn of_server(&self) -> rocket::Config {
        let pair = self.certificates.as_ref().map(|of| of.present());
        rocket::Config {
            port: self.addresses.port(),
            tls: pair.map(|pair| TlsConfig::from_bytes(&pair.chain, &pair.key)),
            shutdown: Shutdown {
                ctrlc: true,
                #[cfg(unix)]
                signals: [Sig::Term, Sig::Int].into(),
                grace: GRACE_S,
                mercy: 1,
                ..Shutdown::default()
            },
            ..common_settings(&self.config)
        }
    }
}

/// The server that leads plain HTTP to HTTPS; it stops when the server does.
fn plain_server(config: &Config, addresses: &Arc<Addresses>, trust: Trust) -> Option<Make> {
    if !config.tls.is_on() || config.http_port == 0 {
        return None;
    }
    let addresses = addresses.clone();
    let settings = rocket::Config {
        port: config.http_port,
        shutdown: Shutdown {
            ctrlc: false,
            #[cfg(unix)]
            signals: std::collections::HashSet::new(),
            grace: 0,
            mercy: 0,
            ..Shutdown::default()
        },
        ..common_settings(config)
    };
    Some(Box::new(move || {
        routes::mount_plain(rocket::custom(settings.clone()))
            .manage(addresses.clone())
            .manage(trust.clone())
    }))
}

fn common_settings(config: &Config) -> rocket::Config {
    rocket::Config {
        address: config.address,
        // Which server this is concerns nobody.
        ident: rocket::config::Ident::none(),
        log_level: rocket::config::LogLevel::Off,
        ..rocket::Config::release_default()
    }
}
