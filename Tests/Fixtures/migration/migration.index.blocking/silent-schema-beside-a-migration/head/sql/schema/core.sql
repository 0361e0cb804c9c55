CREATE TABLE jobs (id bigint PRIMARY KEY, at timestamptz);
CREATE INDEX jobs_at ON jobs (at);
