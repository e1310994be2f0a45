//! The one who asks, and what they may see.

use crate::domain::{Actor, ApiTokenId, Audience, Event, Role, SessionId, Timestamp, User};

/// Someone who is signed in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who they are, at the time of the request.
    pub user: User,
    /// What shows that it is them.
    pub credential: Credential,
}

/// What shows who someone is. The database decides at every request whether it still counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// They signed in themself.
    Session {
        /// Their session.
        id: SessionId,
        /// Until when it lasts.
        expires_at: Timestamp,
    },
    /// A script of theirs shows an API token.
    ApiToken {
        /// Which.
        id: ApiTokenId,
        /// Whether it reads alone.
        read_only: bool,
    },
}

/// How an event looks to someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// They see it.
    Whole,
    /// The order was theirs and is no more: to them it was deleted.
    Gone,
    /// They see nothing.
    Nothing,
}

impl Caller {
    /// Whether they may do everything.
    pub fn is_admin(&self) -> bool {
        self.user.role == Role::Admin
    }

    /// Their session; none: it is a script that calls, not the person.
    pub fn session(&self) -> Option<SessionId> {
        match self.credential {
            Credential::Session { id, .. } => Some(id),
            Credential::ApiToken { .. } => None,
        }
    }

    /// Until when they may be served; none: until something ends it.
    pub fn expires_at(&self) -> Option<Timestamp> {
        match self.credential {
            Credential::Session { expires_at, .. } => Some(expires_at),
            Credential::ApiToken { .. } => None,
        }
    }

    /// Whether what they show is for reading alone.
    pub fn is_read_only(&self) -> bool {
        match self.credential {
            Credential::Session { .. } => false,
            Credential::ApiToken { read_only, .. } => read_only,
        }
    }

    /// Who the timeline names.
    pub fn actor(&self) -> Actor {
        Actor {
            id: self.user.id,
            name: self.user.name.clone(),
        }
    }

    /// How an event looks to them.
    pub fn sight_of(&self, event: &Event) -> Sight {
        let is_theirs = match event.audience {
            Audience::Everyone => true,
            Audience::Admins => false,
            Audience::Owner(owner) => owner == self.user.id,
        };
        if self.is_admin() || is_theirs {
            Sight::Whole
        } else if event.former_owner == Some(self.user.id) {
            Sight::Gone
        } else {
            Sight::Nothing
        }
    }
}
