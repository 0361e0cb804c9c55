-- migrate:up transaction:false
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS users_name ON users (name);

-- migrate:down
SELECT 1;
