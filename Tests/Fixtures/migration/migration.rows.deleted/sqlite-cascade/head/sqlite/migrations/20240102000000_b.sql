-- migrate:up
PRAGMA foreign_keys=OFF;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
INSERT INTO users_new SELECT * FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
CREATE INDEX by_name ON users (name);
CREATE INDEX by_age ON users (age);
PRAGMA foreign_keys=ON;

-- migrate:down
SELECT 1;
