BEGIN;
CREATE TABLE sessions (id int);
ROLLBACK;
DROP TABLE sessions;
