-- migrate:up
SAVEPOINT one;
ALTER TABLE users ADD COLUMN two text;
ROLLBACK TO one;
UPDATE orgs SET title = '' WHERE id = 1;

-- migrate:down
SELECT 1;
