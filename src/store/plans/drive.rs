//! Everything that the store does for a request, done once on a small shop, with each statement recorded.

mod links;
mod mails;
mod money;
mod webhooks;

use std::collections::BTreeSet;
use std::sync::Mutex;

use jiff::tz::TimeZone;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use crate::domain::{
    Actor, ApiToken, Audience, Currency, Cursor, EventName, Id, Limit, ListRequest, Maker, Money,
    NameSort, Order, OrderFilter, OrderItem, OrderRef, OrderSort, OrderStatus, Period, Product,
    ProductFilter, Rate, Role, ShopSettings, SortKey, StockKind, Timestamp, User, UserFilter,
    UserId,
};
use crate::store::{
    ReadTx, WriteTx, backlog, delete, events, find, get, idempotency, orders, products, reports,
    search, sessions, settings, shop, stock, terms, tokens, users,
};

const SORTS: [(OrderSort, &str); 6] = [
    (OrderSort::NumberDescending, "-number"),
    (OrderSort::NumberAscending, "number"),
    (OrderSort::UpdatedDescending, "-updated_at"),
    (OrderSort::UpdatedAscending, "updated_at"),
    (OrderSort::TotalDescending, "-total"),
    (OrderSort::TotalAscending, "total"),
];
/// A word of so many orders that a search does not look at them one by one.
const ORDERS_OF_A_COMMON_WORD: i64 = 5_000;

static RECORDED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn record(event: TraceEvent<'_>) {
    if let TraceEvent::Stmt(_, sql) = event {
        RECORDED.lock().unwrap().insert(sql.to_owned());
    }
}

/// A database as a new shop has it.
pub(super) fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(include_str!("../../../schema.sql"))
        .unwrap();
    connection
        .pragma_update(None, "foreign_keys", true)
        .unwrap();
    terms::attach(&connection).unwrap();
    connection
}

/// The statements that the store runs, each once.
pub(super) fn statements() -> BTreeSet<String> {
    let connection = database();
    connection.trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(record));
    settings::hold_currency(&connection, currency()).unwrap();
    let mut tx = WriteTx {
        read: ReadTx {
            connection: &connection,
            currency: currency(),
        },
        now: Timestamp::from_millisecond(1_000),
        zone: &TimeZone::UTC,
        outbox: Vec::new(),
        ended: Vec::new(),
        links_changed: false,
        finds: Vec::new(),
        new_currency: None,
    };
    settings_of_the_shop(&mut tx);
    let (user, product) = people_and_products(&mut tx);
    take_orders(&mut tx, &user, &product);
    people_who_sign_in(&mut tx, user.id);
    scripts_that_call(&mut tx, &user);
    webhooks::are_told(&tx);
    mails::are_sent(&tx, user.id);
    search::write(&connection, &tx.finds).unwrap();
    list_orders(&tx, user.id);
    list_the_rest(&tx, product.id);
    connection.trace_v2(TraceEventCodes::empty(), None);
    let recorded = std::mem::take(&mut *RECORDED.lock().unwrap());
    // What FTS5 asks its own tables, and what only opens and closes a transaction or is a trigger's.
    let own = |sql: &String| {
        let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"];
        verbs.iter().any(|verb| sql.starts_with(verb)) && !sql.contains("'main'.")
    };
    recorded.into_iter().filter(own).collect()
}

fn settings_of_the_shop(tx: &mut WriteTx<'_>) {
    let first = ShopSettings::named("Rye".to_owned(), currency());
    let mut present = shop::read(tx, &first).unwrap();
    present.currency = Currency::from_code("USD").unwrap();
    shop::write(tx, &present).unwrap();
    shop::write(tx, &first).unwrap();
    shop::set_logo(tx, None).unwrap();
}

fn currency() -> Currency {
    Currency::from_code("EUR").unwrap()
}

fn money(minor: i64) -> Money {
    Money::from_minor(minor, currency()).unwrap()
}

fn people_and_products(tx: &mut WriteTx<'_>) -> (User, Product) {
    let now = tx.now();
    let user = User {
        id: tx.new_id(),
        name: "Corner Café".to_owned(),
        email: Some("corner@cafe.example".to_owned()),
        phone: Some("030 1".to_owned()),
        address: None,
        note: None,
        role: Role::Customer,
        created_at: now,
        updated_at: now,
        archived_at: None,
    };
    users::insert(tx, &user).unwrap();
    users::update(tx, &user).unwrap();
    users::set_password_hash(tx, user.id, None).unwrap();
    users::password_hash(tx, user.id).unwrap();
    users::with_email(tx, "corner@cafe.example").unwrap();
    users::count_admins(tx).unwrap();
    users::all(tx).unwrap();
    let product = Product {
        id: tx.new_id(),
        sku: Some("BR-RYE".to_owned()),
        name: "Rye bread".to_owned(),
        price: money(480),
        tax_rate: Rate::default(),
        stock: None,
        created_at: now,
        updated_at: now,
        archived_at: None,
    };
    products::insert(tx, &product).unwrap();
    products::update(tx, &product).unwrap();
    products::with_sku(tx, "BR-RYE").unwrap();
    let movement = stock::Movement {
        product_id: product.id,
        delta: 5,
        stock: 5,
        kind: StockKind::Initial,
        reason: None,
        order_number: None,
        actor: None,
    };
    stock::append(tx, &movement).unwrap();
    get::<User>(tx, user.id).unwrap();
    find::<Product>(tx, product.id).unwrap();
    for (id, name) in [(1, "nobody"), (2, "no one")] {
        let other = User {
            id: Id::new(uuid::Uuid::from_u128(id)),
            name: name.to_owned(),
            email: None,
            ..user.clone()
        };
        users::insert(tx, &other).unwrap();
        delete::<User>(tx, other.id).unwrap();
    }
    let other = Product {
        id: tx.new_id(),
        sku: None,
        ..product.clone()
    };
    products::insert(tx, &other).unwrap();
    delete::<Product>(tx, other.id).unwrap();
    (user, product)
}

