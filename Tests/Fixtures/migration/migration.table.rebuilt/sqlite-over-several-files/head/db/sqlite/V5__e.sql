ALTER TABLE users_new RENAME TO users;
CREATE INDEX by_name ON users (name);
CREATE INDEX by_age ON users (age);
