-- migrate:up
ALTER TABLE users ADD COLUMN data jsonb, ADD COLUMN parts json[];
CREATE TABLE fresh (id int PRIMARY KEY, data json);

-- migrate:down
DROP TABLE fresh;
