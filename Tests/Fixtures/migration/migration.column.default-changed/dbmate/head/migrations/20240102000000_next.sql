-- migrate:up
ALTER TABLE users ALTER COLUMN name SET DEFAULT 'nobody';
ALTER TABLE users ADD COLUMN nick text;
ALTER TABLE users ALTER COLUMN nick SET DEFAULT 'x';

-- migrate:down
SELECT 1;
