CREATE TABLE dbo.orders (id int PRIMARY KEY, a int);
GO
