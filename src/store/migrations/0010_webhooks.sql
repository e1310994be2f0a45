-- From version 9 to 10: webhooks.
CREATE TABLE webhooks (
    row_id       INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    url          TEXT NOT NULL CHECK (url <> ''),
    events       TEXT CHECK (json_valid(events)),
    secret       TEXT NOT NULL CHECK (substr(secret, 1, 6) = 'whsec_'),
    old_secret   TEXT,
    old_until    INTEGER,
    created_at   INTEGER NOT NULL,
    seq          INTEGER NOT NULL,
    paused_at    INTEGER,
    pause_reason TEXT CHECK (pause_reason IN ('by_hand', 'failed', 'gone', 'restored')),
    CHECK ((paused_at IS NULL) = (pause_reason IS NULL)),
    CHECK ((old_secret IS NULL) = (old_until IS NULL))
) STRICT;

CREATE TABLE webhook_deliveries (
    row_id       INTEGER PRIMARY KEY,
    id           BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    webhook_id   BLOB NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    seq          INTEGER,
    event        TEXT NOT NULL,
    skipped      INTEGER CHECK (skipped > 0),
    body         TEXT NOT NULL CHECK (json_valid(body)),
    created_at   INTEGER NOT NULL,
    attempts     INTEGER NOT NULL CHECK (attempts >= 0),
    failures     INTEGER NOT NULL CHECK (failures >= 0),
    next_at      INTEGER,
    again_at     INTEGER,
    attempted_at INTEGER,
    status       INTEGER,
    answer       TEXT,
    error        TEXT,
    delivered_at INTEGER
) STRICT;

CREATE INDEX webhook_deliveries_by_webhook ON webhook_deliveries (webhook_id);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id) WHERE next_at IS NOT NULL;
CREATE INDEX webhook_deliveries_asked_for ON webhook_deliveries (webhook_id) WHERE again_at IS NOT NULL;
