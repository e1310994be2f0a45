-- The schema of an OMS database, whole and present. A new database is made from this file; an older
-- one is brought here by the numbered steps of src/store/migrations.
--
-- Conventions
--   id            16 bytes, a UUID version 7
--   *_at          milliseconds since 1970-01-01T00:00:00Z
--   price, total  integers of the currency's minor unit (cents), at most 15 digits
--   *_rate        integers of basis points: 1900 is 19 %
--   Times, ids and money are written by the program; what must hold whoever writes stands here as
--   CHECK, FOREIGN KEY and trigger. Triggers use RAISE(ABORT) alone: it undoes one statement and
--   leaves the transaction that other commands share as it was.

-- What the database itself must remember: the currency its amounts are in, the keys that sign
-- sessions and certificates, what the shop has chosen on its pages.
CREATE TABLE settings (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- People: customers of the shop and the admins who run it.
CREATE TABLE users (
    row_id        INTEGER PRIMARY KEY,              -- the rowid of users_search
    id            BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    role          TEXT NOT NULL CHECK (role IN ('ADMIN', 'CUSTOMER')),
    name          TEXT NOT NULL CHECK (name <> ''),
    name_key      TEXT NOT NULL,                    -- name without case and accents, for sorting
    email         TEXT UNIQUE CHECK (email <> ''),  -- in lower case, so unique whatever the case
    phone         TEXT CHECK (phone <> ''),
    address       TEXT CHECK (address <> ''),
    note          TEXT CHECK (note <> ''),
    password_hash TEXT,                             -- Argon2id in PHC format; null: can't sign in
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL,
    archived_at   INTEGER                           -- null: in use
) STRICT;

CREATE INDEX users_by_name    ON users (role, name_key, row_id);
CREATE INDEX users_by_created ON users (role, created_at, row_id);

-- What the shop sells.
CREATE TABLE products (
    row_id      INTEGER PRIMARY KEY,                -- the rowid of products_search
    id          BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    sku         TEXT COLLATE NOCASE UNIQUE CHECK (sku <> ''),
    name        TEXT NOT NULL CHECK (name <> ''),
    name_key    TEXT NOT NULL,                      -- name without case and accents, for sorting
    price       INTEGER NOT NULL CHECK (price BETWEEN 0 AND 999999999999999),
    stock       INTEGER CHECK (stock >= 0),          -- null: not tracked; else the sum of stock_ledger
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    archived_at INTEGER,                            -- null: in use
    tax_rate    INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate BETWEEN 0 AND 10000)
) STRICT;

CREATE INDEX products_by_name    ON products (name_key, row_id);
CREATE INDEX products_by_created ON products (created_at, row_id);
CREATE INDEX products_by_stock   ON products (stock) WHERE archived_at IS NULL AND stock IS NOT NULL;

-- The status pipeline: every move that exists. Status.rs holds the same table, and a test holds one
-- against the other.
CREATE TABLE order_status_transitions (
    from_status TEXT NOT NULL CHECK (from_status IN ('PENDING', 'PAID', 'FULFILLED', 'CANCELLED')),
    to_status   TEXT NOT NULL CHECK (to_status   IN ('PENDING', 'PAID', 'FULFILLED', 'CANCELLED')),
    PRIMARY KEY (from_status, to_status)
) STRICT, WITHOUT ROWID;

INSERT INTO order_status_transitions (from_status, to_status) VALUES
    ('PENDING',   'PAID'),
    ('PAID',      'FULFILLED'),
    ('PENDING',   'CANCELLED'),
    ('PAID',      'CANCELLED'),
    ('FULFILLED', 'CANCELLED');

CREATE TRIGGER order_status_transitions_are_fixed_insert BEFORE INSERT ON order_status_transitions
BEGIN SELECT RAISE(ABORT, 'the status pipeline is fixed'); END;
CREATE TRIGGER order_status_transitions_are_fixed_update BEFORE UPDATE ON order_status_transitions
BEGIN SELECT RAISE(ABORT, 'the status pipeline is fixed'); END;
CREATE TRIGGER order_status_transitions_are_fixed_delete BEFORE DELETE ON order_status_transitions
BEGIN SELECT RAISE(ABORT, 'the status pipeline is fixed'); END;

