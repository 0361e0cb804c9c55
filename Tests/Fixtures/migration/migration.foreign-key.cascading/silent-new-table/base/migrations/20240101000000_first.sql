-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, name text, org_id int);
CREATE TABLE orgs (id int PRIMARY KEY, title text);
CREATE VIEW names AS SELECT name FROM users;
CREATE FUNCTION total() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM users $$;
CREATE MATERIALIZED VIEW totals AS SELECT org_id, count(*) FROM users GROUP BY org_id;

-- migrate:down
DROP MATERIALIZED VIEW totals;
DROP FUNCTION total();
DROP VIEW names;
DROP TABLE users;
DROP TABLE orgs;
