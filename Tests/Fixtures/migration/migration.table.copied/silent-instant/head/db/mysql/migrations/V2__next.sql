ALTER TABLE users ADD COLUMN a int, ADD COLUMN b varchar(10) NOT NULL DEFAULT 'x';
ALTER TABLE users MODIFY name varchar(200);
ALTER TABLE users MODIFY kind enum('a','b','c');
CREATE INDEX users_age ON users (age);
CREATE TABLE fresh (id int) ENGINE=InnoDB;
ALTER TABLE fresh MODIFY id bigint;
