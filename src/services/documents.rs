//! Invoices, credit notes and receipts as files.

use std::sync::Arc;

use tokio::sync::Semaphore;

use super::listings::{Listing, Listings};
use crate::auth::Caller;
use crate::domain::{DocumentFilter, ListRequest, OrderRef, Paper};
use crate::error::{Conflict, Entity, Error, Result};
use crate::paper;
use crate::store::{self, ReadTx, Store};

/// How many papers are printed at once: the other threads serve those who want none.
const AT_ONCE: usize = 1;
/// How many may wait for their turn.
const WAITING: usize = 64;

/// The papers of the shop. Cheap to clone.
#[derive(Clone)]
pub struct Documents {
    store: Store,
    listings: Listings,
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

/// A paper as a file.
#[derive(Clone, Debug)]
pub struct DocumentFile {
    /// What it is called, such as `invoice-17.pdf`.
    pub name: String,
    /// The PDF. A document that was given out is the same file whenever it is asked for.
    pub bytes: Vec<u8>,
}

impl Documents {
    /// The papers of this store.
    pub fn new(store: Store, listings: Listings) -> Self {
        Self {
            store,
            listings,
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + WAITING)),
        }
    }

    /// A page of the documents that were given out, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn list(&self, filter: DocumentFilter, request: ListRequest) -> Result<Arc<Listing>> {
        self.listings
            .page(filter, request, store::documents::list)
            .await
    }

    /// An invoice or a credit note, for whoever may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`], to a customer for the document of anyone else; [`Error::Busy`] when too many are printed.
    pub async fn document(&self, caller: &Caller, number: i64) -> Result<DocumentFile> {
        let read = move |tx: &ReadTx<'_>| store::documents::paper(tx, number);
        self.print(read, Some(caller), Entity::Document).await
    }

    /// The receipt of an order, for whoever may see it.
    ///
    /// # Errors
    /// [`Error::NotFound`], to a customer for the order of anyone else; [`Conflict::NothingPaid`]; [`Error::Busy`].
    pub async fn receipt(&self, caller: &Caller, order: OrderRef) -> Result<DocumentFile> {
        let read = move |tx: &ReadTx<'_>| store::documents::receipt(tx, order);
        self.print(read, Some(caller), Entity::Order).await
    }

    /// An invoice or a credit note, to be sent to who bought.
    ///
    /// # Errors
    /// As [`Documents::document`].
    pub async fn document_to_send(&self, number: i64) -> Result<DocumentFile> {
        let read = move |tx: &ReadTx<'_>| store::documents::paper(tx, number);
        self.print(read, None, Entity::Document).await
    }

    /// The receipt of an order, to be sent to who bought.
    ///
    /// # Errors
    /// As [`Documents::receipt`].
    pub async fn receipt_to_send(&self, order: OrderRef) -> Result<DocumentFile> {
        let read = move |tx: &ReadTx<'_>| store::documents::receipt(tx, order);
        self.print(read, None, Entity::Order).await
    }

    /// Reads a paper and prints it, unless it is none of the caller's.
    async fn print(
        &self,
        read: impl FnOnce(&ReadTx<'_>) -> Result<Paper> + Send + 'static,
        caller: Option<&Caller>,
        entity: Entity,
    ) -> Result<DocumentFile> {
        let paper = self.store.read(read).await?;
        let is_theirs =
            |caller: &Caller| caller.is_admin() || paper.sold.user_id == Some(caller.user.id);
        if !caller.is_none_or(is_theirs) {
            return Err(Error::NotFound(entity));
        }
        if paper.payments.is_empty() && entity == Entity::Order {
            return Err(Conflict::NothingPaid.into());
        }
        let _place = self.places.try_acquire().map_err(|_| Error::Busy)?;
        let turn = self.turns.clone().acquire_owned().await;
        let turn = turn.map_err(|error| Error::Internal(format!("no paper: {error}")))?;
        let zone = self.store.clock().zone().clone();
        let print = move || {
            // Until it is done, also when nobody waits for it any more.
            let _turn = turn;
            let bytes = paper::print(&paper, &zone)?;
            let name = paper.file_name();
            Ok(DocumentFile { name, bytes })
        };
        let printed = tokio::task::spawn_blocking(print).await;
        printed.map_err(|error| Error::Panicked(format!("a paper was not printed: {error}")))?
    }
}
