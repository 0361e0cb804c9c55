BEGIN;
ALTER TABLE sessions RENAME TO sessions_old;
CREATE TABLE IF NOT EXISTS sessions (id INTEGER PRIMARY KEY, subject TEXT);
INSERT INTO sessions (id, subject) SELECT id, subject FROM sessions_old;
DROP TABLE sessions_old;
COMMIT;
