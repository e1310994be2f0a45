-- From version 7 to 8: payments, and the documents that go with them. Orders that were paid before have been paid in a
-- way that nobody told, when they became PAID; what was cancelled after that was given back.
ALTER TABLE orders ADD COLUMN paid INTEGER NOT NULL DEFAULT 0 CHECK (paid BETWEEN 0 AND total);
ALTER TABLE orders ADD COLUMN invoice INTEGER;
ALTER TABLE orders ADD COLUMN credit_note INTEGER;
CREATE TABLE payments (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    kind         TEXT NOT NULL CHECK (kind IN ('payment', 'refund')),
    method       TEXT NOT NULL CHECK (method IN ('cash', 'card', 'transfer', 'other')),
    amount       INTEGER NOT NULL CHECK (amount BETWEEN 1 AND 999999999999999),
    reference    TEXT CHECK (reference <> ''),
    actor_id     BLOB,
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
CREATE TABLE documents (
    number       INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    at           INTEGER NOT NULL,
    taxes        TEXT NOT NULL CHECK (json_valid(taxes)),
    content      TEXT CHECK (json_valid(content))
) STRICT;

CREATE UNIQUE INDEX documents_by_order ON documents (order_id, kind);
CREATE INDEX documents_by_at           ON documents (at);

CREATE TRIGGER documents_follow_one_another BEFORE INSERT ON documents
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM documents)
BEGIN SELECT RAISE(ABORT, 'documents are numbered without a gap'); END;
CREATE TRIGGER documents_stay_as_they_are BEFORE UPDATE OF number, kind, order_id, order_number, at, taxes ON documents
BEGIN SELECT RAISE(ABORT, 'a document that was given out stays as it is'); END;
CREATE TRIGGER documents_stay BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'a document that was given out stays'); END;

INSERT INTO payments (order_id, order_number, at, kind, method, amount, actor_id, actor_name)
SELECT orders.id, orders.number, order_events.at, iif(order_events.to_status = 'PAID', 'payment', 'refund'),
    'other', orders.total, order_events.actor_id, order_events.actor_name
FROM order_events JOIN orders ON orders.id = order_events.order_id
WHERE orders.total > 0 AND (order_events.to_status = 'PAID'
    OR (order_events.to_status = 'CANCELLED' AND order_events.from_status IN ('PAID', 'FULFILLED')))
ORDER BY order_events.seq;
UPDATE orders SET paid = total WHERE status IN ('PAID', 'FULFILLED');
