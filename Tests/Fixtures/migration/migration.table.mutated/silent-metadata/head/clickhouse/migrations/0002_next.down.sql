DROP TABLE fresh;
