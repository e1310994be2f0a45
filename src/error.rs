//! All that can go wrong, in the product's words.
//!
//! Services and the store return [`Error`]; only `routes::problem` knows the HTTP status of each and
//! only the command line knows exit statuses.

use crate::domain::{Currency, OrderStatus, Shortage};

/// A shorthand for results of services and the store.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something was not done. Nothing was changed then.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The input is wrong; each field says how.
    #[error("{}", describe(.0))]
    Invalid(Vec<FieldError>),
    /// The pipeline does not have this move.
    #[error("an order that is {from} cannot become {to}")]
    InvalidStatus {
        /// Where the order stands.
        from: OrderStatus,
        /// Where it was to go.
        to: OrderStatus,
    },
    /// No sign-in, or one that no longer counts.
    #[error("{0}")]
    Unauthenticated(&'static str),
    /// Signed in, but this is not theirs to do.
    #[error("{0}")]
    Forbidden(&'static str),
    /// There is no such thing, or not for this caller.
    #[error("there is no such {0}")]
    NotFound(Entity),
    /// It clashes with what is there.
    #[error("{0}")]
    Conflict(#[from] Conflict),
    /// Less is left than was asked for.
    #[error("not enough in stock")]
    InsufficientStock(Vec<Shortage>),
    /// Someone else changed it in between.
    #[error("the order has changed: its version is now {current}")]
    VersionMismatch {
        /// The version it has now.
        current: i64,
    },
    /// Too many tries.
    #[error("too many tries")]
    TooMany {
        /// Seconds to wait.
        retry_after_s: u64,
    },
    /// The body is larger than is taken.
    #[error("the body is too large")]
    TooLarge,
    /// The body is no JSON by its Content-Type.
    #[error("the body is of a kind that is not taken")]
    UnsupportedMediaType,
    /// The address does not take this method; it takes these.
    #[error("this address takes {0}")]
    MethodNotAllowed(String),
    /// The writer has more waiting than it takes.
    #[error("too many writes are waiting")]
    Busy,
    /// The database, or a file beside it, can't be read or written now; the text is for the log alone.
    #[error("storage: {0}")]
    Storage(String),
    /// A defect; the text is for the log alone.
    #[error("internal error: {0}")]
    Internal(String),
    /// A defect that made its thread panic, which is told where it happens; the text is for the log alone.
    #[error("internal error: {0}")]
    Panicked(String),
}

impl Error {
    /// One field that is wrong.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError::new(field, message)])
    }
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, utoipa::ToSchema)]
pub struct FieldError {
    /// The field as JSON or the query names it, such as `items[0].product_id`.
    pub field: String,
    /// What is wrong with it.
    pub message: String,
}

impl FieldError {
    /// A field and what is wrong with it.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            message: message.into(),
        }
    }
}

fn describe(errors: &[FieldError]) -> String {
    let parts: Vec<_> = errors
        .iter()
        .map(|error| match error.field.as_str() {
            "" => error.message.clone(),
            field => format!("{field}: {}", error.message),
        })
        .collect();
    parts.join("; ")
}

/// The kinds of things that can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// An order.
    Order,
    /// A product.
    Product,
    /// A customer or an admin.
    Customer,
    /// A backup.
    Backup,
    /// An API token.
    ApiToken,
    /// A link that shows something without a sign-in.
    Link,
    /// A display.
    Display,
    /// A webhook.
    Webhook,
    /// A delivery to a webhook.
    WebhookDelivery,
    /// A mail.
    Mail,
    /// The shop's logo.
    Logo,
    /// An invoice or a credit note.
    Document,
    /// Something that has an address.
    Page,
}

impl std::fmt::Display for Entity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Order => "order",
            Self::Product => "product",
            Self::Customer => "customer",
            Self::Backup => "backup",
            Self::ApiToken => "API token",
            Self::Link => "link",
            Self::Display => "display",
            Self::Webhook => "webhook",
            Self::WebhookDelivery => "delivery",
            Self::Mail => "mail",
            Self::Logo => "logo",
            Self::Document => "document",
            Self::Page => "page",
        })
    }
}

/// What a request can clash with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Items and customer change only while PENDING.
    #[error("items and customer can be changed only while the order is PENDING; it is {0}")]
    OrderNotEditable(OrderStatus),
    /// Only PENDING and CANCELLED orders are deleted.
    #[error("an order that is {0} cannot be deleted: cancel it first")]
    OrderNotDeletable(OrderStatus),
    /// What was paid for it would belong to nothing.
    #[error(
        "an order that something was paid for cannot be deleted: cancel it and give the money back"
    )]
    OrderIsPaidFor,
    /// A receipt tells of money.
    #[error("nothing was paid for this order yet: there is no receipt")]
    NothingPaid,
    /// The order ended so long ago that a link to its state would show nothing.
    #[error(
        "this order ended more than {} days ago: a link would show nothing",
        crate::domain::SHOWN_AFTER_END_DAYS
    )]
    OrderLongEnded,
    /// Another product has this SKU.
    #[error("another product has this SKU")]
    SkuTaken,
    /// Another user has this email.
    #[error("someone else has this email")]
    EmailTaken,
    /// Without them nobody could administer the shop.
    #[error("this is the last admin: make another one first")]
    LastAdmin,
    /// The key was used with another body.
    #[error("this Idempotency-Key was used for another request")]
    IdempotencyConflict,
    /// There are as many webhooks as a shop may have.
    #[error("there are {0} webhooks already: delete one first")]
    TooManyWebhooks(usize),
    /// Nobody has set a mail server.
    #[error("no mail server is set: an admin sets it in the settings")]
    NoMailServer,
    /// The mail server has it already.
    #[error("this mail is sent already")]
    MailIsSent,
    /// The shop has its first admin already.
    #[error("this shop is set up already: sign in")]
    AlreadySetUp,
    /// Sample data goes only into an empty shop.
    #[error("the database has orders already")]
    NotEmpty,
    /// Amounts are numbers of this currency's minor unit.
    #[error("prices and orders are in {}: the currency can no longer change", .0.code())]
    CurrencyFixed(Currency),
    /// What was read in one currency is not written in another.
    #[error("the shop's currency has changed meanwhile: look at the prices and try again")]
    CurrencyChanged,
}

impl From<garde::Report> for Error {
    fn from(report: garde::Report) -> Self {
        let errors = report.into_inner().into_iter();
        Self::Invalid(
            errors
                .map(|(path, error)| FieldError::new(path.to_string(), error.to_string()))
                .collect(),
        )
    }
}
