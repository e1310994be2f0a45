//! What wakes those who deliver.

use tokio::sync::watch::{Receiver, Sender};

/// Rings when there may be something to deliver. Rings that nobody has heard yet are one. Cheap to clone.
#[derive(Clone, Default)]
pub struct Bell {
    work: Sender<()>,
    webhooks: Sender<()>,
}

impl Bell {
    /// Something was committed, or is due.
    pub fn ring(&self) {
        self.work.send_replace(());
    }

    /// There may be other webhooks than before.
    pub fn changed(&self) {
        self.webhooks.send_replace(());
    }

    /// Hears [`Bell::ring`] from now on.
    pub(super) fn work(&self) -> Receiver<()> {
        self.work.subscribe()
    }

    /// Hears [`Bell::changed`] from now on.
    pub(super) fn webhooks(&self) -> Receiver<()> {
        self.webhooks.subscribe()
    }
}