-- Orders. The number is what people say on the phone; AUTOINCREMENT never gives one twice.
CREATE TABLE orders (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,   -- also the rowid of orders_search
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    status     TEXT NOT NULL CHECK (status IN ('PENDING', 'PAID', 'FULFILLED', 'CANCELLED')),
    user_id    BLOB REFERENCES users (id),          -- the customer; null: a walk-in
    total      INTEGER NOT NULL CHECK (total BETWEEN 0 AND 999999999999999),
    note       TEXT CHECK (note <> ''),
    version    INTEGER NOT NULL CHECK (version >= 1),  -- rises with every change; the ETag
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    discount   INTEGER NOT NULL DEFAULT 0 CHECK (discount >= 0),  -- off the order; the items have the parts of it
    discount_rate INTEGER CHECK (discount_rate BETWEEN 0 AND 10000),  -- of which it is the share; null: an amount
    prices_include_tax INTEGER NOT NULL DEFAULT 1 CHECK (prices_include_tax IN (0, 1)),  -- as the shop had it then
    label      TEXT CHECK (label <> ''),            -- what the shop calls it; null: its number
    paid       INTEGER NOT NULL DEFAULT 0 CHECK (paid BETWEEN 0 AND total),  -- the payments less the refunds
    invoice    INTEGER,                             -- the number in documents; null: none was given out
    credit_note INTEGER                             -- the same, of the one that took the invoice back
) STRICT;

INSERT INTO sqlite_sequence (name, seq) VALUES ('orders', 1000);  -- so the first is 1001

-- An index on orders ends with the number (the rowid), so each of these also gives a stable order.
-- The one by created_at also holds what reports add up and what lists of some days are sorted by: they
-- read it alone. The one by total also holds whose order it is: a customer's orders are not neighbours there.
CREATE INDEX orders_by_status         ON orders (status);
CREATE INDEX orders_by_status_updated ON orders (status, updated_at);
CREATE INDEX orders_by_status_total   ON orders (status, total);
CREATE INDEX orders_by_user           ON orders (user_id);
CREATE INDEX orders_by_created        ON orders (created_at, status, total, updated_at);
CREATE INDEX orders_by_updated        ON orders (updated_at);
CREATE INDEX orders_by_total          ON orders (total, number, user_id);

-- What orders were ever called by a pattern of the shop's own: never twice, also when an order is deleted.
CREATE TABLE order_labels (
    label  TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
    number INTEGER NOT NULL                         -- no foreign key: it outlives the order
) STRICT, WITHOUT ROWID;

-- The counters of such patterns.
CREATE TABLE order_sequences (
    year INTEGER NOT NULL PRIMARY KEY,              -- 0: of a pattern without the year
    last INTEGER NOT NULL CHECK (last >= 1)
) STRICT;

-- The pipeline holds for every writer, a sqlite3 shell too. REPLACE would delete the old row without
-- a word, so an order that exists can't be inserted again.
CREATE TRIGGER orders_start_pending BEFORE INSERT ON orders
WHEN NEW.status <> 'PENDING'
    OR EXISTS (SELECT 1 FROM orders WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM orders WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'an order starts as PENDING, once'); END;

CREATE TRIGGER orders_follow_the_pipeline BEFORE UPDATE OF status ON orders
WHEN NOT EXISTS (
    SELECT 1 FROM order_status_transitions
    WHERE from_status = OLD.status AND to_status = NEW.status
)
BEGIN SELECT RAISE(ABORT, 'invalid_status: the pipeline does not allow this move'); END;

CREATE TRIGGER orders_keep_their_identity BEFORE UPDATE OF number, id ON orders
WHEN NEW.number IS NOT OLD.number OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'an order keeps its number and its id'); END;

CREATE TRIGGER orders_in_hand_stay BEFORE DELETE ON orders
WHEN OLD.status NOT IN ('PENDING', 'CANCELLED')
BEGIN SELECT RAISE(ABORT, 'order_not_deletable: cancel it first'); END;

-- By how much an order's created_at ever lay before that of an order with a smaller number: 0 unless the
-- clock was set back. The orders of some days are found between two numbers by it.
CREATE TABLE order_clock (
    only_row    INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    set_back_ms INTEGER NOT NULL CHECK (set_back_ms >= 0)
) STRICT;

INSERT INTO order_clock (only_row, set_back_ms) VALUES (1, 0);

