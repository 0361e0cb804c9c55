EXEC sp_executesql N'DROP TABLE users';
GO
EXECUTE ('TRUNCATE TABLE users');
GO
