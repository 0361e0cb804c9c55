CREATE TABLE orders (id int PRIMARY KEY, day date, code int, UNIQUE KEY by_code (code), KEY by_day (day)) ENGINE=InnoDB;
