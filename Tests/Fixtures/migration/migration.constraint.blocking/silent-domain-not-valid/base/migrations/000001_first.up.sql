CREATE DOMAIN email AS text;
CREATE DOMAIN unused AS text;
CREATE TABLE users (id bigint PRIMARY KEY, mail email);
