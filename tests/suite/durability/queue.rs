//! More writes than the writer can take: refused at once, and nothing of the others is lost.

use std::sync::mpsc::channel;

use oms::domain::{Audience, EventName};
use oms::error::Error;
use oms::store::events::{self, NewEvent};
use oms::store::{MAX_BATCH, Store, WriteTx};
use rocket::tokio::runtime::Runtime;
use rocket::tokio::task::JoinSet;

use crate::support::second_process;

/// More than wait and are at work together.
const WRITES: usize = 6 * MAX_BATCH;

fn log_one(tx: &mut WriteTx<'_>) -> oms::error::Result<i64> {
    let event = NewEvent {
        name: EventName::ProductUpdated,
        audience: Audience::Everyone,
        former_owner: None,
        data: "{}".to_owned(),
    };
    events::append(tx, event)
}

fn logged(store: &Store) -> usize {
    let last = store.read_blocking(events::last_seq).unwrap();
    usize::try_from(last).unwrap()
}

#[test]
fn a_write_too_many_is_refused_while_the_others_wait_and_they_are_all_done() {
    let folder = tempfile::tempdir().unwrap();
    let store = second_process(&folder.path().join("oms.db"));
    let (begun, has_begun) = channel();
    let (go, may_go) = channel();
    let slow = store.clone();
    let slow = std::thread::spawn(move || {
        slow.write_blocking(move |tx| {
            begun.send(()).unwrap();
            may_go.recv().unwrap();
            log_one(tx)
        })
    });
    has_begun.recv().unwrap();

    let (refused, done) = Runtime::new().unwrap().block_on(async {
        let mut writes = JoinSet::new();
        for _ in 0..WRITES {
            let store = store.clone();
            writes.spawn(async move { store.write(log_one).await });
        }
        // The writer is still at the slow one: what is answered now was refused at once.
        let first = writes.join_next().await.unwrap().unwrap();
        assert!(matches!(first, Err(Error::Busy)), "{first:?}");
        go.send(()).unwrap();
        let (mut refused, mut done) = (1, 0);
        while let Some(write) = writes.join_next().await {
            match write.unwrap() {
                Ok(_) => done += 1,
                Err(Error::Busy) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        (refused, done)
    });
    slow.join().unwrap().unwrap();

    assert_eq!(refused + done, WRITES);
    assert!(done >= MAX_BATCH, "{done}");
    assert_eq!(logged(&store), done + 1, "with the slow one");
}
