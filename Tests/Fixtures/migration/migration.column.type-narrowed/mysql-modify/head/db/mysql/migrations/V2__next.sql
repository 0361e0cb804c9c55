ALTER TABLE users MODIFY name varchar(20);
ALTER TABLE users CHANGE age years smallint NOT NULL;
ALTER TABLE users MODIFY total int;
ALTER TABLE users MODIFY kind enum('a');
ALTER TABLE users MODIFY bio tinytext;
