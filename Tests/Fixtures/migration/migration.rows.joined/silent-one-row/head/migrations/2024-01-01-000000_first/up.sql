CREATE TABLE users (id bigint PRIMARY KEY, email text, team bigint);
CREATE TABLE teams (id bigint PRIMARY KEY, name text);
