//! Signing in and out, claiming a new shop, changing one's password.

mod begun;

use std::net::IpAddr;
use std::sync::Arc;

use begun::{Begun, begin, end, noted};

use super::signing::Signing;
use super::tokens::Tokens;
use super::{console, customers, demo};
use crate::auth::{
    ApiTokenText, Caller, Claims, Credential, OneTimeToken, Passwords, Throttle, hash_one_time,
};
use crate::domain::{self, Actor, NewUser, Role, SessionId, Timestamp, User, UserId};
use crate::error::{Conflict, Error, Result};
use crate::store::{self, ReadTx, Store, WriteTx};

/// How long a setup link lasts, in milliseconds.
const SETUP_LINK_MS: i64 = 30 * 60 * 1000;
/// The account that tries of links count for: they name none.
const BY_LINK: &str = "link";

/// Who may enter.
#[derive(Clone)]
pub struct Accounts {
    store: Store,
    passwords: Passwords,
    signing: Arc<Signing>,
    api_tokens: Tokens,
    throttle: Arc<Throttle>,
    session_ms: i64,
}

/// A session that has begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The token that names it.
    pub token: String,
    /// When it began.
    pub began_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whose it is.
    pub user: User,
}

/// The first admin of a shop, as they claim it.
pub struct FirstAdmin {
    /// The setup link's token.
    pub token: String,
    /// Name, email and password.
    pub user: NewUser,
    /// Whether to begin with sample data.
    pub sample_data: bool,
}

impl Accounts {
    /// The accounts of this store. `secret` signs sessions; without one, the one that the database
    /// keeps, made now if need be. A session lasts `token_hours`.
    ///
    /// # Errors
    /// [`Error::Storage`] when the database can't be read or written.
    pub fn new(
        store: Store,
        passwords: Passwords,
        api_tokens: Tokens,
        secret: Option<&[u8]>,
        token_hours: u32,
    ) -> Result<Self> {
        let signing = match secret {
            Some(secret) => Signing::with(secret),
            None => Signing::kept_in(&store)?,
        };
        Ok(Self {
            store,
            passwords,
            signing: Arc::new(signing),
            api_tokens,
            throttle: Arc::default(),
            session_ms: i64::from(token_hours) * 60 * 60 * 1000,
        })
    }

