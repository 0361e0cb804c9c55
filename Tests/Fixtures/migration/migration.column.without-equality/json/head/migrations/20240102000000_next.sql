-- migrate:up
ALTER TABLE users ADD COLUMN data json;

-- migrate:down
SELECT 1;
