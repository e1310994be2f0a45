//! HTTP: per resource parse, check the shape, one service call, answer.
//!
//! The signature of a route says who may call it (`guards`). Every refusal, also those of Rocket
//! itself, is a problem document (`problem`). This file is the one list of all mounts.

mod addresses;
mod attendance;
mod auth;
mod backups;
mod body;
mod client_errors;
mod customers;
mod displays;
mod documents;
mod exports;
mod fallback;
mod guards;
mod headers;
mod health;
mod imports;
mod links;
mod list;
mod live;
mod mails;
mod metrics;
mod openapi;
mod orders;
mod payments;
mod plain;
mod problem;
mod products;
mod query;
mod reply;
mod reports;
mod request_log;
mod settings;
mod setup;
mod strict;
mod tokens;
mod trust;
mod web;
mod webhooks;

use std::sync::Arc;

use rocket::{Build, Rocket, routes};

pub use client_errors::ClientErrors;
pub use guards::Origins;
pub use openapi::document;
pub use plain::mount_plain;
pub use setup::ZoneName;
pub use trust::Trust;

use crate::ops::connections::Connections;
use crate::ops::metrics::Traffic;

/// Mounts everything on a server, whose requests are counted in `traffic` and marked in `connections`.
pub fn mount(
    rocket: Rocket<Build>,
    traffic: Arc<Traffic>,
    connections: Arc<Connections>,
) -> Rocket<Build> {
    rocket
        .manage(traffic.clone())
        .manage(connections.clone())
        .mount(
            "/api",
            routes![
                setup::setup_status,
                setup::set_up,
                auth::login,
                auth::sign_in_by_link,
                auth::logout,
                auth::me,
                auth::change_password,
                orders::list_orders,
                orders::count_orders,
                orders::create_order,
                orders::get_order,
                orders::update_order,
                orders::delete_order,
                orders::order_events,
                documents::list_documents,
                documents::get_document,
                documents::get_receipt,
                payments::list_payments,
                payments::enter_payment,
                products::list_products,
                products::create_product,
                products::get_product,
                products::update_product,
                products::delete_product,
                products::list_stock,
                products::change_stock,
                customers::list_customers,
                customers::create_customer,
                customers::get_customer,
                customers::update_customer,
                customers::delete_customer,
                exports::export_orders,
                exports::export_products,
                exports::export_customers,
                imports::import_products,
                imports::import_customers,
                reports::get_summary,
                reports::get_customer_report,
                reports::get_closing,
                settings::get_settings,
                settings::update_settings,
                settings::get_logo,
                settings::set_logo,
                settings::delete_logo,
                settings::get_shop,
                mails::get_mail_settings,
                mails::update_mail_settings,
                mails::test_mail,
                mails::list_mails,
                mails::send_mail_again,
                mails::delete_mail,
                mails::mail_document,
                mails::mail_receipt,
                addresses::list_addresses,
                backups::list_backups,
                backups::create_backup,
                backups::get_backup,
                backups::restore_backup,
                backups::list_alarms,
                tokens::list_tokens,
                tokens::create_token,
                tokens::delete_token,
                links::make_order_link,
                links::revoke_order_link,
                links::order_state,
                links::order_state_live,
                links::board,
                links::board_live,
                displays::list_displays,
                displays::create_display,
                displays::delete_display,
                displays::get_display_settings,
                displays::update_display_settings,
                webhooks::list_webhooks,
                webhooks::create_webhook,
                webhooks::get_webhook,
                webhooks::update_webhook,
                webhooks::delete_webhook,
                webhooks::replace_webhook_secret,
                webhooks::test_webhook,
                webhooks::list_webhook_deliveries,
                webhooks::send_webhook_delivery,
                client_errors::report_client_error,
                live::live,
                openapi::openapi_json,
                openapi::docs,
            ],
        )
        .mount("/api", fallback::only_get_at("/orders/counts"))
        .mount("/api", fallback::nothing_here())
        .mount(
            "/",
            routes![
                health::healthz,
                metrics::metrics,
                trust::trust_page,
                trust::trust_styles,
                trust::authority,
                links::status_page,
                links::display_page,
                web::web_app
            ],
        )
        .mount("/", fallback::only_get())
        .register("/", problem::catchers())
        .attach(attendance::Attendance(connections))
        .attach(request_log::RequestLog(traffic))
        .attach(headers::SecurityHeaders)
}