fn take_orders(tx: &mut WriteTx<'_>, user: &User, product: &Product) {
    let now = tx.now();
    let item = OrderItem {
        id: tx.new_id(),
        product_id: Some(product.id),
        product_name: product.name.clone(),
        sku: product.sku.clone(),
        quantity: 1,
        unit_price: product.price,
        discount: None,
        line_total: product.price,
        discount_share: money(0),
        tax_rate: product.tax_rate,
        tax: money(0),
        stock_taken: 1,
    };
    let mut order = Order {
        id: tx.new_id(),
        number: 0,
        label: String::new(),
        status: OrderStatus::Pending,
        user_id: Some(user.id),
        customer: None,
        items: vec![item],
        subtotal: money(480),
        discount: None,
        prices_include_tax: true,
        taxes: Vec::new(),
        total: money(480),
        paid: money(0),
        invoice: None,
        credit_note: None,
        currency: currency(),
        note: None,
        version: 1,
        allowed_statuses: OrderStatus::Pending.allowed(),
        created_at: now,
        updated_at: now,
    };
    orders::insert(tx, &mut order).unwrap();
    settings::set(tx, settings::ORDER_NUMBER_PATTERN, "{year}-{seq}").unwrap();
    let mut called = Order {
        id: tx.new_id(),
        items: Vec::new(),
        ..order.clone()
    };
    orders::insert(tx, &mut called).unwrap();
    let number = order.number;
    let order = orders::get(tx, OrderRef::Id(order.id)).unwrap();
    orders::update(tx, &order, true).unwrap();
    let paid = order.clone().moved(OrderStatus::Paid, tx.now());
    orders::set_status(tx, &paid).unwrap();
    orders::set_paid(tx, number, order.total).unwrap();
    money::pay(tx, &order);
    orders::clear_stock_taken(tx, order.id).unwrap();
    orders::any(tx).unwrap();
    orders::name_product(tx, product.id).unwrap();
    orders::name_customer(tx, user.id).unwrap();
    log_events(tx, &order);
    many_orders_of_one_customer(tx, &order);
    links::show_to_others(tx, &order);
    let mut deleted = Order {
        id: tx.new_id(),
        items: Vec::new(),
        ..order
    };
    orders::insert(tx, &mut deleted).unwrap();
    orders::delete(tx, deleted.number).unwrap();
    for row in 0..ORDERS_OF_A_COMMON_WORD {
        let put = "INSERT INTO orders_search (rowid, text) VALUES (?1, 'common')";
        let mut put = tx.connection.prepare_cached(put).unwrap();
        put.execute([10_000 + row]).unwrap();
    }
}

/// More than are indexed anew in one step.
fn many_orders_of_one_customer(tx: &mut WriteTx<'_>, order: &Order) {
    for _ in 0..150 {
        let mut order = Order {
            id: tx.new_id(),
            items: Vec::new(),
            ..order.clone()
        };
        orders::insert(tx, &mut order).unwrap();
    }
    assert!(backlog::begin(tx, order.user_id.unwrap()).unwrap());
    while backlog::go_on(tx).unwrap() {}
}

fn log_events(tx: &mut WriteTx<'_>, order: &Order) {
    // The next event is one after which the log is trimmed.
    tx.connection
        .execute_batch("REPLACE INTO sqlite_sequence (name, seq) VALUES ('events', 1999)")
        .unwrap();
    let event = events::NewEvent {
        name: EventName::OrderUpdated,
        audience: Audience::Admins,
        former_owner: None,
        data: "{}".to_owned(),
    };
    let seq = events::append(tx, event).unwrap();
    let actor = Actor {
        id: UserId::new(uuid::Uuid::from_u128(9)),
        name: "Ada".to_owned(),
    };
    let entry = events::NewTimelineEntry {
        order_id: order.id,
        at: order.updated_at,
        actor: Some(&actor),
        from: None,
        to: Some(OrderStatus::Paid),
        reason: None,
        changes: None,
    };
    events::append_to_timeline(tx, seq, EventName::OrderUpdated, &entry).unwrap();
    events::timeline(tx, order.id).unwrap();
    events::reaches_back_to(tx, 1).unwrap();
    events::after(tx, 0, 10).unwrap();
    events::newest_at(tx).unwrap();
}

