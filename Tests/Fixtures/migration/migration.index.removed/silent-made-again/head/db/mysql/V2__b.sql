ALTER TABLE orders DROP INDEX by_day, ADD INDEX by_day (day, code);
CREATE TABLE fresh (id int PRIMARY KEY, n int, KEY by_n (n)) ENGINE=InnoDB;
ALTER TABLE fresh DROP INDEX by_n;
