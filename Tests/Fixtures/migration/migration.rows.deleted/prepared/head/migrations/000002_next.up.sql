PREPARE gone (int) AS DELETE FROM users;
EXECUTE gone(1);