CREATE TRIGGER orders_set_the_clock_back_insert AFTER INSERT ON orders
WHEN NEW.created_at < (SELECT max(created_at) FROM orders)
    OR NEW.number < (SELECT max(number) FROM orders)
BEGIN
    UPDATE order_clock SET set_back_ms = max(set_back_ms, CASE
        WHEN NEW.number < (SELECT max(number) FROM orders)
        THEN (SELECT max(created_at) FROM orders) - (SELECT min(created_at) FROM orders)
        ELSE (SELECT max(created_at) FROM orders) - NEW.created_at
    END);
END;
CREATE TRIGGER orders_set_the_clock_back_update AFTER UPDATE OF created_at ON orders
BEGIN
    UPDATE order_clock SET set_back_ms = max(set_back_ms,
        (SELECT max(created_at) FROM orders) - (SELECT min(created_at) FROM orders));
END;

-- What was ordered, line by line, with the product's name, SKU, price and tax as they were when it was added.
-- The primary key is the order in which the lines were asked for; an order's lines lie together. The index by
-- product also sees to it that an order has each product once.
CREATE TABLE order_items (
    order_id       BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL CHECK (position >= 0),
    product_id     BLOB REFERENCES products (id),     -- null: a line without one, such as delivery
    id             BLOB NOT NULL CHECK (length(id) = 16),
    product_name   TEXT NOT NULL,                     -- or what the line is for
    sku            TEXT,
    quantity       INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    unit_price     INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 999999999999999),
    stock_taken    INTEGER NOT NULL CHECK (stock_taken BETWEEN 0 AND quantity),  -- what goes back if the goods do
    discount       INTEGER NOT NULL CHECK (discount BETWEEN 0 AND quantity * unit_price),  -- off the line
    discount_rate  INTEGER CHECK (discount_rate BETWEEN 0 AND 10000),  -- of which it is the share; null: an amount
    discount_share INTEGER NOT NULL CHECK (discount_share BETWEEN 0 AND quantity * unit_price - discount),  -- of the order's
    tax_rate       INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    tax            INTEGER NOT NULL CHECK (tax >= 0),  -- on what is left, or in it
    PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX order_items_by_product ON order_items (product_id, order_id);

-- What was paid for orders and given back. Append-only: a mistake is made good by another row. No foreign key: money
-- that moved stays in the books when its order is deleted.
CREATE TABLE payments (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('payment', 'refund')),
    method       TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'other')),
    amount       INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999999),
    reference    TEXT CHECK (reference <> ''),
    actor_id     BLOB,                              -- null: the command line
    actor_name   TEXT
) STRICT;

CREATE INDEX payments_by_order ON payments (order_id);
CREATE INDEX payments_by_at    ON payments (at);

