-- +goose Up
CREATE TABLE users (id bigint PRIMARY KEY, a int);
-- +goose Down
DROP TABLE users;
