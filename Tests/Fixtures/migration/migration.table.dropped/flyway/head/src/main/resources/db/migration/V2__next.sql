-- no longer used
DROP TABLE users;
