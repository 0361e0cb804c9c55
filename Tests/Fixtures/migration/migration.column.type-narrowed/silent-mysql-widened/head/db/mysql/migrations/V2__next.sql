ALTER TABLE users MODIFY name varchar(120), MODIFY age integer(8) NOT NULL, MODIFY kind enum('a','b','c');
