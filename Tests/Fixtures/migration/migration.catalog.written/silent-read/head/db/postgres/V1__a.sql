CREATE TABLE pg_stuff (id int PRIMARY KEY);
