-- migrate:up
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD CONSTRAINT users_org FOREIGN KEY (org_id) REFERENCES orgs (id) NOT VALID;

-- migrate:down
SELECT 1;
