//! The words and rules of the shop: orders and their pipeline, money, products, people, events.
//!
//! Plain types and pure functions. Nothing here reads a clock, draws a random number, or knows of SQL,
//! HTTP or files: what a rule needs is an argument.

mod api_token;
mod backup;
mod calendar;
mod closing;
mod de;
mod discount;
mod document;
mod event;
mod id;
mod link;
mod logo;
mod mail;
mod mail_server;
mod money;
mod number_pattern;
mod order;
mod page;
mod password;
mod payment;
mod product;
mod rate;
mod reckoning;
mod report;
mod retry;
mod sales;
mod shop;
mod status;
mod text;
mod time;
mod user;
mod validation;
mod webhook;

pub use api_token::{ApiToken, Maker, NewApiToken};
pub use backup::{Alarm, AlarmKind, Backup, Restored};
pub use calendar::{Calendar, Period};
pub use closing::{Closing, MethodSums, StatusSums, TaxSums, Till};
pub use de::Object;
pub use discount::{Discount, NewDiscount};
pub use document::{
    Buyer, DocumentBrief, DocumentFilter, DocumentKind, DocumentLanguage, Paper, PaperKind, Seller,
    Sold, SoldDiscount, SoldItem, SoldTax,
};
pub use event::{Actor, Audience, Change, Event, EventName, TimelineEntry};
pub use id::{
    ApiTokenId, DisplayId, Id, MailId, OrderId, OrderItemId, OrderRef, ProductId, ProductMark,
    SessionId, UserId, UserMark, WebhookDeliveryId, WebhookId,
};
pub use link::{
    Board, BoardEntry, Display, LinkToken, NewDisplay, OrderState, READY_MINUTES,
    SHOWN_AFTER_END_DAYS, first_name, ready_since, shown_until,
};
pub use logo::{Logo, LogoKind, MAX_LOGO_BYTES};
pub use mail::{
    MAILS_BY_HAND_PER_HOUR, Mail, MailFailure, MailFilter, MailKind, MailState, NewMail,
};
pub use mail_server::{MailSecurity, MailServer, MailSettings, MailSettingsPatch, MailTest};
pub use money::{Amount, Currency, Money};
pub use number_pattern::{Counters, NumberPattern, spellings};
pub use order::{
    CustomerRef, MAX_ITEMS, MAX_QUANTITY, NewOrder, NewOrderItem, Order, OrderFilter, OrderItem,
    OrderPatch, OrderSort,
};
pub use page::{Cursor, Limit, ListRequest, NameSort, Page, SortKey};
pub use password::{check_not_own, check_password};
pub use payment::{NewPayment, Payment, PaymentKind, PaymentMethod};
pub use product::{
    MAX_STOCK, NewProduct, Product, ProductFilter, ProductPatch, Shortage, StockChange, StockEntry,
    StockKind,
};
pub use rate::Rate;
pub use reckoning::{TaxOfRate, TaxTerms, Unreckonable};
pub use report::{
    BestSeller, CustomerReport, LowStock, OrderCounts, StatusCount, Summary, Waiting,
};
pub use retry::{is_due, retry_after_ms};
pub use sales::{
    DaySales, ItemBrief, OrderBrief, ProductSales, Sales, SalesByProduct, SalesByTime,
};
pub use shop::{Shop, ShopSettings, ShopSettingsPatch};
pub use status::OrderStatus;
pub use text::{name_key, search_words};
pub use time::{Clock, DayStart, ShopDays, TimeBound, Timestamp};
pub use user::{NewUser, Role, User, UserFilter, UserPatch};
pub use validation::check;
pub use webhook::{
    MAX_WEBHOOKS, NewWebhook, PauseReason, Webhook, WebhookDelivery, WebhookPatch, each_once,
    receiver,
};
