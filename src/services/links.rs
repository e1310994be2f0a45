//! What whoever has a link sees without a sign-in: the state of one order, the board on the wall.
//!
//! A link that is wrong, was revoked or whose time is over is refused in the same words, and tries are counted
//! by address, so that nobody finds one by searching.

use std::net::IpAddr;
use std::sync::Arc;

use crate::auth::{Throttle, new_link_token};
use crate::domain::{
    Board, BoardEntry, Clock, LinkToken, OrderId, OrderRef, OrderState, OrderStatus, Timestamp,
    first_name, ready_since, shown_until,
};
use crate::error::{Conflict, Entity, Error, Result};
use crate::store::displays::OnBoard;
use crate::store::links::OrderLink;
use crate::store::{self, ReadTx, Store};

/// The most orders in one column of a board: more than can be read from afar.
const MAX_IN_COLUMN: i64 = 60;

/// Links and what they show. Cheap to clone.
#[derive(Clone)]
pub struct Links {
    store: Store,
    throttle: Arc<Throttle>,
}

/// A link that someone has shown, and that counted then.
#[derive(Clone, Debug)]
pub enum Link {
    /// To the state of this order.
    Order(OrderId, LinkToken),
    /// To the board on the wall.
    Display(LinkToken),
}

/// What a link is asked to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// The state of an order.
    Order,
    /// The board on the wall.
    Display,
}

