//! What the store does for mails.

use super::requests;
use crate::domain::{
    Actor, MailFailure, MailFilter, MailKind, MailServer, MailState, SortKey, Timestamp, UserId,
};
use crate::store::mails::{self, Entry, Failed};
use crate::store::{WriteTx, mail_server};

/// Mails that wait, fail and are sent.
pub(super) fn are_sent(tx: &WriteTx<'_>, user: UserId) {
    mail_server::write(tx, &MailServer::default()).unwrap();
    mail_server::read(tx).unwrap();
    let actor = Actor {
        id: user,
        name: "Ada".to_owned(),
    };
    let entry = Entry {
        kind: MailKind::Invoice,
        document: Some(1),
        order_id: tx.new_id(),
        order_number: 1_001,
        to: "ada@shop.example",
        actor: Some(&actor),
    };
    let id = mails::insert(tx, &entry).unwrap();
    mails::first_waiting(tx).unwrap();
    let failed = Failed {
        failure: MailFailure::Broken,
        answer: None,
        next_at: None,
    };
    mails::failed(tx, id, &failed).unwrap();
    mails::stuck(tx, 1).unwrap();
    mails::begin_anew(tx, id).unwrap();
    mails::all_begin_anew(tx).unwrap();
    mails::count_by_hand(tx, Timestamp::EARLIEST).unwrap();
    mails::sent(tx, id, None).unwrap();
    let of_order = MailFilter {
        order: Some(1_001),
        ..MailFilter::default()
    };
    let in_state = MailFilter {
        state: Some(MailState::Failed),
        ..MailFilter::default()
    };
    for filter in [MailFilter::default(), of_order, in_state] {
        for request in requests("-created_at", SortKey::Integer(500)) {
            mails::list(tx, filter, &request).unwrap();
        }
    }
    mails::find(tx, id).unwrap();
    mails::trim(tx).unwrap();
    mails::delete(tx, id).unwrap();
}
