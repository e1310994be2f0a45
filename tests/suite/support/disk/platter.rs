//! What a disk holds: what programs see of it, and what would be left of it if the power went now.
//!
//! The model is the one that POSIX promises and no more: the bytes of a file last once the *file* was
//! synced, names (made, taken away, changed) once their *folder* was. What was not synced may be there
//! after a loss of power or not, each sector of each write and each change of a size for itself, so also
//! torn and in another order; changes of names are lost from some point on, as journals of file systems
//! lose them, but a change of a name is whole.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};

use fastrand::Rng;

/// The folder that all others are in.
pub(super) const ROOT: u64 = 1;
/// What a disk writes as a whole.
const SECTOR: usize = 512;

/// A name: the folder that it is in, and itself.
type Name = (u64, OsString);
type Names = BTreeMap<Name, u64>;

/// The contents of a disk.
pub(super) struct Platter {
    nodes: BTreeMap<u64, Node>,
    next: u64,
    names: Names,
    synced_names: Names,
    /// What was done to names since, in order: each step is what they stand for from then on.
    steps: Vec<Vec<(Name, Option<u64>)>>,
}

/// A file or a folder.
pub(super) struct Node {
    pub(super) is_folder: bool,
    pub(super) mode: u16,
    /// The name that it had last.
    pub(super) name: OsString,
    bytes: Vec<u8>,
    synced: Vec<u8>,
    changes: Vec<Change>,
}

enum Change {
    Write(usize, Vec<u8>),
    Resize(usize),
}

impl Platter {
    pub(super) fn new() -> Self {
        Self {
            nodes: BTreeMap::from([(ROOT, Node::new(true, 0o700, OsStr::new("/")))]),
            next: ROOT + 1,
            names: Names::new(),
            synced_names: Names::new(),
            steps: Vec::new(),
        }
    }

    pub(super) fn node(&self, id: u64) -> Option<&Node> {
        self.nodes.get(&id)
    }

    pub(super) fn node_mut(&mut self, id: u64) -> Option<&mut Node> {
        self.nodes.get_mut(&id)
    }

    pub(super) fn find(&self, folder: u64, name: &OsStr) -> Option<u64> {
        self.names.get(&(folder, name.to_owned())).copied()
    }

    /// What is in a folder.
    pub(super) fn list(&self, folder: u64) -> impl Iterator<Item = (u64, &OsStr)> {
        let inside = move |at: &(&Name, &u64)| at.0.0 == folder;
        let all = self.names.iter().filter(inside);
        all.map(|((_, name), id)| (*id, name.as_os_str()))
    }

    pub(super) fn make(&mut self, folder: u64, name: &OsStr, is_folder: bool, mode: u16) -> u64 {
        let id = self.next;
        self.next += 1;
        self.nodes.insert(id, Node::new(is_folder, mode, name));
        self.step(vec![((folder, name.to_owned()), Some(id))]);
        id
    }

    pub(super) fn remove(&mut self, folder: u64, name: &OsStr) {
        self.step(vec![((folder, name.to_owned()), None)]);
    }

    pub(super) fn rename(&mut self, from: (u64, &OsStr), to: (u64, &OsStr)) {
        let Some(id) = self.find(from.0, from.1) else {
            return;
        };
        if let Some(node) = self.nodes.get_mut(&id) {
            to.1.clone_into(&mut node.name);
        }
        self.step(vec![
            ((from.0, from.1.to_owned()), None),
            ((to.0, to.1.to_owned()), Some(id)),
        ]);
    }

    fn step(&mut self, step: Vec<(Name, Option<u64>)>) {
        take(&mut self.names, &step);
        self.steps.push(step);
    }

    /// Syncs a file's bytes, or a folder's names.
    pub(super) fn sync(&mut self, id: u64) {
        let Some(node) = self.nodes.get_mut(&id) else {
            return;
        };
        for change in node.changes.drain(..) {
            change.take(&mut node.synced);
        }
        if node.is_folder {
            let names = &mut self.synced_names;
            self.steps.retain(|step| {
                let is_here = step.iter().any(|((folder, _), _)| *folder == id);
                if is_here {
                    take(names, step);
                }
                !is_here
            });
        }
    }

    /// Loses what was not synced: all of it, or what chance will.
    pub(super) fn lose_unsynced(&mut self, chance: &mut Rng) {
        let kept = *chance.choice(&[0.0, 0.0, 0.1, 0.5, 0.9]).unwrap();
        let mut steps = std::mem::take(&mut self.steps);
        if kept > 0.0 {
            steps.truncate(chance.usize(..=steps.len()));
            steps
                .iter()
                .for_each(|step| take(&mut self.synced_names, step));
        }
        self.names.clone_from(&self.synced_names);
        let names = &self.names;
        self.nodes
            .retain(|id, _| *id == ROOT || names.values().any(|named| named == id));
        for node in self.nodes.values_mut() {
            node.lose_unsynced(|| chance.f64() < kept);
        }
    }

    /// Bytes in all files.
    pub(super) fn size(&self) -> u64 {
        let sizes = self.names.values().map(|id| self.nodes[id].size());
        sizes.sum()
    }
}

impl Node {
    fn new(is_folder: bool, mode: u16, name: &OsStr) -> Self {
        Self {
            is_folder,
            mode,
            name: name.to_owned(),
            bytes: Vec::new(),
            synced: Vec::new(),
            changes: Vec::new(),
        }
    }

    pub(super) fn size(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub(super) fn read(&self, at: u64, length: u32) -> &[u8] {
        let start = usize::try_from(at).unwrap().min(self.bytes.len());
        let end = (start + length as usize).min(self.bytes.len());
        &self.bytes[start..end]
    }

    pub(super) fn write(&mut self, at: u64, bytes: &[u8]) {
        self.change(Change::Write(usize::try_from(at).unwrap(), bytes.to_vec()));
    }

    pub(super) fn resize(&mut self, size: u64) {
        self.change(Change::Resize(usize::try_from(size).unwrap()));
    }

    fn change(&mut self, change: Change) {
        change.take(&mut self.bytes);
        self.changes.push(change);
    }

    fn lose_unsynced(&mut self, mut is_kept: impl FnMut() -> bool) {
        for change in self.changes.drain(..) {
            for part in change.parts() {
                if is_kept() {
                    part.take(&mut self.synced);
                }
            }
        }
        self.bytes.clone_from(&self.synced);
    }
}

impl Change {
    fn take(&self, file: &mut Vec<u8>) {
        match self {
            Self::Resize(size) => file.resize(*size, 0),
            Self::Write(at, bytes) => {
                let end = at + bytes.len();
                if file.len() < end {
                    file.resize(end, 0);
                }
                file[*at..end].copy_from_slice(bytes);
            }
        }
    }

    /// What of it reaches the disk as a whole.
    fn parts(self) -> Vec<Self> {
        let Self::Write(mut at, bytes) = self else {
            return vec![self];
        };
        let mut parts = Vec::new();
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let (part, others) = rest.split_at((SECTOR - at % SECTOR).min(rest.len()));
            parts.push(Self::Write(at, part.to_vec()));
            at += part.len();
            rest = others;
        }
        parts
    }
}

fn take(names: &mut Names, step: &[(Name, Option<u64>)]) {
    for (name, id) in step {
        match id {
            Some(id) => names.insert(name.clone(), *id),
            None => names.remove(name),
        };
    }
}
