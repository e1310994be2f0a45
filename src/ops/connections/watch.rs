//! Which connections are to be ended, and why: rules alone, by what kernel and server say of each.

use std::collections::HashMap;
use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use super::{Limits, Peer, PerAddress};

/// So much of an answer must be taken in the time that is waited for it.
const SOME: u64 = 4 * 1024;

/// The kernel counts time in ticks: what seems to have come so shortly after an answer was its request.
const TICK: Duration = Duration::from_millis(20);

/// What the kernel says of a connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) peer: Peer,
    /// The number of its socket.
    pub(super) inode: u32,
    /// Whether there is something that the peer has not taken.
    pub(super) is_sending: bool,
    /// What the peer has taken so far, in bytes.
    pub(super) taken: u64,
    /// How long ago something came from the peer, at least.
    pub(super) silent: Duration,
}

/// What the server says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Doing {
    /// No request has come yet.
    Nothing,
    /// The last request was done then.
    WasServed(Instant),
    /// A request is under way.
    IsServed,
    /// It is a live socket, which looks after itself.
    Listens,
}

/// Why a connection is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It began a request, or was to, and did not finish.
    Unfinished,
    /// No request has come for long.
    Idle,
    /// It does not take its answer.
    TakesNothing,
    /// There are too many, of its address or in all.
    TooMany,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unfinished => "no whole request came in time",
            Self::Idle => "no further request came",
            Self::TakesNothing => "the answer was not taken in time",
            Self::TooMany => "too many, of one address or in all",
        })
    }
}

/// A connection that is to be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) peer: Peer,
    pub(super) inode: u32,
    pub(super) why: Why,
}

/// What was seen before of the connections that are there.
#[derive(Default)]
pub(super) struct Watch {
    before: HashMap<u32, Before>,
}

#[derive(Clone, Copy)]
struct Before {
    peer: Peer,
    /// Since when a request is not finished.
    unfinished: Option<Instant>,
    /// How much was taken, and when, of what the peer takes slowly.
    sending: Option<(u64, Instant)>,
}

/// The part of the time for a request in which one that has just begun is not taken for a slow one.
const BEGINNING: u32 = 10;

/// What a connection is at, in the order in which it has to go where there are too many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Unfinished,
    Idle,
    Beginning,
    Answer,
    Work,
}

impl Watch {
    /// Looks at all connections there are.
    pub(super) fn look(
        &mut self,
        now: Instant,
        seen: &[Seen],
        doing: impl Fn(&Peer) -> Doing,
        limits: &Limits,
        per_address: &PerAddress,
    ) -> Vec<Ending> {
        let mut present = HashMap::with_capacity(seen.len());
        let mut endings = Vec::new();
        let mut staying = Vec::with_capacity(seen.len());
        for one in seen {
            let doing = doing(&one.peer);
            if doing == Doing::Listens {
                continue;
            }
            let before = self.before.get(&one.inode).copied();
            let before = before.filter(|before| before.peer == one.peer);
            let (at, since, memory) = judge(now, one, doing, before);
            present.insert(one.inode, memory);
            let lasted = now.saturating_duration_since(since);
            match overdue(at, lasted, limits) {
                Some(why) => endings.push(one.ending(why)),
                None if at == At::Unfinished && lasted < limits.request / BEGINNING => {
                    staying.push((At::Beginning, since, one));
                }
                None => staying.push((at, since, one)),
            }
        }
        self.before = present;
        // Those go first that are at the least, and among them who is at it longest.
        staying.sort_by_key(|(at, since, _)| (*at, *since));
        endings.extend(too_many(&staying, limits.in_all, per_address));
        endings
    }
}

/// What a connection is at, since when, and what is to be known of it the next time.
fn judge(now: Instant, one: &Seen, doing: Doing, before: Option<Before>) -> (At, Instant, Before) {
    let mut memory = Before {
        peer: one.peer,
        unfinished: None,
        sending: None,
    };
    if one.is_sending {
        let last = before.and_then(|before| before.sending);
        let (taken, since) = last
            .filter(|(taken, _)| one.taken < taken.saturating_add(SOME))
            .unwrap_or((one.taken, now));
        memory.sending = Some((taken, since));
        return (At::Answer, since, memory);
    }
    let came = now.checked_sub(one.silent);
    let is_of = |done: Instant| came <= done.checked_add(TICK);
    match doing {
        Doing::Listens | Doing::IsServed => (At::Work, now, memory),
        Doing::WasServed(done) if is_of(done) => (At::Idle, done, memory),
        Doing::WasServed(_) | Doing::Nothing => {
            let since = before.and_then(|before| before.unfinished).unwrap_or(now);
            memory.unfinished = Some(since);
            (At::Unfinished, since, memory)
        }
    }
}

fn overdue(at: At, lasted: Duration, limits: &Limits) -> Option<Why> {
    let (limit, why) = match at {
        At::Unfinished => (limits.request, Why::Unfinished),
        At::Idle => (limits.idle, Why::Idle),
        At::Answer => (limits.answer, Why::TakesNothing),
        At::Beginning | At::Work => return None,
    };
    (lasted >= limit).then_some(why)
}

/// Those that are beyond what one address, or all, may have; the first of them go.
fn too_many(
    staying: &[(At, Instant, &Seen)],
    in_all: usize,
    per_address: &PerAddress,
) -> Vec<Ending> {
    let mut counts: HashMap<IpAddr, usize> = HashMap::new();
    for (_, _, one) in staying {
        *counts.entry(one.peer.address.ip()).or_default() += 1;
    }
    let mut all = staying.len();
    let mut endings = Vec::new();
    for (_, _, one) in staying {
        let address = one.peer.address.ip();
        let count = counts.entry(address).or_default();
        if *count > per_address.limit_of(address) || all > in_all {
            *count -= 1;
            all -= 1;
            endings.push(one.ending(Why::TooMany));
        }
    }
    endings
}

impl Seen {
    fn ending(&self, why: Why) -> Ending {
        Ending {
            peer: self.peer,
            inode: self.inode,
            why,
        }
    }
}

#[cfg(test)]
mod tests;
