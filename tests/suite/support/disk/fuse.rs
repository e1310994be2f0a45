//! The disk as Linux asks it: <https://www.kernel.org/doc/html/latest/filesystems/fuse.html>.
//!
//! The system keeps the pages that it has read, and sends each write at once; so memory that programs
//! share (`-shm`) works, and locks are the system's own. It is asked anew for each name and each size.

use std::ffi::OsStr;
use std::time::{Duration, SystemTime};

use fuser::{
    AccessFlags, BsdFileFlags, Errno, FileHandle, FileType, Filesystem, FopenFlags, Generation,
    INodeNo, LockOwner, OpenFlags, RenameFlags, ReplyAttr, ReplyCreate, ReplyData, ReplyDirectory,
    ReplyEmpty, ReplyEntry, ReplyOpen, ReplyStatfs, ReplyWrite, Request, TimeOrNow, WriteFlags,
};

use super::Ask;
use super::files::{BLOCK, Files, kind};
use super::platter::{Node, ROOT};

/// What the disk holds in all when it has no fault.
const SPACE: u64 = 16 << 30;
/// Nothing is remembered.
const TTL: Duration = Duration::ZERO;
const GENERATION: Generation = Generation(0);
const HANDLE: FileHandle = FileHandle(0);

fn answer(reply: ReplyEmpty, result: Result<(), Errno>) {
    match result {
        Ok(()) => reply.ok(),
        Err(error) => reply.error(error),
    }
}

impl Filesystem for Files {
    fn lookup(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEntry) {
        let found = self.look(parent.0, |state, _| {
            let id = state.platter.find(parent.0, name)?;
            Some(self.attributes(id, state.platter.node(id)?))
        });
        match found {
            Ok(Some(attributes)) => reply.entry(&TTL, &attributes, GENERATION),
            Ok(None) => reply.error(Errno::ENOENT),
            Err(error) => reply.error(error),
        }
    }

    fn getattr(&self, _: &Request, ino: INodeNo, _: Option<FileHandle>, reply: ReplyAttr) {
        let state = self.inside.state();
        match state.platter.node(ino.0) {
            Some(node) => reply.attr(&TTL, &self.attributes(ino.0, node)),
            None => reply.error(Errno::ENOENT),
        }
    }

    fn setattr(
        &self,
        _: &Request,
        ino: INodeNo,
        mode: Option<u32>,
        _: Option<u32>,
        _: Option<u32>,
        size: Option<u64>,
        _: Option<TimeOrNow>,
        _: Option<TimeOrNow>,
        _: Option<SystemTime>,
        _: Option<FileHandle>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<SystemTime>,
        _: Option<BsdFileFlags>,
        reply: ReplyAttr,
    ) {
        let longer = |node: &Node| size.unwrap_or(0).saturating_sub(node.size());
        let set = self.change(
            ino.0,
            |node| Ask::Write(node, longer(node)),
            |state| {
                let node = state.platter.node_mut(ino.0).ok_or(Errno::ENOENT)?;
                if let Some(mode) = mode {
                    node.mode = (mode & 0o7777) as u16;
                }
                if let Some(size) = size {
                    node.resize(size);
                }
                Ok(self.attributes(ino.0, node))
            },
        );
        match set {
            Ok(attributes) => reply.attr(&TTL, &attributes),
            Err(error) => reply.error(error),
        }
    }

    fn mkdir(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        umask: u32,
        reply: ReplyEntry,
    ) {
        match self.make(parent.0, name, true, mode & !umask) {
            Ok(attributes) => reply.entry(&TTL, &attributes, GENERATION),
            Err(error) => reply.error(error),
        }
    }

    fn create(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        mode: u32,
        umask: u32,
        _: i32,
        reply: ReplyCreate,
    ) {
        match self.make(parent.0, name, false, mode & !umask) {
            Ok(attributes) => reply.created(
                &TTL,
                &attributes,
                GENERATION,
                HANDLE,
                FopenFlags::FOPEN_KEEP_CACHE,
            ),
            Err(error) => reply.error(error),
        }
    }

    fn unlink(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        answer(reply, self.remove(parent, name));
    }

    fn rmdir(&self, _: &Request, parent: INodeNo, name: &OsStr, reply: ReplyEmpty) {
        answer(reply, self.remove(parent, name));
    }

    fn rename(
        &self,
        _: &Request,
        parent: INodeNo,
        name: &OsStr,
        newparent: INodeNo,
        newname: &OsStr,
        _: RenameFlags,
        reply: ReplyEmpty,
    ) {
        let renamed = self.change(
            parent.0,
            |_| Ask::Name,
            |state| {
                state
                    .platter
                    .rename((parent.0, name), (newparent.0, newname));
                Ok(())
            },
        );
        answer(reply, renamed);
    }

    fn open(&self, _: &Request, _: INodeNo, _: OpenFlags, reply: ReplyOpen) {
        reply.opened(HANDLE, FopenFlags::FOPEN_KEEP_CACHE);
    }

    fn read(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        size: u32,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyData,
    ) {
        match self.look(ino.0, |_, node| node.read(offset, size).to_vec()) {
            Ok(bytes) => reply.data(&bytes),
            Err(error) => reply.error(error),
        }
    }

    fn write(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        data: &[u8],
        _: WriteFlags,
        _: OpenFlags,
        _: Option<LockOwner>,
        reply: ReplyWrite,
    ) {
        let end = offset + data.len() as u64;
        let longer = |node: &Node| end.saturating_sub(node.size());
        let written = self.change(
            ino.0,
            |node| Ask::Write(node, longer(node)),
            |state| {
                let node = state.platter.node_mut(ino.0).ok_or(Errno::ENOENT)?;
                node.write(offset, data);
                Ok(())
            },
        );
        match written {
            Ok(()) => reply.written(data.len() as u32),
            Err(error) => reply.error(error),
        }
    }

    fn flush(&self, _: &Request, _: INodeNo, _: FileHandle, _: LockOwner, reply: ReplyEmpty) {
        reply.ok();
    }

    fn fsync(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        answer(reply, self.sync(ino));
    }

    fn fsyncdir(&self, _: &Request, ino: INodeNo, _: FileHandle, _: bool, reply: ReplyEmpty) {
        answer(reply, self.sync(ino));
    }

    fn readdir(
        &self,
        _: &Request,
        ino: INodeNo,
        _: FileHandle,
        offset: u64,
        mut reply: ReplyDirectory,
    ) {
        let state = self.inside.state();
        let dots = [(ino.0, OsStr::new(".")), (ROOT, OsStr::new(".."))];
        let all = dots.into_iter().chain(state.platter.list(ino.0));
        for (index, (id, name)) in (1..).zip(all).skip(offset as usize) {
            let kind = state.platter.node(id).map_or(FileType::RegularFile, kind);
            if reply.add(INodeNo(id), index, kind, name) {
                break;
            }
        }
        reply.ok();
    }

    fn statfs(&self, _: &Request, _: INodeNo, reply: ReplyStatfs) {
        let state = self.inside.state();
        let free = state.limit.min(SPACE).saturating_sub(state.platter.size()) / BLOCK;
        reply.statfs(
            SPACE / BLOCK,
            free,
            free,
            1 << 20,
            1 << 20,
            BLOCK as u32,
            255,
            BLOCK as u32,
        );
    }

    fn access(&self, _: &Request, _: INodeNo, _: AccessFlags, reply: ReplyEmpty) {
        reply.ok();
    }
}
