-- migrate:up
ALTER TABLE users ADD COLUMN nick text;
UPDATE users SET nick = name;

-- migrate:down
ALTER TABLE users DROP COLUMN nick;
