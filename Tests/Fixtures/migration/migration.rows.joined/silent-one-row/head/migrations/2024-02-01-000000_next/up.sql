UPDATE users SET email = t.name FROM teams t WHERE users.team = t.id AND users.id = 4;
