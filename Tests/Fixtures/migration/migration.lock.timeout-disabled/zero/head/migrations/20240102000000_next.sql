-- migrate:up
SET lock_timeout = '5s';
SET LOCAL lock_timeout = 0;
ALTER TABLE users ADD COLUMN nick text;
ALTER TABLE orgs ADD COLUMN nick text;

-- migrate:down
SELECT 1;
