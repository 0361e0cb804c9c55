CREATE TABLE users (
  id bigint PRIMARY KEY,
  email varchar(50),
  name text,
  age integer,
  balance numeric(10,2)
);
