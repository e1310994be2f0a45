-- From version 4 to 5: a customer's orders by total are found in the index, without a look at each order.
DROP INDEX orders_by_total;
CREATE INDEX orders_by_total ON orders (total, number, user_id);
