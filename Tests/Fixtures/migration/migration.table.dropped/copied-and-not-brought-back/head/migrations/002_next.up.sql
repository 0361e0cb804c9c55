CREATE TABLE _bkp (id INTEGER PRIMARY KEY, subject TEXT NOT NULL);
INSERT INTO _bkp (id, subject) SELECT id, subject FROM sessions;
DROP TABLE sessions;
CREATE TABLE sessions (id INTEGER PRIMARY KEY, subject TEXT);
DROP TABLE _bkp;
