ALTER TABLE users ADD COLUMN team bigint REFERENCES teams (id);
ALTER TABLE users ADD CONSTRAINT users_boss FOREIGN KEY (boss) REFERENCES users (id) NOT VALID;
