-- DROP TABLE users;
/* DROP TABLE users; */
INSERT INTO notes (body) VALUES ('DROP TABLE users;');
