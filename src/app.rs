//! Joins settings, store, services and live events into one server. The command line starts it, and so
//! do the tests.

mod commits;
mod running;

use std::sync::{Arc, Mutex};

use rocket::config::{Shutdown, TlsConfig};
use rocket::fairing::AdHoc;
use rocket::{Build, Rocket};
use tokio_util::sync::CancellationToken;

use crate::auth::Passwords;
use crate::config::Config;
use crate::domain::Clock;
use crate::error::Result;
use crate::ops::addresses::Addresses;
use crate::ops::connections::{Connections, Limits, PerAddress};
use crate::ops::error_reports::ErrorReports;
use crate::ops::mdns::Announcement;
use crate::ops::metrics::Traffic;
use crate::ops::smtp::SmtpPost;
use crate::ops::tls::Certificates;
use crate::ops::webhook_post::WebhookPost;
use crate::realtime::Hub;
use crate::routes::{self, ClientErrors, Origins, Trust, ZoneName};
use crate::services::accounts::Accounts;
use crate::services::backups::{self, Backups, Folder};
use crate::services::bell::Bell;
use crate::services::customers::Customers;
use crate::services::displays::Displays;
use crate::services::documents::Documents;
use crate::services::export::Exports;
use crate::services::health::Health;
use crate::services::import::Imports;
use crate::services::links::Links;
use crate::services::listings::Listings;
use crate::services::mails::Mails;
use crate::services::orders::Orders;
use crate::services::payments::Payments;
use crate::services::products::Products;
use crate::services::reports::Reports;
use crate::services::settings::Settings;
use crate::services::tokens::Tokens;
use crate::services::webhooks::Webhooks;
use crate::store::{Store, shop};

use commits::Commits;
pub use running::launch;
use running::{Make, Surroundings};

/// Seconds that requests under way are waited for when the server stops.
const GRACE_S: u32 = 3;

/// A shop, open for business once its server is launched.
pub struct App {
    /// Who may enter; makes the setup link.
    pub accounts: Accounts,
    /// The copies of its database.
    pub backups: Backups,
    /// Whom it tells of events.
    pub webhooks: Webhooks,
    /// What it sends by mail.
    pub mails: Mails,
    /// Where what goes wrong is reported.
    pub reports: ErrorReports,
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
    /// [`crate::error::Error::Invalid`] names the setting whose certificate is of no use.
    pub fn new(config: &Config, clock: Clock) -> Result<Self> {
        Self::with_limits(config, clock, Limits::default())
    }

    /// [`App::new`], with another patience with its clients, for tests.
    ///
    /// # Errors
    /// As [`App::new`].
    pub fn with_limits(config: &Config, clock: Clock, limits: Limits) -> Result<Self> {
        let clock = clock.in_zone(config.timezone.clone());
        let folder = backup_folder(config);
        backups::before_upgrade(&config.database, &folder, &clock)?;
        let hub = Arc::new(Hub::new());
        let bell = Bell::default();
        let commits = Arc::new(Commits {
            hub: hub.clone(),
            bell: bell.clone(),
        });
        let store = Store::open(&config.database, config.currency.into(), clock, commits)?;
        let webhooks = Webhooks::new(store.clone(), bell.clone(), Arc::new(WebhookPost::new()));
        let settings = Settings::begin(
            store.clone(),
            config.first_settings(),
            config.timezone.clone(),
        )?;
        let post = Arc::new(SmtpPost::new());
        let shop = settings.now()?;
        if let Some(warning) = config.overruled_by(&shop) {
            log::warn!("{warning}");
        }
        let passwords = Passwords::default();
        let listings = Listings::new(store.clone());
        let health = Health::new(
            store.clone(),
            config.database.clone(),
            folder.clone(),
            settings.clone(),
        );
        health.look_at_clock()?;
        let dsn = config.sentry_dsn.as_ref().map(|dsn| dsn.expose_text());
        let reports = ErrorReports::to(dsn);
        let backups = Backups::new(
            store.clone(),
            config.database.clone(),
            folder,
            settings.clone(),
            config.timezone.clone(),
        );
        let customers = Customers::new(store.clone(), listings.clone(), passwords.clone());
        let tokens = Tokens::new(store.clone());
        let accounts = Accounts::new(
            store.clone(),
            passwords,
            tokens.clone(),
            config.jwt_secret.as_ref().map(|secret| secret.expose()),
            config.token_hours,
        )?;
        let addresses = Arc::new(Addresses::new(config));
        let certificates = Certificates::new(config, &store, &shop.name)?.map(Arc::new);
        let connections = Arc::new(Connections::new(
            limits.within_descriptors(),
            PerAddress {
                most: config.connections_per_address,
                exempt: config.trusted_proxies.clone(),
            },
        ));
        let documents = Documents::new(store.clone(), listings.clone());
        let mails = Mails::new(
            store.clone(),
            bell,
            post,
            documents.clone(),
            settings.clone(),
        );
        let parts = Parts {
            documents,
            config: config.clone(),
            hub,
            listings,
            imports: Imports::new(store.clone(), customers.clone()),
            customers: customers.clone(),
            accounts: accounts.clone(),
            tokens,
            links: Links::new(store.clone()),
            backups: backups.clone(),
            webhooks: webhooks.clone(),
            mails: mails.clone(),
            health,
            reports: reports.clone(),
            traffic: Arc::default(),
            connections: connections.clone(),
            settings,
            origins: Arc::new(Origins {
                allowed: config.allowed_origins.clone(),
                trusted_proxies: config.trusted_proxies.clone(),
            }),
            addresses: addresses.clone(),
            certificates: certificates.clone(),
            store,
        };
        let stop = CancellationToken::new();
        let make_plain = parts.plain_server();
        // What is done once, and not again with each certificate, is attached to the first server alone.
        let server = parts
            .server()
            .attach(AdHoc::on_liftoff("backups", |server| {
                let backups = server.state::<Backups>().cloned();
                Box::pin(async { drop(backups.map(|it| tokio::spawn(it.keep_making()))) })
            }))
            .attach(AdHoc::on_liftoff("webhooks", {
                let (webhooks, stop) = (webhooks.clone(), stop.clone());
                move |_| Box::pin(async move { webhooks.begin(stop) })
            }))
            .attach(AdHoc::on_liftoff("mails", {
                let (mails, stop) = (mails.clone(), stop.clone());
                move |_| Box::pin(async move { mails.begin(stop) })
            }))
            .attach(AdHoc::on_liftoff("orders left to index", move |_| {
                Box::pin(async move { drop(customers.index_orders()) })
            }))
            .manage(Arc::new(Surroundings {
                addresses: addresses.clone(),
                connections,
                announcement: Announcement::new(config, &shop.name),
                certificates: certificates.clone(),
                stop: stop.clone(),
                announced: Mutex::default(),
                make: Box::new(move || parts.server()),
                make_plain,
            }));
        Ok(Self {
            accounts,
            backups,
            webhooks,
            mails,
            reports,
            addresses,
            certificates,
            stop,
            server,
        })
    }
}

