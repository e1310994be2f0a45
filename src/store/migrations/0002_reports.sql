-- From version 1 to 2: reports read days of orders out of their index alone, and find what runs out.
DROP INDEX orders_by_created;
CREATE INDEX orders_by_created ON orders (created_at, status, total);
CREATE INDEX products_by_stock ON products (stock) WHERE archived_at IS NULL AND stock IS NOT NULL;
