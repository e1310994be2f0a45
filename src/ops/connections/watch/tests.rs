//! Each rule, by the clock of the test.

use super::*;

const SECOND: Duration = Duration::from_secs(1);

fn limits() -> Limits {
    Limits {
        request: 30 * SECOND,
        idle: 300 * SECOND,
        answer: 60 * SECOND,
        in_all: 100,
        ..Limits::default()
    }
}

fn peer(host: u8, port: u16) -> Peer {
    Peer::new(8000, ([192, 0, 2, host], port).into())
}

fn silent(peer: Peer, silent: Duration) -> Seen {
    Seen {
        peer,
        inode: u32::from(peer.address.port()),
        is_sending: false,
        taken: 0,
        silent,
    }
}

fn sending(taken: u64) -> Seen {
    Seen {
        is_sending: true,
        taken,
        ..silent(peer(1, 1), SECOND)
    }
}

/// Looks at one connection once a second, and says in which second it ends, and why.
fn ends(seconds: u32, at: impl Fn(Instant, u32) -> (Seen, Doing)) -> Option<(u32, Why)> {
    let mut watch = Watch::default();
    let start = Instant::now() + 3600 * SECOND;
    (0..seconds).find_map(|second| {
        let (seen, doing) = at(start, second);
        let now = start + second * SECOND;
        let endings = watch.look(now, &[seen], |_| doing, &limits(), &PerAddress::default());
        endings.first().map(|ending| (second, ending.why))
    })
}

#[test]
fn a_request_that_is_not_whole_in_time_ends_however_often_a_byte_comes() {
    let says_nothing = ends(100, |_, second| {
        (silent(peer(1, 1), second * SECOND), Doing::Nothing)
    });
    assert_eq!(says_nothing, Some((30, Why::Unfinished)));
    let trickles = ends(100, |_, _| (silent(peer(1, 1), SECOND), Doing::Nothing));
    assert_eq!(trickles, Some((30, Why::Unfinished)));
    let second_one = ends(400, |start, second| {
        // Its last answer was done at once; ten seconds later it begins another request.
        let quiet = if second < 10 { second } else { second - 10 };
        let served = Doing::WasServed(start);
        (silent(peer(1, 1), quiet * SECOND), served)
    });
    assert_eq!(second_one, Some((40, Why::Unfinished)));
}

#[test]
fn whoever_waits_between_two_requests_has_longer() {
    let idle = ends(400, |start, second| {
        (silent(peer(1, 1), second * SECOND), Doing::WasServed(start))
    });
    assert_eq!(idle, Some((300, Why::Idle)));
    // The kernel's time of what came last may be later than the answer, by a tick.
    let tick = ends(100, |start, second| {
        let seen = silent(peer(1, 1), (second * SECOND).saturating_sub(SECOND / 100));
        (seen, Doing::WasServed(start))
    });
    assert_eq!(tick, None);
}

#[test]
fn what_is_served_or_listens_is_left_alone() {
    for doing in [Doing::IsServed, Doing::Listens] {
        let ended = ends(1000, |_, second| {
            (silent(peer(1, 1), second * SECOND), doing)
        });
        assert_eq!(ended, None, "{doing:?}");
    }
    let slow_screen = ends(1000, |_, _| (sending(0), Doing::Listens));
    assert_eq!(slow_screen, None, "a live socket looks after itself");
}

#[test]
fn an_answer_that_is_not_taken_ends_and_one_that_is_taken_slowly_does_not() {
    for doing in [Doing::IsServed, Doing::WasServed(Instant::now())] {
        let stuck = ends(1000, |_, _| (sending(7), doing));
        assert_eq!(stuck, Some((60, Why::TakesNothing)), "{doing:?}");
        let trickle = ends(1000, |_, second| (sending(second.into()), doing));
        assert_eq!(trickle, Some((60, Why::TakesNothing)), "{doing:?}");
        let slow = ends(1000, |_, second| (sending(u64::from(second) * 100), doing));
        assert_eq!(slow, None, "100 bytes a second, {doing:?}");
    }
}

#[test]
fn another_connection_of_the_same_number_begins_anew() {
    let ended = ends(100, |_, second| {
        let port = if second < 20 { 1 } else { 2 };
        let seen = Seen {
            inode: 7,
            ..silent(peer(1, port), SECOND)
        };
        (seen, Doing::Nothing)
    });
    assert_eq!(ended, Some((50, Why::Unfinished)));
}

/// Whom a look at these ends, with at most 3 an address. Those that have said nothing for long were there before.
fn crowd(seen: &[(Seen, Doing)], exempt: &str, in_all: usize) -> Vec<u32> {
    let per_address = PerAddress {
        most: 3,
        exempt: exempt.parse().into_iter().collect(),
    };
    let limits = Limits { in_all, ..limits() };
    let doing = |of: &Peer| {
        let found = seen.iter().find(|(one, _)| one.peer == *of);
        found.map_or(Doing::Nothing, |(_, doing)| *doing)
    };
    let now = Instant::now();
    let mut watch = Watch::default();
    let mut look = |now, all: &[Seen]| watch.look(now, all, doing, &limits, &per_address);
    let all: Vec<_> = seen.iter().map(|(one, _)| *one).collect();
    let is_old = |one: &&Seen| one.silent >= 9 * SECOND;
    let old: Vec<_> = all.iter().filter(is_old).copied().collect();
    assert_eq!(look(now - 9 * SECOND, &old), []);
    let endings = look(now, &all);
    assert!(endings.iter().all(|ending| ending.why == Why::TooMany));
    endings.iter().map(|ending| ending.inode).collect()
}

#[test]
fn of_too_many_of_one_address_those_go_that_are_at_the_least() {
    let now = Instant::now();
    let at = |host, port, quiet: u32, doing| (silent(peer(host, port), quiet * SECOND), doing);
    let idle = |ago: u32| Doing::WasServed(now - ago * SECOND);
    let mut seen = vec![
        at(1, 1, 0, Doing::Nothing),
        at(1, 2, 1, Doing::IsServed),
        at(1, 3, 1, idle(1)),
        at(1, 4, 3, idle(3)),
        at(1, 5, 9, Doing::Nothing),
        at(1, 6, 2, idle(2)),
        at(2, 7, 9, Doing::Nothing),
    ];
    assert_eq!(crowd(&seen, "", 100), [5, 4, 6]);
    let none: [u32; 0] = [];
    assert_eq!(crowd(&seen, "192.0.2.1/32", 100), none, "a proxy");
    assert_eq!(
        crowd(&seen, "192.0.2.1/32", 4),
        [5, 7, 4],
        "too many in all"
    );
    // Whoever has just come may not have spoken yet.
    seen.push(at(1, 8, 0, Doing::Nothing));
    seen.push(at(1, 9, 0, Doing::Nothing));
    assert_eq!(crowd(&seen, "", 100), [5, 4, 6, 3, 1]);
    // Live sockets are counted elsewhere.
    seen.extend((10..20).map(|port| at(2, port, 1, Doing::Listens)));
    assert_eq!(crowd(&seen, "", 100), [5, 4, 6, 3, 1]);
}
