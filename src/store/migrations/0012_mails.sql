-- From version 11 to 12: mails.
CREATE TABLE mails (
    row_id       INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    kind         TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'receipt')),
    document     INTEGER,
    order_id     BLOB NOT NULL CHECK (length(order_id) = 16),
    order_number INTEGER NOT NULL,
    recipient    TEXT NOT NULL CHECK (recipient <> ''),
    created_at   INTEGER NOT NULL,
    actor_id     BLOB,
    actor_name   TEXT,
    state        TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
    attempts     INTEGER NOT NULL CHECK (attempts >= 0),
    failures     INTEGER NOT NULL CHECK (failures >= 0),
    next_at      INTEGER,
    attempted_at INTEGER,
    failure      TEXT,
    answer       TEXT,
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
