ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
ALTER TABLE users SET SCHEMA archive;
