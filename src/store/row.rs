//! Columns of SQLite as types of the domain, and back.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use uuid::Uuid;

use crate::domain::{
    Actor, Currency, Discount, DocumentKind, EventName, Id, LinkToken, MailFailure, MailKind,
    MailState, Money, OrderStatus, PauseReason, PaymentKind, PaymentMethod, Rate, Role, StockKind,
    Timestamp,
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

impl ToSql for Rate {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.basis_points().into())
    }
}

impl FromSql for Rate {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let basis_points = value.as_i64()?;
        Self::new(basis_points).ok_or(FromSqlError::OutOfRange(basis_points))
    }
}

impl ToSql for LinkToken {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for LinkToken {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Self::parse(value.as_str()?).ok_or(FromSqlError::InvalidType)
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
    PauseReason: PauseReason::ALL;
    Role: [Role::Admin, Role::Customer];
    DocumentKind: DocumentKind::ALL;
    PaymentKind: PaymentKind::ALL;
    PaymentMethod: PaymentMethod::ALL;
    MailKind: MailKind::ALL.iter().copied();
    MailState: MailState::ALL.iter().copied();
    MailFailure: MailFailure::ALL.iter().copied();
}

/// An amount out of a column of minor units. CHECK constraints keep it in range.
pub(super) fn money(minor: i64, currency: Currency) -> rusqlite::Result<Money> {
    Money::from_minor(minor, currency).ok_or(rusqlite::Error::IntegralValueOutOfRange(0, minor))
}

/// A discount out of its two columns; none takes nothing off and is no share.
pub(super) fn discount(
    minor: i64,
    rate: Option<Rate>,
    currency: Currency,
) -> rusqlite::Result<Option<Discount>> {
    let amount = money(minor, currency)?;
    Ok((minor != 0 || rate.is_some()).then_some(Discount { amount, rate }))
}

/// The two columns of a discount.
pub(super) fn discount_columns(discount: Option<Discount>) -> (i64, Option<Rate>) {
    discount.map_or((0, None), |it| (it.amount.minor(), it.rate))
}

/// An actor out of its two columns.
pub(super) fn actor(id: Option<crate::domain::UserId>, name: Option<String>) -> Option<Actor> {
    Some(Actor {
        id: id?,
        name: name?,
    })
}
