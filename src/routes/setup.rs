//! The first start: is there an admin, and who becomes the first.

use rocket::request::{FromRequest, Outcome};
use rocket::{Request, State, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::auth::Session;
use super::body::Body;
use super::guards::{ClientAddr, SameOrigin};
use super::problem::Problem;
use super::query::NoQuery;
use super::reply::{Created, Json};
use super::trust::speaks_german;
use crate::domain::{Currency, DayStart, DocumentLanguage, NewUser, Rate, ShopSettingsPatch};
use crate::error::Result;
use crate::services::accounts::{Accounts, FirstAdmin};
use crate::services::settings::Settings;

/// The shop's time zone, as IANA names it.
#[derive(Clone, Debug)]
pub struct ZoneName(pub String);

/// Whether the shop has an admin, and what its pages need to know.
#[derive(Serialize, ToSchema)]
pub(super) struct SetupStatus {
    /// Whether there is no admin yet.
    needed: bool,
    /// The shop's name.
    shop_name: String,
    /// ISO 4217.
    #[schema(value_type = String)]
    currency: Currency,
    /// The time zone of its days, as IANA names it.
    timezone: String,
    /// Whether prices are those that people pay: with tax.
    prices_include_tax: bool,
    /// The tax rate of new products, and of lines that say none, in basis points.
    tax_rate: Rate,
    /// When its day begins, as `HH:MM` on the clocks of that zone.
    day_starts_at: DayStart,
    /// At how many left a product counts as running out.
    low_stock: i64,
}

/// The first admin.
#[derive(Deserialize, ToSchema)]
pub(super) struct SetupRequest {
    /// The token of the link that the server prints.
    token: String,
    /// Their name.
    name: String,
    /// What they sign in with.
    email: String,
    /// 8 characters at least.
    password: String,
    /// Whether to begin with sample products, customers and orders.
    #[serde(default)]
    sample_data: bool,
}

/// The language in which the shop's documents are at first: that of whoever sets it up.
pub(super) struct Language(DocumentLanguage);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Language {
    type Error = std::convert::Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Self::Error> {
        Outcome::Success(Self(match speaks_german(request) {
            true => DocumentLanguage::De,
            false => DocumentLanguage::En,
        }))
    }
}

/// Whether the shop is to be set up, and what its pages need to know of it.
#[utoipa::path(context_path = "/api", tag = "setup", security(()), responses((status = 200, body = SetupStatus)))]
#[get("/setup")]
pub(super) async fn setup_status(
    _query: NoQuery,
    accounts: &State<Accounts>,
    settings: &State<Settings>,
    zone: &State<ZoneName>,
) -> Result<Json<SetupStatus>> {
    let shop = settings.shop()?;
    Ok(Json(SetupStatus {
        needed: accounts.setup_needed().await?,
        shop_name: shop.name,
        currency: shop.currency,
        timezone: zone.0.clone(),
        prices_include_tax: shop.prices_include_tax,
        tax_rate: shop.tax_rate,
        day_starts_at: shop.day_starts_at,
        low_stock: shop.low_stock,
    }))
}

/// Makes the first admin, and signs them in. For the holder of the setup token alone; 409 once there is an admin.
#[utoipa::path(context_path = "/api", tag = "setup", security(()), request_body = SetupRequest,
    responses((status = 201, body = super::auth::SignedIn), (status = 409, body = Problem)))]
#[post("/setup", data = "<request>")]
pub(super) async fn set_up(
    _origin: SameOrigin,
    _query: NoQuery,
    address: ClientAddr,
    request: Body<SetupRequest>,
    language: Language,
    accounts: &State<Accounts>,
    settings: &State<Settings>,
) -> Result<Created<Session>> {
    let SetupRequest {
        token,
        name,
        email,
        password,
        sample_data,
    } = request.0;
    let user = NewUser {
        email: Some(email.trim().to_lowercase()),
        password: Some(password),
        ..NewUser::named(name.trim().to_owned())
    };
    let signed_in = accounts
        .set_up(
            FirstAdmin {
                token,
                user,
                sample_data,
            },
            address.0,
        )
        .await?;
    if language.0 != DocumentLanguage::default() {
        let patch = ShopSettingsPatch {
            document_language: Some(language.0),
            ..ShopSettingsPatch::default()
        };
        // The shop is set up all the same if this comes to nothing: it is a setting like others.
        let changed = settings.change(patch).await;
        drop(changed.inspect_err(|error| log::warn!("documents stay in English: {error}")));
    }
    let location = format!("/api/customers/{}", signed_in.user.id);
    Ok(Created {
        location,
        body: Session(signed_in),
    })
}
