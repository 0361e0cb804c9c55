DROP TABLE IF EXISTS fresh;
CREATE TABLE fresh (id int);
