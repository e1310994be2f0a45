//! Products and their stock.

use rocket::{State, delete, get, patch, post};

use super::body::Body;
use super::guards::{Admin, SignedIn};
use super::list::{self, NamedQuery, PartQuery};
use super::problem::Problem;
use super::query::{NoQuery, Query};
use super::reply::{Created, Json, Listed, NoContent};
use crate::domain::{NewProduct, Product, ProductFilter, ProductPatch, StockChange, StockEntry};
use crate::error::{Entity, Result};
use crate::services::products::Products;

/// The products of the shop, by name.
#[utoipa::path(context_path = "/api", tag = "products", params(NamedQuery),
    responses((status = 200, body = Vec<Product>, headers(("Link", description = "the next page, RFC 8288")))))]
#[get("/products")]
pub(super) async fn list_products(
    caller: SignedIn,
    query: Query<NamedQuery>,
    products: &State<Products>,
) -> Result<Listed<Product>> {
    let NamedQuery {
        q,
        archived,
        sort,
        limit,
        cursor,
    } = query.0;
    let request = list::request(limit, cursor.as_deref())?;
    let filter = ProductFilter {
        q: list::search(q)?,
        archived,
        sort,
    };
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
) -> Result<Listed<StockEntry>> {
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
