ALTER TABLE users ADD INDEX users_age (age), DROP INDEX users_name;
