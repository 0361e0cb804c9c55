-- migrate:up
SELECT set_config('lock_timeout', '0ms', true);
ALTER TABLE users ADD COLUMN more text;

-- migrate:down
SELECT 1;
