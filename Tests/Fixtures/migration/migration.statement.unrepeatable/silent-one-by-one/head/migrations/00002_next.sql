-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN IF NOT EXISTS b int;
CREATE INDEX CONCURRENTLY users_b ON users (b);
-- +goose Down
ALTER TABLE users DROP COLUMN b;
