-- +goose NO TRANSACTION
-- +goose Up
ALTER TABLE users ADD COLUMN c int;
-- +goose Down
ALTER TABLE users DROP COLUMN c;
