//! The one who asks, and what they may see.

use crate::domain::{Actor, Audience, Event, Role, SessionId, Timestamp, User};

/// Someone who is signed in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who they are, at the time of the request.
    pub user: User,
    /// By which session.
    pub session: SessionId,
    /// Until when it lasts.
    pub expires_at: Timestamp,
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
