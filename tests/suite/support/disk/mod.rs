//! A disk that can lose its power, fill up and fail: a small file system in memory, by FUSE.
//!
//! Programs run on it as on any other, with locks and shared memory, and it sees each of their writes
//! before they hear that it is done. `platter` says what is left when the power goes.

mod files;
mod fuse;
mod platter;

use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fastrand::Rng;
use fuser::{BackgroundSession, Config, Errno, INodeNo, MountOption};
use tempfile::TempDir;

use platter::{Node, Platter};

/// What can be wrong with a disk. A file is named by the end of its name.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// So many bytes more fit on it.
    Full(u64),
    /// So many bytes more may its user take.
    Quota(u64),
    /// It takes no change, as file systems do that found themselves damaged.
    ReadOnly,
    /// A file can't be read.
    Read(&'static str),
    /// A file can't be written.
    Write(&'static str),
    /// A file can't be synced.
    Sync(&'static str),
}

/// A disk in the machine. Dropping it takes it out. The test itself must not share memory (`-shm`) on it:
/// it would wait for itself.
pub struct Disk {
    folder: TempDir,
    inside: Arc<Inside>,
    session: Option<BackgroundSession>,
}

struct Inside(Mutex<State>);

struct State {
    platter: Platter,
    fault: Option<Fault>,
    /// What the disk may hold in all, while its fault is about space.
    limit: u64,
    has_power: bool,
    /// The power goes at this change from now.
    cut_at: Option<u64>,
}

/// What a program asks of a disk.
enum Ask<'n> {
    Read(&'n Node),
    /// A write that makes a file longer by so many bytes.
    Write(&'n Node, u64),
    Sync(&'n Node),
    /// To make, take away or rename.
    Name,
}

impl Disk {
    pub fn new() -> Self {
        let state = State {
            platter: Platter::new(),
            fault: None,
            limit: u64::MAX,
            has_power: true,
            cut_at: None,
        };
        let mut disk = Self {
            folder: tempfile::tempdir().unwrap(),
            inside: Arc::new(Inside(Mutex::new(state))),
            session: None,
        };
        disk.mount();
        disk
    }

    fn mount(&mut self) {
        let mut options = Config::default();
        options.mount_options = vec![MountOption::FSName("oms-test".to_owned())];
        let files = files::Files::new(self.inside.clone());
        let session = fuser::spawn_mount(files, self.folder.path(), &options);
        self.session = Some(session.expect("/dev/fuse is there and may be used"));
    }

    /// The folder in which it is seen.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Lets the power go at this change (a write, a sync, a name) from now.
    pub fn cut_power_at(&self, change: u64) {
        self.inside.state().cut_at = Some(change);
    }

    /// Lets the power go now.
    pub fn cut_power(&self) {
        self.inside.state().has_power = false;
    }

    pub fn has_power(&self) -> bool {
        self.inside.state().has_power
    }

    /// Lets the power go if it is there, loses what was not synced, and lets it come back. No program may
    /// have a file open.
    pub fn restart(&mut self, chance: &mut Rng) {
        self.cut_power();
        self.take_out();
        let mut state = self.inside.state();
        state.platter.lose_unsynced(chance);
        state.has_power = true;
        state.cut_at = None;
        drop(state);
        self.mount();
    }

    /// Begins to fail.
    pub fn fail(&self, fault: Fault) {
        let mut state = self.inside.state();
        state.limit = match fault {
            Fault::Full(left) | Fault::Quota(left) => state.platter.size() + left,
            _ => u64::MAX,
        };
        state.fault = Some(fault);
        let Fault::Read(ending) = fault else {
            return;
        };
        let named = |(id, name): (u64, &std::ffi::OsStr)| {
            let ends = name.to_string_lossy().ends_with(ending);
            ends.then_some(id)
        };
        let files: Vec<_> = state
            .platter
            .list(platter::ROOT)
            .filter_map(named)
            .collect();
        drop(state);
        // What the system remembers of them would be read instead.
        for id in files {
            let notifier = self.session.as_ref().unwrap().notifier();
            notifier.inval_inode(INodeNo(id), 0, 0).unwrap();
        }
    }

    /// Is whole again.
    pub fn heal(&self) {
        let mut state = self.inside.state();
        state.fault = None;
        state.limit = u64::MAX;
    }

    fn take_out(&mut self) {
        let Some(session) = self.session.take() else {
            return;
        };
        if session.umount_and_join().is_err() {
            // A test that failed may have left a program on it.
            let _ = Command::new("umount")
                .arg("--lazy")
                .arg(self.folder.path())
                .status();
        }
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.take_out();
    }
}

impl Inside {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Whether the disk does what is asked. A change may be the one at which the power goes.
    fn may(&self, ask: &Ask<'_>) -> Result<(), Errno> {
        let is = |node: &Node, ending: &str| node.name.to_string_lossy().ends_with(ending);
        match (self.fault, ask) {
            _ if !self.has_power => Err(Errno::EIO),
            (Some(Fault::Read(ending)), Ask::Read(node))
            | (Some(Fault::Write(ending)), Ask::Write(node, _))
            | (Some(Fault::Sync(ending)), Ask::Sync(node))
                if is(node, ending) =>
            {
                Err(Errno::EIO)
            }
            (Some(Fault::ReadOnly), Ask::Write(..) | Ask::Name) => Err(Errno::EROFS),
            (Some(Fault::Full(_)), Ask::Write(_, more)) if self.lacks(*more) => Err(Errno::ENOSPC),
            (Some(Fault::Quota(_)), Ask::Write(_, more)) if self.lacks(*more) => Err(Errno::EDQUOT),
            _ => Ok(()),
        }
    }

    fn lacks(&self, more: u64) -> bool {
        more > 0 && self.platter.size() + more > self.limit
    }

    /// Counts a change: the power may go at it.
    fn count_change(&mut self) {
        if let Some(left) = &mut self.cut_at {
            *left = left.saturating_sub(1);
            self.has_power = *left > 0 && self.has_power;
        }
    }
}
