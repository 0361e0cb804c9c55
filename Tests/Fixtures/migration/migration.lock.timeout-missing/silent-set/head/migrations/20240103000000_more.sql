-- migrate:up
CREATE TABLE fresh (id int PRIMARY KEY);

-- migrate:down
DROP TABLE fresh;