impl Links {
    /// The links of this store.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            throttle: Arc::default(),
        }
    }

    /// The link of an order, made now if it has none.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Conflict::OrderLongEnded`].
    pub async fn of_order(&self, order: OrderRef) -> Result<OrderLink> {
        let token = new_link_token()?;
        self.store
            .write(move |tx| {
                let order = store::orders::get(tx, order)?.id;
                let ended_at = store::links::ended_at(tx, order)?;
                if is_over(ended_at, tx.now()) {
                    return Err(Conflict::OrderLongEnded.into());
                }
                if let Some(link) = store::links::of_order(tx, order)? {
                    return Ok(link);
                }
                let created_at = tx.now();
                let link = OrderLink { token, created_at };
                store::links::insert(tx, order, &link)?;
                Ok(link)
            })
            .await
    }

    /// Revokes the link of an order: it shows nothing more, its sockets close. The next one is another.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such order, or it has no link.
    pub async fn revoke(&self, order: OrderRef) -> Result<()> {
        self.store
            .write(move |tx| {
                let order = store::orders::get(tx, order)?.id;
                match store::links::revoke(tx, order)? {
                    true => Ok(()),
                    false => Err(Error::NotFound(Entity::Link)),
                }
            })
            .await
    }

    /// The state of the order that a link leads to, for someone at this address.
    ///
    /// # Errors
    /// [`Error::NotFound`], whatever is wrong with the link; [`Error::TooMany`].
    pub async fn order_state(&self, token: &str, address: IpAddr) -> Result<OrderState> {
        let links = self.clone();
        let look = move |tx: &ReadTx<'_>, token: &LinkToken| links.state(tx, token);
        self.try_with(token, address, look)
            .await
            .map(|(_, state)| state)
    }

    /// What a board shows, to someone at this address.
    ///
    /// # Errors
    /// As [`Links::order_state`].
    pub async fn board(&self, token: &str, address: IpAddr) -> Result<Board> {
        let links = self.clone();
        let look = move |tx: &ReadTx<'_>, token: &LinkToken| links.board_now(tx, token);
        self.try_with(token, address, look).await
    }

    /// A link that counts now, for a socket.
    ///
    /// # Errors
    /// As [`Links::order_state`].
    pub async fn open(&self, kind: LinkKind, token: &str, address: IpAddr) -> Result<Link> {
        let links = self.clone();
        let look = move |tx: &ReadTx<'_>, token: &LinkToken| match kind {
            LinkKind::Order => {
                let (order, _) = links.state(tx, token)?;
                Ok(Link::Order(order, token.clone()))
            }
            LinkKind::Display => {
                links.board_now(tx, token)?;
                Ok(Link::Display(token.clone()))
            }
        };
        self.try_with(token, address, look).await
    }

    /// What the order that a link leads to has come to since.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the link no longer counts.
    pub async fn state_of(&self, token: &LinkToken) -> Result<OrderState> {
        let (links, token) = (self.clone(), token.clone());
        let state = move |tx: &ReadTx<'_>| links.state(tx, &token);
        self.store.read(state).await.map(|(_, state)| state)
    }

    /// What a board has come to show since.
    ///
    /// # Errors
    /// [`Error::NotFound`] when its link no longer counts.
    pub async fn board_of(&self, token: &LinkToken) -> Result<Board> {
        let (links, token) = (self.clone(), token.clone());
        self.store.read(move |tx| links.board_now(tx, &token)).await
    }

    /// The clock by which links run out.
    pub fn clock(&self) -> &Clock {
        self.store.clock()
    }

    /// Reads by a token, unless too many of this address were wrong.
    async fn try_with<T: Send + 'static>(
        &self,
        token: &str,
        address: IpAddr,
        look: impl FnOnce(&ReadTx<'_>, &LinkToken) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let token = LinkToken::parse(token);
        // By token and address as a sign-in by account and address. What is no token is one to the count, so
        // that it keeps no text of any length.
        let account = token.as_ref().map_or("", LinkToken::as_str).to_owned();
        self.throttle
            .attempt(&account, address, self.clock().now())?;
        let found = self
            .store
            .read(move |tx| look(tx, &token.ok_or(Error::NotFound(Entity::Link))?))
            .await;
        match &found {
            Ok(_) => self.throttle.succeeded(&account, address),
            Err(Error::NotFound(_)) => {}
            // Nothing is known of the token then.
            Err(_) => self.throttle.not_made(&account, address),
        }
        found
    }

    fn state(&self, tx: &ReadTx<'_>, token: &LinkToken) -> Result<(OrderId, OrderState)> {
        let shown = store::links::find(tx, token)?;
        let shown = shown.filter(|shown| !is_over(shown.ended_at, self.clock().now()));
        let shown = shown.ok_or(Error::NotFound(Entity::Link))?;
        let state = OrderState {
            number: shown.number,
            label: shown.label,
            status: shown.status,
            updated_at: shown.since,
            expires_at: shown.ended_at.map(shown_until),
            shop_name: store::shop::name(tx)?,
        };
        Ok((shown.order, state))
    }

    fn board_now(&self, tx: &ReadTx<'_>, token: &LinkToken) -> Result<Board> {
        if !store::displays::exists(tx, token)? {
            return Err(Error::NotFound(Entity::Link));
        }
        let with_names = store::displays::show_names(tx)?;
        let made = |status| store::displays::with_status(tx, status, with_names, MAX_IN_COLUMN);
        let mut making = made(OrderStatus::Pending)?;
        making.extend(made(OrderStatus::Paid)?);
        making.sort_unstable_by_key(|order| order.number);
        let from = ready_since(self.clock().now());
        let mut ready = store::displays::handed_over(tx, from, with_names, MAX_IN_COLUMN)?;
        ready.sort_by_key(|order| std::cmp::Reverse((order.since, order.number)));
        Ok(Board {
            shop_name: store::shop::name(tx)?,
            making: making.into_iter().map(entry).collect(),
            ready: ready.into_iter().map(entry).collect(),
        })
    }
}

/// Whether the state of an order that ended then is shown no more.
fn is_over(ended_at: Option<Timestamp>, now: Timestamp) -> bool {
    ended_at.is_some_and(|ended_at| shown_until(ended_at) <= now)
}

fn entry(order: OnBoard) -> BoardEntry {
    BoardEntry {
        number: order.number,
        label: order.label,
        name: order.customer.as_deref().and_then(first_name),
    }
}
