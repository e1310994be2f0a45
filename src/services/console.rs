//! What the owner does to accounts on the machine itself, by the command line, also while the server
//! runs.

use super::{customers, signing};
use crate::auth::{OneTimeToken, random_secret};
use crate::domain::{self, NewUser, Role, User, UserId};
use crate::error::{Error, Result};
use crate::store::{self, ReadTx, Store};

/// How long the sign-in link of sample data lasts, in milliseconds.
const DEMO_LINK_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a sign-in link lasts that was asked for, in milliseconds.
const SIGN_IN_LINK_MS: i64 = 30 * 60 * 1000;

/// Adds a user from the command line.
///
/// # Errors
/// [`Error::Invalid`], [`crate::error::Conflict::EmailTaken`].
pub fn add_user(store: &Store, new: NewUser) -> Result<User> {
    domain::check(&new)?;
    let password = sign_in_of(&new)?;
    let hash = crate::auth::hash_password(&password)?;
    store.write_blocking(move |tx| customers::create(tx, &new, Some(&hash)))
}

/// Gives a user a new password from the command line, which ends their sessions and API tokens.
///
/// # Errors
/// [`Error::Invalid`] when there is no such user or the password is too short or easily guessed.
pub fn set_password(store: &Store, email: &str, password: &str) -> Result<User> {
    domain::check_password("password", password)?;
    let new = password.to_owned();
    let email = email.to_owned();
    let hash = crate::auth::hash_password(password)?;
    store.write_blocking(move |tx| {
        let user = store::get::<User>(tx, user_of(tx, &email)?)?;
        domain::check_not_own("password", &new, &user.name, user.email.as_deref())?;
        store::users::set_password_hash(tx, user.id, Some(&hash))?;
        store::sessions::end_all(tx, user.id, None)?;
        Ok(user)
    })
}

/// Ends every session of a user, with their sign-in link. Their API tokens stay.
///
/// # Errors
/// [`Error::Invalid`] when there is no such user.
pub fn sign_out(store: &Store, email: &str) -> Result<User> {
    let email = email.to_owned();
    store.write_blocking(move |tx| {
        let id = user_of(tx, &email)?;
        store::sessions::sign_out(tx, id, None)?;
        store::get::<User>(tx, id)
    })
}

/// Ends every session and sign-in link there is, and has sessions signed with a new key from now on. API tokens
/// stay.
///
/// # Errors
/// [`Error::Storage`].
pub fn sign_out_everyone(store: &Store) -> Result<()> {
    let fresh = random_secret()?;
    store.write_blocking(move |tx| {
        for user in store::users::all(tx)? {
            store::sessions::sign_out(tx, user.id, None)?;
        }
        signing::replace(tx, &fresh)
    })
}

/// The token of a link that signs a user in once, whatever their password is. The links of theirs before it
/// no longer work.
///
/// # Errors
/// [`Error::Invalid`] when there is no such user or they are archived.
pub fn sign_in_link(store: &Store, email: &str) -> Result<(User, String)> {
    let token = OneTimeToken::generate()?;
    let email = email.to_owned();
    store.write_blocking(move |tx| {
        let user = store::get::<User>(tx, user_of(tx, &email)?)?;
        if user.archived_at.is_some() {
            let refusal = format!("{} is archived, and can't sign in", user.name);
            return Err(Error::invalid("", refusal));
        }
        let expires_at = tx.now().plus_ms(SIGN_IN_LINK_MS);
        store::sessions::set_link(tx, token.hash, user.id, expires_at)?;
        Ok((user, token.text))
    })
}

/// Every user, for the command line.
///
/// # Errors
/// [`Error::Storage`].
pub fn all_users(store: &Store) -> Result<Vec<User>> {
    store.read_blocking(store::users::all)
}

/// Makes an admin without a password if there is none yet, and the token of a link that signs them in
/// once. `None`: there is an admin already.
///
/// # Errors
/// [`Error::Storage`].
pub fn admin_by_link(store: &Store, name: &str) -> Result<Option<String>> {
    let name = name.to_owned();
    let token = OneTimeToken::generate()?;
    store.write_blocking(move |tx| {
        if store::users::count_admins(tx)? > 0 {
            return Ok(None);
        }
        let new = NewUser {
            role: Role::Admin,
            ..NewUser::named(name)
        };
        let user = customers::create(tx, &new, None)?;
        let expires_at = tx.now().plus_ms(DEMO_LINK_MS);
        store::sessions::set_link(tx, token.hash, user.id, expires_at)?;
        store::sessions::clear_setup_token(tx)?;
        Ok(Some(token.text))
    })
}

fn user_of(tx: &ReadTx<'_>, email: &str) -> Result<UserId> {
    let email = email.trim().to_lowercase();
    store::users::with_email(tx, &email)?
        .ok_or_else(|| Error::invalid("", format!("there is no user with the email {email}")))
}

/// The password of a user who is to sign in by one.
pub(super) fn sign_in_of(user: &NewUser) -> Result<String> {
    if user.email.is_none() {
        return Err(Error::invalid("email", "is needed to sign in"));
    }
    user.password
        .clone()
        .ok_or_else(|| Error::invalid("password", "is needed to sign in"))
}
