//! Products: what is sold, at which price, and how many are left.

use std::sync::Arc;

use garde::Validate;

use super::listings::{Listing, Listings};
use super::stock::Cause;
use super::{Removed, journal, removal, stock};
use crate::auth::Caller;
use crate::domain::{
    self, Actor, Amount, Currency, ListRequest, MAX_STOCK, Money, NewProduct, Product,
    ProductFilter, ProductId, ProductPatch, StockChange, StockKind, Timestamp,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::stock::Movement;
use crate::store::{self, ReadTx, Store, WriteTx};

/// The products of the shop.
#[derive(Clone)]
pub struct Products {
    store: Store,
    listings: Listings,
}

impl Products {
    /// The products of this store.
    pub fn new(store: Store, listings: Listings) -> Self {
        Self { store, listings }
    }

    /// A page of the products that the filter lets through.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when a customer asks for archived ones.
    pub async fn list(
        &self,
        caller: &Caller,
        filter: ProductFilter,
        request: ListRequest,
    ) -> Result<Arc<Listing>> {
        if filter.archived && !caller.is_admin() {
            return Err(Error::Forbidden("only admins see archived products"));
        }
        self.listings
            .page(filter, request, store::products::list)
            .await
    }

    /// One product.
    ///
    /// # Errors
    /// [`Error::NotFound`], for customers also when it is archived.
    pub async fn get(&self, caller: &Caller, id: ProductId) -> Result<Product> {
        let sees_archived = caller.is_admin();
        self.store
            .read(move |tx| {
                let product = store::get::<Product>(tx, id)?;
                match product.archived_at.is_none() || sees_archived {
                    true => Ok(product),
                    false => Err(Error::NotFound(Entity::Product)),
                }
            })
            .await
    }

    /// Adds a product.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Conflict::SkuTaken`].
    pub async fn create(&self, caller: &Caller, new: NewProduct) -> Result<Product> {
        check(&new, Some(&new.price), self.store.currency())?;
        let actor = caller.actor();
        self.store
            .write(move |tx| create(tx, &new, Some(&actor)))
            .await
    }

    /// Changes a product. Existing orders keep what they were sold.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Error::NotFound`], [`Conflict::SkuTaken`].
    pub async fn update(
        &self,
        caller: &Caller,
        id: ProductId,
        patch: ProductPatch,
    ) -> Result<Product> {
        check(&patch, patch.price.as_ref(), self.store.currency())?;
        let actor = caller.actor();
        self.store
            .write(move |tx| update(tx, id, &patch, Cause::by(Some(&actor))))
            .await
    }

    /// Deletes a product, or archives it if an order names it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn delete(&self, id: ProductId) -> Result<Removed> {
        self.store.write(move |tx| delete(tx, id)).await
    }

    /// A page of a product's stock ledger, newest first.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn ledger(&self, id: ProductId, request: ListRequest) -> Result<Arc<Listing>> {
        let ledger = |tx: &ReadTx<'_>, id: &ProductId, request: &ListRequest| {
            store::get::<Product>(tx, *id)?;
            store::stock::ledger(tx, *id, request)
        };
        self.listings.page(id, request, ledger).await
    }

    /// Changes a product's stock by a difference. One that was not tracked is tracked from then on.
    ///
    /// # Errors
    /// [`Error::Invalid`] when less than nothing would be left; [`Error::NotFound`].
    pub async fn change_stock(
        &self,
        caller: &Caller,
        id: ProductId,
        change: StockChange,
    ) -> Result<Product> {
        domain::check(&change)?;
        let actor = caller.actor();
        self.store
            .write(move |tx| change_stock(tx, id, &change, Some(&actor)))
            .await
    }
}

/// Adds a product inside a transaction.
pub(super) fn create(
    tx: &mut WriteTx<'_>,
    new: &NewProduct,
    actor: Option<&Actor>,
) -> Result<Product> {
    let id = tx.new_id();
    create_as(tx, id, new, Cause::by(actor))
}

/// [`create`], with an id that nothing else has.
pub(super) fn create_as(
    tx: &mut WriteTx<'_>,
    id: ProductId,
    new: &NewProduct,
    cause: Cause<'_>,
) -> Result<Product> {
    check_sku(tx, new.sku.as_deref(), None)?;
    let now = tx.now();
    let product = Product {
        id,
        sku: new.sku.clone(),
        name: new.name.clone(),
        price: price(tx, &new.price)?,
        tax_rate: match new.tax_rate {
            Some(rate) => rate,
            None => store::settings::tax_terms(tx)?.rate,
        },
        // The ledger gives it its stock.
        stock: None,
        created_at: now,
        updated_at: now,
        archived_at: None,
    };
    store::products::insert(tx, &product)?;
    stock::count(tx, &product, new.stock, cause)?;
    changed(tx, &product)
}

