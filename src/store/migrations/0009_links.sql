-- From version 8 to 9: links that show the state of an order, and boards on the wall.
CREATE TABLE order_links (
    order_id   BLOB NOT NULL PRIMARY KEY REFERENCES orders (id) ON DELETE CASCADE,
    token      TEXT NOT NULL UNIQUE CHECK (length(token) = 40),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE displays (
    row_id     INTEGER PRIMARY KEY,
    id         BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    name       TEXT NOT NULL CHECK (name <> ''),
    token      TEXT NOT NULL UNIQUE CHECK (length(token) = 40),
    created_at INTEGER NOT NULL
) STRICT;
