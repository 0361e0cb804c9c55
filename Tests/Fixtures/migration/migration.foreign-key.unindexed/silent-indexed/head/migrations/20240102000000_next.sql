-- migrate:up
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN boss bigint REFERENCES users (id);
CREATE TABLE fresh (id int PRIMARY KEY, org_id int REFERENCES orgs (id));

-- migrate:down
DROP TABLE fresh;
