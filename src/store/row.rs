//! Columns of SQLite as types of the domain, and back.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::domain::{
    Actor, Currency, EventName, Id, Money, OrderStatus, Role, StockKind, Timestamp,
};

impl<T> ToSql for Id<T> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.uuid().into_bytes().to_vec()))
    }
}

impl<T> FromSql for Id<T> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let bytes = <[u8; 16]>::column_result(value)?;
        Ok(Self::new(Uuid::from_bytes(bytes)))
    }
}

impl ToSql for Timestamp {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_millisecond().into())
    }
}

impl FromSql for Timestamp {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(Self::from_millisecond)
    }
}

/// Enumerations that the database writes as their name.
macro_rules! named {
    ($($type:ident: $all:expr;)*) => {$(
        impl ToSql for $type {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.as_str().into())
            }
        }

        impl FromSql for $type {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                let text = value.as_str()?;
                $all.into_iter().find(|named| named.as_str() == text).ok_or(FromSqlError::InvalidType)
            }
        }
    )*};
}

named! {
    OrderStatus: OrderStatus::ALL;
    EventName: EventName::ALL;
    StockKind: StockKind::ALL;
    Role: [Role::Admin, Role::Customer];
}

/// An amount out of a column of minor units. CHECK constraints keep it in range.
pub(super) fn money(minor: i64, currency: Currency) -> rusqlite::Result<Money> {
    Money::from_minor(minor, currency).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, minor))
}

/// An actor out of its two columns.
pub(super) fn actor(id: Option<crate::domain::UserId>, name: Option<String>) -> Option<Actor> {
    Some(Actor {
        id: id?,
        name: name?,
    })
}
