ALTER TABLE users ADD COLUMN team_name text;
UPDATE users SET team_name = t.name FROM teams t WHERE users.team = t.id;
