//! What people may do next: picked by chance, and by place instead of by id, so that a sequence still makes
//! sense when parts of it are left out.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

/// Names of products, by which they are also sorted and found.
pub const PRODUCTS: [&str; 5] = ["Rye bread", "rye roll", "Éclair", "Bread", "eclair box"];
/// Names of customers.
pub const PEOPLE: [&str; 4] = ["Ada Bread", "Béla Rye", "bela", "Cora"];
/// Notes on orders.
pub const NOTES: [&str; 3] = ["Monday", "ring twice", "for Béla"];
/// Article numbers, two of which differ by case alone.
pub const SKUS: [&str; 3] = ["B-1", "b-1", "R7"];
/// Addresses, two of which differ by case alone; the last is Cora's.
pub const EMAILS: [&str; 4] = [
    "ada@shop.example",
    "Ada@shop.example",
    "bela@shop.example",
    "cora@shop.example",
];
/// What people look for.
pub const SEARCHES: [&str; 8] = [
    "rye", "bread ry", "ECLAIR", "bel", "1002", "monday", "b-1", "none",
];
/// How far clocks are set, in milliseconds: also back.
pub const STEPS: [i64; 6] = [1, 60_000, 3_600_000, 90_000_000, -1_800_000, -200_000_000];

/// One of those that are there, counted round; 255: one that is not.
#[derive(Clone, Copy, Debug)]
pub struct Pick(pub u8);

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The first admin.
    Owner,
    /// Another admin.
    Partner,
    /// A customer who is signed in.
    Cora,
    /// Nobody in particular.
    Stranger,
}

/// Which version of an order a change is for.
#[derive(Clone, Copy, Debug)]
pub enum Version {
    Any,
    Present,
    Former,
}

/// Which products and how many of each.
pub type Lines = Vec<(Pick, i64)>;

#[derive(Clone, Debug)]
pub enum What {
    MakeProduct {
        name: usize,
        sku: Option<usize>,
        price: i64,
        stock: Option<i64>,
    },
    ChangeProduct {
        product: Pick,
        name: Option<usize>,
        sku: Option<Option<usize>>,
        price: Option<i64>,
        stock: Option<Option<i64>>,
        archived: Option<bool>,
    },
    DeleteProduct(Pick),
    ChangeStock {
        product: Pick,
        delta: i64,
        reason: Option<usize>,
    },
    MakeCustomer {
        name: usize,
        email: Option<usize>,
        note: Option<usize>,
    },
    ChangeCustomer {
        customer: Pick,
        name: Option<usize>,
        email: Option<Option<usize>>,
        note: Option<Option<usize>>,
        archived: Option<bool>,
    },
    DeleteCustomer(Pick),
    TakeOrder {
        lines: Lines,
        customer: Option<Pick>,
        note: Option<usize>,
        key: Option<u8>,
    },
    MoveOrder {
        order: Pick,
        version: Version,
        status: usize,
        restock: Option<bool>,
        note: Option<Option<usize>>,
    },
    EditOrder {
        order: Pick,
        version: Version,
        lines: Option<Lines>,
        note: Option<Option<usize>>,
        customer: Option<Option<Pick>>,
        status: Option<usize>,
    },
    DeleteOrder(Pick, Version),
    SendNonsense(usize),
    Look(Filter),
    /// The server's clock is set.
    SetClock(usize),
    /// A socket breaks and comes back.
    Reconnect,
}

/// Which orders to look at.
#[derive(Clone, Debug)]
pub struct Filter {
    pub statuses: Vec<usize>,
    pub customer: Option<Pick>,
    pub q: Option<usize>,
    /// Taken this long ago or later, in milliseconds.
    pub from: Option<i64>,
    /// Taken longer ago than this.
    pub until: Option<i64>,
    pub sort: usize,
    pub limit: usize,
}

/// Someone does something.
#[derive(Clone, Debug)]
pub struct Op {
    pub who: Who,
    pub what: What,
}

fn pick() -> impl Strategy<Value = Pick> {
    prop_oneof![30 => 0..12_u8, 1 => Just(255)].prop_map(Pick)
}

fn one_of(texts: &[&str]) -> std::ops::Range<usize> {
    0..texts.len()
}

fn price() -> impl Strategy<Value = i64> {
    prop_oneof![20 => 0..2_000_i64, 1 => Just(99_999_999_999_999_i64)]
}

fn stock() -> impl Strategy<Value = Option<i64>> {
    of(prop_oneof![0..12_i64, Just(1_000_000_i64)])
}

fn lines() -> impl Strategy<Value = Lines> {
    let quantity = prop_oneof![20 => 1..6_i64, 1 => Just(1_000_000_i64)];
    vec((pick(), quantity), 1..4)
}

