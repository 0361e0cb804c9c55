-- +goose NO TRANSACTION
-- +goose Up
CREATE INDEX CONCURRENTLY jobs_at ON jobs (at);
-- +goose Down
DROP INDEX CONCURRENTLY jobs_at;
