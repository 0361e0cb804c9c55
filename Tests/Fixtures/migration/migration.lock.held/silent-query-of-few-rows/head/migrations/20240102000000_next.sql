-- migrate:up
ALTER TABLE orgs ADD COLUMN size int;
INSERT INTO users SELECT id, title FROM orgs WHERE id = 1;
INSERT INTO users SELECT id, title FROM orgs LIMIT 5;
INSERT INTO users (id) SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM users);

-- migrate:down
SELECT 1;
