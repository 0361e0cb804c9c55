-- migrate:up
ALTER TABLE users ADD COLUMN nick text;
UPDATE users SET name = 'x' WHERE name IS NULL;

-- migrate:down
SELECT 1;
