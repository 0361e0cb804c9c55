CREATE DOMAIN positive AS int CHECK (VALUE > 0);
ALTER TABLE users ADD COLUMN score positive;
