SET lock_timeout = '3s';
ALTER TABLE users ADD COLUMN team bigint REFERENCES teams (id);
CREATE TABLE fresh (id bigint REFERENCES users (id));
