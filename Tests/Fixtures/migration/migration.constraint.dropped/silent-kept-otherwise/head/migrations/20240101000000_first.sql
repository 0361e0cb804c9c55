-- migrate:up
CREATE TABLE orgs (id int PRIMARY KEY, title text);
CREATE TABLE users (id bigint PRIMARY KEY, name text, org_id int, CONSTRAINT users_org FOREIGN KEY (org_id) REFERENCES orgs (id), CONSTRAINT users_name UNIQUE (name, org_id), CONSTRAINT name_set CHECK (name IS NOT NULL));
CREATE INDEX users_by_org ON users (org_id);

-- migrate:down
DROP TABLE users;
DROP TABLE orgs;
