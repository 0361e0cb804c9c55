-- migrate:up
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
CREATE INDEX by_name ON users (name);
CREATE INDEX by_age ON users (age);
CREATE TABLE notes (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id) ON DELETE CASCADE);

-- migrate:down
DROP TABLE notes;
DROP TABLE users;
