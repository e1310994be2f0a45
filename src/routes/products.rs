//! Products and their stock.

use rocket::{State, delete, get, patch, post};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::Body;
use super::guards::{Admin, SignedIn};
use super::list::{self, PartQuery};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent};
use crate::domain::{
    NameSort, NewProduct, Product, ProductFilter, ProductPatch, StockChange, StockEntry,
};
use crate::error::{Entity, Result};
use crate::services::products::Products;
use crate::services::settings::Settings;

/// Which products, and which part of them.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct ProductQuery {
    /// Words of name or SKU; any order, accents and case ignored.
    pub(super) q: Option<String>,
    /// Those that are archived instead of those in use; for admins.
    #[serde(default)]
    #[param(required = false)]
    pub(super) archived: bool,
    /// Only those that run out: in use, and of their tracked stock at most as many left as the setting
    /// `low_stock` says.
    #[serde(default)]
    #[param(required = false)]
    pub(super) low_stock: bool,
    /// By name if absent.
    #[serde(default)]
    #[param(inline, required = false)]
    pub(super) sort: NameSort,
    /// 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    pub(super) limit: Option<usize>,
    /// From the `Link` of the page before.
    pub(super) cursor: Option<String>,
}

impl ProductQuery {
    /// The filter, with what the shop calls low stock.
    pub(super) fn filter(self, settings: &Settings) -> Result<ProductFilter> {
        let low_stock = match self.low_stock {
            true => Some(settings.now()?.low_stock),
            false => None,
        };
        Ok(ProductFilter {
            q: list::search(self.q)?,
            archived: self.archived,
            low_stock,
            sort: self.sort,
        })
    }
}

/// The products of the shop, by name.
#[utoipa::path(context_path = "/api", tag = "products", params(ProductQuery),
    responses((status = 200, body = Vec<Product>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/products")]
pub(super) async fn list_products(
    caller: SignedIn,
    query: Query<ProductQuery>,
    products: &State<Products>,
    settings: &State<Settings>,
) -> Result<Listed> {
    let request = list::request(query.0.limit, query.0.cursor.as_deref())?;
    let filter = query.0.filter(settings)?;
    products.list(&caller.0, filter, request).await.map(Listed)
}

/// Adds a product.
#[utoipa::path(context_path = "/api", tag = "products", request_body = NewProduct,
    responses((status = 201, body = Product, headers(("Location"))), (status = 409, body = Problem)))]
#[post("/products", data = "<product>")]
pub(super) async fn create_product(
    admin: Admin,
    _query: NoQuery,
    product: Body<NewProduct>,
    products: &State<Products>,
) -> Result<Created<Json<Product>>> {
    let product = products.create(&admin.0, product.0).await?;
    Ok(Created {
        location: format!("/api/products/{}", product.id),
        body: Json(product),
    })
}

/// One product.
#[utoipa::path(context_path = "/api", tag = "products", params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Product), (status = 404, body = Problem)))]
#[get("/products/<id>")]
pub(super) async fn get_product(
    caller: SignedIn,
    _query: NoQuery,
    id: &str,
    products: &State<Products>,
) -> Result<Json<Product>> {
    products
        .get(&caller.0, list::id(id, Entity::Product)?)
        .await
        .map(Json)
}

/// Changes a product; existing orders keep what they were sold. A `stock` is a count: the ledger gets the difference.
#[utoipa::path(context_path = "/api", tag = "products", request_body = ProductPatch, params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Product), (status = 404, body = Problem), (status = 409, body = Problem)))]
#[patch("/products/<id>", data = "<patch>")]
pub(super) async fn update_product(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    patch: Body<ProductPatch>,
    products: &State<Products>,
) -> Result<Json<Product>> {
    products
        .update(&admin.0, list::id(id, Entity::Product)?, patch.0)
        .await
        .map(Json)
}

/// Deletes a product; one that an order names is archived.
#[utoipa::path(context_path = "/api", tag = "products", params(("id" = uuid::Uuid, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
#[delete("/products/<id>")]
pub(super) async fn delete_product(
    _admin: Admin,
    _query: NoQuery,
    id: &str,
    products: &State<Products>,
) -> Result<NoContent> {
    products.delete(list::id(id, Entity::Product)?).await?;
    Ok(NoContent)
}

/// The stock ledger of a product, newest first.
#[utoipa::path(context_path = "/api", tag = "products", params(("id" = uuid::Uuid, Path), PartQuery),
    responses((status = 200, body = Vec<StockEntry>, headers(("Link", description = "the next page, RFC 8288"))),
        (status = 404, body = Problem)))]
#[get("/products/<id>/stock")]
pub(super) async fn list_stock(
    _admin: Admin,
    id: &str,
    query: Query<PartQuery>,
    products: &State<Products>,
) -> Result<Listed> {
    let PartQuery { limit, cursor } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    products
        .ledger(list::id(id, Entity::Product)?, request)
        .await
        .map(Listed)
}

/// Changes a product's stock by a difference.
#[utoipa::path(context_path = "/api", tag = "products", request_body = StockChange, params(("id" = uuid::Uuid, Path)),
    responses((status = 200, body = Product), (status = 404, body = Problem)))]
#[post("/products/<id>/stock", data = "<change>")]
pub(super) async fn change_stock(
    admin: Admin,
    _query: NoQuery,
    id: &str,
    change: Body<StockChange>,
    products: &State<Products>,
) -> Result<Json<Product>> {
    products
        .change_stock(&admin.0, list::id(id, Entity::Product)?, change.0)
        .await
        .map(Json)
}
