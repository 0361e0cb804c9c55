-- migrate:up
ALTER TABLE users DROP COLUMN org_id;

-- migrate:down
SELECT 1;
