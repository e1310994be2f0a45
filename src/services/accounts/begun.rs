//! Sessions as they begin: in the database, in the place of another, and in the log.

use std::net::IpAddr;

use super::SignedIn;
use crate::auth::Caller;
use crate::domain::{SessionId, Timestamp, User};
use crate::error::{Error, Result};
use crate::services::signing;
use crate::store::{self, WriteTx};

/// A session that is in the database, without its token.
pub(super) struct Begun {
    pub user: User,
    pub session: SessionId,
    pub from: Timestamp,
    pub until: Timestamp,
    /// The key that the database keeps, if it keeps one.
    pub key: Option<String>,
}

/// Ends the session of who has signed in anew.
pub(super) fn end(tx: &mut WriteTx<'_>, before: Option<Caller>) -> Result<()> {
    match before.and_then(|caller| Some((caller.session()?, caller.user.id))) {
        Some((session, user)) => store::sessions::end(tx, session, user),
        None => Ok(()),
    }
}

/// Begins a session.
pub(super) fn begin(tx: &mut WriteTx<'_>, user: User, session_ms: i64) -> Result<Begun> {
    let session = tx.new_id();
    let (from, until) = (tx.now(), tx.now().plus_ms(session_ms));
    store::sessions::insert(tx, session, user.id, until)?;
    Ok(Begun {
        user,
        session,
        from,
        until,
        key: signing::kept(tx)?,
    })
}

/// Has the log say who came in and who was turned away, by id and address, and never what they typed.
pub(super) fn noted(
    by: &'static str,
    address: IpAddr,
    tried: Result<SignedIn>,
) -> Result<SignedIn> {
    let address = address.to_string();
    let address = address.as_str();
    match &tried {
        Ok(begun) => {
            let user = begun.user.id.to_string();
            log::info!(by, user = user.as_str(), address; "signed in");
        }
        Err(Error::Unauthenticated(why) | Error::Forbidden(why)) => {
            log::warn!(by, address; "a sign-in failed: {why}")
        }
        Err(Error::TooMany { .. }) => {
            log::warn!(by, address; "a sign-in was not tried: too many failed")
        }
        Err(_) => {}
    }
    tried
}
