//! Sample data: a shop that looks lived in, to learn with and to measure by.

use super::{customers, orders, products};
use crate::domain::{
    Actor, Amount, Currency, Money, NewOrder, NewOrderItem, NewProduct, NewUser, OrderPatch,
    OrderStatus, Product, ProductId, StockChange, UserId,
};
use crate::error::{Conflict, Error, Result};
use crate::store::{self, Store, WriteTx};

/// As much as the setup page offers.
pub const SMALL: u32 = 12;
/// The past that sample orders are spread over, in milliseconds: four weeks.
const PAST_MS: i64 = 28 * 24 * 60 * 60 * 1000;
/// How long an order takes from one status to the next, in milliseconds.
const STEP_MS: i64 = 45 * 60 * 1000;
/// How many orders one transaction makes.
const CHUNK: u32 = 100;

/// SKU, name, price in hundredths of the currency, stock.
const PRODUCTS: &[(&str, &str, i64, Option<i64>)] = &[
    ("BR-RYE", "Rye bread, 1 kg", 480, Some(40)),
    ("BR-WHT", "White loaf", 320, Some(60)),
    ("BR-SPL", "Spelt rolls, 6", 390, Some(35)),
    ("PA-CRO", "Butter croissant", 190, Some(80)),
    ("PA-CIN", "Cinnamon bun", 240, Some(50)),
    ("PA-APL", "Apple turnover", 260, None),
    ("CK-CAR", "Carrot cake, whole", 2400, Some(4)),
    ("CK-CHE", "Cheesecake, whole", 2800, Some(3)),
    ("CK-BRT", "Birthday cake to order", 3900, None),
    ("DR-COF", "Filter coffee", 220, None),
    ("DR-TEA", "Pot of tea", 280, None),
    ("GF-BOX", "Gift box, mixed biscuits", 1450, Some(18)),
];

/// Name and email. Places, not people.
const CUSTOMERS: &[(&str, &str)] = &[
    ("Corner Café", "orders@corner-cafe.example"),
    ("Harbour School", "kitchen@harbour-school.example"),
    ("Hotel Lindenhof", "pantry@lindenhof.example"),
    ("Mill Lane Library", "desk@mill-lane-library.example"),
    ("Old Town Museum", "events@old-town-museum.example"),
    ("Station Kiosk", "kiosk@station.example"),
    ("Tennis Club North", "club@tennis-north.example"),
    ("Workshop Eleven", "hello@workshop-eleven.example"),
];

/// Fills a database that has no orders yet. `progress` hears how many orders there are, now and then.
///
/// # Errors
/// [`Conflict::NotEmpty`], [`Error::Storage`].
pub fn run(store: &Store, count: u32, progress: impl Fn(u32)) -> Result<()> {
    let catalogue = store.write_blocking(|tx| {
        if store::orders::any(tx)? {
            return Err(Conflict::NotEmpty.into());
        }
        prepare(tx, None)
    })?;
    let mut made = 0;
    while made < count {
        let chunk = made..count.min(made.saturating_add(CHUNK));
        made = chunk.end;
        let catalogue = catalogue.clone();
        store.write_blocking(move |tx| {
            chunk
                .into_iter()
                .try_for_each(|index| order(tx, &catalogue, index, count, None))
        })?;
        progress(made);
    }
    Ok(())
}

/// Fills the shop inside a transaction.
///
/// # Errors
/// [`Conflict::NotEmpty`], [`Error::Storage`].
pub(super) fn fill(tx: &mut WriteTx<'_>, count: u32, actor: Option<&Actor>) -> Result<()> {
    if store::orders::any(tx)? {
        return Err(Conflict::NotEmpty.into());
    }
    let catalogue = prepare(tx, actor)?;
    (0..count).try_for_each(|index| order(tx, &catalogue, index, count, actor))
}

/// What sample orders are made of.
#[derive(Clone)]
struct Catalogue {
    products: Vec<ProductId>,
    customers: Vec<UserId>,
}

