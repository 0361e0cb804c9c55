CREATE TABLE scratch (id int);
INSERT INTO scratch SELECT id FROM users;
DROP TABLE scratch;
