ALTER TABLE users MODIFY n bigint;
ALTER TABLE users MODIFY m bigint;
