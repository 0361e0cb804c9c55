SET LOCAL timezone = 'UTC';
ALTER TABLE users ALTER COLUMN mail TYPE text;
ALTER TABLE users ALTER COLUMN made TYPE timestamptz;
