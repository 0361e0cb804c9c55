CREATE TABLE dbo.orders (id int PRIMARY KEY);
GO
