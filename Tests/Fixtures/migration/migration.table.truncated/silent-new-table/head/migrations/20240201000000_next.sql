CREATE TABLE cache (id int);
TRUNCATE cache;
