-- migrate:up transaction:false
SET LOCAL lock_timeout = '2s';
ALTER TABLE users DROP CONSTRAINT users_org;
ALTER TABLE users ADD CONSTRAINT users_org_again FOREIGN KEY (org_id) REFERENCES orgs (id) NOT VALID;
ALTER TABLE users DROP CONSTRAINT users_name;
ALTER TABLE users ADD CONSTRAINT users_name_alone UNIQUE (name);
ALTER TABLE users ALTER COLUMN name SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT name_set;

-- migrate:down
SELECT 1;
