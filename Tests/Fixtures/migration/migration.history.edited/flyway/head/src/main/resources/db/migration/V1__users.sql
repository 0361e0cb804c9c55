CREATE TABLE users (
  id bigint PRIMARY KEY,
  email varchar(80),
  name text,
  age integer,
  balance numeric(10,2)
);
