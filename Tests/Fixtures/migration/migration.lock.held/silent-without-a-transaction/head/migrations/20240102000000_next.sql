-- migrate:up transaction:false
ALTER TABLE users ADD COLUMN nick text;
UPDATE users SET nick = name WHERE id < 1000;

-- migrate:down
ALTER TABLE users DROP COLUMN nick;
