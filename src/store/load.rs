//! How much the writer has to do, for whoever watches.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::tally::{Counted, Tally};

/// Sizes of batches that are told apart; the last is [`super::MAX_BATCH`].
const BATCHES: [u64; 9] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/// What waits for the writer, and how many commands shared their commits.
pub struct WriterLoad {
    waiting: AtomicUsize,
    batches: Tally<9>,
}

impl WriterLoad {
    pub(super) fn new() -> Self {
        Self {
            waiting: AtomicUsize::new(0),
            batches: Tally::new(&BATCHES),
        }
    }

    /// Commands in the queue now.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// The commits so far, by how many commands shared each.
    pub fn batches(&self) -> Counted {
        self.batches.read()
    }

    /// Before a command is put into the queue, so that it can't be taken out uncounted.
    pub(super) fn enter(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn leave(&self, commands: usize) {
        self.waiting.fetch_sub(commands, Ordering::Relaxed);
    }

    pub(super) fn committed(&self, commands: usize) {
        self.batches.add(commands as u64);
    }
}
