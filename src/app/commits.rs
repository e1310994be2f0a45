//! Who hears of what was committed: the sockets, and those who deliver to webhooks.

use std::sync::Arc;

use crate::domain::{Event, UserId};
use crate::realtime::Hub;
use crate::services::bell::Bell;
use crate::store::Publisher;

/// Hands on what the writer has committed. Neither of them holds it up.
pub(super) struct Commits {
    pub(super) hub: Arc<Hub>,
    pub(super) bell: Bell,
}

impl Publisher for Commits {
    fn committed(&self, events: Vec<Event>) {
        self.hub.committed(events);
        self.bell.ring();
    }

    fn links_changed(&self) {
        self.hub.links_changed();
    }

    fn sessions_changed(&self, user: Option<UserId>) {
        self.hub.sessions_changed(user);
        if user.is_none() {
            // Another process has written, or a backup was restored.
            self.bell.changed();
            self.bell.ring();
        }
    }
}
