ALTER TABLE users MODIFY name varchar(100) NOT NULL;
ALTER TABLE users MODIFY age int;
