-- +migrate Up
DROP TABLE users;
-- +migrate Down
DROP TABLE orders;