    /// Whether the shop has no admin yet.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn setup_needed(&self) -> Result<bool> {
        self.store
            .read(|tx| Ok(store::users::count_admins(tx)? == 0))
            .await
    }

    /// A new setup token, while there is no admin; those before it no longer work.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn new_setup_token(&self) -> Result<Option<String>> {
        let token = OneTimeToken::generate()?;
        let make = move |tx: &mut WriteTx<'_>| {
            if store::users::count_admins(tx)? > 0 {
                return Ok(None);
            }
            let expires_at = tx.now().plus_ms(SETUP_LINK_MS);
            store::sessions::set_setup_token(tx, token.hash, expires_at)?;
            Ok(Some(token.text))
        };
        self.store.write(make).await
    }

    /// Makes the first admin and signs them in.
    ///
    /// # Errors
    /// [`Conflict::AlreadySetUp`], [`Error::Forbidden`] for a wrong or old token, [`Error::Invalid`],
    /// [`Error::TooMany`].
    pub async fn set_up(&self, admin: FirstAdmin, address: IpAddr) -> Result<SignedIn> {
        let tried = self.claim(admin, address).await;
        noted("setup link", address, tried)
    }

    async fn claim(&self, admin: FirstAdmin, address: IpAddr) -> Result<SignedIn> {
        let now = self.store.clock().now();
        let hash = hash_one_time(&admin.token);
        self.throttle.attempt(BY_LINK, address, now)?;
        self.store
            .read(move |tx| check_setup(tx, hash, now))
            .await?;
        self.throttle.succeeded(BY_LINK, address);
        domain::check(&admin.user)?;
        let password = console::sign_in_of(&admin.user)?;
        let password_hash = self.passwords.hash(password).await?;
        let session_ms = self.session_ms;
        let begun = self
            .store
            .write(move |tx| {
                check_setup(tx, hash, tx.now())?;
                let new = NewUser {
                    role: Role::Admin,
                    ..admin.user
                };
                let user = customers::create(tx, &new, Some(&password_hash))?;
                store::sessions::clear_setup_token(tx)?;
                if admin.sample_data {
                    let actor = Actor {
                        id: user.id,
                        name: user.name.clone(),
                    };
                    demo::fill(tx, demo::SMALL, Some(&actor))?;
                }
                begin(tx, user, session_ms)
            })
            .await?;
        self.signed_in(begun)
    }

    /// Begins a session by email and password, in the place of the session `before`.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`], whatever of the two is wrong; [`Error::TooMany`].
    pub async fn sign_in(
        &self,
        email: &str,
        password: String,
        address: IpAddr,
        before: Option<Caller>,
    ) -> Result<SignedIn> {
        let tried = self.by_password(email, password, address, before).await;
        noted("password", address, tried)
    }

    async fn by_password(
        &self,
        email: &str,
        password: String,
        address: IpAddr,
        before: Option<Caller>,
    ) -> Result<SignedIn> {
        let email = email.trim().to_lowercase();
        self.throttle
            .attempt(&email, address, self.store.clock().now())?;
        let wanted = email.clone();
        let found = self
            .store
            .read(move |tx| sign_in_record(tx, &wanted))
            .await?;
        let (user, hash) = found.unzip();
        let is_right = self.verify(password, hash.clone(), &email, address).await?;
        if !is_right {
            return Err(Error::Unauthenticated("email or password is wrong"));
        }
        self.throttle.succeeded(&email, address);
        let session_ms = self.session_ms;
        let begun = self
            .store
            .write(move |tx| {
                // The password may have changed, the user may have gone, while it was checked.
                match user {
                    Some(id) if store::users::password_hash(tx, id)? == hash => {
                        let user = in_use(tx, id)?;
                        end(tx, before)?;
                        begin(tx, user, session_ms)
                    }
                    _ => Err(Error::Unauthenticated("email or password is wrong")),
                }
            })
            .await?;
        self.signed_in(begun)
    }

    /// Begins a session by a link that works once, in the place of the session `before`.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when it was used, is old, or never was; [`Error::TooMany`].
    pub async fn sign_in_by_link(
        &self,
        token: &str,
        address: IpAddr,
        before: Option<Caller>,
    ) -> Result<SignedIn> {
        let tried = self.by_link(token, address, before).await;
        noted("link", address, tried)
    }

    async fn by_link(
        &self,
        token: &str,
        address: IpAddr,
        before: Option<Caller>,
    ) -> Result<SignedIn> {
        self.throttle
            .attempt(BY_LINK, address, self.store.clock().now())?;
        let hash = hash_one_time(token);
        let session_ms = self.session_ms;
        let begun = self
            .store
            .write(move |tx| match store::sessions::take_link(tx, hash)? {
                Some(id) => {
                    let user = in_use(tx, id)?;
                    end(tx, before)?;
                    begin(tx, user, session_ms)
                }
                None => Err(Error::Unauthenticated(
                    "this link was used already or is too old",
                )),
            })
            .await?;
        self.throttle.succeeded(BY_LINK, address);
        self.signed_in(begun)
    }

    /// Who calls with this token, of a session or for scripts, now.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the token is not ours, its session has ended or it was revoked.
    pub fn authenticate(&self, token: &str) -> Result<Caller> {
        match ApiTokenText::hash_of(token) {
            Some(hash) => self.api_tokens.authenticate(hash),
            None => self.authenticate_session(token),
        }
    }

    /// Whose session this token names, now.
    ///
    /// # Errors
    /// [`Error::Unauthenticated`] when the token is not ours or its session has ended.
    pub fn authenticate_session(&self, token: &str) -> Result<Caller> {
        let Some(claims) = self.signing.read(token)? else {
            return Err(session_ended());
        };
        match self.session(claims.jti)? {
            Some((user, expires_at)) if user.id == claims.sub => Ok(Caller {
                user,
                credential: Credential::Session {
                    id: claims.jti,
                    expires_at,
                },
            }),
            _ => Err(session_ended()),
        }
    }

    /// Whether what a caller has shown still counts, for a socket that has been open since.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn still_counts(&self, credential: Credential) -> Result<bool> {
        match credential {
            Credential::Session { id, .. } => self.session(id).map(|found| found.is_some()),
            Credential::ApiToken { .. } => self.store.glance(|tx| counts(tx, credential)),
        }
    }

    /// Whose session it is, and until when; `None` when it has ended.
    fn session(&self, session: SessionId) -> Result<Option<(User, Timestamp)>> {
        let now = self.store.clock().now();
        let found = self.store.glance(|tx| store::sessions::find(tx, session))?;
        Ok(found.filter(|(_, expires_at)| *expires_at > now))
    }

    /// Ends this session of a user.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub async fn sign_out(&self, user: UserId, session: SessionId) -> Result<()> {
        self.store
            .write(move |tx| store::sessions::end(tx, session, user))
            .await
    }

    /// Changes a user's password. Their other sessions and all their API tokens end, this session stays.
    ///
    /// # Errors
    /// [`Error::Invalid`] when the present one is wrong or the new one easily guessed; [`Error::TooMany`].
    pub async fn change_password(
        &self,
        user: &User,
        session: SessionId,
        current: String,
        new: String,
        address: IpAddr,
    ) -> Result<()> {
        domain::check_password("new_password", &new)?;
        domain::check_not_own("new_password", &new, &user.name, user.email.as_deref())?;
        let id = user.id;
        let account = id.to_string();
        self.throttle
            .attempt(&account, address, self.store.clock().now())?;
        let hash = self
            .store
            .read(move |tx| store::users::password_hash(tx, id))
            .await?;
        if !self.verify(current, hash, &account, address).await? {
            log::warn!(user = account.as_str(), address = address.to_string().as_str(); "a password was not changed");
            return Err(Error::invalid("current_password", "is wrong"));
        }
        self.throttle.succeeded(&account, address);
        let hash = self.passwords.hash(new).await?;
        self.store
            .write(move |tx| {
                store::users::set_password_hash(tx, id, Some(&hash))?;
                store::sessions::end_all(tx, id, Some(session))
            })
            .await?;
        log::info!(user = account.as_str(), address = address.to_string().as_str(); "a password was changed");
        Ok(())
    }

    /// Whether a password is right. A try that was not made does not count as one.
    async fn verify(
        &self,
        password: String,
        hash: Option<String>,
        account: &str,
        address: IpAddr,
    ) -> Result<bool> {
        let verified = self.passwords.verify(password, hash, address).await;
        if verified.is_err() {
            self.throttle.not_made(account, address);
        }
        verified
    }

    fn signed_in(&self, begun: Begun) -> Result<SignedIn> {
        let Begun {
            user,
            session,
            from,
            until,
            key,
        } = begun;
        let claims = Claims::new(user.id, session, from, until);
        let token = self.signing.sign(&claims, key)?;
        Ok(SignedIn {
            token,
            began_at: from,
            expires_at: until,
            user,
        })
    }
}

