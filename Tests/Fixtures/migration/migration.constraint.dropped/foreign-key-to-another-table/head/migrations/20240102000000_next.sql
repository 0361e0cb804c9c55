-- migrate:up
SET LOCAL lock_timeout = '2s';
CREATE TABLE teams (id int PRIMARY KEY);
ALTER TABLE users DROP CONSTRAINT users_org;
ALTER TABLE users ADD CONSTRAINT users_org FOREIGN KEY (org_id) REFERENCES teams (id) NOT VALID;

-- migrate:down
SELECT 1;
