//! The writer's batches under every interleaving of failures, panics, lost transactions and failed commits:
//! whoever was told yes finds it on disk, and nobody else's is there, nor was it heard of.

mod desk;

use self::desk::{Answer, Desk, Way};
use super::*;

/// What a command does after it has written something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Succeeds,
    /// By a rule of its own.
    Fails,
    Panics,
    /// The disk is full in a statement that SQLite undoes alone.
    LosesStatement,
    /// The disk is full in one for which SQLite gives the whole transaction up.
    LosesAll,
    /// The same, but it does not look at what SQLite says.
    LosesAllUnaware,
    LosesAllAndPanics,
    /// It is content, but its words can't be written to the search index.
    SpoilsSearch,
    /// It is content, but the commit fails, and the transaction is still open.
    SpoilsCommit,
    /// It is content, but the commit fails, and the transaction is gone, as on a full disk.
    BreaksCommit,
}

use Act::{
    BreaksCommit, Fails, LosesAll, LosesAllAndPanics, LosesAllUnaware, LosesStatement, Panics,
    SpoilsCommit, SpoilsSearch, Succeeds,
};
use Fate::{Busy, Internal, Lasts, Panicked, Storage};

impl Act {
    const ALL: [Self; 10] = [
        Succeeds,
        Fails,
        Panics,
        LosesStatement,
        LosesAll,
        LosesAllUnaware,
        SpoilsCommit,
        BreaksCommit,
        LosesAllAndPanics,
        SpoilsSearch,
    ];

    fn loses_all(self) -> bool {
        matches!(self, LosesAll | LosesAllUnaware | LosesAllAndPanics)
    }

    fn spoils(self) -> bool {
        matches!(self, SpoilsSearch | SpoilsCommit | BreaksCommit)
    }
}

/// Every sequence of so many of these acts.
fn sequences(acts: &[Act], length: u32) -> impl Iterator<Item = Vec<Act>> {
    (0..acts.len().pow(length)).map(move |mut index| {
        let next = |_| {
            let act = acts[index % acts.len()];
            index /= acts.len();
            act
        };
        (0..length).map(next).collect()
    })
}

/// Every sequence of up to so many acts.
fn up_to(length: u32) -> impl Iterator<Item = Vec<Act>> {
    (1..=length).flat_map(|length| sequences(&Act::ALL, length))
}

/// What becomes of a command, and what whoever sent it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fate {
    Lasts,
    /// Its own reason, which it keeps whatever becomes of the others.
    Busy,
    Panicked,
    /// The disk.
    Storage,
    /// The commit.
    Internal,
}

impl Fate {
    fn of(answer: &Answer) -> Self {
        match answer {
            Ok(_) => Lasts,
            Err(Error::Busy) => Busy,
            Err(Error::Panicked(_)) => Panicked,
            Err(Error::Storage(_)) => Storage,
            Err(other) => {
                assert!(matches!(other, Error::Internal(_)), "{other}");
                Internal
            }
        }
    }
}

/// What becomes of the commands of a batch. One that loses a transaction ends it, and others go on in the next.
fn fates(batch: &[Act]) -> Vec<Fate> {
    let transactions = batch.split_inclusive(|act| act.loses_all());
    let fates = transactions.flat_map(|acts| {
        let shared = match acts {
            _ if acts.iter().any(|act| act.loses_all()) => Storage,
            _ if acts.iter().any(|act| act.spoils()) => Internal,
            _ => Lasts,
        };
        acts.iter().map(move |act| match act {
            Fails => Busy,
            LosesStatement => Storage,
            Panics if shared == Lasts => Panicked,
            _ => shared,
        })
    });
    fates.collect()
}

#[test]
fn of_commands_that_share_a_batch_exactly_those_last_that_were_told_so() {
    let mut desk = Desk::open();
    // The last two differ from others by the way alone.
    for acts in up_to(3).chain(sequences(&Act::ALL[..8], 4)) {
        desk.try_out(&acts, Way::Together);
    }
}

#[test]
fn of_commands_that_come_while_nobody_writes_exactly_those_last_that_were_told_so() {
    let mut desk = Desk::open();
    for acts in up_to(2) {
        desk.try_out(&acts, Way::OneByOne);
    }
}

#[test]
fn of_commands_that_come_behind_one_at_work_exactly_those_last_that_were_told_so() {
    let mut desk = Desk::open();
    for acts in up_to(3) {
        desk.try_out(&acts, Way::BehindOne);
    }
}

#[test]
fn commands_last_or_not_whether_anyone_waits_for_them() {
    let mut desk = Desk::open();
    for acts in up_to(2) {
        let first = desk.commands;
        let work = desk.work_of(&acts);
        let gate = desk.gate(|_| Ok(0));
        for work in work {
            desk.store.write_soon(|tx| work(tx).map(drop)).unwrap();
        }
        gate.open(&desk.runtime).unwrap();
        // Shares their batch or comes after it: what becomes of itself is of no interest.
        let _ = desk.store.write_blocking(|_| Ok(()));
        let there = (first..).zip(fates(&acts));
        let there = there.filter(|(_, fate)| *fate == Lasts);
        let there: Vec<_> = there.map(|(number, _)| number).collect();
        desk.assert_there(
            &there,
            first..desk.commands,
            &format!("unattended {acts:?}"),
        );
    }
}

#[test]
fn no_command_lasts_while_another_program_writes_and_the_next_do() {
    let mut desk = Desk::open();
    for acts in [vec![Succeeds], vec![Succeeds; 4]] {
        desk.outside.execute_batch("BEGIN IMMEDIATE").unwrap();
        let first = desk.commands;
        let work = desk.work_of(&acts);
        let answers = desk.one_by_one(work);
        assert!(
            answers.iter().all(|it| Fate::of(it) == Storage),
            "{answers:?}"
        );
        desk.outside.execute_batch("ROLLBACK").unwrap();
        desk.assert_there(&[], first..desk.commands, "refused");
        desk.try_out(&acts, Way::Together);
    }
}