/// Whether what a caller has shown is there in this snapshot. A session that has run out may be.
///
/// # Errors
/// [`Error::Storage`].
pub fn counts(tx: &ReadTx<'_>, credential: Credential) -> Result<bool> {
    match credential {
        Credential::Session { id, .. } => Ok(store::sessions::find(tx, id)?.is_some()),
        Credential::ApiToken { id, .. } => store::tokens::exists(tx, id),
    }
}

/// The refusal of who was signed in.
pub(super) fn session_ended() -> Error {
    Error::Unauthenticated("the session has ended: sign in again")
}

fn check_setup(tx: &ReadTx<'_>, hash: [u8; 32], now: Timestamp) -> Result<()> {
    if store::users::count_admins(tx)? > 0 {
        return Err(Conflict::AlreadySetUp.into());
    }
    if !store::sessions::is_setup_token(tx, hash, now)? {
        return Err(Error::Forbidden(
            "this setup link is wrong or too old: use the one that the server printed last",
        ));
    }
    Ok(())
}

/// The user of an email and the hash of their password, if they may sign in by it.
fn sign_in_record(tx: &ReadTx<'_>, email: &str) -> Result<Option<(UserId, String)>> {
    let Some(id) = store::users::with_email(tx, email)? else {
        return Ok(None);
    };
    if store::get::<User>(tx, id)?.archived_at.is_some() {
        return Ok(None);
    }
    Ok(store::users::password_hash(tx, id)?.map(|hash| (id, hash)))
}

fn in_use(tx: &ReadTx<'_>, id: UserId) -> Result<User> {
    let user = store::get::<User>(tx, id)?;
    match user.archived_at {
        None => Ok(user),
        Some(_) => Err(Error::Unauthenticated("this account is archived")),
    }
}
