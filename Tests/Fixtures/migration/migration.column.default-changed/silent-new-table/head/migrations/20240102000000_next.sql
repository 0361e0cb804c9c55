-- migrate:up
CREATE TABLE fresh (id int PRIMARY KEY, n int);
ALTER TABLE fresh ALTER COLUMN n SET DEFAULT 1;

-- migrate:down
DROP TABLE fresh;
