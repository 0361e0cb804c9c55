-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, name text, org_id int);
CREATE TABLE orgs (id int PRIMARY KEY, title text);

-- migrate:down
DROP TABLE users;
DROP TABLE orgs;
