//! Lists as they go out: JSON that is made once, and kept while nothing is committed.
//!
//! Screens of a shop ask for the same few first pages over and over, most of all right after a change,
//! when all of them ask at once. One of them reads; the others get what it read.

use std::fmt::Debug;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use serde::Serialize;

use super::journal;
use crate::domain::{Cursor, ListRequest, Page};
use crate::error::Result;
use crate::store::{ReadTx, Store};

/// How many bytes of JSON are kept; a page of 50 orders is about 35 KiB.
const KEPT_BYTES: u64 = 4 * 1024 * 1024;
/// How many pages that is, by and large.
const KEPT_PAGES: usize = 128;

/// A page of a list as it goes out.
#[derive(Debug)]
pub struct Listing {
    /// A JSON array.
    pub json: String,
    /// Where the next page begins; none: this is the last.
    pub next: Option<Cursor>,
}

impl Listing {
    /// The page as JSON.
    ///
    /// # Errors
    /// [`crate::error::Error::Internal`] when it is none.
    pub fn of<T: Serialize>(page: &Page<T>) -> Result<Self> {
        Ok(Self {
            json: journal::json(&page.items)?,
            next: page.next.clone(),
        })
    }
}

/// How the store lists things that a filter lets through.
pub(super) type List<F, T> = fn(&ReadTx<'_>, &F, &ListRequest) -> Result<Page<T>>;

/// What was asked of which things, in which state of the database.
type Key = (i64, &'static str, String);

#[derive(Clone)]
struct Bytes;

impl Weighter<Key, Arc<Listing>> for Bytes {
    fn weight(&self, (_, _, asked): &Key, listing: &Arc<Listing>) -> u64 {
        u64::try_from(asked.len() + listing.json.len()).unwrap_or(u64::MAX)
    }
}

/// The lists of the shop. Cheap to clone; clones share what they keep.
#[derive(Clone)]
pub struct Listings {
    store: Store,
    kept: Arc<Cache<Key, Arc<Listing>, Bytes>>,
}

impl Listings {
    /// The lists of this store, none kept yet.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            kept: Arc::new(Cache::with_weighter(KEPT_PAGES, KEPT_BYTES, Bytes)),
        }
    }

    /// A page of what the filter lets through, as of now or a moment later.
    pub(super) async fn page<F, T>(
        &self,
        filter: F,
        request: ListRequest,
        list: List<F, T>,
    ) -> Result<Arc<Listing>>
    where
        F: Debug + Send + 'static,
        T: Serialize + 'static,
    {
        // Only first pages are asked for again.
        if request.cursor.is_some() {
            return self.read(filter, request, list).await;
        }
        let asked = format!("{filter:?} {}", request.limit.get());
        let key = (self.store.version()?, std::any::type_name::<T>(), asked);
        let read = self.read(filter, request, list);
        self.kept.get_or_insert_async(&key, read).await
    }

    async fn read<F, T>(
        &self,
        filter: F,
        request: ListRequest,
        list: List<F, T>,
    ) -> Result<Arc<Listing>>
    where
        F: Send + 'static,
        T: Serialize + 'static,
    {
        self.store
            .read(move |tx| Listing::of(&list(tx, &filter, &request)?).map(Arc::new))
            .await
    }
}