/// The sample products and customers; those that are there already are used as they are.
fn prepare(tx: &mut WriteTx<'_>, actor: Option<&Actor>) -> Result<Catalogue> {
    let mut catalogue = Catalogue {
        products: Vec::new(),
        customers: Vec::new(),
    };
    for (sku, name, hundredths, stock) in PRODUCTS {
        let id = match store::products::with_sku(tx, sku)? {
            Some(id) => id,
            None => {
                let new = NewProduct {
                    sku: Some((*sku).to_owned()),
                    name: (*name).to_owned(),
                    price: price(*hundredths, tx.currency())?,
                    tax_rate: None,
                    stock: *stock,
                };
                products::create(tx, &new, actor)?.id
            }
        };
        catalogue.products.push(id);
    }
    for (name, email) in CUSTOMERS {
        let id = match store::users::with_email(tx, email)? {
            Some(id) => id,
            None => {
                let new = NewUser {
                    email: Some((*email).to_owned()),
                    ..NewUser::named((*name).to_owned())
                };
                customers::create(tx, &new, None)?.id
            }
        };
        catalogue.customers.push(id);
    }
    Ok(catalogue)
}

/// One order. The same index always makes the same one: old ones are done, the newest wait.
fn order(
    tx: &mut WriteTx<'_>,
    catalogue: &Catalogue,
    index: u32,
    count: u32,
    actor: Option<&Actor>,
) -> Result<()> {
    let present = tx.now();
    let age_ms = PAST_MS / i64::from(count.max(1)) * i64::from(count - index - 1);
    tx.pretend(present.plus_ms(-age_ms));
    let mut dice = Dice(u64::from(index) + 1);
    let lines = 1 + dice.below(3);
    let items = (0..lines)
        .map(|_| {
            let product_id = dice.pick(&catalogue.products)?;
            let quantity = 1 + i64::from(dice.below(3));
            Ok(NewOrderItem::of_product(product_id, quantity))
        })
        .collect::<Result<Vec<_>>>()?;
    let user_id = match dice.below(4) {
        0 => None,
        _ => Some(dice.pick(&catalogue.customers)?),
    };
    let note = (dice.below(6) == 0).then(|| "Pick-up after 4 pm".to_owned());
    restock_for(tx, &items, actor)?;
    let mut order = orders::create(
        tx,
        &NewOrder {
            items,
            discount: None,
            user_id,
            note,
        },
        actor,
    )?;
    for status in course(&mut dice, index, count) {
        let patch = OrderPatch {
            status: Some(*status),
            ..OrderPatch::default()
        };
        tx.pretend(tx.now().plus_ms(STEP_MS).min(present));
        order = orders::update(tx, &order, &patch, actor)?;
    }
    tx.pretend(present);
    Ok(())
}

/// How far an order has come: of the last twentieth most wait, before that nearly all are done.
fn course(dice: &mut Dice, index: u32, count: u32) -> &'static [OrderStatus] {
    use OrderStatus::{Cancelled, Fulfilled, Paid};
    let waiting = count.saturating_sub((count / 20).max(8));
    match (index >= waiting, dice.below(10)) {
        (true, 0..=5) => &[],
        (true, _) => &[Paid],
        (false, 0) => &[Cancelled],
        (false, 1) => &[Paid, Cancelled],
        (false, _) => &[Paid, Fulfilled],
    }
}

/// Bakes what the order needs, so that any number of orders finds its goods.
fn restock_for(tx: &mut WriteTx<'_>, items: &[NewOrderItem], actor: Option<&Actor>) -> Result<()> {
    for item in items {
        let Some(product_id) = item.product_id else {
            continue;
        };
        let product = store::get::<Product>(tx, product_id)?;
        // The same product may be on several lines.
        if product
            .stock
            .is_some_and(|stock| stock < 3 * item.quantity.max(3))
        {
            let reason = Some("Fresh from the oven".to_owned());
            let change = StockChange { delta: 40, reason };
            products::change_stock(tx, product_id, &change, actor)?;
        }
    }
    Ok(())
}

/// A price given in hundredths, in a currency that may have other decimals.
fn price(hundredths: i64, currency: Currency) -> Result<Amount> {
    let minor = match currency.decimals() {
        0 => hundredths,
        1 => hundredths / 10,
        decimals => hundredths * 10_i64.pow(u32::try_from(decimals - 2).unwrap_or(0)),
    };
    Money::from_minor(minor, currency)
        .map(Amount::from)
        .ok_or_else(|| Error::Internal("a sample price is out of range".to_owned()))
}

/// A small generator of numbers that look random and repeat (SplitMix64), so that sample data is the
/// same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        u32::try_from(mixed % u64::from(limit)).unwrap_or(0)
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> Result<T> {
        let limit = u32::try_from(among.len()).unwrap_or(1).max(1);
        among
            .get(self.below(limit) as usize)
            .copied()
            .ok_or_else(|| Error::Internal("there is no sample data to pick from".to_owned()))
    }
}
