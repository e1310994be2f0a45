-- What a small shop of schema version 1 held: three orders of two customers for two products.
INSERT INTO settings (key, value) VALUES ('currency', 'EUR');

INSERT INTO users (row_id, id, role, name, name_key, email, phone, created_at, updated_at) VALUES
    (1, x'019b0000000070008000000000000001', 'CUSTOMER', 'Zoë Harbour', 'zoe harbour', 'zoe@harbour.example', '030 1', 1769000000000, 1769000000000),
    (2, x'019b0000000070008000000000000002', 'CUSTOMER', 'Bob Mill', 'bob mill', NULL, NULL, 1769000000000, 1769000000000);
INSERT INTO users_search (rowid, text) VALUES (1, 'Zoë Harbour zoe@harbour.example 030 1 0301'), (2, 'Bob Mill');

INSERT INTO products (row_id, id, sku, name, name_key, price, stock, created_at, updated_at, archived_at) VALUES
    (1, x'019b0000000070008000000000000011', 'BR-RYE', 'Rye bread', 'rye bread', 480, 4, 1769000000000, 1769000300000, NULL),
    (2, x'019b0000000070008000000000000012', NULL, 'Tea', 'tea', 250, NULL, 1769000000000, 1769000000000, 1769000400000);
INSERT INTO products_search (rowid, text) VALUES (1, 'Rye bread BR-RYE'), (2, 'Tea');

INSERT INTO orders (number, id, status, user_id, total, note, version, created_at, updated_at) VALUES
    (1001, x'019b0000000070008000000000000021', 'PENDING', x'019b0000000070008000000000000001', 960, 'Monday', 1, 1769000100000, 1769000100000),
    (1002, x'019b0000000070008000000000000022', 'PENDING', x'019b0000000070008000000000000002', 730, NULL, 2, 1769000200000, 1769000250000),
    (1003, x'019b0000000070008000000000000023', 'PENDING', NULL, 480, NULL, 2, 1769000300000, 1769000300000);
INSERT INTO order_items (order_id, product_id, id, position, product_name, sku, quantity, unit_price, stock_taken) VALUES
    (x'019b0000000070008000000000000021', x'019b0000000070008000000000000011', x'019b0000000070008000000000000031', 0, 'Rye bread', 'BR-RYE', 2, 480, 2),
    (x'019b0000000070008000000000000022', x'019b0000000070008000000000000011', x'019b0000000070008000000000000032', 0, 'Rye bread', 'BR-RYE', 1, 480, 1),
    (x'019b0000000070008000000000000022', x'019b0000000070008000000000000012', x'019b0000000070008000000000000033', 1, 'Tea', NULL, 1, 250, 0),
    (x'019b0000000070008000000000000023', x'019b0000000070008000000000000011', x'019b0000000070008000000000000034', 0, 'Rye bread', 'BR-RYE', 1, 480, 0);
UPDATE orders SET status = 'PAID' WHERE number = 1002;
UPDATE orders SET status = 'CANCELLED' WHERE number = 1003;
INSERT INTO orders_search (rowid, text) VALUES
    (1001, '1001 Zoë Harbour zoe@harbour.example 030 1 0301 Rye bread BR-RYE Monday'),
    (1002, '1002 Bob Mill Rye bread BR-RYE Tea'),
    (1003, '1003 Rye bread BR-RYE');

INSERT INTO stock_ledger (id, product_id, at, delta, stock, kind, order_number) VALUES
    (1, x'019b0000000070008000000000000011', 1769000000000, 7, 7, 'initial', NULL),
    (2, x'019b0000000070008000000000000011', 1769000100000, -2, 5, 'order', 1001),
    (3, x'019b0000000070008000000000000011', 1769000200000, -1, 4, 'order', 1002),
    (4, x'019b0000000070008000000000000011', 1769000300000, -1, 3, 'order', 1003),
    (5, x'019b0000000070008000000000000011', 1769000300000, 1, 4, 'restock', 1003);

INSERT INTO events (seq, at, event, audience, user_id, data) VALUES
    (1, 1769000100000, 'orderStatusUpdated', 'OWNER', x'019b0000000070008000000000000001', '{"number": 1001}'),
    (2, 1769000200000, 'orderStatusUpdated', 'OWNER', x'019b0000000070008000000000000002', '{"number": 1002}'),
    (3, 1769000250000, 'orderStatusUpdated', 'OWNER', x'019b0000000070008000000000000002', '{"number": 1002}'),
    (4, 1769000300000, 'orderStatusUpdated', 'ADMINS', NULL, '{"number": 1003}'),
    (5, 1769000300000, 'orderStatusUpdated', 'ADMINS', NULL, '{"number": 1003}');
INSERT INTO order_events (seq, order_id, at, event, from_status, to_status) VALUES
    (1, x'019b0000000070008000000000000021', 1769000100000, 'created', NULL, 'PENDING'),
    (2, x'019b0000000070008000000000000022', 1769000200000, 'created', NULL, 'PENDING'),
    (3, x'019b0000000070008000000000000022', 1769000250000, 'status', 'PENDING', 'PAID'),
    (4, x'019b0000000070008000000000000023', 1769000300000, 'created', NULL, 'PENDING'),
    (5, x'019b0000000070008000000000000023', 1769000300000, 'status', 'PENDING', 'CANCELLED');