fn people_who_sign_in(tx: &mut WriteTx<'_>, user: UserId) {
    let later = tx.now().plus_ms(1_000);
    let session = tx.new_id();
    sessions::insert(tx, session, user, later).unwrap();
    sessions::find(tx, session).unwrap();
    sessions::set_link(tx, [1; 32], user, later).unwrap();
    sessions::take_link(tx, [1; 32]).unwrap();
    sessions::set_setup_token(tx, [2; 32], later).unwrap();
    sessions::is_setup_token(tx, [2; 32], later).unwrap();
    sessions::end(tx, session, user).unwrap();
    sessions::end_all(tx, user, None).unwrap();
    let given = idempotency::Given {
        request_hash: [3; 32],
        answer: "{}".to_owned(),
    };
    idempotency::insert(tx, user, "key", &given).unwrap();
    idempotency::find(tx, user, "key").unwrap();
    settings::set(tx, "theme", "dark").unwrap();
    settings::get(tx, "theme").unwrap();
}

fn scripts_that_call(tx: &mut WriteTx<'_>, user: &User) {
    let token = ApiToken {
        id: tx.new_id(),
        name: "Nightly export".to_owned(),
        read_only: true,
        created_at: tx.now(),
        last_used_at: None,
        user: Maker {
            id: user.id,
            name: user.name.clone(),
        },
    };
    tokens::insert(tx, &token, [4; 32]).unwrap();
    tokens::find(tx, [4; 32]).unwrap();
    tokens::exists(tx, token.id).unwrap();
    tokens::touch(tx, token.id).unwrap();
    for request in requests("-created_at", SortKey::Integer(500)) {
        tokens::list(tx, &request).unwrap();
    }
    tokens::end(tx, token.id).unwrap();
}

fn list_orders(tx: &ReadTx<'_>, user: UserId) {
    let at = |at| Some(Timestamp::from_millisecond(at));
    let statuses = [0, 1, 2, 4].map(|count| OrderStatus::ALL[..count].to_vec());
    for statuses in statuses {
        for user_id in [None, Some(user)] {
            for (from, until) in [
                (None, None),
                (at(1), None),
                (None, at(5_000)),
                (at(1), at(5_000)),
            ] {
                for q in [None, Some("rye bread"), Some("common"), Some("c")] {
                    let filter = OrderFilter {
                        statuses: statuses.clone(),
                        user_id,
                        from,
                        until,
                        q: q.map(str::to_owned),
                        sort: OrderSort::default(),
                    };
                    orders::count(tx, &filter, 10).unwrap();
                    for (sort, name) in SORTS {
                        let filter = OrderFilter {
                            sort,
                            ..filter.clone()
                        };
                        for request in requests(name, SortKey::Integer(500)) {
                            // Only its statement counts: the common word is of rows that are no orders.
                            let _ = orders::list(tx, &filter, &request);
                        }
                    }
                }
            }
        }
    }
    orders::counts(tx).unwrap();
    let period = Period {
        from: Timestamp::from_millisecond(0),
        until: Timestamp::from_millisecond(5_000),
    };
    reports::orders_of_period(tx, period, |_| {}).unwrap();
    reports::items_of_period(tx, period, |_| {}).unwrap();
    reports::orders_of_customer(tx, user, |_| {}).unwrap();
}

/// The first page and a later one.
fn requests(sort: &str, key: SortKey) -> [ListRequest; 2] {
    let cursor = Cursor {
        sort: sort.to_owned(),
        key,
        row: 5_000,
    };
    [None, Some(cursor)].map(|cursor| ListRequest {
        limit: Limit::default(),
        cursor,
    })
}

fn list_the_rest(tx: &ReadTx<'_>, product: crate::domain::ProductId) {
    let sorts = [
        (NameSort::Name, "name", SortKey::Text("a".to_owned())),
        (
            NameSort::CreatedDescending,
            "-created_at",
            SortKey::Integer(1),
        ),
    ];
    for (sort, name, key) in sorts {
        for request in requests(name, key) {
            for archived in [false, true] {
                for q in [None, Some("rye")] {
                    let q = q.map(str::to_owned);
                    for low_stock in [None, Some(5)] {
                        let filter = ProductFilter {
                            q: q.clone(),
                            archived,
                            low_stock,
                            sort,
                        };
                        products::list(tx, &filter, &request).unwrap();
                    }
                    for only in [None, Some(UserId::new(uuid::Uuid::from_u128(1)))] {
                        let role = Role::Customer;
                        let filter = UserFilter {
                            q: q.clone(),
                            role,
                            archived,
                            only,
                            sort,
                        };
                        users::list(tx, &filter, &request).unwrap();
                    }
                }
            }
        }
    }
    products::least_in_stock(tx, 10, Limit::default()).unwrap();
    for request in requests("-id", SortKey::Integer(1)) {
        stock::ledger(tx, product, &request).unwrap();
    }
}
