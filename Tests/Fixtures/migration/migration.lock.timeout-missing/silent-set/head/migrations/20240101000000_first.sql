-- migrate:up
SET LOCAL lock_timeout = '2s';
CREATE TABLE users (id bigint PRIMARY KEY, name text);

-- migrate:down
DROP TABLE users;
