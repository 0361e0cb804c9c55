INSERT INTO users_new SELECT * FROM users;
