CREATE TABLE users (id bigint PRIMARY KEY, gone boolean);
CREATE TABLE keep (id bigint);
