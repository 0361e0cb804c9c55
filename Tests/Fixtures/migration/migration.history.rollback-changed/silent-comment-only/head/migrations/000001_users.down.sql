-- back
DROP TABLE users;
