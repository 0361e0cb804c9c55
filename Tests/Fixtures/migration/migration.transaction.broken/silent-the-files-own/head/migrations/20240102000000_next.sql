-- migrate:up transaction:false
BEGIN;
ALTER TABLE users ADD COLUMN nick text;
COMMIT;

-- migrate:down
SELECT 1;
