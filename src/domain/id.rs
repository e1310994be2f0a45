//! Ids that can't be mistaken for one another: the id of an order is no id of a product.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A UUID version 7 (RFC 9562) that names a `T`.
pub struct Id<T>(Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// Takes a UUID as the id of a `T`.
    pub fn new(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// The bare UUID.
    pub fn uuid(self) -> Uuid {
        self.0
    }
}

/// Marks for [`Id`]; they have no values.
mod marks {
    /// Of an order.
    pub enum OrderMark {}
    /// Of an order item.
    pub enum OrderItemMark {}
    /// Of a product.
    pub enum ProductMark {}
    /// Of a user.
    pub enum UserMark {}
    /// Of a session.
    pub enum SessionMark {}
    /// Of an API token.
    pub enum ApiTokenMark {}
    /// Of a display.
    pub enum DisplayMark {}
    /// Of a webhook.
    pub enum WebhookMark {}
    /// Of a delivery to a webhook.
    pub enum WebhookDeliveryMark {}
    /// Of a mail.
    pub enum MailMark {}
}

pub use marks::{ProductMark, UserMark};

/// The id of an order.
pub type OrderId = Id<marks::OrderMark>;
/// The id of an order item.
pub type OrderItemId = Id<marks::OrderItemMark>;
/// The id of a product.
pub type ProductId = Id<marks::ProductMark>;
/// The id of a user, customer or admin.
pub type UserId = Id<marks::UserMark>;
/// The id of a session: the `jti` of its token.
pub type SessionId = Id<marks::SessionMark>;
/// The id of an API token; the token itself is another, and secret.
pub type ApiTokenId = Id<marks::ApiTokenMark>;
/// The id of a display; the token of its link is another, and secret.
pub type DisplayId = Id<marks::DisplayMark>;
/// The id of a webhook.
pub type WebhookId = Id<marks::WebhookMark>;
/// The id of a delivery to a webhook: what the receiver knows it by.
pub type WebhookDeliveryId = Id<marks::WebhookDeliveryMark>;
/// The id of a mail: its `Message-ID` begins with it.
pub type MailId = Id<marks::MailMark>;

// Written by hand, since a derive would ask the same of `T`, which has no values.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl<T> FromStr for Id<T> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self::new)
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

impl<T> utoipa::PartialSchema for Id<T> {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Uuid)))
            .into()
    }
}

impl<T> utoipa::ToSchema for Id<T> {}

/// How people and programs name an order: by its id, or by the number that is said on the phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderRef {
    /// The order's UUID.
    Id(OrderId),
    /// The order's number.
    Number(i64),
}

impl FromStr for OrderRef {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(number) if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                Ok(Self::Number(number))
            }
            _ => text.parse().map(Self::Id),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_named_by_number_or_uuid_and_nothing_else() {
        assert_eq!("1001".parse::<OrderRef>().unwrap(), OrderRef::Number(1001));
        let uuid = "018f4d5e-7c1a-7b3c-8d2e-1f2a3b4c5d6e";
        assert_eq!(
            uuid.parse::<OrderRef>().unwrap(),
            OrderRef::Id(uuid.parse().unwrap())
        );
        for wrong in ["", "-1", "+1001", "12x", "1001 ", "99999999999999999999"] {
            assert!(wrong.parse::<OrderRef>().is_err(), "{wrong}");
        }
    }
}
