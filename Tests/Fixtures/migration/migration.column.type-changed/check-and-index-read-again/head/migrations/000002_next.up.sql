ALTER TABLE users ALTER COLUMN label TYPE varchar(40);
ALTER TABLE users ALTER COLUMN note TYPE varchar;
