//! Events: what a change leaves behind for the timeline, the sockets and their replay.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::id::{ProductId, UserId};
use super::order::CustomerRef;
use super::payment::{PaymentKind, PaymentMethod};
use super::status::OrderStatus;
use super::time::Timestamp;

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum EventName {
    /// An order was made, or moved along the pipeline.
    OrderStatusUpdated,
    /// Items, note or customer of an order changed.
    OrderUpdated,
    /// An order was deleted.
    OrderDeleted,
    /// A product was made or changed.
    ProductUpdated,
    /// A product was deleted.
    ProductDeleted,
    /// A user was made or changed.
    CustomerUpdated,
    /// A user was deleted.
    CustomerDeleted,
    /// The shop's own settings changed: for admins.
    SettingsUpdated,
    /// What everyone may know of the shop changed.
    ShopUpdated,
}

impl EventName {
    /// Every event that is kept in the log.
    pub const ALL: [Self; 9] = [
        Self::OrderStatusUpdated,
        Self::OrderUpdated,
        Self::OrderDeleted,
        Self::ProductUpdated,
        Self::ProductDeleted,
        Self::CustomerUpdated,
        Self::CustomerDeleted,
        Self::SettingsUpdated,
        Self::ShopUpdated,
    ];

    /// The name as JSON and the database write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderStatusUpdated => "orderStatusUpdated",
            Self::OrderUpdated => "orderUpdated",
            Self::OrderDeleted => "orderDeleted",
            Self::ProductUpdated => "productUpdated",
            Self::ProductDeleted => "productDeleted",
            Self::CustomerUpdated => "customerUpdated",
            Self::CustomerDeleted => "customerDeleted",
            Self::SettingsUpdated => "settingsUpdated",
            Self::ShopUpdated => "shopUpdated",
        }
    }
}

/// Who may see an event. Admins see all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everyone who is signed in.
    Everyone,
    /// Admins alone.
    Admins,
    /// This customer.
    Owner(UserId),
}

/// A committed change, as the event log keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Rises by commit order, without gaps, across restarts.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub name: EventName,
    /// Who may see it.
    pub audience: Audience,
    /// Whose order it was until this event, if it became another's: to them it is deleted.
    pub former_owner: Option<UserId>,
    /// The JSON of what it happened to.
    pub data: String,
}

/// Who did something: by id, and by name as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    /// The user.
    pub id: UserId,
    /// Their name then.
    pub name: String,
}

/// One row of an order's timeline.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineEntry {
    /// The seq of the event.
    pub seq: i64,
    /// When it happened.
    pub at: Timestamp,
    /// `orderStatusUpdated` (with `from` null: the order was made) or `orderUpdated`.
    pub event: EventName,
    /// Who did it; null: the command line.
    pub actor: Option<Actor>,
    /// The status before.
    pub from: Option<OrderStatus>,
    /// The status after.
    pub to: Option<OrderStatus>,
    /// Why.
    pub reason: Option<String>,
    /// What was edited; null when only the status changed.
    pub changes: Option<Vec<Change>>,
}

/// One thing that an edit changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "field", rename_all = "lowercase")]
pub enum Change {
    /// The note.
    Note {
        /// Before.
        from: Option<String>,
        /// After.
        to: Option<String>,
    },
    /// The customer.
    Customer {
        /// Before; null: a walk-in.
        from: Option<CustomerRef>,
        /// After; null: a walk-in.
        to: Option<CustomerRef>,
    },
    /// How many of a line.
    Item {
        /// The product; null: a line without one.
        product_id: Option<ProductId>,
        /// Its name as sold.
        product_name: String,
        /// Quantity before; 0: it was not there.
        from: i64,
        /// Quantity after; 0: it is gone.
        to: i64,
    },
    /// Money came in or went back.
    Payment {
        /// Which way.
        kind: PaymentKind,
        /// How.
        method: PaymentMethod,
        /// How much, such as `2.50`.
        amount: String,
    },
    /// What is taken off: an amount, such as `2.50`, or a share, such as `10%`.
    Discount {
        /// Off which line; null: off the order.
        product_name: Option<String>,
        /// Before; null: nothing.
        from: Option<String>,
        /// After; null: nothing.
        to: Option<String>,
    },
}
