-- migrate:up
CREATE TABLE teams (id int);
-- migrate:down
