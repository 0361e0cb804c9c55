-- migrate:up
ALTER TABLE users ADD COLUMN nick text;
ALTER TABLE users ADD COLUMN mail text;

-- migrate:down
SELECT 1;
