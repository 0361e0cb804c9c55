ALTER TABLE users ADD COLUMN no bigint;
