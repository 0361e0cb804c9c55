SET search_path = scratch;
CREATE TABLE users (id int);
SET search_path = public;
DROP TABLE users;
