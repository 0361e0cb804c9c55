-- migrate:up
SET lock_timeout = 0;
CREATE TABLE fresh (id int);
ALTER TABLE fresh ADD COLUMN a int;
SET lock_timeout = '2s';
ALTER TABLE users ADD COLUMN nick text;
SET LOCAL lock_timeout = '0';
RESET ALL;
ALTER TABLE orgs ADD COLUMN nick text;

-- migrate:down
SELECT 1;