/// Changes a product inside a transaction; one that is as the patch says already stays untouched.
pub(super) fn update(
    tx: &mut WriteTx<'_>,
    id: ProductId,
    patch: &ProductPatch,
    cause: Cause<'_>,
) -> Result<Product> {
    let before = store::get::<Product>(tx, id)?;
    let now = tx.now_after(before.updated_at);
    let mut product = patched(tx, &before, patch, now)?;
    if product == before {
        return Ok(before);
    }
    product.updated_at = now;
    store::products::update(tx, &product)?;
    stock::count(tx, &before, product.stock, cause)?;
    changed(tx, &before)
}

/// What a patch makes of a product, its stock too; `updated_at` stays.
///
/// # Errors
/// [`Error::Invalid`] for the price, [`Conflict::SkuTaken`].
pub(super) fn patched(
    tx: &ReadTx<'_>,
    before: &Product,
    patch: &ProductPatch,
    now: Timestamp,
) -> Result<Product> {
    let mut product = before.clone();
    if let Some(sku) = &patch.sku {
        check_sku(tx, sku.as_deref(), Some(before.id))?;
        product.sku.clone_from(sku);
    }
    if let Some(name) = &patch.name {
        product.name.clone_from(name);
    }
    if let Some(amount) = &patch.price {
        product.price = price(tx, amount)?;
    }
    if let Some(rate) = patch.tax_rate {
        product.tax_rate = rate;
    }
    if let Some(stock) = patch.stock {
        product.stock = stock;
    }
    product.archived_at = removal::archived_at(before.archived_at, patch.archived, now);
    Ok(product)
}

fn delete(tx: &mut WriteTx<'_>, id: ProductId) -> Result<Removed> {
    let before = store::get::<Product>(tx, id)?;
    if !store::orders::name_product(tx, id)? {
        store::delete::<Product>(tx, id)?;
        journal::product_deleted(tx, id)?;
        return Ok(Removed::Deleted);
    }
    let mut product = before.clone();
    product.updated_at = tx.now_after(before.updated_at);
    product.archived_at = removal::archived_at(before.archived_at, Some(true), product.updated_at);
    store::products::update(tx, &product)?;
    changed(tx, &before)?;
    Ok(Removed::Archived)
}

/// Changes a product's stock by a difference inside a transaction.
pub(super) fn change_stock(
    tx: &mut WriteTx<'_>,
    id: ProductId,
    change: &StockChange,
    actor: Option<&Actor>,
) -> Result<Product> {
    let before = store::get::<Product>(tx, id)?;
    let stock = before.stock.unwrap_or(0) + change.delta;
    if stock < 0 {
        let left = before.stock.unwrap_or(0);
        return Err(Error::invalid(
            "delta",
            format!("takes more than the {left} that are left"),
        ));
    }
    if stock > MAX_STOCK {
        return Err(Error::invalid(
            "delta",
            format!("leaves more than {MAX_STOCK}"),
        ));
    }
    let kind = match before.stock {
        Some(_) => StockKind::Adjustment,
        None => StockKind::Initial,
    };
    let movement = Movement {
        product_id: id,
        delta: change.delta,
        stock,
        kind,
        reason: change.reason.as_deref(),
        order_number: None,
        actor,
    };
    store::stock::append(tx, &movement)?;
    changed(tx, &before)
}

/// The product as it is now, after telling everyone.
fn changed(tx: &mut WriteTx<'_>, before: &Product) -> Result<Product> {
    let product = store::get::<Product>(tx, before.id)?;
    journal::product_changed(tx, &product, before.archived_at.is_some())?;
    Ok(product)
}

/// Checks an input and its price together, so that one answer names every wrong field.
pub(super) fn check<T: Validate<Context: Default>>(
    input: &T,
    price: Option<&Amount>,
    currency: Currency,
) -> Result<()> {
    let mut errors = match domain::check(input) {
        Err(Error::Invalid(errors)) => errors,
        other => return other.and_then(|()| check_price(price, currency)),
    };
    if let Err(Error::Invalid(more)) = check_price(price, currency) {
        errors.extend(more);
    }
    Err(Error::Invalid(errors))
}

fn check_price(price: Option<&Amount>, currency: Currency) -> Result<()> {
    match price.map(|amount| amount.in_currency(currency)) {
        Some(Err(message)) => Err(Error::invalid("price", message)),
        _ => Ok(()),
    }
}

fn price(tx: &ReadTx<'_>, amount: &Amount) -> Result<Money> {
    amount
        .in_currency(tx.currency())
        .map_err(|message| Error::invalid("price", message))
}

/// Nothing but the product `own` has this SKU.
pub(super) fn check_sku(tx: &ReadTx<'_>, sku: Option<&str>, own: Option<ProductId>) -> Result<()> {
    let Some(sku) = sku else { return Ok(()) };
    match store::products::with_sku(tx, sku)? {
        Some(other) if Some(other) != own => Err(Conflict::SkuTaken.into()),
        _ => Ok(()),
    }
}
