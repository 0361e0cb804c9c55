-- migrate:up
CREATE TABLE members (id bigint PRIMARY KEY, user_id bigint REFERENCES users (id));
ALTER TABLE orgs ADD COLUMN size int;
INSERT INTO members SELECT u.id, u.id FROM users u JOIN orgs o ON o.id = u.org_id;

-- migrate:down
DROP TABLE members;
