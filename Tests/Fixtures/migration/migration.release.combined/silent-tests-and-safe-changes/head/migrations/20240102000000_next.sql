-- migrate:up
ALTER TABLE users ADD COLUMN nick text;

-- migrate:down
SELECT 1;
