ALTER TABLE users MODIFY age bigint NOT NULL;
