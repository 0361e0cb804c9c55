-- migrate:up
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN nick text;

-- migrate:down
SELECT 1;
