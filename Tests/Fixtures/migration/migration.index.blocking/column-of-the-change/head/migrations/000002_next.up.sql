ALTER TABLE users ADD COLUMN city text;
CREATE INDEX ON users (city);
