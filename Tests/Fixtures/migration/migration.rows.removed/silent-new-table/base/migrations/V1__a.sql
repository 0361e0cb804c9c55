CREATE TABLE users (id int PRIMARY KEY, plan text);
