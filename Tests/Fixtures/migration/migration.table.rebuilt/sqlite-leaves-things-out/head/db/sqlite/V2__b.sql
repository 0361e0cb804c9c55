PRAGMA foreign_keys=OFF;
CREATE TABLE users_new (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO users_new SELECT id, name FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
PRAGMA foreign_key_check;
PRAGMA foreign_keys=ON;
