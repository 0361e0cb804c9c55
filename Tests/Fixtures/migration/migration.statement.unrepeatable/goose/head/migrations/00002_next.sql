-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN b int;
CREATE INDEX CONCURRENTLY users_b ON users (b);
-- +goose Down
ALTER TABLE users DROP COLUMN b;
