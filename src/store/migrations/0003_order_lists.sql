-- From version 2 to 3: the orders of some days are found between two numbers, and sorted out of their
-- index alone; the orders of a customer are indexed anew in steps.
DROP INDEX orders_by_created;
CREATE INDEX orders_by_created ON orders (created_at, status, total, updated_at);
CREATE TABLE order_clock (
    only_row    INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    set_back_ms INTEGER NOT NULL CHECK (set_back_ms >= 0)
) STRICT;

INSERT INTO order_clock (only_row, set_back_ms)
SELECT 1, coalesce(max(latest - created_at), 0)
FROM (SELECT created_at, max(created_at) OVER (ORDER BY number) AS latest FROM orders);

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

CREATE TABLE orders_search_backlog (
    user_id BLOB NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    below   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
