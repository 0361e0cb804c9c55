CREATE TABLE users (id int PRIMARY KEY, n int) ENGINE=InnoDB;
