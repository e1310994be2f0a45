//! The description of all of this for programs (OpenAPI 3.1), made from the code, and a page to read it.

use rocket::get;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{
    ComponentsBuilder, Content, ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
};
use utoipa::{Modify, OpenApi};

use super::guards::{COOKIE, SECURE_COOKIE};
use super::problem::Problem;
use super::query::NoQuery;
use super::web::Asset;
use super::{
    addresses, auth, backups, client_errors, customers, displays, documents, exports, health,
    imports, links, live, mails, metrics, orders, payments, products, reports, settings, setup,
    tokens, webhooks,
};
use crate::error::{Entity, Error};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "OMS",
        description = "Orders of a small shop: their pipeline, their stock, their customers, live."
    ),
    paths(
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
        openapi_json,
        docs,
        health::healthz,
        metrics::metrics,
    ),
    components(schemas(Problem)),
    security(("bearer" = []), ("cookie" = [])),
    modifiers(&Security, &Problems, &Complete)
)]
struct Document;

/// The whole description. The server gives the file that a test keeps like it: so the executable has the text, twenty
/// kilobytes, and not the code that writes it, a megabyte and a half.
pub fn document() -> utoipa::openapi::OpenApi {
    Document::openapi()
}

/// How one shows who one is.
struct Security;

impl Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
            COOKIE,
            &format!("Over HTTPS: `{SECURE_COOKIE}`."),
        )));
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "The token of a sign-in (a JSON Web Token), or an API token (`oms_…`), which acts as the admin \
                 who made it: wherever the one works, the other does, but for what is marked as not for API tokens.",
            ))
            .build();
        let bearer = SecurityScheme::Http(bearer);
        let components = document.components.take().unwrap_or_default();
        document.components = Some(
            ComponentsBuilder::from(components)
                .security_scheme("bearer", bearer)
                .security_scheme("cookie", cookie)
                .build(),
        );
    }
}

/// Every refusal is a problem document, whatever the status. One that can be something else as well says so.
struct Problems;

impl Problems {
    /// A refusal, beside what else may come with its status.
    fn beside(refusal: &Response, other: &RefOr<Response>) -> RefOr<Response> {
        let mut both = refusal.clone();
        if let RefOr::T(other) = other {
            let problem = Some(Ref::from_schema_name("Problem").into());
            let is_other =
                |content: &RefOr<Content>| matches!(content, RefOr::T(it) if it.schema != problem);
            let others = other.content.iter();
            let others = others.filter(|(_, content)| is_other(content));
            both.content
                .extend(others.map(|(kind, content)| (kind.clone(), content.clone())));
        }
        both.into()
    }
}

impl Modify for Problems {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let schema = Ref::from_schema_name("Problem");
        let content = ContentBuilder::new().schema(Some(schema)).build();
        let refusal = ResponseBuilder::new()
            .description("What went wrong, as a problem document (RFC 9457)")
            .content("application/problem+json", content)
            .build();
        let paths = document.paths.paths.values_mut();
        let operations = paths.flat_map(|path| {
            [
                &mut path.get,
                &mut path.post,
                &mut path.put,
                &mut path.patch,
                &mut path.delete,
            ]
            .into_iter()
            .flatten()
        });
        for operation in operations {
            for (status, response) in &mut operation.responses.responses {
                if status.starts_with(['4', '5']) {
                    *response = Self::beside(&refusal, response);
                }
            }
            operation
                .responses
                .responses
                .insert("default".to_owned(), refusal.clone().into());
        }
    }
}

/// What the server answers has all its fields: those without a value are null, never absent.
struct Complete;

impl Complete {
    const ANSWERS: [&str; 30] = [
        "Order",
        "OrderItem",
        "Product",
        "User",
        "TimelineEntry",
        "StockEntry",
        "CustomerReport",
        "Reached",
        "ImportRow",
        "RowChange",
        "Backup",
        "ApiToken",
        "Payment",
        "Closing",
        "MethodSums",
        "TaxSums",
        "StatusSums",
        "TaxOfRate",
        "Discount",
        "OrderState",
        "BoardEntry",
        "Webhook",
        "CreatedWebhook",
        "WebhookDelivery",
        "ShopSettings",
        "MailSettings",
        "MailTest",
        "Mail",
        "Shop",
        "DocumentBrief",
    ];
}

impl Modify for Complete {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let Some(components) = &mut document.components else {
            return;
        };
        for name in Self::ANSWERS {
            if let Some(RefOr::T(Schema::Object(object))) = components.schemas.get_mut(name) {
                object.required = object.properties.keys().cloned().collect();
            }
        }
    }
}

/// This description.
#[utoipa::path(context_path = "/api", tag = "docs", security(()), responses((status = 200, content_type = "application/json")))]
#[get("/openapi.json")]
pub(super) fn openapi_json(_query: NoQuery) -> Result<Asset, Error> {
    Asset::find("openapi.json").ok_or(Error::NotFound(Entity::Page))
}

/// A page to read this description and try it. It needs nothing outside of this server.
#[utoipa::path(context_path = "/api", tag = "docs", security(()), responses((status = 200, content_type = "text/html")))]
#[get("/docs")]
pub(super) fn docs(_query: NoQuery) -> Result<Asset, Error> {
    Asset::find("docs.html").ok_or(Error::NotFound(Entity::Page))
}
