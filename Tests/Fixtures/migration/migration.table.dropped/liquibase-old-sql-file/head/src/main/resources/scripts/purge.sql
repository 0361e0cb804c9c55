SELECT 1;
DROP TABLE users;
ALTER TABLE accounts ADD CHECK (balance > 0);
