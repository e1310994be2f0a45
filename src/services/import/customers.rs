//! Lines that are customers. An import makes nobody an admin, and leaves who is one in use.

use super::lines::{Importable, Json, raw, truth};
use crate::domain::{self, Actor, Currency, NewUser, Role, Timestamp, User, UserId, UserPatch};
use crate::error::{Error, Result};
use crate::services::customers;
use crate::store::{self, ReadTx, WriteTx};

impl Importable for User {
    type Patch = UserPatch;
    const REQUIRED: &'static [&'static str] = &["name"];
    const KEY: &'static str = "email";

    fn json(column: &str, text: &str, _: bool, _: Currency) -> Option<Json> {
        match column {
            "archived" => Some(truth(text)),
            "role" if text.is_empty() => Some(Ok(None)),
            "role" => Some(match Role::try_from(text.to_ascii_uppercase()) {
                Ok(role) => raw(&format!("\"{}\"", role.as_str()), ""),
                Err(error) => Err(error.to_string()),
            }),
            _ => None,
        }
    }

    fn check(patch: &UserPatch, _: Currency) -> Result<()> {
        domain::check(patch)
    }

    fn key(patch: &UserPatch) -> Option<&str> {
        patch.email.as_ref()?.as_deref()
    }

    fn with_key(tx: &ReadTx<'_>, email: &str) -> Result<Option<UserId>> {
        store::users::with_email(tx, email)
    }

    /// In lower case as it is.
    fn folded(email: &str) -> String {
        email.to_owned()
    }

    fn id(&self) -> UserId {
        self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn patched(tx: &ReadTx<'_>, before: &Self, patch: &UserPatch, now: Timestamp) -> Result<Self> {
        let after = customers::patched(tx, before, patch, now)?;
        if after.role != before.role {
            return Err(no_role());
        }
        if after.role == Role::Admin && after.archived_at != before.archived_at {
            return Err(Error::invalid(
                "archived",
                "of an admin is no import's to change",
            ));
        }
        customers::check_sign_in(tx, &after, None)?;
        Ok(after)
    }

    fn check_new(tx: &ReadTx<'_>, patch: &UserPatch) -> Result<String> {
        let new = new(patch)?;
        customers::check_email(tx, new.email.as_deref(), None)?;
        Ok(new.name)
    }

    fn create(
        tx: &mut WriteTx<'_>,
        id: UserId,
        patch: &UserPatch,
        _: Option<&Actor>,
    ) -> Result<()> {
        customers::create_as(tx, id, &new(patch)?, None)?;
        if patch.archived == Some(true) {
            let archive = UserPatch {
                archived: patch.archived,
                ..UserPatch::default()
            };
            customers::update(tx, id, &archive, None, None)?;
        }
        Ok(())
    }

    fn update(
        tx: &mut WriteTx<'_>,
        id: UserId,
        patch: &UserPatch,
        _: Option<&Actor>,
    ) -> Result<bool> {
        customers::update(tx, id, patch, None, None).map(|updated| updated.more_orders)
    }
}

/// The customer that a line adds.
fn new(patch: &UserPatch) -> Result<NewUser> {
    if patch.role == Some(Role::Admin) {
        return Err(no_role());
    }
    let name = patch
        .name
        .clone()
        .ok_or_else(|| Error::invalid("name", "is missing: this is new"))?;
    Ok(NewUser {
        email: patch.email.clone().flatten(),
        phone: patch.phone.clone().flatten(),
        address: patch.address.clone().flatten(),
        note: patch.note.clone().flatten(),
        ..NewUser::named(name)
    })
}

fn no_role() -> Error {
    Error::invalid("role", "is no import's to give or take")
}
