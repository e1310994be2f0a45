//! Boards on the wall, for those who put them up: making their links, listing, revoking, and whether they
//! show names.

use crate::auth::new_link_token;
use crate::domain::{self, Display, DisplayId, ListRequest, NewDisplay, Page};
use crate::error::{Entity, Error, Result};
use crate::store::{self, Store};

/// The boards of the shop.
#[derive(Clone)]
pub struct Displays {
    store: Store,
}

impl Displays {
    /// The boards of this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// A page of them, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Invalid`] for a cursor of another list.
    pub async fn list(&self, request: ListRequest) -> Result<Page<Display>> {
        self.store
            .read(move |tx| store::displays::list(tx, &request))
            .await
    }

    /// Makes one with a link of its own.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub async fn create(&self, new: NewDisplay) -> Result<Display> {
        domain::check(&new)?;
        let token = new_link_token()?;
        self.store
            .write(move |tx| {
                let display = Display {
                    id: tx.new_id(),
                    name: new.name,
                    token,
                    created_at: tx.now(),
                };
                store::displays::insert(tx, &display)?;
                Ok(display)
            })
            .await
    }

    /// Revokes a board's link: it shows nothing more, its sockets close.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn revoke(&self, id: DisplayId) -> Result<()> {
        self.store
            .write(move |tx| match store::displays::revoke(tx, id)? {
                true => Ok(()),
                false => Err(Error::NotFound(Entity::Display)),
            })
            .await
    }

    /// Whether boards show first names.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn show_names(&self) -> Result<bool> {
        self.store.read(store::displays::show_names).await
    }

    /// Lets boards show first names, or not: at once, on those that hang.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn set_show_names(&self, show: bool) -> Result<()> {
        self.store
            .write(move |tx| store::displays::set_show_names(tx, show))
            .await
    }
}
