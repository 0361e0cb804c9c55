ALTER TABLE users ADD COLUMN score int CHECK (score > 0);
ALTER TABLE users ADD COLUMN code text UNIQUE;
