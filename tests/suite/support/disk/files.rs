//! What can be done with files and folders of the disk, for `fuse`.

use std::ffi::OsStr;
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;
use std::time::SystemTime;

use fuser::{Errno, FileAttr, FileType, INodeNo};

use super::platter::Node;
use super::{Ask, Inside, State};

pub(super) const BLOCK: u64 = 4096;

pub(super) struct Files {
    pub(super) inside: Arc<Inside>,
    owner: (u32, u32),
    since: SystemTime,
}

impl Files {
    pub(super) fn new(inside: Arc<Inside>) -> Self {
        let me = std::fs::metadata("/proc/self").unwrap();
        Self {
            inside,
            owner: (me.uid(), me.gid()),
            since: SystemTime::now(),
        }
    }

    pub(super) fn attributes(&self, id: u64, node: &Node) -> FileAttr {
        FileAttr {
            ino: INodeNo(id),
            size: node.size(),
            blocks: node.size().div_ceil(BLOCK) * (BLOCK / 512),
            atime: self.since,
            mtime: self.since,
            ctime: self.since,
            crtime: self.since,
            kind: kind(node),
            perm: node.mode,
            nlink: 1,
            uid: self.owner.0,
            gid: self.owner.1,
            rdev: 0,
            blksize: BLOCK as u32,
            flags: 0,
        }
    }

    /// Looks at what is there.
    pub(super) fn look<T>(
        &self,
        id: u64,
        then: impl FnOnce(&State, &Node) -> T,
    ) -> Result<T, Errno> {
        let state = self.inside.state();
        let node = state.platter.node(id).ok_or(Errno::ENOENT)?;
        state.may(&Ask::Read(node))?;
        Ok(then(&state, node))
    }

    /// Changes what is there.
    pub(super) fn change<T>(
        &self,
        id: u64,
        ask: impl Fn(&Node) -> Ask<'_>,
        then: impl FnOnce(&mut State) -> Result<T, Errno>,
    ) -> Result<T, Errno> {
        let mut state = self.inside.state();
        state.count_change();
        let node = state.platter.node(id).ok_or(Errno::ENOENT)?;
        state.may(&ask(node))?;
        then(&mut state)
    }

    pub(super) fn make(
        &self,
        folder: u64,
        name: &OsStr,
        is_folder: bool,
        mode: u32,
    ) -> Result<FileAttr, Errno> {
        self.change(
            folder,
            |_| Ask::Name,
            |state| {
                let id = state
                    .platter
                    .make(folder, name, is_folder, (mode & 0o7777) as u16);
                let node = state.platter.node(id).ok_or(Errno::EIO)?;
                Ok(self.attributes(id, node))
            },
        )
    }

    /// Takes a name away; a folder must be empty.
    pub(super) fn remove(&self, folder: INodeNo, name: &OsStr) -> Result<(), Errno> {
        self.change(
            folder.0,
            |_| Ask::Name,
            |state| {
                let id = state.platter.find(folder.0, name).ok_or(Errno::ENOENT)?;
                if state.platter.list(id).next().is_some() {
                    return Err(Errno::ENOTEMPTY);
                }
                state.platter.remove(folder.0, name);
                Ok(())
            },
        )
    }

    pub(super) fn sync(&self, id: INodeNo) -> Result<(), Errno> {
        self.change(
            id.0,
            |node| Ask::Sync(node),
            |state| {
                state.platter.sync(id.0);
                Ok(())
            },
        )
    }
}

pub(super) fn kind(node: &Node) -> FileType {
    match node.is_folder {
        true => FileType::Directory,
        false => FileType::RegularFile,
    }
}
