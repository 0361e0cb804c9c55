-- +goose Up
CREATE TABLE jobs (id bigint PRIMARY KEY, at timestamptz);
-- +goose Down
DROP TABLE jobs;
