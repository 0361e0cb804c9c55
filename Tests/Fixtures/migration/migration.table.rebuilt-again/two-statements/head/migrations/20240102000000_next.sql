-- migrate:up
ALTER TABLE users ADD COLUMN number bigserial;
ALTER TABLE users ALTER COLUMN org_id TYPE bigint;
ALTER TABLE orgs ALTER COLUMN id TYPE bigint, ADD COLUMN number bigserial;

-- migrate:down
SELECT 1;
