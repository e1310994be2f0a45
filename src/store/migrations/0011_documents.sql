-- From version 10 to 11: documents bring along who sold and who bought. Those that were given out before say it as it is
-- now.
CREATE TABLE document_sellers (
    id      INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE CHECK (json_valid(content))
) STRICT;

CREATE TABLE document_logos (
    version    TEXT NOT NULL PRIMARY KEY,
    media_type TEXT NOT NULL,
    bytes      TEXT NOT NULL
) STRICT;

CREATE TRIGGER document_sellers_stay_as_they_are BEFORE UPDATE ON document_sellers
WHEN NEW.id IS NOT OLD.id OR NEW.content IS NOT OLD.content
BEGIN SELECT RAISE(ABORT, 'who sold stays as it is'); END;
CREATE TRIGGER document_sellers_stay BEFORE DELETE ON document_sellers
BEGIN SELECT RAISE(ABORT, 'who sold stays'); END;
CREATE TRIGGER document_logos_stay_as_they_are BEFORE UPDATE ON document_logos
BEGIN SELECT RAISE(ABORT, 'the logo of a document stays as it is'); END;
CREATE TRIGGER document_logos_stay BEFORE DELETE ON document_logos
BEGIN SELECT RAISE(ABORT, 'the logo of a document stays'); END;

ALTER TABLE documents ADD COLUMN seller INTEGER;
ALTER TABLE documents ADD COLUMN timezone TEXT;
ALTER TABLE documents ADD COLUMN buyer TEXT CHECK (json_valid(buyer));
ALTER TABLE documents ADD COLUMN last_payment INTEGER;
CREATE INDEX documents_by_kind ON documents (kind, at);

DROP TRIGGER documents_follow_one_another;
DROP TRIGGER documents_stay_as_they_are;

INSERT INTO document_logos (version, media_type, bytes)
SELECT substr(logo.value, instr(logo.value, ' ') + 1), substr(logo.value, 1, instr(logo.value, ' ') - 1), bytes.value
FROM settings AS logo JOIN settings AS bytes ON bytes.key = 'logo_bytes'
WHERE logo.key = 'logo' AND EXISTS (SELECT 1 FROM documents);

INSERT INTO document_sellers (content)
SELECT json_object(
    'name', coalesce((SELECT value FROM settings WHERE key = 'name'), ''),
    'address', (SELECT nullif(value, '') FROM settings WHERE key = 'address'),
    'phone', (SELECT nullif(value, '') FROM settings WHERE key = 'phone'),
    'email', (SELECT nullif(value, '') FROM settings WHERE key = 'email'),
    'website', (SELECT nullif(value, '') FROM settings WHERE key = 'website'),
    'tax_number', (SELECT nullif(value, '') FROM settings WHERE key = 'tax_number'),
    'language', 'en',
    'logo', (SELECT substr(value, instr(value, ' ') + 1) FROM settings WHERE key = 'logo'))
WHERE EXISTS (SELECT 1 FROM documents);

UPDATE documents SET
    seller = (SELECT id FROM document_sellers),
    buyer = (
        SELECT json_object('name', users.name, 'address', users.address, 'email', users.email)
        FROM orders JOIN users ON users.id = orders.user_id WHERE orders.id = documents.order_id
    ),
    last_payment = (
        SELECT max(payments.id) FROM payments
        WHERE payments.order_id = documents.order_id AND payments.at <= documents.at
    );
-- Of orders that are deleted the name alone is left.
UPDATE documents SET buyer = json_object('name', content ->> '$.customer.name', 'address', NULL, 'email', NULL)
WHERE buyer IS NULL AND content ->> '$.customer.name' IS NOT NULL;

CREATE TRIGGER documents_follow_one_another BEFORE INSERT ON documents
WHEN NEW.seller IS NULL OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM documents)
BEGIN SELECT RAISE(ABORT, 'documents are numbered without a gap, and name who sells'); END;
CREATE TRIGGER documents_stay_as_they_are BEFORE UPDATE ON documents
WHEN NEW.number IS NOT OLD.number OR NEW.kind IS NOT OLD.kind OR NEW.order_id IS NOT OLD.order_id
    OR NEW.order_number IS NOT OLD.order_number OR NEW.at IS NOT OLD.at OR NEW.taxes IS NOT OLD.taxes
    OR (OLD.content IS NOT NULL AND NEW.content IS NOT OLD.content)
    OR NEW.seller IS NOT OLD.seller OR NEW.timezone IS NOT OLD.timezone OR NEW.buyer IS NOT OLD.buyer
    OR NEW.last_payment IS NOT OLD.last_payment
BEGIN SELECT RAISE(ABORT, 'a document that was given out stays as it is'); END;