CREATE TRIGGER payments_are_append_only_insert BEFORE INSERT ON payments
WHEN EXISTS (SELECT 1 FROM payments WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payments_are_append_only_update BEFORE UPDATE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;
CREATE TRIGGER payments_are_append_only_delete BEFORE DELETE ON payments
BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END;

-- Who sells, as documents say it: the shop's settings as they were when one was given out. Documents of the same
-- seller share a row; who sells now is the row that the setting document_seller names.
CREATE TABLE document_sellers (
    id      INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE CHECK (json_valid(content))  -- the settings
) STRICT;

-- Their logos, by what tells one picture from another.
CREATE TABLE document_logos (
    version    TEXT NOT NULL PRIMARY KEY,                  -- the beginning of its hash
    media_type TEXT NOT NULL,
    bytes      TEXT NOT NULL                       -- in Base64
) STRICT;

CREATE TRIGGER document_sellers_stay_as_they_are BEFORE UPDATE ON document_sellers
WHEN NEW.id IS NOT OLD.id OR NEW.content IS NOT OLD.content
BEGIN SELECT RAISE(ABORT, 'who sold stays as it is'); END;
CREATE TRIGGER document_sellers_stay BEFORE DELETE ON document_sellers
BEGIN SELECT RAISE(ABORT, 'who sold stays'); END;
CREATE TRIGGER document_logos_stay_as_they_are BEFORE UPDATE ON document_logos
BEGIN SELECT RAISE(ABORT, 'the logo of a document stays as it is'); END;
CREATE TRIGGER document_logos_stay BEFORE DELETE ON document_logos
BEGIN SELECT RAISE(ABORT, 'the logo of a document stays'); END;

-- Invoices and credit notes, under one row of numbers without a gap. What they say of goods and amounts is what their
-- order says, which can't change any more; it is kept here when the order is deleted.
CREATE TABLE documents (
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    taxes        TEXT NOT NULL CHECK (json_valid(taxes)),  -- [[rate, net, tax], …] in minor units
    content      TEXT CHECK (json_valid(content)),  -- the order, once it is deleted
    seller       INTEGER,                           -- in document_sellers, whose rows stay; never null
    timezone     TEXT,                              -- where its day is; null: where the shop is now
    buyer        TEXT CHECK (json_valid(buyer)),    -- name, address and email as they were; null: a walk-in
    last_payment INTEGER                            -- of the order's payments it says these up to here; null: none
) STRICT;

CREATE UNIQUE INDEX documents_by_order ON documents (order_id, kind);
CREATE INDEX documents_by_at           ON documents (at);
CREATE INDEX documents_by_kind         ON documents (kind, at);

CREATE TRIGGER documents_follow_one_another BEFORE INSERT ON documents
WHEN NEW.seller IS NULL OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM documents)
BEGIN SELECT RAISE(ABORT, 'documents are numbered without a gap, and name who sells'); END;
CREATE TRIGGER documents_stay_as_they_are BEFORE UPDATE ON documents
WHEN NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.order_id IS NOT OLD.order_id
    OR NEW.order_number IS NOT OLD.order_number OR NEW.at IS NOT OLD.at OR NEW.taxes IS NOT OLD.taxes
    OR (OLD.content IS NOT NULL AND NEW.content IS NOT OLD.content)
    OR NEW.seller IS NOT OLD.seller OR NEW.timezone IS NOT OLD.timezone OR NEW.buyer IS NOT OLD.buyer
    OR NEW.last_payment IS NOT OLD.last_payment
