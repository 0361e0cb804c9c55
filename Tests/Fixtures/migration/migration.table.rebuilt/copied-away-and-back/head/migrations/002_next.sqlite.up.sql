CREATE TABLE IF NOT EXISTS _bkp (id INTEGER PRIMARY KEY, subject TEXT NOT NULL);
INSERT INTO _bkp (id, subject) SELECT id, subject FROM sessions ORDER BY id;
DROP TABLE IF EXISTS sessions;
CREATE TABLE IF NOT EXISTS sessions (id INTEGER PRIMARY KEY, subject TEXT NULL);
INSERT INTO sessions (id, subject) SELECT id, subject FROM _bkp ORDER BY id;
DROP TABLE IF EXISTS _bkp;
