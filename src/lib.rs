//! OMS: order management for a small shop, in one executable and one SQLite file.
//!
//! # The house, floor by floor
//!
//! A room uses only rooms below it. Tests in `tests/suite/architecture.rs` hold the walls.
//!
//! | floor | rooms | what they are for, and what they must not know |
//! | --- | --- | --- |
//! | doors | [`cli`], [`routes`], [`realtime`] | talk to people, HTTP clients and sockets; decide nothing of the shop |
//! | joinery | [`app`], [`config`], [`ops`] | put everything together; settings are read once, here, and passed on |
//! | rules | [`services`], [`auth`] | use cases, one transaction each; know nothing of HTTP |
//! | print | [`paper`] | invoices, credit notes and receipts as PDF, the same bytes each time; knows words alone |
//! | data | [`store`] | all SQL, and the one writer; no type of SQLite leaves it, no rule of the shop enters |
//! | words | [`domain`], [`error`], [`tally`] | plain types and rules: no I/O, no clock, no chance |
//!
//! `schema.sql` beside this crate is the whole present schema, readable from top to bottom; `assets` is
//! the web app, whose build in `assets/dist` is embedded. In `assets/src`, each folder of `features` is a
//! page that knows no other; `app` puts them together, `live` brings the events of the socket into the
//! cache, and `words` holds every word on screen, one file a language. `link` and `docs` are pages that stand
//! alone: what a link shows, and the API.
//!
//! # One write, from the browser to every screen
//!
//! 1. A route in [`routes`] gets a typed, checked request from someone who may make it.
//! 2. A service turns it into a command: a closure that it hands to [`store::Store::write`].
//! 3. The writer thread (`store/writer.rs`) takes all commands that wait, runs each in a SAVEPOINT of
//!    one transaction, and commits once with `synchronous=FULL`. A command reads, asks the domain,
//!    changes rows, stock and timeline, and appends to the event log. What finds the changed rows is
//!    written once for all of them, just before the commit.
//! 4. After the commit, and only then, the events go to [`realtime::Hub`] in commit order, and the
//!    waiting requests are answered. If the commit fails, every command of the batch fails. A bell rings for
//!    those who deliver to webhooks, each out of the event log at the pace of its receiver, and for the one who sends
//!    mail.
//! 5. Each socket ([`realtime::Connection`]) takes the event from a ring, skips what its user may not
//!    see, and sends the text that was serialised once. One that falls behind reads the event log. One that
//!    was opened by a link reads anew what the link shows when an event may have changed it.
//!
//! # One read, and why it is fast
//!
//! 1. Who calls is looked up by [`store::Store::glance`]: one statement, on the present thread.
//! 2. A first page of a list comes from [`services::listings::Listings`] while nothing was committed since
//!    it was made, by whichever process; `Store::version` tells. Of those who ask at once, one reads.
//! 3. Other reads go to the pool: [`store::Store::read`], one snapshot each.
//! 4. Which orders a list has is read out of indexes alone: `store/order_list.rs` by number,
//!    `order_list/by_key.rs` by what else is sorted by, `store/race.rs` where several indexes could answer;
//!    `store/terms.rs` turns the beginning of a word into the words that begin so. Then one statement loads
//!    the rows. `store/plans.rs` (tests) asks SQLite for the plan of every statement there is.
//! 5. `benches` measures: `inside` the parts, `load` a running server.
//!
//! # Where things are decided
//!
//! * Which moves an order can make: [`domain::OrderStatus::allowed`], the table
//!   `order_status_transitions` in schema.sql and its trigger; a test holds them against each other.
//! * What money is: [`domain::Money`], an integer of minor units; JSON numbers are read as text.
//! * What an order comes to (lines, discounts, tax): `domain/reckoning.rs`, by the roundings of `domain/rate.rs`; which
//!   lines a request means: `services/lines.rs`. The page works the same out while an order is typed: `lib/reckoning.ts`.
//! * What people call an order: the pattern of `domain/number_pattern.rs`, given out by `store/labels.rs`.
//! * What is paid and given back, and how much at most: `services/payments.rs`; which documents go with it, and their
//!   numbers without a gap: `services/pipeline.rs` and `store/documents.rs`; what a day at the till comes to:
//!   `domain/closing.rs`.
//! * What a document says for good, and how it comes to that: `domain/document.rs` and `store/documents.rs`; how it
//!   looks: [`paper`], with the fonts of `assets/fonts`; who may have it, and how many are printed at once:
//!   `services/documents.rs`.
//! * What counts as a sale and as revenue: [`domain::OrderStatus`] and `domain/sales.rs`; where the
//!   shop's days and weeks begin, and what they are compared with: [`domain::Calendar`].
//! * What an edit does to stock: `services/edit.rs` and `services/stock.rs`; the ledger and the stock
//!   change together in `store/stock.rs` alone.
//! * What counts as sold and as revenue: `domain/sales.rs`; as running out: `services/reports.rs`; where a day
//!   begins: [`domain::ShopDays`], in the shop's time zone.
//! * Who sees which event: [`auth::Caller::sight_of`].
//! * What a link shows to someone without a sign-in, and until when: `domain/link.rs` and `services/links.rs`;
//!   its socket: [`realtime::Shown`]; who revokes it: `services/links.rs`, and of boards `services/displays.rs`.
//! * Which HTTP status an [`error::Error`] has: `routes/problem.rs` alone.
//! * How a list or a search is read so that it costs the same however many orders there are:
//!   `store/order_list.rs` and the files it names; how a word is looked for: `store/terms.rs`. A test in
//!   `store/plans.rs` asks SQLite for the plan of every statement of the store; a new one needs a call in
//!   `store/plans/drive.rs`.
//! * What a line of CSV is, and which text would run as a formula: `services/sheet.rs`. Which columns there
//!   are: [`services::export::Tabular`]. What a line of a file does to what is there: `services/import/lines.rs`;
//!   it is carried out by the functions of single requests.
//! * What the shop is called, where it is, what its money, its day and its backups are: [`domain::ShopSettings`],
//!   rows of the table `settings` by `store/shop.rs`, changed by `services/settings.rs` alone. [`config`] says what a
//!   new database begins with and what its machine decides; which picture can be a logo: `domain/logo.rs`. The
//!   currency that transactions work in, and when it is another one: `store/currency.rs`.
//! * What a clock that is set back or forward changes: nothing of the order of things, which goes by numbers and
//!   `seq`; the times of one thing never run back ([`store::WriteTx::now_after`], [`domain::Order::changed`]).
//!   That it is evidently wrong is told by `services/health.rs`.
//! * When a backup is due, what it is called, how many are kept: `services/backups`; what makes a copy a good one:
//!   `store/backup.rs`; how it takes the database's place: `store/restore.rs`.
//! * Where browsers reach the server, and in which order: `ops/addresses.rs`; what it is called in its network:
//!   `ops/mdns.rs`.
//! * Which event goes to which webhook, when it is tried again and when no more: `services/webhooks/step.rs`, by
//!   the waits of `domain/retry.rs`; who carries that out: its `courier.rs`; what is sent: its `letter.rs`; over
//!   which connection: `ops/webhook_post.rs`.
//! * What goes out by mail, and when: `services/mails/outbox.rs`; when it is tried again: `services/mails/courier.rs`,
//!   which goes its rounds as those of webhooks do (`services/courier.rs`, the waits of `domain/retry.rs`); what it
//!   says: `services/mails/letter.rs`; how the mail server is spoken to, and what its refusals mean: `ops/smtp.rs`.
//!   Which servers may be set, and when a password goes with them: `domain/mail_server.rs`.
//! * Which certificate the server shows, and when another: `ops/tls.rs` and `ops/authority.rs`; how it begins anew
//!   with it while the shop is open: `app/running.rs`.
//! * What the service may do on its machine: `cli/service.rs`; `.github/deb` has the same unit for the
//!   Debian package, which a test holds against it.
//! * What may leave the house: `ops/scrub.rs` takes names and secrets out of what browsers and panics say;
//!   `ops/error_reports.rs` alone speaks to Sentry, `ops/webhook_post.rs` to webhooks, `ops/smtp.rs` to the mail
//!   server. What the log says of a request: `routes/request_log.rs`.
//! * How long is waited for a client, how many connections there may be, and which of them go: `ops/connections.rs`
//!   and its `watch.rs`; how slowly a body may come: `routes/body.rs`; how many sign-ins and imports may wait:
//!   `auth/password.rs` and `services/import.rs`.
//! * What is measured, and its names: `ops/metrics.rs`; what is counted meanwhile is a [`tally`].
//! * When `/healthz` warns: `services/health.rs`.
//! * Which passwords are refused: `domain/password.rs`. Which key signs sessions, and how another takes its place while
//!   the server runs: `services/signing.rs`, by the one algorithm of `auth/hs256.rs`.
//! * Whether others on the machine could write the shop's files, and the server does not start: `store/others.rs`.
//! * Whether the files that are open still bear their names, and nothing more is answered as saved:
//!   `store/presence.rs`; whether a log is damaged, and the server does not start: `store/wal.rs`.
//! * How each requirement of OWASP ASVS is met: `tests/asvs.md`, which a test holds against the tests.
//! * Sessions: the token is signed, and the row in `sessions` decides at every request whether it still
//!   counts, so that ending one takes effect at once. API tokens have a row in `api_tokens`, found by their
//!   hash; what only a person may do is marked by the guards `InPerson` and `AdminInPerson` in
//!   `routes/guards.rs`. Other processes (`oms user password`) write the
//!   same file; the writer looks once a second whether one did, and hands on what it finds in the log.

pub mod domain;
pub mod error;
pub mod tally;

pub mod paper;
pub mod store;

pub mod auth;
pub mod services;

pub mod app;
pub mod config;
pub mod ops;

pub mod cli;
pub mod realtime;
pub mod routes;
