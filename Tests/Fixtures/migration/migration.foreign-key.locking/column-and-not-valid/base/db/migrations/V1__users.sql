CREATE TABLE users (id bigint PRIMARY KEY, boss bigint);
CREATE TABLE teams (id bigint PRIMARY KEY);
