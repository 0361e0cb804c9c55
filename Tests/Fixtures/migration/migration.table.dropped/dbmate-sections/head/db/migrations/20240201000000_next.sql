-- migrate:up
DROP TABLE users;

-- migrate:down
DROP TABLE orders;
