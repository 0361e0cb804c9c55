-- migrate:up
ALTER TABLE users ADD COLUMN nick text;
CREATE INDEX orgs_title ON orgs (title);
CREATE INDEX users_name ON users (name);

-- migrate:down
DROP INDEX orgs_title;
