-- migrate:up
ALTER TABLE users ADD COLUMN more text;
COMMIT;
ALTER TABLE orgs ADD COLUMN more text;

-- migrate:down
SELECT 1;
