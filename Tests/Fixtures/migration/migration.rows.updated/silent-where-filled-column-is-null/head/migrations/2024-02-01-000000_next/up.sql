ALTER TABLE users ADD COLUMN plan text DEFAULT 'free';
UPDATE users SET plan = 'free' WHERE plan IS NULL;
UPDATE users SET email = t.name FROM teams t WHERE users.team = t.id AND t.name = 'x';
