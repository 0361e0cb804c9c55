-- migrate:up transaction:false
DROP INDEX CONCURRENTLY IF EXISTS users_name;
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_name ON users (name);
CREATE INDEX CONCURRENTLY orgs_title ON orgs (title);

-- migrate:down
SELECT 1;
