//! Joins settings, store, services and live events into one server. The command line starts it, and so
//! do the tests.

use std::sync::Arc;
use std::time::Duration;

use rocket::config::{Shutdown, Sig};
use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket};
use tokio::time::timeout;

use crate::auth::Passwords;
use crate::config::Config;
use crate::domain::Clock;
use crate::error::Result;
use crate::ops::error_reports::ErrorReports;
use crate::realtime::Hub;
use crate::routes::{self, ClientErrors, Origins, Shop};
use crate::services::accounts::Accounts;
use crate::services::backups::{self, Backups, Folder};
use crate::services::customers::Customers;
use crate::services::export::Exports;
use crate::services::health::Health;
use crate::services::import::Imports;
use crate::services::listings::Listings;
use crate::services::orders::Orders;
use crate::services::products::Products;
use crate::services::reports::Reports;
use crate::store::Store;

/// How long the last error reports may take to be sent when the server stops.
const LAST_REPORTS: Duration = Duration::from_secs(1);
/// Seconds that requests under way are waited for when the server stops.
const GRACE_S: u32 = 3;

/// A shop, open for business once its server is launched.
pub struct App {
    /// Who may enter; makes the setup link.
    pub accounts: Accounts,
    /// The copies of its database.
    pub backups: Backups,
    /// Where what goes wrong is reported.
    pub reports: ErrorReports,
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
        let health = Health::new(
            store.clone(),
            config.database.clone(),
            folder.clone(),
            config.backup_every_hours,
        );
        let dsn = config.sentry_dsn.as_ref().map(|dsn| dsn.expose_text());
        let reports = ErrorReports::to(dsn);
        let backups = Backups::new(
            store.clone(),
            config.database.clone(),
            folder,
            config.backup_every_hours,
            config.timezone.clone(),
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
        let origins = Origins {
            allowed: config.allowed_origins.clone(),
            trusted_proxies: config.trusted_proxies.clone(),
        };
        let server = routes::mount(rocket::custom(server_settings(config)))
            .manage(Orders::new(store.clone(), listings.clone()))
            .manage(Products::new(store.clone(), listings))
            .manage(customers.clone())
            .manage(Exports::new(store.clone()))
            .manage(Imports::new(store.clone(), customers.clone()))
            .manage(Reports::new(store.clone()))
            .manage(backups.clone())
            .manage(health)
            .manage(config.metrics)
            .manage(reports.clone())
            .manage(ClientErrors::default())
            .manage(store.clock().clone())
            .manage(accounts.clone())
            .manage(hub)
            .manage(store)
            .manage(Arc::new(shop))
            .manage(Arc::new(origins))
            .manage(Arc::new(config.timezone.clone()))
            .attach(AdHoc::on_liftoff("backups", |server| {
                let backups = server.state::<Backups>().cloned();
                Box::pin(async { drop(backups.map(|it| tokio::spawn(it.keep_making()))) })
            }))
            .attach(AdHoc::on_liftoff("orders left to index", move |_| {
                Box::pin(async move { drop(customers.index_orders()) })
            }));
        Ok(Self {
            accounts,
            backups,
            reports,
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

/// Runs a server until it is told to stop.
///
/// # Errors
/// Rocket's, when the server can't listen or ends by itself.
pub async fn launch(server: Rocket<Build>) -> std::result::Result<(), Box<rocket::Error>> {
    let hub = server.state::<Arc<Hub>>().cloned();
    let reports = server.state::<ErrorReports>().cloned();
    let ended = server.launch().await;
    if let Some(hub) = hub {
        // Rocket does not know of them. One that takes nothing is not waited for beyond the grace time.
        let grace = Duration::from_secs(GRACE_S.into());
        let _ = timeout(grace, hub.all_closed()).await;
    }
    if let Some(reports) = reports {
        reports.flush(LAST_REPORTS).await;
    }
    match ended {
        Ok(_) => Ok(()),
        // Told to stop, and a connection was still there when Rocket counted them: no failure.
        Err(error) if matches!(error.kind(), ErrorKind::Shutdown(_, None)) => Ok(()),
        Err(error) => Err(Box::new(error)),
    }
}

/// Rocket's own settings, from ours alone: no Rocket.toml, no ROCKET_ variables.
fn server_settings(config: &Config) -> rocket::Config {
    rocket::Config {
        address: config.address,
        port: config.port,
        // Which server this is concerns nobody.
        ident: rocket::config::Ident::none(),
        log_level: rocket::config::LogLevel::Off,
        shutdown: Shutdown {
            ctrlc: true,
            #[cfg(unix)]
            signals: [Sig::Term, Sig::Int].into(),
            grace: GRACE_S,
            mercy: 1,
            ..Shutdown::default()
        },
        ..rocket::Config::release_default()
    }
}
