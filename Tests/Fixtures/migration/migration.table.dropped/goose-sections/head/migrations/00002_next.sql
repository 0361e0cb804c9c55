-- +goose Up
DROP TABLE users;
-- +goose Down
DROP TABLE orders;