fn version() -> impl Strategy<Value = Version> {
    prop_oneof![4 => Just(Version::Any), 2 => Just(Version::Present), 1 => Just(Version::Former)]
}

fn filter() -> impl Strategy<Value = Filter> {
    let ago = || of(prop_oneof![Just(0_i64), -250_000_000..250_000_000_i64]);
    let what = (vec(0..4_usize, 0..3), of(pick()), of(one_of(&SEARCHES)));
    (what, ago(), ago(), 0..6_usize, 1..5_usize).prop_map(
        |((statuses, customer, q), from, until, sort, limit)| Filter {
            statuses,
            customer,
            q,
            from,
            until,
            sort,
            limit,
        },
    )
}

fn of_products() -> impl Strategy<Value = What> {
    let make = (one_of(&PRODUCTS), of(one_of(&SKUS)), price(), stock()).prop_map(
        |(name, sku, price, stock)| What::MakeProduct {
            name,
            sku,
            price,
            stock,
        },
    );
    let changes = (
        of(one_of(&PRODUCTS)),
        of(of(one_of(&SKUS))),
        of(price()),
        of(stock()),
        of(any::<bool>()),
    );
    let change = (pick(), changes).prop_map(|(product, (name, sku, price, stock, archived))| {
        What::ChangeProduct {
            product,
            name,
            sku,
            price,
            stock,
            archived,
        }
    });
    let delta = (-6..20_i64).prop_filter("0 is refused as it is", |delta| *delta != 0);
    let count = (pick(), delta, of(one_of(&NOTES))).prop_map(|(product, delta, reason)| {
        What::ChangeStock {
            product,
            delta,
            reason,
        }
    });
    prop_oneof![4 => make, 4 => change, 1 => pick().prop_map(What::DeleteProduct), 3 => count]
}

fn of_customers() -> impl Strategy<Value = What> {
    let make = (one_of(&PEOPLE), of(one_of(&EMAILS)), of(one_of(&NOTES)))
        .prop_map(|(name, email, note)| What::MakeCustomer { name, email, note });
    let changes = (
        of(one_of(&PEOPLE)),
        of(of(one_of(&EMAILS))),
        of(of(one_of(&NOTES))),
        of(prop_oneof![3 => Just(false), 1 => Just(true)]),
    );
    let change = (pick(), changes).prop_map(|(customer, (name, email, note, archived))| {
        What::ChangeCustomer {
            customer,
            name,
            email,
            note,
            archived,
        }
    });
    prop_oneof![3 => make, 4 => change, 1 => pick().prop_map(What::DeleteCustomer)]
}

/// Takes, changes and deletes orders.
pub fn of_orders() -> impl Strategy<Value = What> {
    let key = of(0..3_u8);
    let take =
        (lines(), of(pick()), of(one_of(&NOTES)), key).prop_map(|(lines, customer, note, key)| {
            What::TakeOrder {
                lines,
                customer,
                note,
                key,
            }
        });
    let note = || of(of(one_of(&NOTES)));
    let go = (pick(), version(), 0..4_usize, of(any::<bool>()), note()).prop_map(
        |(order, version, status, restock, note)| What::MoveOrder {
            order,
            version,
            status,
            restock,
            note,
        },
    );
    let status = prop_oneof![4 => Just(None), 1 => (0..4_usize).prop_map(Some)];
    let edit = (
        pick(),
        version(),
        of(lines()),
        note(),
        of(of(pick())),
        status,
    )
        .prop_map(
            |(order, version, lines, note, customer, status)| What::EditOrder {
                order,
                version,
                lines,
                note,
                customer,
                status,
            },
        );
    let delete = (pick(), version()).prop_map(|(order, version)| What::DeleteOrder(order, version));
    prop_oneof![6 => take, 6 => go, 5 => edit, 1 => delete]
}

/// What many may do at once: all but what the server itself does.
pub fn write() -> impl Strategy<Value = Op> {
    let what = prop_oneof![4 => of_products(), 2 => of_customers(), 8 => of_orders()];
    let who = prop_oneof![Just(Who::Owner), Just(Who::Partner)];
    (who, what).prop_map(|(who, what)| Op { who, what })
}

/// Anything that may happen.
pub fn any_op() -> impl Strategy<Value = Op> {
    let what = prop_oneof![
        8 => of_products(),
        4 => of_customers(),
        16 => of_orders(),
        2 => (0..super::act::NONSENSE.len()).prop_map(What::SendNonsense),
        4 => filter().prop_map(What::Look),
        2 => one_of(&[""; STEPS.len()]).prop_map(What::SetClock),
        1 => Just(What::Reconnect),
    ];
    let who = prop_oneof![
        10 => Just(Who::Owner),
        6 => Just(Who::Partner),
        1 => Just(Who::Cora),
        1 => Just(Who::Stranger),
    ];
    (who, what).prop_map(|(who, what)| Op { who, what })
}
