-- migrate:up
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD CONSTRAINT users_org FOREIGN KEY (org_id) REFERENCES orgs (id) ON DELETE CASCADE NOT VALID;
ALTER TABLE users ADD COLUMN boss bigint REFERENCES users (id) ON DELETE CASCADE;

-- migrate:down
SELECT 1;
