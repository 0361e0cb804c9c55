-- migrate:up transaction:false
CREATE INDEX CONCURRENTLY users_org_id ON users (org_id);
CREATE INDEX CONCURRENTLY users_boss ON users (boss);

-- migrate:down
DROP INDEX users_boss;
