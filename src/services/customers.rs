//! Customers and admins: their records, roles and sign-ins.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinHandle;

use super::listings::{Listing, Listings};
use super::{Removed, journal, removal};
use crate::auth::{Caller, Passwords};
use crate::domain::{
    self, ListRequest, NewUser, Role, SessionId, Timestamp, User, UserFilter, UserId, UserPatch,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::{self, ReadTx, Store, WriteTx};

/// How long indexing waits when too many writes wait.
const BUSY_PAUSE: Duration = Duration::from_millis(100);

/// The people of the shop.
#[derive(Clone)]
pub struct Customers {
    store: Store,
    listings: Listings,
    passwords: Passwords,
}

impl Customers {
    /// The people of this store.
    pub fn new(store: Store, listings: Listings, passwords: Passwords) -> Self {
        Self {
            store,
            listings,
            passwords,
        }
    }

    /// A page of the users that the filter lets through; to a customer only their own record.
    ///
    /// # Errors
    /// [`Error::Forbidden`] when a customer asks for archived ones.
    pub async fn list(
        &self,
        caller: &Caller,
        mut filter: UserFilter,
        request: ListRequest,
    ) -> Result<Arc<Listing>> {
        if !caller.is_admin() {
            if filter.archived {
                return Err(Error::Forbidden("only admins see archived customers"));
            }
            filter.only = Some(caller.user.id);
        }
        self.listings
            .page(filter, request, store::users::list)
            .await
    }

    /// One user.
    ///
    /// # Errors
    /// [`Error::NotFound`], to a customer for anyone else.
    pub async fn get(&self, caller: &Caller, id: UserId) -> Result<User> {
        if !caller.is_admin() && caller.user.id != id {
            return Err(Error::NotFound(Entity::Customer));
        }
        self.store.read(move |tx| store::get::<User>(tx, id)).await
    }

    /// Adds a user, with a sign-in if a password is given.
    ///
    /// # Errors
    /// [`Error::Invalid`], [`Conflict::EmailTaken`].
    pub async fn create(&self, new: NewUser) -> Result<User> {
        domain::check(&new)?;
        if new.password.is_some() && new.email.is_none() {
            return Err(no_email_to_sign_in());
        }
        let hash = match new.password.clone() {
            Some(password) => Some(self.passwords.hash(password).await?),
            None => None,
        };
        self.store
            .write(move |tx| create(tx, &new, hash.as_deref()))
            .await
    }

    /// Changes a user. A new password, another role and archiving end their sessions and API tokens; where
    /// `caller` gives themself a new password, this session stays.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for a script that would change the password of who let it in.
    /// [`Error::Invalid`], [`Error::NotFound`], [`Conflict::EmailTaken`], [`Conflict::LastAdmin`].
    pub async fn update(&self, caller: &Caller, id: UserId, patch: UserPatch) -> Result<User> {
        domain::check(&patch)?;
        let is_own = caller.user.id == id;
        if is_own && patch.password.is_some() && caller.session().is_none() {
            return Err(Error::Forbidden(
                "an API token can't change its admin's own password: sign in",
            ));
        }
        let hash = match patch.password.clone() {
            Some(Some(password)) => Some(Some(self.passwords.hash(password).await?)),
            Some(None) => Some(None),
            None => None,
        };
        let session = caller.session().filter(|_| is_own);
        let after = self
            .store
            .write(move |tx| {
                let hash = hash.as_ref().map(|hash| hash.as_deref());
                update(tx, id, &patch, hash, session)
            })
            .await?;
        if after.more_orders {
            self.indexed_orders().await;
        }
        Ok(after.user)
    }

    /// Waits until all orders are found by their customers' present words.
    pub(super) async fn indexed_orders(&self) {
        if let Err(error) = self.index_orders().await {
            log::error!("orders are not indexed anew: {error}");
        }
    }

    /// Makes all orders found by their customers' present words, a few at a time so that others can write
    /// meanwhile: those of a customer who was renamed, and what an earlier run has left. Goes on if the caller
    /// does not wait.
    pub fn index_orders(&self) -> JoinHandle<()> {
        let store = self.store.clone();
        tokio::spawn(async move {
            loop {
                match store.write(store::backlog::go_on).await {
                    Ok(true) => {}
                    Ok(false) => return,
                    // Others come first.
                    Err(Error::Busy) => tokio::time::sleep(BUSY_PAUSE).await,
                    Err(error) => return log::error!("orders are not indexed anew: {error}"),
                }
            }
        })
    }

    /// Deletes a user, or archives them if an order names them. Ends their sessions and API tokens.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Conflict::LastAdmin`].
    pub async fn delete(&self, id: UserId) -> Result<Removed> {
        self.store.write(move |tx| delete(tx, id)).await
    }
}

/// Adds a user inside a transaction.
pub(super) fn create(tx: &mut WriteTx<'_>, new: &NewUser, hash: Option<&str>) -> Result<User> {
    let id = tx.new_id();
    create_as(tx, id, new, hash)
}

/// [`create`], with an id that nobody else has.
pub(super) fn create_as(
    tx: &mut WriteTx<'_>,
    id: UserId,
    new: &NewUser,
    hash: Option<&str>,
) -> Result<User> {
    check_email(tx, new.email.as_deref(), None)?;
    check_password(new.password.as_deref(), &new.name, new.email.as_deref())?;
    let now = tx.now();
    let user = User {
        id,
        name: new.name.clone(),
        email: new.email.clone(),
        phone: new.phone.clone(),
        address: new.address.clone(),
        note: new.note.clone(),
        role: new.role,
        created_at: now,
        updated_at: now,
        archived_at: None,
    };
    store::users::insert(tx, &user)?;
    store::users::set_password_hash(tx, user.id, hash)?;
    journal::customer_changed(tx, &user)?;
    Ok(user)
}

/// A user after a change.
pub(super) struct Updated {
    pub user: User,
    /// Whether orders are left that are not yet found by the user's present words.
    pub more_orders: bool,
}

/// Changes a user inside a transaction; one who is as the patch says already stays untouched. Their
/// sessions end with another role, with archiving and with a new password, the last without this `session`.
pub(super) fn update(
    tx: &mut WriteTx<'_>,
    id: UserId,
    patch: &UserPatch,
    hash: Option<Option<&str>>,
    session: Option<SessionId>,
) -> Result<Updated> {
    let before = store::get::<User>(tx, id)?;
    let now = tx.now_after(before.updated_at);
    let mut user = patched(tx, &before, patch, now)?;
    if user == before && hash.is_none() {
        return Ok(Updated {
            user,
            more_orders: false,
        });
    }
    check_sign_in(tx, &user, hash)?;
    let password = patch.password.as_ref().and_then(Option::as_deref);
    check_password(password, &user.name, user.email.as_deref())?;
    check_last_admin(tx, &before, Some(&user))?;
    user.updated_at = now;
    store::users::update(tx, &user)?;
    if let Some(hash) = hash {
        store::users::set_password_hash(tx, id, hash)?;
    }
    let is_renamed =
        (&user.name, &user.email, &user.phone) != (&before.name, &before.email, &before.phone);
    let more_orders = is_renamed && store::backlog::begin(tx, id)?;
    journal::customer_changed(tx, &user)?;
    if ends_sessions(&before, &user) {
        store::sessions::end_all(tx, id, None)?;
    } else if hash.is_some() {
        store::sessions::end_all(tx, id, session)?;
    }
    Ok(Updated { user, more_orders })
}

/// What a patch makes of a user; `updated_at` stays.
///
/// # Errors
/// [`Conflict::EmailTaken`].
pub(super) fn patched(
    tx: &ReadTx<'_>,
    before: &User,
    patch: &UserPatch,
    now: Timestamp,
) -> Result<User> {
    let optional = |asked: &Option<Option<String>>, before: &Option<String>| {
        asked.clone().unwrap_or_else(|| before.clone())
    };
    let user = User {
        id: before.id,
        name: patch.name.clone().unwrap_or_else(|| before.name.clone()),
        email: optional(&patch.email, &before.email),
        phone: optional(&patch.phone, &before.phone),
        address: optional(&patch.address, &before.address),
        note: optional(&patch.note, &before.note),
        role: patch.role.unwrap_or(before.role),
        created_at: before.created_at,
        updated_at: before.updated_at,
        archived_at: removal::archived_at(before.archived_at, patch.archived, now),
    };
    if user.email != before.email {
        check_email(tx, user.email.as_deref(), Some(user.id))?;
    }
    Ok(user)
}

fn delete(tx: &mut WriteTx<'_>, id: UserId) -> Result<Removed> {
    let before = store::get::<User>(tx, id)?;
    check_last_admin(tx, &before, None)?;
    store::sessions::end_all(tx, id, None)?;
    if !store::orders::name_customer(tx, id)? {
        store::delete::<User>(tx, id)?;
        journal::customer_deleted(tx, id)?;
        return Ok(Removed::Deleted);
    }
    let updated_at = tx.now_after(before.updated_at);
    let archived_at = removal::archived_at(before.archived_at, Some(true), updated_at);
    let user = User {
        archived_at,
        updated_at,
        ..before
    };
    store::users::update(tx, &user)?;
    journal::customer_changed(tx, &user)?;
    Ok(Removed::Archived)
}

/// Whether a change of role or an end of use throws the user out.
fn ends_sessions(before: &User, after: &User) -> bool {
    before.role != after.role || (before.archived_at.is_none() && after.archived_at.is_some())
}

/// Nobody but the user `own` has this email.
pub(super) fn check_email(tx: &ReadTx<'_>, email: Option<&str>, own: Option<UserId>) -> Result<()> {
    let Some(email) = email else { return Ok(()) };
    match store::users::with_email(tx, email)? {
        Some(other) if Some(other) != own => Err(Conflict::EmailTaken.into()),
        _ => Ok(()),
    }
}

/// A password, if one is given, is more than its owner's name or email.
fn check_password(password: Option<&str>, name: &str, email: Option<&str>) -> Result<()> {
    password.map_or(Ok(()), |password| {
        domain::check_not_own("password", password, name, email)
    })
}

/// A password is of use only with an email.
pub(super) fn check_sign_in(
    tx: &ReadTx<'_>,
    user: &User,
    hash: Option<Option<&str>>,
) -> Result<()> {
    let has_password = match hash {
        Some(hash) => hash.is_some(),
        None => store::users::password_hash(tx, user.id)?.is_some(),
    };
    if has_password && user.email.is_none() {
        return Err(no_email_to_sign_in());
    }
    Ok(())
}

fn no_email_to_sign_in() -> Error {
    Error::invalid("email", "is needed to sign in with a password")
}

/// Someone must be left who can administer the shop.
fn check_last_admin(tx: &ReadTx<'_>, before: &User, after: Option<&User>) -> Result<()> {
    let is_admin = |user: &User| user.role == Role::Admin && user.archived_at.is_none();
    let stays = after.is_some_and(is_admin);
    if is_admin(before) && !stays && store::users::count_admins(tx)? <= 1 {
        return Err(Conflict::LastAdmin.into());
    }
    Ok(())
}
