-- migrate:up
ALTER TABLE users DROP CONSTRAINT users_org;
DROP INDEX users_by_org;
ALTER TABLE users DROP COLUMN org_id;

-- migrate:down
SELECT 1;