BEGIN SELECT RAISE(ABORT, 'a document that was given out stays as it is'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document that was given out stays'); END;

-- How many orders each status has, kept by triggers in the transaction of the change.
CREATE TABLE order_counts (
    status TEXT NOT NULL PRIMARY KEY CHECK (status IN ('PENDING', 'PAID', 'FULFILLED', 'CANCELLED')),
    orders INTEGER NOT NULL CHECK (orders >= 0)
) STRICT, WITHOUT ROWID;

INSERT INTO order_counts (status, orders)
VALUES ('PENDING', 0), ('PAID', 0), ('FULFILLED', 0), ('CANCELLED', 0);

CREATE TRIGGER orders_are_counted_insert AFTER INSERT ON orders
BEGIN UPDATE order_counts SET orders = orders + 1 WHERE status = NEW.status; END;
CREATE TRIGGER orders_are_counted_update AFTER UPDATE OF status ON orders
BEGIN
    UPDATE order_counts SET orders = orders - 1 WHERE status = OLD.status;
    UPDATE order_counts SET orders = orders + 1 WHERE status = NEW.status;
END;
CREATE TRIGGER orders_are_counted_delete AFTER DELETE ON orders
BEGIN UPDATE order_counts SET orders = orders - 1 WHERE status = OLD.status; END;

-- The timeline of an order: who did what, and when. It lives as long as the order. The actor's name
-- is kept as it was, so that it outlives the actor.
CREATE TABLE order_events (
    seq         INTEGER PRIMARY KEY,                -- of the event in `events`
    order_id    BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    at          INTEGER NOT NULL,
    event       TEXT NOT NULL,
    actor_id    BLOB,                               -- null: the command line
    actor_name  TEXT,
    from_status TEXT,
    to_status   TEXT,
    reason      TEXT,
    changes     TEXT CHECK (json_valid(changes))    -- null or an array
) STRICT;

CREATE INDEX order_events_by_order ON order_events (order_id);

-- The event log that sockets replay: each committed change, in commit order. AUTOINCREMENT: a seq is
-- never given twice, across restarts and trimming. Only the newest are kept (10,000 at least).
CREATE TABLE events (
    seq            INTEGER PRIMARY KEY AUTOINCREMENT,
    at             INTEGER NOT NULL,
    event          TEXT NOT NULL,
    audience       TEXT NOT NULL CHECK (audience IN ('EVERYONE', 'ADMINS', 'OWNER')),  -- OWNER: user_id, and admins
    user_id        BLOB,
    former_user_id BLOB,                            -- whose order it was until this event
    data           TEXT NOT NULL CHECK (json_valid(data))
) STRICT;

-- Every change of a product's tracked stock. Append-only; goes only together with its product.
CREATE TABLE stock_ledger (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id   BLOB NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    at           INTEGER NOT NULL,
    delta        INTEGER NOT NULL,
    stock        INTEGER NOT NULL CHECK (stock >= 0),  -- after this row: the sum up to here
    kind         TEXT NOT NULL CHECK (kind IN ('initial', 'count', 'adjustment', 'order', 'edit', 'restock', 'untracked')),
    reason       TEXT,
    order_number INTEGER,                           -- no foreign key: the ledger outlives a deleted order
    actor_id     BLOB,
    actor_name   TEXT
) STRICT;

CREATE INDEX stock_ledger_by_product ON stock_ledger (product_id);

CREATE TRIGGER stock_ledger_is_append_only_insert BEFORE INSERT ON stock_ledger
WHEN EXISTS (SELECT 1 FROM stock_ledger WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the stock ledger is append-only'); END;
CREATE TRIGGER stock_ledger_is_append_only_update BEFORE UPDATE ON stock_ledger
BEGIN SELECT RAISE(ABORT, 'the stock ledger is append-only'); END;
CREATE TRIGGER stock_ledger_is_append_only_delete BEFORE DELETE ON stock_ledger
WHEN EXISTS (SELECT 1 FROM products WHERE id = OLD.product_id)
BEGIN SELECT RAISE(ABORT, 'the stock ledger is append-only'); END;

-- Who is signed in. The id is the `jti` of the session's JSON Web Token; deleting the row revokes it.
CREATE TABLE sessions (
    id         BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    user_id    BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX sessions_by_user    ON sessions (user_id);
CREATE INDEX sessions_by_expires ON sessions (expires_at);

-- Links that work once: to claim a new shop, to sign in without a password. Only a hash is kept.
CREATE TABLE one_time_tokens (
    token_hash BLOB NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),  -- SHA-256
    purpose    TEXT NOT NULL CHECK (purpose IN ('SETUP', 'SIGN_IN')),
    user_id    BLOB REFERENCES users (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    CHECK ((purpose = 'SETUP') = (user_id IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX one_time_tokens_by_user ON one_time_tokens (user_id);

-- What scripts show instead of a sign-in. Only a hash of the token is kept; deleting the row revokes it.
CREATE TABLE api_tokens (
    row_id       INTEGER PRIMARY KEY,               -- rises: the newest has the highest
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    user_id      BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,  -- the admin who made it
    token_hash   BLOB NOT NULL UNIQUE CHECK (length(token_hash) = 32),  -- SHA-256
    name         TEXT NOT NULL CHECK (name <> ''),
    read_only    INTEGER NOT NULL CHECK (read_only IN (0, 1)),
    created_at   INTEGER NOT NULL,
    last_used_at INTEGER                            -- to a minute; null: never
) STRICT;

CREATE INDEX api_tokens_by_user ON api_tokens (user_id);

-- Links that show an order's state to its buyer, without a sign-in; deleting the row revokes one. The token
-- itself is kept, not a hash: a slip that is printed again must bear the same link. It gives nothing away to
-- whoever reads this file, who reads the order itself here.
CREATE TABLE order_links (
    order_id   BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    token      TEXT NOT NULL UNIQUE CHECK (length(token) = 40),
    created_at INTEGER NOT NULL
) STRICT;

-- Boards on the wall of the shop. The token is kept as it is: the link is typed into a screen again, long
-- after it was made. Deleting the row revokes it.
CREATE TABLE displays (
    row_id     INTEGER PRIMARY KEY,                 -- rises: the newest has the highest
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (name <> ''),    -- where it hangs
    token      TEXT NOT NULL UNIQUE CHECK (length(token) = 40),
    created_at INTEGER NOT NULL
) STRICT;

-- Where other programs are told of events. Each delivery is signed with the secret, so it is kept itself.
CREATE TABLE webhooks (
    row_id       INTEGER PRIMARY KEY,               -- rises: the newest has the highest
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    url          TEXT NOT NULL CHECK (url <> ''),
    events       TEXT CHECK (json_valid(events)),   -- null: all; else an array of names
    secret       TEXT NOT NULL CHECK (substr(secret, 1, 6) = 'whsec_'),
    old_secret   TEXT,                              -- signs as well, for a while after another took its place
    old_until    INTEGER,
    created_at   INTEGER NOT NULL,
    seq          INTEGER NOT NULL,                  -- up to here the events were taken from the log
    paused_at    INTEGER,
    pause_reason TEXT CHECK (pause_reason IN ('by_hand', 'failed', 'gone', 'restored')),
    CHECK ((paused_at IS NULL) = (pause_reason IS NULL)),
    CHECK ((old_secret IS NULL) = (old_until IS NULL))
) STRICT;

-- What was delivered and what waits for it, per webhook in the order of the log. The body is kept, so that each
-- try sends the same. Only the newest are kept, and those that wait.
CREATE TABLE webhook_deliveries (
    row_id       INTEGER PRIMARY KEY,               -- rises in the order in which they go out
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),  -- what the receiver knows it by
    webhook_id   BLOB NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    seq          INTEGER,                           -- of the event; null: a ping, or word of events that are gone
    event        TEXT NOT NULL,
    skipped      INTEGER CHECK (skipped > 0),       -- how many events are gone
    body         TEXT NOT NULL CHECK (json_valid(body)),
    created_at   INTEGER NOT NULL,
    attempts     INTEGER NOT NULL CHECK (attempts >= 0),
    failures     INTEGER NOT NULL CHECK (failures >= 0),  -- since it was last begun with
    next_at      INTEGER,                           -- when it is tried next; null: not by itself
    again_at     INTEGER,                           -- when someone asked for one try more; null: it was made
    attempted_at INTEGER,
    status       INTEGER,                           -- of the last answer
    answer       TEXT,
    error        TEXT,
    delivered_at INTEGER
) STRICT;

CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_deliveries_asked_for ON webhook_deliveries (webhook_id) WHERE again_at IS NOT NULL;

-- Mails with documents: those that wait, were sent or have failed. No foreign keys: they outlive a deleted order. Only
-- the newest are kept, and those that wait.
CREATE TABLE mails (
    row_id       INTEGER PRIMARY KEY,               -- rises: the newest has the highest
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),  -- what its Message-ID begins with
    kind         TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'receipt')),
    document     INTEGER,                           -- its number in documents; null: a receipt
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    recipient    TEXT NOT NULL CHECK (recipient <> ''),
    created_at   INTEGER NOT NULL,
    actor_id     BLOB,                              -- null: it went out by itself
    actor_name   TEXT,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts     INTEGER NOT NULL CHECK (attempts >= 0),
    failures     INTEGER NOT NULL CHECK (failures >= 0),  -- since it was last begun with
    next_at      INTEGER,                           -- when it is tried next
    attempted_at INTEGER,
    failure      TEXT,                              -- why the last try failed
    answer       TEXT,                              -- what the mail server said to it
    sent_at      INTEGER,
    CHECK ((kind = 'receipt') = (document IS NULL)),
    CHECK ((state = 'waiting') = (next_at IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
) STRICT;

CREATE INDEX mails_by_state ON mails (state);
CREATE INDEX mails_by_order ON mails (order_number);
CREATE INDEX mails_waiting  ON mails (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX mails_failing  ON mails (failures) WHERE state <> 'sent';
CREATE INDEX mails_by_hand  ON mails (created_at) WHERE actor_id IS NOT NULL;

-- Answers to requests that bore an Idempotency-Key, for 24 hours: the same request gets the same answer.
CREATE TABLE idempotency_keys (
    user_id      BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    key          TEXT NOT NULL,
    request_hash BLOB NOT NULL CHECK (length(request_hash) = 32),  -- SHA-256
    answer       TEXT NOT NULL CHECK (json_valid(answer)),
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX idempotency_keys_by_created ON idempotency_keys (created_at);

-- Full text search, words in any order, case and accents ignored. The text of a row is put together
-- by the program (src/store/search.rs); the tables hold the index alone.
CREATE VIRTUAL TABLE orders_search USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE products_search USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE users_search USING fts5 (
    text, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2'
);

-- Customers whose orders are still found by a name, email or phone that they had before: those orders with
-- a number below this. After a change the orders are gone through in small steps, so that nobody waits.
CREATE TABLE orders_search_backlog (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    below   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
