CREATE TABLE jobs (id bigint PRIMARY KEY, at timestamptz);
