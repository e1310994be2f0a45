-- From version 5 to 6: tax and discounts, and lines of an order that are no product. What was sold before had its tax
-- in the price, at no rate that was known.
ALTER TABLE products ADD COLUMN tax_rate INTEGER NOT NULL DEFAULT 0 CHECK (tax_rate BETWEEN 0 AND 10000);
ALTER TABLE orders ADD COLUMN discount INTEGER NOT NULL DEFAULT 0 CHECK (discount >= 0);
ALTER TABLE orders ADD COLUMN discount_rate INTEGER CHECK (discount_rate BETWEEN 0 AND 10000);
ALTER TABLE orders ADD COLUMN prices_include_tax INTEGER NOT NULL DEFAULT 1 CHECK (prices_include_tax IN (0, 1));

CREATE TABLE former_order_items AS SELECT * FROM order_items;
DROP TABLE order_items;
CREATE TABLE order_items (
    order_id       BLOB NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position       INTEGER NOT NULL CHECK (position >= 0),
    product_id     BLOB REFERENCES products (id),
    id             BLOB NOT NULL CHECK (length(id) = 16),
    product_name   TEXT NOT NULL,
    sku            TEXT,
    quantity       INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 1000000),
    unit_price     INTEGER NOT NULL CHECK (unit_price BETWEEN 0 AND 999999999999999),
    stock_taken    INTEGER NOT NULL CHECK (stock_taken BETWEEN 0 AND quantity),
    discount       INTEGER NOT NULL CHECK (discount BETWEEN 0 AND quantity * unit_price),
    discount_rate  INTEGER CHECK (discount_rate BETWEEN 0 AND 10000),
    discount_share INTEGER NOT NULL CHECK (discount_share BETWEEN 0 AND quantity * unit_price - discount),
    tax_rate       INTEGER NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    tax            INTEGER NOT NULL CHECK (tax >= 0),
    PRIMARY KEY (order_id, position)
) STRICT, WITHOUT ROWID;


INSERT INTO order_items
SELECT order_id, row_number() OVER (PARTITION BY order_id ORDER BY position, product_id) - 1, product_id, id,
    product_name, sku, quantity, unit_price, stock_taken, 0, NULL, 0, 0, 0
FROM former_order_items;
DROP TABLE former_order_items;
CREATE UNIQUE INDEX order_items_by_product ON order_items (product_id, order_id);
