//! A shop to measure: a database of sample data, its orders, and an admin who asks for them.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use oms::auth::{Caller, Credential};
use oms::domain::{
    Clock, Currency, Event, Id, ListRequest, NewOrder, NewOrderItem, ProductFilter, Role,
    Timestamp, UserFilter, UserId,
};
use oms::services::listings::Listings;
use oms::services::orders::Orders;
use oms::store::{self, Publisher, Store};
use uuid::Uuid;

use super::{RUNTIME, SIZES, sample};

pub struct Shop {
    pub store: Store,
    pub orders: Orders,
    pub caller: Caller,
    /// An order of two products without stock, so that it can be made again and again.
    pub new_order: NewOrder,
}

impl Shop {
    /// The sample with so many orders, to be read.
    pub fn sample(orders: u32) -> Self {
        Self::open(&sample_file(orders))
    }

    /// A copy of the sample with so many orders, to be written; the same one each time.
    pub fn copy(orders: u32) -> &'static Self {
        static COPIES: [OnceLock<Shop>; SIZES.len()] = [const { OnceLock::new() }; SIZES.len()];
        let place = SIZES.iter().position(|size| *size == orders);
        COPIES[place.expect("one of SIZES")].get_or_init(|| {
            let copy = sample::copy(&sample_file(orders), &format!("inside-{orders}"));
            Self::open(&copy.unwrap())
        })
    }

    fn open(file: &Path) -> Self {
        let currency = Currency::from_code("EUR").unwrap();
        let store = Store::open(file, currency, Clock::system(), Arc::new(Nobody)).unwrap();
        Self {
            orders: fresh_orders(&store),
            caller: admin(&store),
            new_order: order_of_two(&store),
            store,
        }
    }

    /// Its orders, with no list kept yet.
    pub fn fresh_orders(&self) -> Orders {
        fresh_orders(&self.store)
    }

    /// Takes an order; gives its number.
    pub fn create(&self) -> i64 {
        let order = RUNTIME
            .block_on(
                self.orders
                    .create(&self.caller, self.new_order.clone(), None),
            )
            .unwrap();
        let order: serde_json::Value = serde_json::from_str(&order).unwrap();
        order["number"].as_i64().unwrap()
    }
}

/// Hears what is committed where that is not what is measured.
struct Nobody;

impl Publisher for Nobody {
    fn committed(&self, _: Vec<Event>) {}
    fn sessions_changed(&self, _: Option<UserId>) {}
    fn links_changed(&self) {}
}

fn sample_file(orders: u32) -> PathBuf {
    sample::make(Path::new(env!("CARGO_BIN_EXE_oms")), orders).unwrap()
}

fn fresh_orders(store: &Store) -> Orders {
    Orders::new(store.clone(), Listings::new(store.clone()))
}

fn admin(store: &Store) -> Caller {
    let admins = UserFilter {
        role: Role::Admin,
        ..UserFilter::default()
    };
    let page = store.read_blocking(|tx| store::users::list(tx, &admins, &ListRequest::default()));
    let user = page.unwrap().items.pop().expect("an admin in the sample");
    Caller {
        user,
        credential: Credential::Session {
            id: Id::new(Uuid::nil()),
            expires_at: Timestamp::from_millisecond(i64::MAX),
        },
    }
}

fn order_of_two(store: &Store) -> NewOrder {
    let drinks = ProductFilter {
        q: Some("DR".to_owned()),
        ..ProductFilter::default()
    };
    let page =
        store.read_blocking(|tx| store::products::list(tx, &drinks, &ListRequest::default()));
    let items: Vec<_> = page
        .unwrap()
        .items
        .iter()
        .filter(|product| product.stock.is_none())
        .map(|product| NewOrderItem::of_product(product.id, 2))
        .collect();
    assert_eq!(items.len(), 2, "products without stock in the sample");
    NewOrder {
        items,
        discount: None,
        user_id: None,
        note: None,
    }
}
