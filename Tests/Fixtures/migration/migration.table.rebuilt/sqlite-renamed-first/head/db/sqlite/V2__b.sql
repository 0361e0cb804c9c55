PRAGMA foreign_keys=OFF;
ALTER TABLE users RENAME TO users_old;
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, age INTEGER);
INSERT INTO users SELECT * FROM users_old;
DROP TABLE users_old;
CREATE INDEX by_name ON users (name);
CREATE INDEX by_age ON users (age);
PRAGMA foreign_keys=ON;
