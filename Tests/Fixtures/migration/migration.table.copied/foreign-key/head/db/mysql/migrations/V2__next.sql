ALTER TABLE users ADD CONSTRAINT users_boss FOREIGN KEY (total) REFERENCES bosses (id);
SET foreign_key_checks = 0;
ALTER TABLE users ADD CONSTRAINT users_boss2 FOREIGN KEY (id) REFERENCES bosses (id);
