//! API tokens for scripts: making, listing, revoking, and who calls with one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::accounts;
use super::listings::Listing;
use crate::auth::{ApiTokenText, Caller, Credential};
use crate::domain::{self, ApiToken, ApiTokenId, ListRequest, Maker, NewApiToken, Timestamp};
use crate::error::{Entity, Error, Result};
use crate::store::{self, Store};

/// How long a use of a token stands for those after it, in milliseconds: so much does each noting cost.
const NOTE_EVERY_MS: i64 = 60 * 1000;

/// The API tokens of the shop. Cheap to clone.
#[derive(Clone)]
pub struct Tokens {
    store: Store,
    /// When the last use of each token was handed to the writer.
    noted: Arc<Mutex<HashMap<ApiTokenId, Timestamp>>>,
}

/// A token that was made, with its text. It has no `Debug`, so that no log can show it.
pub struct MadeToken {
    /// What is kept of it.
    pub token: ApiToken,
    /// What scripts show: told this once.
    pub text: String,
}

impl Tokens {
    /// The tokens of this store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            noted: Arc::default(),
        }
    }

    /// A page of the tokens of all admins, newest first.
    ///
    /// # Errors
    /// [`Error::Storage`]; [`Error::Invalid`] for a cursor of another list.
    pub async fn list(&self, request: ListRequest) -> Result<Arc<Listing>> {
        let page = self
            .store
            .read(move |tx| store::tokens::list(tx, &request))
            .await?;
        Listing::of(&page).map(Arc::new)
    }

    /// Makes a token that acts as the caller.
    ///
    /// # Errors
    /// [`Error::Invalid`]; [`Error::Unauthenticated`] when the caller's session has just ended.
    pub async fn create(&self, caller: &Caller, new: NewApiToken) -> Result<MadeToken> {
        domain::check(&new)?;
        let ApiTokenText { text, hash } = ApiTokenText::generate()?;
        let user = Maker {
            id: caller.user.id,
            name: caller.user.name.clone(),
        };
        let credential = caller.credential;
        let token = self
            .store
            .write(move |tx| {
                // What ends every token of its admin must not miss one that is being made.
                if !accounts::counts(tx, credential)? {
                    return Err(accounts::session_ended());
                }
                let token = ApiToken {
                    id: tx.new_id(),
                    name: new.name,
                    read_only: new.read_only,
                    created_at: tx.now(),
                    last_used_at: None,
                    user,
                };
                store::tokens::insert(tx, &token, hash)?;
                Ok(token)
            })
            .await?;
        Ok(MadeToken { token, text })
    }

    /// Revokes a token, of whichever admin: it counts no more, its sockets close.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub async fn revoke(&self, id: ApiTokenId) -> Result<()> {
        self.store
            .write(move |tx| match store::tokens::end(tx, id)? {
                true => Ok(()),
                false => Err(Error::NotFound(Entity::ApiToken)),
            })
            .await?;
        self.noted().remove(&id);
        Ok(())
    }

    /// Who calls with the token of this hash, now.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when there is none.
    pub(super) fn authenticate(&self, hash: [u8; 32]) -> Result<Caller> {
        let found = self.store.glance(|tx| store::tokens::find(tx, hash))?;
        let Some(found) = found else {
            return Err(Error::Unauthenticated(
                "this API token is wrong or was revoked",
            ));
        };
        self.note_use(found.id, found.last_used_at);
        Ok(Caller {
            user: found.user,
            credential: Credential::ApiToken {
                id: found.id,
                read_only: found.read_only,
            },
        })
    }

    /// Has the writer note the use of a token, unless one was noted a moment ago. The caller does not wait
    /// for it, and is served also when it can't be noted.
    fn note_use(&self, id: ApiTokenId, last: Option<Timestamp>) {
        let now = self.store.clock().now();
        let is_recent = |at: &Timestamp| {
            // Either way: a clock may have been set back.
            (now.as_millisecond() - at.as_millisecond()).abs() < NOTE_EVERY_MS
        };
        if last.as_ref().is_some_and(is_recent) {
            return;
        }
        let mut noted = self.noted();
        if noted.get(&id).is_some_and(is_recent) {
            return;
        }
        noted.insert(id, now);
        drop(noted);
        let touch = self
            .store
            .write_soon(move |tx| store::tokens::touch(tx, id));
        if let Err(error) = touch {
            log::warn!("the use of API token {id} is not noted: {error}");
        }
    }

    fn noted(&self) -> std::sync::MutexGuard<'_, HashMap<ApiTokenId, Timestamp>> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
