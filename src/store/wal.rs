//! Whether SQLite's write-ahead log (sqlite.org/fileformat2.html#walformat) is whole.
//!
//! SQLite takes a log as far as its checksums hold and forgets the rest, because a loss of power leaves
//! the last transaction torn. Where a disk has damaged the middle, that would silently undo what was
//! answered. The two can be told apart: a transaction is written only when the one before it is synced,
//! so behind a torn one there is never another. A log with two commits behind a break is damaged.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;

use super::backup::{beside, cannot};
use crate::error::{Error, Result};

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// What the header begins with; the last bit tells the order of bytes that checksums are made of.
const MAGIC: u32 = 0x377f_0682;

type Sum = (u32, u32);

/// Refuses a database whose log is damaged. SQLite must not have opened it yet.
///
/// # Errors
/// [`Error::Storage`] with a sentence for the owner.
pub(super) fn check(database: &Path) -> Result<()> {
    let log = beside(database, "-wal");
    // Twice: another program may be writing to it.
    for _ in 0..2 {
        match is_damaged(&log) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err(cannot(&log, "be read", &error)),
        }
    }
    let (file, log) = (database.display(), log.display());
    Err(Error::Storage(format!(
        "{log} is damaged, and what was saved last is in it: keep copies of it and of {file}, then restore a backup"
    )))
}

fn is_damaged(log: &Path) -> io::Result<bool> {
    let mut log = match File::open(log) {
        Ok(file) => BufReader::new(file),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut header = [0; HEADER];
    if !fill(&mut log, &mut header)? {
        return Ok(false);
    }
    let magic = number(&header, 0);
    let add = match magic {
        MAGIC => add_little,
        _ if magic == MAGIC | 1 => add_big,
        // A system that lost its power may leave a file of zeros.
        _ => return Ok(header != [0; HEADER] || log.bytes().any(|it| !matches!(it, Ok(0)))),
    };
    let mut sum = sum_at(&header, 24);
    let page = usize::try_from(number(&header, 8)).unwrap_or(0);
    if add((0, 0), &header[..24]) != sum || !page.is_power_of_two() || page > 65_536 {
        return Ok(true);
    }
    let mut frame = vec![0; FRAME_HEADER + page];
    let (mut is_broken, mut commits) = (false, 0);
    while fill(&mut log, &mut frame)? {
        let (head, page) = frame.split_at(FRAME_HEADER);
        let stored = sum_at(head, 16);
        let follows = head[8..16] == header[16..24] && add(add(sum, &head[..8]), page) == stored;
        if !follows {
            (is_broken, commits) = (true, 0);
        } else if number(head, 4) > 0 {
            commits += 1;
        }
        if is_broken && commits == 2 {
            return Ok(true);
        }
        // Also of a frame that is broken: those behind it were made to follow what it says.
        sum = stored;
    }
    Ok(false)
}

/// Whether there was as much left to read.
fn fill(log: &mut impl Read, buffer: &mut [u8]) -> io::Result<bool> {
    match log.read_exact(buffer) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| true),
    }
}

fn number(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4]
        .iter()
        .fold(0, |number, byte| (number << 8) | u32::from(*byte))
}

fn sum_at(bytes: &[u8], at: usize) -> Sum {
    (number(bytes, at), number(bytes, at + 4))
}

fn add_big(sum: Sum, bytes: &[u8]) -> Sum {
    add(sum, bytes, |at| number(bytes, at))
}

fn add_little(sum: Sum, bytes: &[u8]) -> Sum {
    add(sum, bytes, |at| number(bytes, at).swap_bytes())
}

fn add(mut sum: Sum, bytes: &[u8], word: impl Fn(usize) -> u32) -> Sum {
    for at in (0..bytes.len()).step_by(8) {
        sum.0 = sum.0.wrapping_add(word(at)).wrapping_add(sum.1);
        sum.1 = sum.1.wrapping_add(word(at + 4)).wrapping_add(sum.0);
    }
    sum
}