/// The folder of the backups: where the settings of the machine have it, with as many as the shop keeps.
pub fn backup_folder(config: &Config) -> Folder {
    // A database that can't be read says so to the one who opens it.
    let kept = shop::peek(&config.database, &["backup_keep"]).unwrap_or_default();
    let kept = kept.first().and_then(|(_, value)| value.parse().ok());
    Folder {
        path: config.backup_folder(),
        keep: kept.unwrap_or(config.backup_keep),
    }
}

/// What a server is put together from, and another one when it begins anew with another certificate.
struct Parts {
    config: Config,
    store: Store,
    hub: Arc<Hub>,
    listings: Listings,
    customers: Customers,
    imports: Imports,
    accounts: Accounts,
    tokens: Tokens,
    links: Links,
    documents: Documents,
    backups: Backups,
    webhooks: Webhooks,
    mails: Mails,
    health: Health,
    reports: ErrorReports,
    traffic: Arc<Traffic>,
    connections: Arc<Connections>,
    settings: Settings,
    origins: Arc<Origins>,
    addresses: Arc<Addresses>,
    certificates: Option<Arc<Certificates>>,
}

impl Parts {
    /// A server with the certificate in force.
    fn server(&self) -> Rocket<Build> {
        let at = self.addresses.clone();
        let server = rocket::custom(self.settings());
        routes::mount(server, self.traffic.clone(), self.connections.clone())
            .manage(Orders::new(self.store.clone(), self.listings.clone()))
            .manage(Products::new(self.store.clone(), self.listings.clone()))
            .manage(self.customers.clone())
            .manage(Exports::new(self.store.clone()))
            .manage(self.imports.clone())
            .manage(Payments::new(self.store.clone()))
            .manage(Reports::new(self.store.clone()))
            .manage(self.backups.clone())
            .manage(self.webhooks.clone())
            .manage(self.mails.clone())
            .manage(self.health.clone())
            .manage(self.config.metrics)
            .manage(self.reports.clone())
            .manage(ClientErrors::default())
            .manage(self.store.clock().clone())
            .manage(self.accounts.clone())
            .manage(self.tokens.clone())
            .manage(self.links.clone())
            .manage(self.documents.clone())
            .manage(Displays::new(self.store.clone()))
            .manage(self.hub.clone())
            .manage(self.store.clone())
            .manage(self.settings.clone())
            .manage(ZoneName(self.config.timezone_name.clone()))
            .manage(self.origins.clone())
            .manage(Arc::new(self.config.timezone.clone()))
            .manage(self.addresses.clone())
            .manage(Trust(self.certificates.clone()))
            .attach(AdHoc::on_liftoff("address", move |server| {
                Box::pin(async move { at.set_port(server.config().port) })
            }))
    }

    /// Rocket's own settings, from ours alone: no Rocket.toml, no ROCKET_ variables. At the port that the
    /// server has already.
    fn settings(&self) -> rocket::Config {
        let pair = self.certificates.as_ref().map(|of| of.present());
        rocket::Config {
            port: self.addresses.port(),
            tls: pair.map(|pair| TlsConfig::from_bytes(&pair.chain, &pair.key)),
            shutdown: shutdown(GRACE_S, 1),
            ..common_settings(&self.config)
        }
    }

    /// The server that leads plain HTTP to HTTPS; it stops when the server does.
    fn plain_server(&self) -> Option<Make> {
        if !self.config.tls.is_on() || self.config.http_port == 0 {
            return None;
        }
        let settings = rocket::Config {
            port: self.config.http_port,
            shutdown: shutdown(0, 0),
            ..common_settings(&self.config)
        };
        let addresses = self.addresses.clone();
        let certificates = self.certificates.clone();
        let connections = self.connections.clone();
        Some(Box::new(move || {
            routes::mount_plain(rocket::custom(settings.clone()), connections.clone())
                .manage(addresses.clone())
                .manage(Trust(certificates.clone()))
        }))
    }
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

/// How a server of Rocket's stops, in seconds, once it is told to. It does not listen to signals itself.
fn shutdown(grace: u32, mercy: u32) -> Shutdown {
    Shutdown {
        ctrlc: false,
        #[cfg(unix)]
        signals: std::collections::HashSet::new(),
        grace,
        mercy,
        ..Shutdown::default()
    }
}
