-- From version 6 to 7: orders are called as the shop writes their numbers.
ALTER TABLE orders ADD COLUMN label TEXT CHECK (label <> '');
CREATE TABLE order_labels (
    label  TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
    number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE order_sequences (
    year INTEGER NOT NULL PRIMARY KEY,
    last INTEGER NOT NULL CHECK (last >= 1)
) STRICT;
